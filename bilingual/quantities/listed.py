"""Words that are numbers by themselves: halves, dozens, ordinals, roman numerals, "one"."""

from __future__ import annotations

import re
from decimal import Decimal

from bilingual.quantities.building import amount, quantity
from bilingual.quantities.quantity import Quantity
from bilingual.quantities.units import UNITS
from bilingual.quantities.words import Words

_ROMAN = re.compile(r"^(?=[IVX])X{0,2}(?:IX|IV|V?I{0,3})$")
_ROMAN_VALUES = {"I": 1, "V": 5, "X": 10}
_WEAK_ORDINALS = ("first", "second", "primero", "primera", "segundo", "segunda", "cuarto")
_ONE = {"es": ("un", "una", "uno"), "en": ("one", "a", "an")}


def listed(words: Words, place: int) -> Quantity | None:
    """Halves, fractions, dozens and ordinals."""
    word, lists = words.at(place), words.lists
    if word in lists.halves and words.language == "es":
        return _half_of(words, place, place + 1)
    if word == "half" and words.at(place + 1) in ("a", "an"):
        return _half_of(words, place, place + 2)
    if word in lists.fractions:
        readings: list[tuple[str | None, Decimal]] = [("ratio", lists.fractions[word])]
        if word in ("third", "thirds"):
            readings.append((None, Decimal(3)))
        return quantity(words, place, place, readings, "ordinal", weak=True)
    if word in lists.groups and (word != "par" or words.at(place - 1) == "un"):
        return amount(words, place, place, [Decimal(lists.groups[word])], "number", True)
    if word in lists.ordinals:
        readings = [(None, Decimal(lists.ordinals[word]))]
        return quantity(words, place, place, readings, "ordinal", weak=word in _WEAK_ORDINALS)
    return None


def _half_of(words: Words, place: int, after: int) -> Quantity | None:
    """Half of a scale, a dozen or a unit: "medio millón", "half a ton"."""
    word, half = words.at(after), Decimal("0.5")
    for many in (words.lists.scales, words.lists.groups):
        if word in many:
            return amount(words, place, after, [half * many[word]], "number")
    if word in UNITS:
        return amount(words, place, after - 1, [half], "number", weak=True)
    return None


def roman(words: Words, place: int) -> Quantity | None:
    """A century or an edition: "siglo XXI"."""
    text = words.tokens[place].text
    if len(text) < 2 or not _ROMAN.match(text):
        return None
    values = [_ROMAN_VALUES[c] for c in text]
    total = sum(-v if v < n else v for v, n in zip(values, [*values[1:], 0]))
    return quantity(words, place, place, [(None, Decimal(total))], "ordinal", weak=True)


def weak_one(words: Words, place: int) -> Quantity | None:
    """ "un", "one", and "a" before a unit: a number, or only an article or pronoun."""
    word, after = words.at(place), words.at(place + 1)
    if word not in _ONE[words.language] or (word in ("a", "an") and after not in UNITS):
        return None
    if after in words.lists.groups or after in words.lists.fractions:
        return None
    return amount(words, place, place, [Decimal(1)], "number", weak=True)
