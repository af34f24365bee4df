from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bilingual.translation.numbers import english_number, find_numbers


@pytest.mark.parametrize(
    "text, language, stretch, value",
    [
        ("más de mil 200 millones de pesos", "es", "mil 200 millones", 1_200_000_000),
        ("unas mil 700 personas", "es", "mil 700", 1_700),
        ("treinta y dos mil 400 casos", "es", "treinta y dos mil 400", 32_400),
        ("un millón 264 mil usuarios", "es", "un millón 264 mil", 1_264_000),
        ("un faltante de mil 069 millones", "es", "mil 069 millones", 1_069_000_000),
        ("a thousand 350 workers", "en", "a thousand 350", 1_350),
        ("a billion 200 million pesos", "en", "a billion 200 million", 1_200_000_000),
    ],
)
def test_scales_before_digits_belong_to_the_number(text, language, stretch, value):
    (number,) = find_numbers(text, language)
    assert (text[number.start : number.end], number.value) == (stretch, Decimal(value))


@given(st.integers(1, 999))
def test_thousands_are_written_with_a_comma(rest):
    text = f"son mil {rest:03}"
    (number,) = find_numbers(text, "es")
    assert english_number(text, number) == f"{1000 + rest:,}"
