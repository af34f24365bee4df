import pytest

from bilingual.translation.negations import invented_negation, lost_negation


@pytest.mark.parametrize(
    "spanish, english, lost",
    [
        ("El agua no es potable.", "The water is drinkable.", "no"),
        ("El Comité jamás ofreció becas.", "The Committee ever offered grants.", "jamás"),
        ("Nadie resultó herido.", "Somebody was hurt.", "Nadie"),
        ("El agua no es potable.", "The water is undrinkable.", ""),
        ("No hubo heridos.", "There were no wounded.", ""),
        ("No obstante, el plan sigue.", "However, the plan goes on.", ""),
        ("No sólo vino él.", "He came, and others did.", ""),
        ("Viene mañana, ¿no?", "He comes tomorrow, right?", ""),
        ("El plan sigue.", "The plan goes on.", ""),
    ],
)
def test_a_lost_denial_is_named(spanish, english, lost):
    assert lost_negation(spanish, english) == lost


@pytest.mark.parametrize(
    "spanish, english, invented",
    [
        ("Nos hemos adaptado.", "We have not adapted.", "not"),
        ("Vendrá el lunes.", "He won't come on Monday.", "won't"),
        ("Dejó de llover.", "It does not rain any more.", ""),
        ("Es imposible.", "It is not possible.", ""),
        ("Sigue el paro.", "The strike goes on.", ""),
        ("Vive en la calle 5.", "He lives at No. 5.", ""),
    ],
)
def test_an_invented_denial_is_named(spanish, english, invented):
    assert invented_negation(spanish, english) == invented
