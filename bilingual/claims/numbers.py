"""Numbers of Spanish and English prose in all their spellings, as comparable values.

A number written in digits can have several readings ("1.234" is 1234 or 1.234): two quantities
agree when any of their readings do.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from bilingual.claims.number_words import BY_LANGUAGE, NumberWords
from bilingual.claims.units import CONVERSIONS, CURRENCIES, UNITS
from bilingual.claims.word_set import word_set
from bilingual.tokens import Token

_DIGITS = re.compile(r"\d")
_ORDINAL_ENDINGS = frozenset(("st", "nd", "rd", "th", "º", "ª", "o", "a", "er", "°"))
_ROMAN = re.compile(r"^(?=[IVX])X{0,2}(?:IX|IV|V?I{0,3})$")
_ROMAN_VALUES = {"I": 1, "V": 5, "X": 10}
_APPROXIMATORS = word_set(
    "unos unas casi cerca alrededor aproximadamente aproximados más menos about around "
    "nearly almost roughly approximately some over more than least under fewer less"
)
_CLOCK = re.compile(r"^([01]?\d|2[0-4])[:.]([0-5]\d)$")
_SCORE = re.compile(r"(\d):(\d)")
_MAX_DIGITS = 18
_TOLERANCE = Decimal("0.03")


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number as it stands in a text, ``tokens`` being the first and the last of its tokens.

    ``readings`` are (dimension, value) pairs, dimension None for the bare number; ``kind`` is
    "number", "ordinal", "time", "year", "decade" or "score"; ``unit`` the dimension of its unit,
    if it has one, and ``factor`` what that unit is in it; ``weak`` says that it may be an article
    or pronoun ("un", "one").
    """

    start: int
    end: int
    tokens: tuple[int, int]
    readings: frozenset[tuple[str | None, Decimal]]
    kind: str
    unit: str | None = None
    factor: Decimal | None = None
    approximate: bool = False
    weak: bool = False

    @property
    def value(self) -> Decimal:
        """The plainest reading, for explanations and ranking."""
        bare = [v for d, v in self.readings if d is None]
        return max(bare) if bare else max(v for _, v in self.readings)

    def agrees(self, other: Quantity) -> bool:
        """Whether any reading of one is a reading of the other, conversions and rounding apart."""
        if self._measured_alike(other):
            one_unit = self.factor == other.factor
            # In one unit the bare numbers decide, which no conversion has rounded.
            dimension = None if one_unit else self.unit
            same = _rounded_off if one_unit else _close
            return any(
                same(one, two)
                for one in self._values(dimension)
                for two in other._values(dimension)
            ) or self._agrees_roughly(other)
        if self.readings & other.readings or self._agrees_roughly(other):
            return True
        return any(
            _close(one, two)
            for dimension, one in self.readings
            for same, two in other.readings
            if dimension == same and self._may_be_inexact(dimension, other)
        )

    def _may_be_inexact(self, dimension: str | None, other: Quantity) -> bool:
        """Whether values of a dimension may differ a little: conversions, "a third" for 33%."""
        if dimension == "ratio":
            return self.weak or other.weak
        return dimension not in (None, "clock", "score")

    def _values(self, dimension: str | None) -> list[Decimal]:
        return [value for kind, value in self.readings if kind == dimension]

    def _agrees_roughly(self, other: Quantity) -> bool:
        """Whether one value is the other, rounded, where either says that it is about."""
        return (self.approximate or other.approximate) and any(
            _rounded(one, two)
            for dimension, one in self.readings
            for same, two in other.readings
            if dimension == same != "clock"
        )

    def _measured_alike(self, other: Quantity) -> bool:
        """Whether both are given in units that convert, so that the bare numbers don't matter."""
        if self.unit is None or self.unit != other.unit:
            return False
        return all(any(d == self.unit for d, _ in q.readings) for q in (self, other))


def quantities(tokens: Sequence[Token], language: str) -> list[Quantity]:
    """The numbers in the tokens of one text, in order, none overlapping another.

    ``language`` is "es" or "en"; offsets are those of the tokens.
    """
    pieces, owners = _without_hyphens(tokens, language)
    return [
        replace(found, tokens=(owners[found.tokens[0]], owners[found.tokens[1]]))
        for found in _Scanner(pieces, language).scan()
    ]


