"""Numbers written in words: "treinta y cinco mil doscientos", "one hundred and five"."""

from __future__ import annotations

from decimal import Decimal

from bilingual.quantities.building import amount
from bilingual.quantities.quantity import Quantity
from bilingual.quantities.scales import GLUED, half_after, rest_of
from bilingual.quantities.words import Words

_SPANISH_ONE = ("un", "uno", "una")


class _Sum:
    """A number as far as its words have been read; ``value`` is 0 before the first."""

    def __init__(self, language: str) -> None:
        self._spanish = language == "es"
        self._total = 0
        self._current = 0
        self.seen = False
        self.last_small = 1000

    @property
    def value(self) -> int:
        return self._total + self._current

    def add(self, small: int) -> bool:
        """Adds a number below a thousand, if it may follow the one before."""
        if not _may_follow(small, self.last_small):
            return False
        self._current += small
        self.last_small = small
        self.seen = True
        return True

    def add_digits(self, value: int) -> None:
        """Adds digits that go on with the number."""
        self._current += value
        self.seen = True

    def multiply(self, scale: int, may_open: bool) -> bool:
        """Multiplies by a scale, if there is something to multiply or the scale may stand alone."""
        if not self.seen and not may_open:
            return False
        if scale == 100:
            self._current = max(self._current, 1) * 100
        elif self._spanish and scale >= 10**6:
            self._total, self._current = (self.value or 1) * scale, 0
        else:
            self._total, self._current = self._total + max(self._current, 1) * scale, 0
        self.last_small = 1000
        self.seen = True
        return True


def in_words(words: Words, first: int) -> Quantity | None:
    """The number in words that starts at a place, with its half and its unit."""
    found = _spelled(words, first)
    if found is None:
        return None
    value, end = found
    half = half_after(words, end)
    if half:
        return amount(words, first, half[1], [value + half[0]], "number")
    return amount(words, first, end - 1, [value], "number")


def _spelled(words: Words, start: int) -> tuple[Decimal, int] | None:
    """The value of the number in words at a place, and the place after it."""
    number = _Sum(words.language)
    place = start
    while place < len(words) and (after := _read(words, place, number)) is not None:
        place = after
    if not number.seen or (place == start + 1 and words.at(start) == "one"):
        return None
    return Decimal(number.value), place


def _read(words: Words, place: int, number: _Sum) -> int | None:
    """Takes the word at a place into a number; the place after it, None where it ends."""
    word, lists = words.at(place), words.lists
    if word in lists.joiners and number.seen and _goes_on(words, place + 1, number.last_small):
        return place + 1
    if word in lists.small or _is_one_inside(words, place, number.seen):
        return place + 1 if number.add(lists.small.get(word, 1)) else None
    if word in lists.scales and word not in GLUED:
        may_open = words.language == "es" and word == "mil"
        return place + 1 if number.multiply(lists.scales[word], may_open) else None
    rest = _rest_in_digits(words, place)
    if rest is None:
        return None
    number.add_digits(rest[0])
    return rest[1]


def _rest_in_digits(words: Words, place: int) -> tuple[int, int] | None:
    """Digits that go on with a number in words: "mil 200 millones", "un millón 264 mil"."""
    scale = words.lists.scales.get(words.at(place - 1), 0)
    return rest_of(words, scale, place) if words.language == "es" else None


def _goes_on(words: Words, place: int, last_small: int) -> bool:
    """Whether the word after "y" or "and" goes on with the number."""
    word = words.at(place)
    value = words.lists.small.get(word, 1 if word in _SPANISH_ONE else None)
    if value is None:
        return False
    if words.language == "es":
        return value < 10 and 20 < last_small + 1 <= 91 and last_small % 10 == 0
    return last_small == 1000 and value < 100 and words.at(place - 2) in words.lists.scales


def _is_one_inside(words: Words, place: int, seen: bool) -> bool:
    """Whether "un", "una" or "a" is part of a number: before a scale, or after "y"."""
    word, after = words.at(place), words.at(place + 1)
    if word in _SPANISH_ONE:
        before = words.lists.small.get(words.at(place - 1), 0)
        after_and = seen and (words.at(place - 1) == "y" or before >= 100)
        return after_and or after in words.lists.scales
    return word == "a" and after in words.lists.scales and len(after) > 2


def _may_follow(value: int, before: int) -> bool:
    """Whether a small number can be added to the one before: 100 + 20 + 3, never 3 + 20."""
    if before == 1000:
        return True
    if before >= 100:
        return value < 100
    return before >= 20 and before % 10 == 0 and 0 < value < 10
