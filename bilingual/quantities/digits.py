"""Numbers written in digits, with what may follow them: scales, endings of ordinals."""

from __future__ import annotations

import re
from decimal import Decimal

from bilingual.quantities.building import amount, quantity
from bilingual.quantities.quantity import Quantity
from bilingual.quantities.scales import half_after, rest_of, scale_at
from bilingual.quantities.scores import clock, is_clock
from bilingual.quantities.words import Words

_DIGITS = re.compile(r"\d[\d.,:/]*")
_ORDINAL_ENDINGS = frozenset(("st", "nd", "rd", "th", "º", "ª", "o", "a", "er", "°"))
_YEARS = range(1400, 2200)


def is_number(word: str) -> bool:
    """Whether a word is written in digits."""
    return word.isascii() and bool(_DIGITS.fullmatch(word))


def in_digits(words: Words, place: int) -> Quantity | None:
    """The number whose digits stand at a place."""
    text = words.at(place)
    if "/" in text:
        return None
    if is_clock(words, place):
        return clock(words, place)
    values, last = readings(text, words.language), place
    if len(text) <= 3 and _is_thousands(words, place + 1):
        last, values = _grouped(words, place)
    if ending := _ordinal_ending(words, last):
        return quantity(words, place, ending, [(None, v) for v in values], "ordinal")
    if words.at(last + 1) == "s" and words.adjoins(last + 1) and len(text) in (2, 4):
        return quantity(words, place, last + 1, [(None, v % 100) for v in values], "decade")
    return _amount(words, place, last + 1, values, "year" if _may_be_year(text) else "number")


def _may_be_year(text: str) -> bool:
    return len(text) == 4 and text.isdigit() and int(text) in _YEARS


def _amount(
    words: Words, first: int, place: int, values: list[Decimal], kind: str
) -> Quantity | None:
    """The number that goes on at ``place`` with scales; ``values`` are readings of its digits."""
    values, end, scaled = _scaled(words, values, place)
    last = end - 1
    if half := half_after(words, end):
        values, last = [v + half[0] for v in values], half[1]
    return amount(words, first, last, values, "number" if scaled else kind)


def _scaled(words: Words, values: list[Decimal], place: int) -> tuple[list[Decimal], int, bool]:
    """Scales after digits: "10 mil", "2.5 millones", "3 mil 500", "5 millones 143 mil 312"."""
    scaled = False
    if [words.at(place + i) for i in range(3)] == ["miles", "de", "millones"]:
        return [v * 10**9 for v in values], place + 3, True
    while (scale := scale_at(words, place)) is not None:
        values = [v * scale for v in values]
        place += 1
        scaled = True
        rest = rest_of(words, scale, place) if words.language == "es" else None
        if rest is not None:
            values = [v + rest[0] for v in values]
            place = rest[1]
    return values, place, scaled


def _is_thousands(words: Words, place: int) -> bool:
    word = words.at(place)
    return len(word) == 3 and word.isdigit() and words.follows_blank(place)


def _grouped(words: Words, place: int) -> tuple[int, list[Decimal]]:
    """A number grouped by spaces, and where it ends: "10 000"."""
    last, digits = place, words.at(place)
    while _is_thousands(words, last + 1):
        last += 1
        digits += words.at(last)
    return last, [Decimal(digits)]


def _ordinal_ending(words: Words, place: int) -> int | None:
    """Where the ending of an ordinal stands: "3rd", "3.º"."""
    if words.at(place + 1) in _ORDINAL_ENDINGS and words.adjoins(place + 1):
        return place + 1
    if words.at(place + 2) in _ORDINAL_ENDINGS and words.at(place + 1) in (".", "'", "°"):
        return place + 2
    return None


def readings(text: str, language: str) -> list[Decimal]:
    """What a number in digits can mean: both where the separator leaves it open."""
    separators = [c for c in text if c in ".,"]
    if not separators:
        return [Decimal(text)]
    plain = text.replace(".", "").replace(",", "")
    if len(set(separators)) == 2:
        whole, _, part = text.rpartition(separators[-1])
        return [Decimal(f"{whole.replace('.', '').replace(',', '')}.{part or 0}")]
    whole, _, part = text.rpartition(separators[0])
    if len(separators) > 1:
        return [Decimal(plain)]
    as_decimal = Decimal(f"{whole}.{part or 0}")
    if len(part) != 3 or len(whole) > 3 or whole == "0":
        return [as_decimal]
    if language == "en" and separators[0] == ",":
        return [Decimal(plain)]
    return [Decimal(plain), as_decimal]
