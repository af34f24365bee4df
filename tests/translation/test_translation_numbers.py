"""Numbers by value, in both languages."""

from decimal import Decimal

import pytest

from bilingual import translate
from bilingual.translation.numbers import (
    english_number,
    english_numeral,
    find_numbers,
    find_values,
)

SPANISH = [
    ("2.000 millones", 2_000_000_000),
    ("14,2 mil millones", 14_200_000_000),
    ("582 mil 835 hectáreas", 582_835),
    ("1,250.50 pesos", Decimal("1250.50")),
    ("3,5%", Decimal("3.5")),
    ("1 millón 250 mil votos", 1_250_000),
    ("17 mil 280 millones de pesos", 17_280_000_000),
    ("2 mil 5 millones", 2_005_000_000),
    ("15.000", 15_000),
    ("un 0,6 por ciento", Decimal("0.6")),
    ("٣ casos", 3),
    ("૧૨ casos", 12),
]


@pytest.mark.parametrize(("text", "value"), SPANISH)
def test_spanish_values(text, value):
    assert find_numbers(text, "es")[0].value == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2 billion", 2 * 10**9),
        ("$1.5 million", 1_500_000),
        ("two thousand", 2000),
        ("1,250", 1250),
        ("10.193 trillion", 10_193 * 10**9),
    ],
)
def test_english_values(text, value):
    assert Decimal(value) in find_values(text, "en")


@pytest.mark.slow
@pytest.mark.parametrize(
    ("spanish", "english"),
    [
        ("El presupuesto será de 10 billones de pesos.", "10 trillion pesos"),
        ("La deuda es de 2 billones 300 mil millones de pesos.", "2.3 trillion pesos"),
        ("El gasto neto es de 10 billones 193 mil millones de pesos.", "10.193 trillion pesos"),
        ("La inversión asciende a 3 mil millones de dólares.", "$3 billion"),
    ],
)
def test_scales_of_spanish_become_those_of_english(spanish, english):
    translation = translate(spanish)
    assert english in translation.text
    assert not translation.warnings


def test_words_and_roman_numerals_have_values():
    assert Decimal(20) in find_values("el siglo XX", "es")
    assert Decimal(1990) in find_values("en los noventa", "es")


@pytest.mark.parametrize(
    ("spanish", "english"),
    [("2.000", "2,000"), ("3,5", "3.5"), ("1.250,5", "1,250.5"), ("1,250.5", "1,250.5")],
)
def test_english_numerals(spanish, english):
    assert english_numeral(spanish) == english


@pytest.mark.parametrize(
    ("spanish", "english"),
    [("2.000 millones", "2 billion"), ("582 mil 835", "582,835"), ("1,5 millones", "1.5 million")],
)
def test_english_numbers(spanish, english):
    assert english_number(spanish, find_numbers(spanish, "es")[0]) == english
