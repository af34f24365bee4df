import pytest
from hypothesis import given
from hypothesis import strategies as st

from bilingual import translate
from bilingual.translation.word_order import find_inversion


@pytest.mark.parametrize(
    "sentence, verb, subject",
    [
        ("Informó la Secretaría de Marina.", "Informó", "la Secretaría de Marina"),
        ("Negó la presidenta que exista un acuerdo.", "Negó", "la presidenta"),
        ("Confirma la Fiscalía la muerte de dos.", "Confirma", "la Fiscalía"),
        ("Niega Sheinbaum acuerdo con Canadá.", "Niega", "Sheinbaum"),
        ("“Rechazó el Ejército la versión”", "Rechazó", "el Ejército"),
        ("Lamenta gobernador muerte de alcalde.", "Lamenta", "gobernador"),
        ("Confirma @FiscaliaMor tres detenciones.", "Confirma", "@FiscaliaMor"),
        (
            "Informó ayer el alcalde de Tepic, Luis Mora, que habrá clases.",
            "Informó ayer",
            "el alcalde de Tepic, Luis Mora,",
        ),
    ],
)
def test_a_subject_after_its_verb_is_found(sentence, verb, subject):
    found = find_inversion(sentence)
    assert found is not None
    assert (sentence[slice(*found.verb)], sentence[slice(*found.subject)]) == (verb, subject)


@pytest.mark.parametrize(
    "sentence",
    [
        "Rechazó la propuesta del gobernador.",
        "Pidió a la población no salir.",
        "Pidió justicia.",
        "Dijo el lunes que no vendría.",
        "Recordó Ayotzinapa.",
        "Cuenta la leyenda que nadie volvió.",
        "La presidenta negó el acuerdo.",
        "Solicita trabajadores con experiencia.",
    ],
)
def test_an_object_after_its_verb_stays(sentence):
    assert find_inversion(sentence) is None


@given(st.text(max_size=60), st.integers(0, 5))
def test_offsets_are_in_order(text, start):
    found = find_inversion(text, start)
    if found:
        assert start <= found.verb[0] < found.verb[1] < found.subject[0] < found.subject[1]
        assert found.subject[1] <= len(text)


@pytest.mark.slow
def test_the_subject_stays_the_subject_in_english():
    sentence = "Negó la presidenta que exista un acuerdo."
    translation = translate(sentence)
    assert translation.text.startswith("The president denied")
    linked = {
        translation.text[k.target_start : k.target_end]: sentence[k.source_start : k.source_end]
        for k in translation.links
    }
    assert linked["president"] == "presidenta"
    assert linked["denied"] == "Negó"


@pytest.mark.slow
def test_headlines_without_a_subject():
    detained, seized, claimed = translate(
        [
            "Detienen a presunto líder criminal en Tepic.",
            "Decomisan droga en Manzanillo.",
            "Las autoridades aseguran que no hay riesgo.",
        ]
    )
    assert detained.text.startswith("They arrest")
    assert seized.text.startswith("They seize")
    assert "seize" not in claimed.text