def _without_hyphens(tokens: Sequence[Token], language: str) -> tuple[list[Token], list[int]]:
    """The tokens, with those cut at hyphens that start with a number in words: "four-year-old".

    Beside them, for each piece, the number of the token that it comes from.
    """
    pieces: list[Token] = []
    owners: list[int] = []
    for place, token in enumerate(tokens):
        cut = [token]
        if "-" in token.text and token.text.split("-")[0].lower() in BY_LANGUAGE[language].small:
            cut = [
                Token(token.start + m.start(), token.start + m.end(), m.group())
                for m in re.finditer(r"[^-]+", token.text)
            ]
        pieces += cut
        owners += [place] * len(cut)
    return pieces, owners


class _Scanner:
    def __init__(self, tokens: Sequence[Token], language: str) -> None:
        self.tokens = tokens
        self.words = [t.text.lower() for t in tokens]
        self.language = language
        self.lists: NumberWords = BY_LANGUAGE[language]

    def scan(self) -> Iterator[Quantity]:
        place = 0
        while place < len(self.tokens):
            found = self._at(place)
            if found is None:
                place += 1
            else:
                yield found
                place = found.tokens[1] + 1

    def _word(self, place: int) -> str:
        return self.words[place] if 0 <= place < len(self.words) else ""

    def _at(self, place: int) -> Quantity | None:
        if self._is_number(self.words[place]):
            return self._score(place) or self._digits(place)
        return (
            self._amount(place, place, [])
            or self._listed(place)
            or self._roman(place)
            or self._weak_one(place)
        )

    @staticmethod
    def _is_number(word: str) -> bool:
        return bool(_DIGITS.match(word)) and all(c in "0123456789.,:/" for c in word)

    # --- digits

    def _digits(self, place: int) -> Quantity | None:
        text = self.words[place]
        if "/" in text:
            return None
        if ":" in text or self._is_clock(place):
            return self._clock(place)
        values = _readings(text, self.language)
        last = place
        if len(text) <= 3 and self._is_thousands(place + 1):
            last, values = self._spaced(place)
        if ending := self._ordinal_ending(last):
            return self._make(place, ending, [(None, v) for v in values], "ordinal")
        if self._word(last + 1) == "s" and self._adjoins(last + 1) and len(text) in (2, 4):
            return self._make(place, last + 1, [(None, v % 100) for v in values], "decade")
        kind = "number"
        if len(text) == 4 and text.isdigit() and 1400 <= int(text) <= 2199:
            kind = "year"
        return self._amount(place, last + 1, values, kind)

    def _is_thousands(self, place: int) -> bool:
        word = self._word(place)
        return len(word) == 3 and word.isdigit() and self._gap(place) in (" ", "\u00a0", "\u202f")

    def _gap(self, place: int) -> str:
        """What stands between a token and the one before, if it is one character."""
        distance = self.tokens[place].start - self.tokens[place - 1].end
        return " " if distance == 1 else ""

    def _adjoins(self, place: int) -> bool:
        return self.tokens[place].start == self.tokens[place - 1].end

    def _spaced(self, place: int) -> tuple[int, list[Decimal]]:
        """A number grouped by spaces: "10 000"."""
        last, digits = place, self.words[place]
        while self._is_thousands(last + 1):
            last += 1
            digits += self.words[last]
        return last, [Decimal(digits)]

    def _ordinal_ending(self, place: int) -> int | None:
        for skip in (1, 2):
            word = self._word(place + skip)
            between = self._word(place + 1) if skip == 2 else "."
            if (
                word in _ORDINAL_ENDINGS
                and between in (".", "'", "°")
                and (skip == 2 or self._adjoins(place + skip))
            ):
                return place + skip
        return None

    # --- results of matches

    def _score(self, place: int) -> Quantity | None:
        """A result of a match: "2-1", "5:3"."""
        text, last = self.words[place], place
        if self._word(place + 1) in ("-", "–") and self._adjoins(place + 1):
            last = place + 2
            if not self._word(last) or not self._adjoins(last):
                return None
            text += ":" + self.words[last]
        goals = _SCORE.fullmatch(text)
        if goals is None or self._adjoins_hyphen(last + 1):
            return None
        high, low = sorted((int(goals.group(1)), int(goals.group(2))), reverse=True)
        readings = [("score", Decimal(100 * high + low))]
        return self._make(place, last, readings, "score")

    def _adjoins_hyphen(self, place: int) -> bool:
        return self._word(place) in ("-", "–") and self._adjoins(place)

    # --- clock times

    def _is_clock(self, place: int) -> bool:
        text = self.words[place]
        after = self._word(place + 1)
        if re.fullmatch(r"[ap]\.?m\.?", after) or (after in ("a", "p") and self._dotted_m(place)):
            return text.isdigit() or bool(_CLOCK.match(text))
        return bool(_CLOCK.match(text)) and after in ("h", "hrs", "hours", "horas")

    def _dotted_m(self, place: int) -> bool:
        return self._word(place + 2) == "." and self._word(place + 3) == "m"

    def _clock(self, place: int) -> Quantity | None:
        text = self.words[place].replace(".", ":")
        hour, _, minute = text.partition(":")
        if ":" in minute or not hour.isdigit() or int(hour) > 24 or len(minute) not in (0, 2):
            return None
        minutes = int(hour) * 60 + int(minute or 0)
        after = self._word(place + 1)
        readings: list[tuple[str | None, Decimal]] = [("clock", Decimal(minutes % 1440))]
        if int(hour) <= 12:
            readings.append(("clock", Decimal((minutes + 720) % 1440)))
        if not int(minute or 0):
            readings += [(None, Decimal(int(hour))), (None, Decimal((int(hour) + 12) % 24))]
        last = place
        if re.fullmatch(r"[ap]\.?m\.?", after):
            last = place + 1
        return self._make(place, last, readings, "time")

    # --- amounts: a number, its scales and its unit

    def _amount(
        self, first: int, place: int, values: list[Decimal], kind: str = "number"
    ) -> Quantity | None:
        """The number that starts at ``first``; ``values`` are readings of digits before it."""
        start_values, end = values, place
        if not values:
            spelled = self._spelled(place)
            if spelled is None:
                return None
            value, end = spelled
            start_values = [value]
        else:
            start_values, end, scaled = self._scaled(values, place)
            kind = "number" if scaled else kind
        last = end - 1
        half = self._half_after(end)
        if half:
            start_values = [v + half[0] for v in start_values]
            last = half[1]
        return self._with_unit(first, last, start_values, kind)

    def _scaled(self, values: list[Decimal], place: int) -> tuple[list[Decimal], int, bool]:
        """Scales after digits: "10 mil", "2.5 millones", "3 mil 500", "5 millones 143 mil 312"."""
        scaled = False
        if self.words[place : place + 3] == ["miles", "de", "millones"]:
            return [v * 10**9 for v in values], place + 3, True
        while (scale := self._scale(place)) is not None:
            values = [v * scale for v in values]
            place += 1
            scaled = True
            rest = self._rest_of(scale, place) if self.language == "es" else None
            if rest is not None:
                values = [v + rest[0] for v in values]
                place = rest[1]
        return values, place, scaled

    def _rest_of(self, scale: int, place: int) -> tuple[int, int] | None:
        """Digits that go on with a number after a scale, and the place after them."""
        word = self._word(place)
        if scale < 1000 or not word.isdigit() or len(word) > 3:
            return None
        if scale > 1000 and self._word(place + 1) == "mil":
            hundreds = self._word(place + 2)
            if len(hundreds) == 3 and hundreds.isdigit():
                return int(word) * 1000 + int(hundreds), place + 3
            return int(word) * 1000, place + 2
        if len(word) == 3 and self._scale(place + 1) is None:
            return int(word), place + 1
        return (int(word), place + 1) if scale == 1000 and len(word) == 3 else None

    def _scale(self, place: int) -> int | None:
        word = self._word(place)
        scale = self.lists.scales.get(word)
        if scale is None:
            return None
        glued = word in ("k", "m", "b", "mn", "bn", "tn")
        if glued and word in ("k", "m", "b") and not self._adjoins(place):
            return None
        return scale

    def _spelled(self, place: int) -> tuple[Decimal, int] | None:
        """A number in words from a place on: its value and the place after it."""
        start = place
        total, current, seen = 0, 0, False
        last_small = 1000
        while place < len(self.words):
            word = self.words[place]
            if word in self.lists.joiners and seen and self._continues(place + 1, last_small):
                place += 1
                continue
            if word in self.lists.small or self._one_inside(place, seen):
                value = self.lists.small.get(word, 1)
                if not _may_follow(value, last_small):
                    break
                current += value
                last_small = value
            elif word in self.lists.scales and word not in ("k", "m", "b"):
                scale = self.lists.scales[word]
                if not seen and not (self.language == "es" and word == "mil"):
                    break
                if scale == 100:
                    current = max(current, 1) * 100
                elif self.language == "es" and scale >= 10**6:
                    total, current = (total + current or 1) * scale, 0
                else:
                    total, current = total + max(current, 1) * scale, 0
                last_small = 1000
            elif rest := self._rest_in_digits(place):
                current += rest[0]
                place = rest[1] - 1
            else:
                break
            seen = True
            place += 1
        if not seen or (place == start + 1 and self.words[start] == "one"):
            return None
        return Decimal(total + current), place

    def _rest_in_digits(self, place: int) -> tuple[int, int] | None:
        """Digits that go on with a number in words: "mil 200 millones", "un millón 264 mil"."""
        scale = self.lists.scales.get(self._word(place - 1), 0)
        if self.language != "es" or scale < 1000:
            return None
        word = self._word(place)
        if scale == 1000:
            return (int(word), place + 1) if len(word) == 3 and word.isdigit() else None
        return self._rest_of(scale, place)

    def _continues(self, place: int, last_small: int) -> bool:
        """Whether the word after "y" or "and" goes on with the number."""
        word = self._word(place)
        value = self.lists.small.get(word, 1 if word in ("un", "uno", "una") else None)
        if value is None:
            return False
        if self.language == "es":
            return value < 10 and 20 < last_small + 1 <= 91 and last_small % 10 == 0
        return last_small == 1000 and value < 100 and self._word(place - 2) in self.lists.scales

    def _one_inside(self, place: int, seen: bool) -> bool:
        """Whether "un", "una" or "a" is part of a number: before a scale, or after "y"."""
        word = self._word(place)
        if word in ("un", "una", "uno"):
            before = self.lists.small.get(self._word(place - 1), 0)
            after_and = seen and (self._word(place - 1) == "y" or before >= 100)
            return after_and or self._word(place + 1) in self.lists.scales
        return (
            word == "a"
            and self._word(place + 1) in self.lists.scales
            and len(self._word(place + 1)) > 2
        )

    def _half_after(self, place: int) -> tuple[Decimal, int] | None:
        """ "y medio", "and a half" after a number."""
        if self.language == "es":
            if self._word(place) == "y" and self._word(place + 1) in self.lists.halves:
                return Decimal("0.5"), place + 1
        elif [self._word(place + i) for i in range(3)] == ["and", "a", "half"]:
            return Decimal("0.5"), place + 2
        return None

    # --- halves, dozens, ordinals, roman numerals, "one"

    def _listed(self, place: int) -> Quantity | None:
        word = self.words[place]
        if word in self.lists.halves and self.language == "es":
            return self._half_of(place, place + 1)
        if word == "half" and self._word(place + 1) in ("a", "an"):
            return self._half_of(place, place + 2)
        if word in self.lists.fractions:
            readings = [("ratio", self.lists.fractions[word])]
            if word in ("third", "thirds"):
                readings.append((None, Decimal(3)))
            return self._make(place, place, readings, "ordinal", weak=True)
        if word in self.lists.groups and self._is_group(place):
            return self._with_unit(place, place, [Decimal(self.lists.groups[word])], "number", True)
        if word in self.lists.ordinals:
            readings = [(None, Decimal(self.lists.ordinals[word]))]
            return self._make(place, place, readings, "ordinal", weak=self._is_weak_ordinal(word))
        return None

    def _is_group(self, place: int) -> bool:
        return self.words[place] != "par" or self._word(place - 1) == "un"

    @staticmethod
    def _is_weak_ordinal(word: str) -> bool:
        return word in ("first", "second", "primero", "primera", "segundo", "segunda", "cuarto")

    def _half_of(self, place: int, after: int) -> Quantity | None:
        """Half of a scale or a unit: "medio millón", "half a ton"."""
        word = self._word(after)
        half = Decimal("0.5")
        if word in self.lists.scales:
            return self._with_unit(place, after, [half * self.lists.scales[word]], "number")
        if word in self.lists.groups:
            return self._with_unit(place, after, [half * self.lists.groups[word]], "number")
        if word in UNITS:
            return self._with_unit(place, after - 1, [half], "number", weak=True)
        return None

    def _roman(self, place: int) -> Quantity | None:
        """A century or an edition: "siglo XXI"."""
        text = self.tokens[place].text
        if len(text) < 2 or not _ROMAN.match(text):
            return None
        values = [_ROMAN_VALUES[c] for c in text]
        total = sum(-v if v < n else v for v, n in zip(values, [*values[1:], 0]))
        return self._make(place, place, [(None, Decimal(total))], "ordinal", weak=True)

    def _weak_one(self, place: int) -> Quantity | None:
        word, after = self.words[place], self._word(place + 1)
        if word not in (("un", "una", "uno") if self.language == "es" else ("one", "a", "an")):
            return None
        if word in ("a", "an") and after not in UNITS:
            return None
        if after in self.lists.groups or after in self.lists.fractions:
            return None
        return self._with_unit(place, place, [Decimal(1)], "number", weak=True)

    # --- building

    def _with_unit(
        self, first: int, last: int, values: list[Decimal], kind: str, weak: bool = False
    ) -> Quantity:
        readings: list[tuple[str | None, Decimal]] = [(None, v) for v in values]
        unit_place = self._unit_place(last)
        unit, factor = None, None
        if unit_place is not None:
            name, factor = UNITS[self.words[unit_place]]
            unit = name
            readings += [r for v in values for r in _converted(name, v * factor)]
            kind = "number" if kind == "year" else kind
        elif self._word(first - 1) in UNITS and self._word(first - 1) in ("$", "€", "£", "siglo"):
            unit = UNITS[self._word(first - 1)].dimension
            kind = "number" if kind == "year" else kind
        return self._make(first, last, readings, kind, unit, weak, factor)

    def _unit_place(self, last: int) -> int | None:
        """Where the unit of a number stands: next to it, or after "de", "of", "por ciento"."""
        after = last + 1
        for place in (after, after + 1, after + 2):
            word = self._word(place)
            if word in UNITS and word not in ("$", "€", "£"):
                return place
            if word not in ("de", "of", "us", "metric", "mexican", "square", "-", "a", "más"):
                break
        return None

    def _is_percent(self, place: int) -> bool:
        return (self._word(place), self._word(place + 1)) in (("por", "ciento"), ("per", "cent"))

    def _make(
        self,
        first: int,
        last: int,
        readings: list[tuple[str | None, Decimal]],
        kind: str,
        unit: str | None = None,
        weak: bool = False,
        factor: Decimal | None = None,
    ) -> Quantity:
        if self._is_percent(last + 1):
            unit, last, factor = "percent", last + 2, Decimal(1)
        if unit == "percent":
            readings = readings + [("ratio", v / 100) for d, v in readings if d is None]
        before = {self._word(first - i) for i in (1, 2, 3)}
        return Quantity(
            self.tokens[first].start,
            self.tokens[last].end,
            (first, last),
            frozenset(readings),
            kind,
            unit,
            factor,
            approximate=bool(before & _APPROXIMATORS),
            weak=weak,
        )


