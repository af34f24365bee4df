"""Numbers in every spelling, and which of them agree."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bilingual.quantities import quantities
from bilingual.tokens import tokenize


def found(text: str, language: str):
    return [q for q in quantities(tokenize(text), language) if not q.weak]


def agree(es: str, en: str) -> bool:
    (one,), (two,) = found(es, "es"), found(en, "en")
    return one.agrees(two)


@pytest.mark.parametrize(
    ("language", "text", "value"),
    [
        ("es", "veintiséis personas", 26),
        ("es", "treinta y cinco mil doscientos", 35200),
        ("es", "ciento una armas", 101),
        ("es", "10 mil pesos", 10000),
        ("es", "3 mil 500 kilos", 3500),
        ("es", "mil millones de euros", 10**9),
        ("es", "dos billones", 2 * 10**12),
        ("es", "1.234.567,89", "1234567.89"),
        ("es", "medio millón", 500000),
        ("es", "dos y medio", "2.5"),
        ("es", "4,2", "4.2"),
        ("es", "20 mdp", 20 * 10**6),
        ("en", "twenty-six people", 26),
        ("en", "one hundred and five", 105),
        ("en", "a hundred", 100),
        ("en", "3,500 kg", 3500),
        ("en", "$2.5 million", 2500000),
        ("en", "5bn", 5 * 10**9),
        ("en", "880 million", 880 * 10**6),
        ("en", "half a million", 500000),
        ("en", "10 000", 10000),
    ],
)
def test_one_number_with_its_value(language, text, value):
    (quantity,) = found(text, language)
    assert quantity.value == Decimal(value)


@pytest.mark.parametrize(
    ("es", "en"),
    [
        ("1.234 casas", "1,234 houses"),
        ("1,234 casas", "1,234 houses"),
        ("mil millones de dólares", "a billion dollars"),
        ("25 por ciento", "25%"),
        ("50 por ciento", "50 percent"),
        ("tres toneladas", "3,000 kilos"),
        ("10 kilómetros", "6.2 miles"),
        ("2 semanas", "14 days"),
        ("19:00 horas", "7 p.m."),
        ("tercer lugar", "3rd place"),
        ("cerca de 2,000 personas", "1,987 people"),
        ("2 mil 140 personas", "more than two thousand people"),
        ("19 mil 700 personas", "almost 20,000 people"),
        ("1.264.000 usuarios", "1.3 million customers"),
        ("10 billones 193 mil millones de pesos", "10.193 trillion pesos"),
        ("1 billón 143 mil 312 millones de pesos", "1.143 trillion pesos"),
    ],
)
def test_spellings_and_conversions_agree(es, en):
    assert agree(es, en)


@pytest.mark.parametrize(
    ("es", "en"),
    [
        ("840 kilogramos", "480 kilograms"),
        ("mil millones de pesos", "a million pesos"),
        ("3.4%", "4.3%"),
        ("10 kilómetros", "10 miles and 3"),
        ("al menos nueve", "at least eight"),
        ("2 mil 140 personas", "more than three thousand people"),
        ("4:40 de la madrugada", "6:40 in the morning"),
    ],
)
def test_other_numbers_do_not_agree(es, en):
    assert not found(es, "es")[0].agrees(found(en, "en")[0])


def test_the_unit_of_a_number():
    (quantity,) = found("media docena de toneladas, no: 12 toneladas", "es")[-1:]
    assert (quantity.unit, quantity.value) == ("mass", 12)


@given(st.integers(min_value=0, max_value=10**15))
def test_english_grouping_reads_back(number):
    (quantity,) = found(f"{number:,} houses", "en")
    assert quantity.value == number


@given(st.integers(min_value=10**6, max_value=10**15))
def test_spanish_grouping_with_points_reads_back(number):
    (quantity,) = found(f"{number:,}".replace(",", ".") + " casas", "es")
    assert quantity.value == number


@given(st.text(alphabet="0123456789.,:/ milony", max_size=40), st.sampled_from(["es", "en"]))
def test_any_text_gives_quantities_inside_it(text, language):
    for quantity in quantities(tokenize(text), language):
        assert 0 <= quantity.start < quantity.end <= len(text)


def test_a_number_of_400_digits():
    digits = "9" * 400
    (one,), (two,) = found(digits, "es"), found(digits, "en")
    assert one.agrees(two)
    assert not one.agrees(found(digits[:-1] + "8", "en")[0])


@pytest.mark.parametrize(
    ("es", "en"),
    [
        ("una deuda de mil 200 millones de pesos", "a debt of 1.2 billion pesos"),
        ("un millón 264 mil usuarios", "1,264,000 customers"),
        ("5 millones 143 mil 312 dólares", "5,143,312 dollars"),
        ("6,6 miles de millones de dólares", "6.6 billion dollars"),
        ("ganó 2-1 en casa", "won 2:1 at home"),
        ("una reunión de dos días", "a two-day meeting"),
        ("840 kilos de droga", "1,850 pounds of drugs"),
        ("a las 17:42 horas", "at 5:42 p.m."),
    ],
)
def test_spellings_of_one_value_agree(es, en):
    assert any(a.agrees(b) for a in found(es, "es") for b in found(en, "en"))


@pytest.mark.parametrize(
    ("es", "en"),
    [
        ("el 5.5 por ciento", "5.6 percent"),
        ("a las 3:30 a.m.", "at 3:38 a.m."),
        ("ganó 2-1 en casa", "won 3:1 at home"),
        ("una reunión de dos días", "an eight-day meeting"),
        ("840 kilos", "480 kilograms"),
        ("1" * 400 + " kilos", "1" * 399 + "2 kilos"),
    ],
)
def test_other_values_do_not_agree(es, en):
    one, two = found(es, "es"), found(en, "en")
    assert one and two
    assert not any(a.agrees(b) for a in one for b in two)
