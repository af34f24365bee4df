"""Press sentences that the model got wrong: put right by a general rule, or marked.

Wanted, in general: a content word (above all a verb) that no word of the target renders sets a
warning that names it; a target word that is no English word and isn't copied sets one as well
("tractoccamions"); titles of office in the glossary ("secretario de Marina": Navy secretary,
"titular de la Defensa", "fiscal general": attorney general) and officialese.
"""

import pytest

from bilingual import translate

pytestmark = pytest.mark.slow


def test_a_dropped_verb_is_rendered_or_named():
    result = translate("Informó que el buque zarpó de Beaumont, Texas, el pasado 8 de marzo.")
    rendered = any(word in result.text for word in ("sailed", "set sail", "left", "departed"))
    assert rendered or any("zarpó" in warning for warning in result.warnings)


def test_an_invented_word_is_named():
    result = translate("Se aseguraron 192 contenedores y 29 tractocamiones.")
    assert "tractoccamions" not in result.text or any(
        "tractoccamions" in warning for warning in result.warnings
    )


def test_a_title_of_office_is_not_a_possessive():
    result = translate("El secretario de Marina, Raymundo Pedro Morales, habló con la prensa.")
    assert "Marina's" not in result.text
    assert "Navy" in result.text


@pytest.mark.slow
def test_no_half_of_the_day_is_added_to_a_time():
    night, noon, morning = translate(
        [
            "Alrededor de las 21:40 horas, la presidenta municipal fue agredida.",
            "Sobre las 12:00 horas, cerca de la calle, ardió un coche.",
            "La reunión empezó a las 9:15 de la mañana.",
        ]
    )
    assert "21:40" in night.text and "a.m." not in night.text
    assert "12:00" in noon.text and ".m." not in noon.text
    assert "9:15" in morning.text


@pytest.mark.slow
def test_words_whose_reading_turns_the_meaning_round():
    unharmed, never = translate(
        ["La alcaldesa se encuentra ilesa.", "El Comité jamás ofreció pagar becas."]
    )
    assert "unharmed" in unharmed.text
    assert "never" in never.text


@pytest.mark.slow
def test_thousands_of_the_mexican_press():
    people, loss, spelt = translate(
        [
            "Saldrán caminando unas mil 700 personas.",
            "La afectación se estima en más de mil 200 millones de pesos.",
            "Dos mil 400 docentes marcharon.",
        ]
    )
    assert "1,700" in people.text
    assert "1.2 billion" in loss.text
    assert "2,400" in spelt.text