def _readings(text: str, language: str) -> list[Decimal]:
    """What a number in digits can mean: both where the separator leaves it open."""
    separators = [c for c in text if c in ".,"]
    if not separators:
        return [Decimal(text)]
    plain = text.replace(".", "").replace(",", "")
    if len(set(separators)) == 2:
        decimal = separators[-1]
        whole, _, part = text.rpartition(decimal)
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


def _may_follow(value: int, before: int) -> bool:
    """Whether a small number can be added to the one before: 100 + 20 + 3, never 3 + 20."""
    if before == 1000:
        return True
    if before >= 100:
        return value < 100
    return before >= 20 and before % 10 == 0 and 0 < value < 10


def _converted(dimension: str, value: Decimal) -> list[tuple[str, Decimal]]:
    readings = [(dimension, value)] if dimension not in CURRENCIES | {"percent"} else []
    for one, other, factor in CONVERSIONS:
        if dimension == one:
            readings.append((other, value * factor))
        elif dimension == other:
            readings.append((one, value / factor))
    return readings


def _close(one: Decimal, two: Decimal) -> bool:
    larger = max(abs(one), abs(two))
    return larger > 0 and abs(one - two) <= larger * _TOLERANCE


def _rounded_off(one: Decimal, two: Decimal) -> bool:
    """Whether two values are equal, or the coarser is the finer one rounded: 1.26 and 1.3."""
    if one == two or max(one.adjusted(), two.adjusted()) > _MAX_DIGITS:
        return one == two
    coarse, fine = sorted((one, two), key=lambda v: len(v.normalize().as_tuple().digits))
    if len(coarse.normalize().as_tuple().digits) < 2:
        return False
    step = Decimal(1).scaleb(coarse.normalize().as_tuple().exponent)
    return abs(coarse - fine) <= step / 2


def _rounded(one: Decimal, two: Decimal) -> bool:
    """Whether one value is the other, rounded to one or two significant digits."""
    larger = max(abs(one), abs(two))
    if larger < 20 or abs(one - two) > larger / 20:
        return False
    return any(len(str(int(v)).rstrip("0")) <= 2 for v in (one, two) if v == v.to_integral_value())
