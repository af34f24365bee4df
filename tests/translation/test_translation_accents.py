import pytest
from hypothesis import given
from hypothesis import strategies as st

from bilingual import translate
from bilingual.settings import DEFAULTS
from bilingual.translation.accents import with_accents
from bilingual.translation.engine import load_engine


@pytest.fixture(scope="module")
def engine():
    return load_engine(DEFAULTS, "es", "en")


@pytest.mark.slow
@pytest.mark.parametrize(
    "text, wanted",
    [
        ("yo tambien estuve aqui ese dia", "yo también estuve aquí ese día"),
        ("uno de los paises mas desiguales", "uno de los países más desiguales"),
        ("tenia 12 anos y no habia hecho nada", "tenía 12 años y no había hecho nada"),
        ("Fue una compañia mexicana, también.", "Fue una compañía mexicana, también."),
        ("Reforma publica hoy una nota.", "Reforma publica hoy una nota."),
        ("Habló con Lopez en Michoacan.", "Habló con Lopez en Michoacan."),
        ("La mesa sigue abierta.", "La mesa sigue abierta."),
        ("www.diario.mx/nacion y @nacion #nacion", "www.diario.mx/nacion y @nacion #nacion"),
    ],
)
def test_accents_that_unknown_words_want(engine, text, wanted):
    assert with_accents(text, engine) == wanted


@pytest.mark.slow
@given(st.text(alphabet="abcdeiounáéñ ANO.,1", max_size=40))
def test_no_letter_is_added_or_taken_away(text):
    assert len(with_accents(text, load_engine(DEFAULTS, "es", "en"))) == len(text)


@pytest.mark.slow
def test_capitals_without_accents():
    text = "EL IMPUTADO SE ENCUENTRA PROFUGO Y PODRIA HABER SALIDO DEL PAIS."
    assert "COUNTRY" in translate(text).text
    assert "PODRIA" not in translate(text).text
