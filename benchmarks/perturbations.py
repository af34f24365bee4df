"""English sentences with one thing changed, and what a comparison should say of it."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
NUMBER_WORDS = [
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
]
AUXILIARIES = [
    "is",
    "are",
    "was",
    "were",
    "has",
    "have",
    "had",
    "will",
    "would",
    "can",
    "could",
    "should",
    "must",
    "may",
    "might",
    "does",
    "did",
    "do",
]

_NUMBER = re.compile(r"(?<![\w.,])\d+(?:[.,]\d+)*(?![\w])")
_WORD_NUMBER = re.compile(rf"\b(?:{'|'.join(NUMBER_WORDS)})\b")
_CALENDAR = re.compile(rf"\b(?:{'|'.join([*WEEKDAYS, *MONTHS])})\b")
_DAY = re.compile(rf"(?:{'|'.join(MONTHS)})\.? $")
_DAY_BEFORE = re.compile(rf"^(?:st|nd|rd|th)?(?: of)? (?:{'|'.join(MONTHS)})")
_NAME = re.compile(r"(?<=[a-z,] )[A-ZÁÉÍÓÚ][\w'-]{3,}(?: [A-ZÁÉÍÓÚ][\w'-]{2,})*")
_NEGATION = re.compile(r"\b(?P<verb>\w+)(?:n't\b| not\b)|\bcannot\b|\bnever (?=\w)")
_AUXILIARY = re.compile(rf"\b(?:{'|'.join(AUXILIARIES)})\b(?! not\b|n't)(?= \w)")


class Perturbed(NamedTuple):
    """A changed English sentence, the finding's kind, and where the change stands."""

    en: str
    kind: str
    start: int
    end: int


Change = Callable[[str, str, random.Random], "Perturbed | None"]


def change_number(es: str, en: str, rng: random.Random) -> Perturbed | None:
    """One number of the English becomes another; years and days of months count as dates."""
    found = [*_NUMBER.finditer(en), *_WORD_NUMBER.finditer(en)]
    if not found:
        return None
    match = rng.choice(found)
    kind = "date" if _is_date(en, match) else "number"
    return _replace(en, match.start(), match.end(), _other_number(match.group(), kind, rng), kind)


def _is_date(en: str, match: re.Match[str]) -> bool:
    text = match.group()
    if re.fullmatch(r"(?:19|20)\d\d", text):
        return True
    if not text.isdigit() or int(text) > 31:
        return False
    return bool(_DAY.search(en[: match.start()]) or _DAY_BEFORE.match(en[match.end() :]))


def _other_number(text: str, kind: str, rng: random.Random) -> str:
    if text.isalpha():
        return rng.choice([w for w in NUMBER_WORDS if w != text])
    if kind == "date":
        if len(text) == 4:
            return str(int(text) + rng.choice([-10, -3, -2, -1, 1, 2, 3]))
        return str(rng.choice([d for d in range(1, 29) if d != int(text)]))
    places = [i for i, c in enumerate(text) if c.isdigit()]
    place = rng.choice(places[:2])
    digits = [d for d in "123456789" if d != text[place]]
    return text[:place] + rng.choice(digits) + text[place + 1 :]


def change_calendar(es: str, en: str, rng: random.Random) -> Perturbed | None:
    """One weekday or month becomes another."""
    found = [m for m in _CALENDAR.finditer(en) if m.group() not in ("May", "March") or m.start()]
    if not found:
        return None
    match = rng.choice(found)
    names = WEEKDAYS if match.group() in WEEKDAYS else MONTHS
    other = rng.choice([n for n in names if n != match.group()])
    return _replace(en, match.start(), match.end(), other, "date")


def name_changer(pool: Sequence[str]) -> Change:
    """One name that stands in both texts is replaced by another of the pool."""

    def change(es: str, en: str, rng: random.Random) -> Perturbed | None:
        found = [
            m
            for m in _NAME.finditer(en)
            if re.search(rf"\b{re.escape(m.group())}\b", es) and m.group() not in WEEKDAYS + MONTHS
        ]
        if not found:
            return None
        match = rng.choice(found)
        words = len(match.group().split())
        others = [n for n in pool if len(n.split()) == words and n not in es and n not in en]
        if not others:
            return None
        return _replace(en, match.start(), match.end(), rng.choice(others), "entity")

    return change


def shared_names(pairs: Sequence[tuple[str, str]]) -> list[str]:
    """The names that stand in both texts of any pair."""
    names = {
        m.group()
        for es, en in pairs
        for m in _NAME.finditer(en)
        if re.search(rf"\b{re.escape(m.group())}\b", es)
    }
    return sorted(names - set(WEEKDAYS) - set(MONTHS))


def change_negation(es: str, en: str, rng: random.Random) -> Perturbed | None:
    """A negation is removed where there is one, else one is added after an auxiliary."""
    negated = list(_NEGATION.finditer(en))
    if negated:
        match = rng.choice(negated)
        text = match.group()
        plain = {"can't": "can", "cannot": "can", "won't": "will", "never ": ""}.get(
            text, match.groupdict().get("verb") or ""
        )
        return _replace(en, match.start(), match.end(), plain, "negation")
    found = list(_AUXILIARY.finditer(en))
    if not found:
        return None
    match = rng.choice(found)
    return _replace(en, match.start(), match.end(), match.group() + " not", "negation")


def _replace(en: str, start: int, end: int, new: str, kind: str) -> Perturbed:
    return Perturbed(en[:start] + new + en[end:], kind, start, start + len(new))
