"""Thousands and millions: the words behind a number that multiply it."""

from __future__ import annotations

from decimal import Decimal

from bilingual.quantities.words import Words

# Letters that multiply only what they are written to: "5k".
GLUED = ("k", "m", "b")


def scale_at(words: Words, place: int) -> int | None:
    """What the word at a place multiplies the number before it by."""
    word = words.at(place)
    if word in GLUED and not words.adjoins(place):
        return None
    return words.lists.scales.get(word)


def rest_of(words: Words, scale: int, place: int) -> tuple[int, int] | None:
    """Digits that go on with a Spanish number after a scale, and the place after them.

    "3 mil 500", "5 millones 143 mil 312", "10 billones 193 mil 400 millones".
    """
    word = words.at(place)
    if scale < 1000 or not word.isdigit() or len(word) > 3:
        return None
    value, after = int(word), place + 1
    while (smaller := scale_at(words, after)) is not None and value * smaller < scale:
        rest = rest_of(words, smaller, after + 1) or (0, after + 1)
        value, after = value * smaller + rest[0], rest[1]
    if after > place + 1:
        return value, after
    if len(word) == 3 and (scale == 1000 or scale_at(words, after) is None):
        return value, after
    return None


def half_after(words: Words, place: int) -> tuple[Decimal, int] | None:
    """ "y medio", "and a half" after a number, and its last word."""
    if words.language == "es":
        if words.at(place) == "y" and words.at(place + 1) in words.lists.halves:
            return Decimal("0.5"), place + 1
    elif [words.at(place + i) for i in range(3)] == ["and", "a", "half"]:
        return Decimal("0.5"), place + 2
    return None
