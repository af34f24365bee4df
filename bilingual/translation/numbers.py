"""Numbers in running text, by value, in Spanish and English, and how English writes them.

A separator before exactly three digits groups thousands, any other starts decimals: Mexico
writes 1,250.50, Spain 1.250,50, and news carries both.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from bilingual.quantities.number_words import SPANISH

_NUMERAL = re.compile(r"(?<![\w.,])\d+(?:[.,]\d+)*(?!\w*[@/])")
_GROUPED = re.compile(r"\d{1,3}(?:[.,\s ]\d{3})+")
_SCALES = {
    "es": {**SPANISH.scales, "miles": 10**3},
    "en": {
        "thousand": 10**3,
        "thousands": 10**3,
        "k": 10**3,
        "million": 10**6,
        "millions": 10**6,
        "m": 10**6,
        "billion": 10**9,
        "billions": 10**9,
        "bn": 10**9,
        "trillion": 10**12,
        "trillions": 10**12,
    },
}
_WORDS = {
    "es": "cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce "
    "quince dieciséis diecisiete dieciocho diecinueve veinte veintiuno veintidós veintitrés "
    "veinticuatro veinticinco veintiséis veintisiete veintiocho veintinueve treinta",
    "en": "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen twenty twenty-one twenty-two twenty-three "
    "twenty-four twenty-five twenty-six twenty-seven twenty-eight twenty-nine thirty",
}
_SMALL = {
    language: {word: value for value, word in enumerate(words.split())}
    for language, words in _WORDS.items()
}
_SMALL["es"] |= {"un": 1, "una": 1, "cuarenta": 40, "cincuenta": 50, "sesenta": 60}
_SMALL["es"] |= {"setenta": 70, "ochenta": 80, "noventa": 90, "cien": 100, "ciento": 100}
_SMALL["en"] |= {"forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80}
_SMALL["en"] |= {"ninety": 90, "hundred": 100, "first": 1, "second": 2, "third": 3, "dozen": 12}
_AFTERNOON = re.compile(r"\b(\d{1,2})(?::\d\d)?\s*p\.?\s?m\b")
_POINTED = re.compile(r"\d{1,3}\.\d{3}")
_HOUR = re.compile(r"\b(1[3-9]|2[0-3])[:.][0-5]\d\b")
_ROMAN = re.compile(r"[IVXLC]+")
_ROMAN_DIGITS = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
_REST = re.compile(r"\s+(\d{1,3})(?![\d.,]*\d)")
_LEADING = {
    "es": re.compile(
        r"(?:(?:\b([^\W\d_]+)\s+y\s+)?\b([^\W\d_]+)\s+)?\b(mil|millón|millones)\s+$",
        re.IGNORECASE,
    ),
    "en": re.compile(
        r"(?:(?:\b([^\W\d_]+)-)?\b([^\W\d_]+)\s+)?\b(thousand|million|billion)\s+$", re.IGNORECASE
    ),
}
"""Words before digits that they add to: tens, units, scale ("treinta y dos mil 400")."""
LONGEST_LEAD = 40
"""Characters before digits that are searched for such words."""
_NEXT_WORD = re.compile(r"[\s\-]+(?:(?:de|of)\s+)?([^\W\d_]+)")


class Number(NamedTuple):
    """A number in digits in a text: offsets into it, and its value.

    ``end`` takes in the words that scale it ("2.000 millones"); ``numeral_end`` is where its
    first digits end, or the scale before them ("mil 200").
    """

    start: int
    end: int
    numeral_end: int
    value: Decimal


@lru_cache(maxsize=2048)
def find_numbers(text: str, language: str) -> tuple[Number, ...]:
    """The numbers of a text in digits, with the words that scale them, from left to right."""
    return tuple(_numerals(text, language))


@lru_cache(maxsize=2048)
def find_values(text: str, language: str) -> frozenset[Decimal]:
    """Every value that a number of the text could stand for, in digits or in words."""
    values: set[Decimal] = set()
    for number in find_numbers(text, language):
        values.add(number.value)
        if text[number.start].isdigit():
            values.add(parse_numeral(text[number.start : number.numeral_end]))
    if language == "en":
        values |= {Decimal(m.group(1)) + 12 for m in _AFTERNOON.finditer(text)}
    elif language == "es":  # "18:00 horas" may be written as "6 p.m."
        values |= {Decimal(m.group(1)) - 12 for m in _HOUR.finditer(text)}
    for match in re.finditer(r"[^\W\d_]+(?:-[^\W\d_]+)?", text):
        small = _SMALL.get(language, {}).get(match.group().lower())
        if small is not None:
            value, _ = _scaled(text, match.end(), Decimal(small), language)
            values |= {Decimal(small), value}
            if language == "es" and small in range(20, 100, 10):
                values.add(Decimal(1900 + small))  # "los noventa": the 1990s
        elif _ROMAN.fullmatch(match.group()):
            values.add(Decimal(_roman_value(match.group())))
    return frozenset(values)


def parse_numeral(numeral: str) -> Decimal:
    """The value of one numeral in digits."""
    if _GROUPED.fullmatch(numeral):
        return Decimal(re.sub(r"\D", "", numeral))
    whole, separator, decimals = _split_decimals(numeral)
    digits = re.sub(r"\D", "", whole)  # of any script: "٣" is a numeral too
    return Decimal(f"{digits}{'.' if separator else ''}{decimals}")


def english_numeral(numeral: str) -> str:
    """A numeral as English writes it: commas between thousands, a point before decimals."""
    if _GROUPED.fullmatch(numeral):
        return re.sub(r"\D", ",", numeral)
    whole, separator, decimals = _split_decimals(numeral)
    return re.sub(r"\D", ",", whole) + ("." if separator else "") + decimals


def english_number(text: str, number: Number) -> str:
    """A Spanish number as English writes it, with the scale that English has for it."""
    numeral = text[number.start : number.numeral_end]
    if number.end == number.numeral_end and numeral[0].isdigit():
        return english_numeral(numeral)
    for name, scale in (("trillion", 10**12), ("billion", 10**9), ("million", 10**6)):
        if number.value >= scale:
            scaled = (number.value / scale).normalize()
            return f"{scaled:,f} {name}"
    return f"{number.value.normalize():,f}"


def _numerals(text: str, language: str) -> Iterator[Number]:
    position = 0
    while match := _NUMERAL.search(text, position):
        start, numeral_end = match.span()
        value, before = parse_numeral(match.group()), Decimal(0)
        if lead := _lead(text, match, language):
            start, numeral_end, before = lead
        if before.adjusted() < 6:  # "mil 200 millones", but "un millón 200 mil"
            value, before = value + before, Decimal(0)
        value, position = _scaled(text, match.end(), value, language)
        value += before
        if position > numeral_end and language == "en" and _POINTED.fullmatch(match.group()):
            # Nobody writes thousands of trillions with a point: "10.193 trillion".
            value, position = _scaled(text, numeral_end, Decimal(match.group()), language)
        # "582 mil 835", "1 millón 250 mil": what follows a scale adds to it.
        while position > numeral_end and (rest := _REST.match(text, position)):
            small = parse_numeral(rest.group(1))
            added, end = _scaled(text, rest.end(), small, language)
            if added < value:
                value, position = value + added, end
            elif added >= small * 10**6 and 10**3 <= value < 10**6:  # "17 mil 280 millones"
                value, position = (value + small) * (added / small), end
            else:
                break
        yield Number(start, position, numeral_end, value)


def _lead(text: str, numeral: re.Match[str], language: str) -> tuple[int, int, Decimal] | None:
    """Where the words begin and end that a numeral adds to ("mil 200"), and their value."""
    if language not in _LEADING or not (numeral.group().isdigit() and len(numeral.group()) <= 3):
        return None
    offset = max(numeral.start() - LONGEST_LEAD, 0)
    lead = _LEADING[language].search(text[offset : numeral.start()])
    if lead is None:
        return None
    tens, units, scale = (word.lower() if word else "" for word in lead.groups())
    small = {"a": 1, **_SMALL[language]}
    times = small.get(units, 0) + (small.get(tens, 0) if units in small else 0)
    first = 3 if not times else 1 if tens in small else 2
    value = Decimal((times or 1) * _SCALES[language][scale])
    return offset + lead.start(first), offset + lead.end(), value


def _scaled(text: str, end: int, value: Decimal, language: str) -> tuple[Decimal, int]:
    """The value times the scale words that follow, and where they end."""
    scales = _SCALES.get(language, {})
    while following := _NEXT_WORD.match(text, end):
        scale = scales.get(following.group(1).lower())
        if scale is None or (" de " in following.group().lower() and scale == 10**3):
            break
        value, end = value * scale, following.end()
    return value, end


def _roman_value(numeral: str) -> int:
    digits = [_ROMAN_DIGITS[letter] for letter in numeral]
    smaller = (a < b for a, b in itertools.pairwise(digits))
    return sum(-d if less else d for d, less in zip(digits, [*smaller, False]))


def _split_decimals(numeral: str) -> tuple[str, str, str]:
    """Whole part, separator and decimals: the last separator is decimal unless it repeats."""
    position = max(numeral.rfind("."), numeral.rfind(","))
    if position < 0 or numeral.count(numeral[position]) > 1:
        return numeral, "", ""
    return numeral[:position], numeral[position], numeral[position + 1 :]
