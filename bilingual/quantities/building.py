"""Puts a quantity together: what was read, with its unit and how it is rounded."""

from __future__ import annotations

import re
from decimal import Decimal

from bilingual.quantities.quantity import Quantity
from bilingual.quantities.scales import half_after
from bilingual.quantities.units import UNITS, converted
from bilingual.quantities.words import Words
from bilingual.word_set import word_set

_APPROXIMATORS = word_set(
    "unos unas casi cerca alrededor aproximadamente aproximados más menos about around "
    "nearly almost roughly approximately some over more than least under fewer less"
)
_BOUNDS = {
    "least": re.compile(
        r"(?:m[áa]s de|more than|at least|(?:al|lo) menos|over|arriba de)(?: \$)?$"
    ),
    "most": re.compile(
        r"(?:menos de|(?:less|fewer) than|under|casi|nearly|almost|up to|hasta)(?: \$)?$"
    ),
}
_SIGNS = ("$", "€", "£")
_BEFORE_UNIT = ("de", "of", "us", "metric", "mexican", "square", "-", "a", "más")
# What a number before them counts: "dos docenas", "four dozen".
_SETS = {
    **dict.fromkeys(("docena", "docenas", "dozen", "dozens"), 12),
    **dict.fromkeys(("decena", "decenas"), 10),
    **dict.fromkeys(("centenar", "centenares"), 100),
    **dict.fromkeys(("millar", "millares"), 1000),
}
# What Spanish calls a week and two weeks, in days.
_WEEKS = {Decimal(8): Decimal(7), Decimal(15): Decimal(14)}
_PERCENT = (("por", "ciento"), ("per", "cent"))


def amount(
    words: Words, first: int, last: int, values: list[Decimal], kind: str, weak: bool = False
) -> Quantity:
    """The quantity of some words with the unit that stands beside them, if any.

    The half behind a unit belongs to it: "una hora y media", "a year and a half".
    """
    if words.at(last + 1) in _SETS:
        values, last = [v * _SETS[words.at(last + 1)] for v in values], last + 1
    readings: list[tuple[str | None, Decimal]] = [(None, v) for v in values]
    place = _unit_after(words, last)
    unit, factor = None, None
    if place is not None:
        unit, factor = UNITS[words.at(place)]
        if half := half_after(words, place + 1):
            values, last, weak = [v + half[0] for v in values], half[1], False
            readings = [(None, v) for v in values]
        readings += [r for v in values for r in converted(unit, v * factor)]
        if words.at(place) == "días":
            readings += [(unit, _WEEKS[v]) for v in values if v in _WEEKS]
    elif words.at(first - 1) in (*_SIGNS, "siglo"):
        unit = UNITS[words.at(first - 1)].dimension
    if unit is not None and kind == "year":
        kind = "number"
    return quantity(words, first, last, readings, kind, unit, weak, factor)


def _unit_after(words: Words, last: int) -> int | None:
    """Where the unit of a number stands: next to it, or after "de", "of"."""
    for place in (last + 1, last + 2, last + 3):
        word = words.at(place)
        if word in UNITS and word not in _SIGNS:
            return place
        if word not in _BEFORE_UNIT:
            break
    return None


def quantity(
    words: Words,
    first: int,
    last: int,
    readings: list[tuple[str | None, Decimal]],
    kind: str,
    unit: str | None = None,
    weak: bool = False,
    factor: Decimal | None = None,
) -> Quantity:
    """The quantity of the words from ``first`` to ``last``, and of "por ciento" behind them."""
    if (words.at(last + 1), words.at(last + 2)) in _PERCENT:
        unit, last, factor = "percent", last + 2, Decimal(1)
    if unit == "percent":
        readings = readings + [("ratio", v / 100) for d, v in readings if d is None]
    before = [words.at(first - i) for i in (3, 2, 1)]
    return Quantity(
        words.tokens[first].start,
        words.tokens[last].end,
        (first, last),
        frozenset(readings),
        kind,
        unit,
        factor,
        approximate=bool(_APPROXIMATORS.intersection(before)),
        weak=weak,
        bound=_bound(" ".join(before)),
    )


def _bound(before: str) -> str:
    """Whether the words before a number make it the least or the most that is meant."""
    return next((bound for bound, words in _BOUNDS.items() if words.search(before)), "")
