"""Units of measure, time and money in both languages, and what converts into what."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple


class Unit(NamedTuple):
    """A unit: its dimension and how many base units of that dimension it is."""

    dimension: str
    factor: Decimal


def _unit(dimension: str, factor: str, *words: str) -> dict[str, Unit]:
    return {word: Unit(dimension, Decimal(factor)) for word in words}


# The words of both languages in one table: no word here means different units in the two.
UNITS: dict[str, Unit] = {
    **_unit("percent", "1", "%", "percent", "porcentaje", "pct"),
    **_unit("mass", "0.001", "gramo", "gramos", "gram", "grams", "gr"),
    **_unit("mass", "1", "kilo", "kilos", "kilogramo", "kilogramos", "kg", "kgs"),
    **_unit("mass", "1", "kilogram", "kilograms"),
    **_unit("mass", "1000", "tonelada", "toneladas", "tonne", "tonnes", "ton", "tons"),
    **_unit("mass", "0.45359237", "lb", "lbs", "pound", "pounds", "libra", "libras"),
    **_unit("length", "0.01", "centímetro", "centímetros", "centimeter", "centimeters"),
    **_unit("length", "0.01", "centimetre", "centimetres", "cm"),
    **_unit("length", "1", "metro", "metros", "meter", "meters", "metre", "metres"),
    **_unit("length", "1000", "kilómetro", "kilómetros", "kilometer", "kilometers", "km", "kms"),
    **_unit("length", "1000", "kilometre", "kilometres"),
    **_unit("length", "1609.344", "milla", "millas", "mile", "miles"),
    **_unit("length", "0.3048", "pie", "pies", "foot", "feet", "ft"),
    **_unit("length", "0.0254", "pulgada", "pulgadas", "inch", "inches"),
    **_unit("area", "1", "hectárea", "hectáreas", "hectare", "hectares", "ha"),
    **_unit("area", "0.40468564", "acre", "acres"),
    **_unit("volume", "1", "litro", "litros", "liter", "liters", "litre", "litres"),
    **_unit("volume", "3.78541", "galón", "galones", "gallon", "gallons"),
    **_unit("volume", "158.987", "barril", "barriles", "barrel", "barrels"),
    **_unit("years", "1", "año", "años", "year", "years", "year-old", "years-old"),
    **_unit("years", "10", "década", "décadas", "decade", "decades", "decenio", "decenios"),
    **_unit("years", "100", "century", "centuries", "siglo", "siglos"),
    **_unit("years", "5", "lustro", "lustros"),
    **_unit("months", "1", "mes", "meses", "month", "months"),
    **_unit("months", "3", "trimestre", "trimestres"),
    **_unit("months", "6", "semestre", "semestres"),
    **_unit("days", "1", "día", "días", "day", "days"),
    **_unit("days", "7", "semana", "semanas", "week", "weeks"),
    **_unit("hours", "1", "hora", "horas", "hour", "hours"),
    **_unit("minutes", "1", "minuto", "minutos", "minute", "minutes"),
    **_unit("seconds", "1", "seconds", "segundos"),
    **_unit("peso", "1", "peso", "pesos", "mxn", "mdp"),
    **_unit("dollar", "1", "dólar", "dólares", "dollar", "dollars", "usd", "mdd"),
    **_unit("euro", "1", "euro", "euros", "€", "eur"),
    **_unit("pound", "1", "£", "gbp"),
    **_unit("money", "1", "$"),
}

CURRENCIES = frozenset(("peso", "dollar", "euro", "pound", "money"))

# Names of one span of time in other spans: (dimension, other dimension, how many of the other).
CONVERSIONS: tuple[tuple[str, str, Decimal], ...] = (
    ("years", "months", Decimal(12)),
    ("years", "days", Decimal("365.25")),
    ("months", "days", Decimal("30.44")),
    ("days", "hours", Decimal(24)),
    ("hours", "minutes", Decimal(60)),
    ("minutes", "seconds", Decimal(60)),
)


_SPANS = frozenset(("years", "months", "days"))


def converted(dimension: str, value: Decimal) -> list[tuple[str, Decimal]]:
    """A value in its own dimension and those it converts into; money converts into nothing."""
    readings = [(dimension, value)] if dimension not in CURRENCIES | {"percent"} else []
    for one, other, factor in CONVERSIONS:
        if dimension == one:
            readings.append((other, value * factor))
        elif dimension == other:
            readings.append((one, value / factor))
    return readings


def are_spans(one: str | None, other: str | None) -> bool:
    """Whether two units are of calendar time, so that amounts of them compare as days."""
    return one in _SPANS and other in _SPANS


def same_dimension(one: str | None, other: str | None) -> bool:
    """Whether two amounts can stand for the same thing: an unknown unit goes with any."""
    if one is None or other is None or one == other or are_spans(one, other):
        return True
    if "money" in (one, other):
        return one in CURRENCIES and other in CURRENCIES
    return False
