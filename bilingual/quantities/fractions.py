"""Shares of a whole: "two-thirds", "la quinta parte", "siete de cada diez", "one in five"."""

from __future__ import annotations

from decimal import Decimal

from bilingual.quantities.building import quantity
from bilingual.quantities.quantity import Quantity
from bilingual.quantities.units import UNITS
from bilingual.quantities.words import Words
from bilingual.word_set import word_set

_ONE = {"es": word_set("un una uno"), "en": word_set("a an one")}
_PARTS = word_set("parte partes")
# Of how many in all English speaks: "in 2024" and "in three cities" give no share.
_WHOLES = frozenset((2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 20, 50, 100, 1000, 10_000, 100_000))
_BEFORE_WHOLE = {
    "es": (("de", "cada"),),
    "en": (("in", "every"), ("of", "every"), ("out", "of", "every"), ("out", "of"), ("in",)),
}

_OPENS_WHOLE = frozenset(some[0] for ways in _BEFORE_WHOLE.values() for some in ways)


def fraction(words: Words, place: int) -> Quantity | None:
    """The share of a whole whose numerator stands at a place; "quinta parte" has none."""
    count = _count(words, place)
    if count is not None:
        return _parts(words, place, place + 1, count) or _of_each(words, place, count)
    if words.language == "es" and words.at(place + 1) == "parte":
        return _parts(words, place, place, 1)
    return None


def _count(words: Words, place: int) -> int | None:
    word = words.at(place)
    if word in _ONE[words.language]:
        return 1
    return int(word) if word.isdecimal() and len(word) < 3 else words.lists.small.get(word)


def _parts(words: Words, first: int, place: int, count: int) -> Quantity | None:
    """ "Dos tercios", "tres cuartas partes", "two-thirds", "a fifth of"; the parts at a place."""
    last = place
    if words.language == "es" and words.at(place + 1) in _PARTS:
        whole, last = words.lists.ordinals.get(words.at(place).removesuffix("s"), 0), place + 1
    elif words.language == "es" or words.at(place).endswith("s") or words.at(place + 1) == "of":
        whole = _whole(words, place)
    else:
        return None
    if words.at(last + 1) in UNITS or not 0 < count < whole:
        return None
    return _share(words, first, last, count, whole)


def _whole(words: Words, place: int) -> int:
    """How many of the parts named at a place make a whole, 0 where it names none."""
    part = words.lists.fractions.get(words.at(place))
    if part or words.language == "es":
        return round(1 / part) if part else 0
    return words.lists.ordinals.get(words.at(place).removesuffix("s"), 0)


def _of_each(words: Words, first: int, count: int) -> Quantity | None:
    """ "Siete de cada diez", "four out of ten", "one in five"."""
    if words.at(first + 1) not in _OPENS_WHOLE:
        return None
    for before in _BEFORE_WHOLE[words.language]:
        place = first + 1 + len(before)
        if tuple(words.at(first + 1 + i) for i in range(len(before))) != before:
            continue
        whole = _count(words, place)
        if whole in _WHOLES and count < whole and not _is_followed_by_unit(words, place):
            return _share(words, first, place, count, whole)
    return None


def _is_followed_by_unit(words: Words, place: int) -> bool:
    """Whether "two in three" is how many in how long: "two in three days"."""
    return words.at(place + 1) in UNITS


def _share(words: Words, first: int, last: int, count: int, whole: int) -> Quantity:
    readings: list[tuple[str | None, Decimal]] = [("ratio", Decimal(count) / Decimal(whole))]
    return quantity(words, first, last, readings, "number", "percent")
