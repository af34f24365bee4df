"""Short inputs: a warning where the model only guesses, none where nothing is in doubt."""

import pytest

from bilingual import translate

pytestmark = pytest.mark.slow


@pytest.mark.parametrize(
    "text",
    ["Oaxaca", "Nemesio Oseguera", "Perro", "Nunca", "zzzxxx", "jajaja", "El Mencho", "12:30"],
)
def test_what_is_plain_carries_no_warning(text):
    assert not translate(text).warnings


@pytest.mark.parametrize(
    "text", ["Bloqueos", "Luz María", "Condonaciones", "Привет", "qwerty uiop"]
)
def test_what_may_be_wrong_carries_one(text):
    assert translate(text).warnings
