"""Dates in Spanish and English: weekdays, months, days, years, and days told from the dateline.

A closed grammar: only words that name a date are read as one ("un 25% de" and the verb "may"
are not).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from bilingual.tokens import Token
from bilingual.word_set import word_set

_WEEKDAYS = {
    "es": ["lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo"],
    "en": ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"],
}
_MONTHS = {
    "es": [
        "enero",
        "febrero",
        "marzo",
        "abril",
        "mayo",
        "junio",
        "julio",
        "agosto",
        "septiembre",
        "octubre",
        "noviembre",
        "diciembre",
    ],
    "en": [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ],
}
_WEEKDAY = {
    "es": {name: i for i, name in enumerate(_WEEKDAYS["es"])}
    | {"sábados": 5, "domingos": 6, "sabado": 5, "miercoles": 2},
    "en": {name: i for i, name in enumerate(_WEEKDAYS["en"])}
    | {name + "s": i for i, name in enumerate(_WEEKDAYS["en"])}
    | {name[:3]: i for i, name in enumerate(_WEEKDAYS["en"]) if name[:3] not in ("sun", "sat")}
    | {"tues": 1, "thurs": 3},
}
_MONTH = {
    "es": {name: i + 1 for i, name in enumerate(_MONTHS["es"])} | {"setiembre": 9},
    "en": {name: i + 1 for i, name in enumerate(_MONTHS["en"])}
    | {name[:3]: i + 1 for i, name in enumerate(_MONTHS["en"]) if name not in ("march", "may")}
    | {"sept": 9},
}
_RELATIVE = {
    "es": {"hoy": 0, "ayer": -1, "anoche": -1, "anteayer": -2, "antier": -2, "mañana": 1},
    "en": {"today": 0, "tonight": 0, "yesterday": -1, "tomorrow": 1},
}
# Spans of time told from the day of writing: "la próxima semana", "last year".
_PERIODS = {
    "es": {"semana": "week", "mes": "month told", "año": "year told"},
    "en": {"week": "week", "month": "month told", "year": "year told"},
}
_BESIDE_PERIOD = {
    "es": {
        **dict.fromkeys(("pasado", "pasada"), -1),
        **dict.fromkeys(("este", "esta"), 0),
        **dict.fromkeys(("próximo", "próxima", "entrante"), 1),
    },
    "en": {"last": -1, "this": 0, "next": 1},
}
_MONTH_LIKE_WORDS = frozenset(("may", "march", "mar"))
_BEFORE_MONTH = word_set(
    "in of since until by last this next early late mid from and to through during "
    "between for on before after"
)
_YEAR = re.compile(r"^(1[4-9]|20|21)\d\d$")
# What English writes together with the name of a day or month: "Friday's", "mid-October".
_AROUND_NAME = re.compile(r"^(?:mid|early|late)-|['’]s$")
_DAY = re.compile(r"^([1-9]|0[1-9]|[12]\d|3[01])$")
_BEFORE_MORNING = word_set("la esta una misma cada media de pasado ayer hoy este")
# What may stand between a day and its month, and between two days.
_BEFORE_DAYS = {
    "es": word_set("de º ° o er ."),
    "en": word_set("of th st nd rd the"),
}
_JOINED_DAYS = [["y"], ["al"], ["a"], ["and"], ["to"], ["-"], ["–"], ["o"], ["or"]]
_NUMERIC = re.compile(r"^(\d{1,2})/(\d{1,2})/(\d{4}|\d{2})$")


@dataclass(frozen=True, slots=True)
class DatePart:
    """One part of a date as it stands in a text.

    ``kind`` is "weekday" (0 is Monday), "month", "day", "year", "relative" (days from the
    dateline), or "week", "month told" and "year told" (how many from that of the dateline);
    ``tokens`` are the first and the last of its tokens.
    """

    start: int
    end: int
    tokens: tuple[int, int]
    kind: str
    value: int


def date_parts(tokens: Sequence[Token], language: str) -> list[DatePart]:
    """The parts of dates in the tokens of one text ("es" or "en"), in order."""
    return sorted(_parts(tokens, language), key=lambda part: part.start)


def _parts(tokens: Sequence[Token], language: str) -> Iterator[DatePart]:
    words = [_AROUND_NAME.sub("", t.text.lower()) for t in tokens]
    for i, word in enumerate(words):
        if word in _WEEKDAY[language] and _names_weekday(tokens, i, language):
            yield _part(tokens, i, "weekday", _WEEKDAY[language][word])
        elif word in _RELATIVE[language] and not _names_morning(words, i):
            yield _part(tokens, i, "relative", _RELATIVE[language][word])
        elif word in _MONTH[language] and _names_month(tokens, words, i, language):
            yield _part(tokens, i, "month", _MONTH[language][word])
            yield from _days_of_month(tokens, words, i, language)
        elif _YEAR.match(word):
            yield _part(tokens, i, "year", int(word))
        elif word in _PERIODS[language]:
            yield from _period(tokens, words, i, language)


def _names_morning(words: list[str], place: int) -> bool:
    """Whether "mañana" is the time of day, or part of "pasado mañana"."""
    before = words[place - 1] if place else ""
    return words[place] == "mañana" and before in _BEFORE_MORNING


def _part(tokens: Sequence[Token], place: int, kind: str, value: int) -> DatePart:
    token = tokens[place]
    return DatePart(token.start, token.end, (place, place), kind, value)


def _period(
    tokens: Sequence[Token], words: list[str], place: int, language: str
) -> Iterator[DatePart]:
    """A week, month or year told from the day of writing by the word beside it."""
    for i in (place - 1, place + 1) if language == "es" else (place - 1,):
        value = _BESIDE_PERIOD[language].get(words[i]) if 0 <= i < len(words) else None
        if value is not None and (i < place or value):
            first, last = sorted((i, place))
            kind = _PERIODS[language][words[place]]
            yield DatePart(tokens[first].start, tokens[last].end, (first, last), kind, value)
            return


def _names_weekday(tokens: Sequence[Token], place: int, language: str) -> bool:
    """English weekdays are capitalised; "Domingo" inside a Spanish sentence is a name."""
    text = tokens[place].text
    if language == "en":
        return text[0].isupper() or len(text) > 4
    before = tokens[place - 1].text if place else ""
    after = tokens[place + 1].text if place + 1 < len(tokens) else ""
    return not (text[0].isupper() and (before[:1].isupper() or after[:1].isupper()) and place)


def _names_month(tokens: Sequence[Token], words: list[str], place: int, language: str) -> bool:
    text = _AROUND_NAME.sub("", tokens[place].text)
    if language == "es":
        before = tokens[place - 1].text if place else ""
        return not (text[0].isupper() and before[:1].isupper())
    if tokens[place].text[0].islower():
        return text[0].isupper()
    if words[place] not in _MONTH_LIKE_WORDS:
        return text[0].isupper()
    if not text[0].isupper():
        return False
    before = words[place - 1] if place else ""
    after = words[place + 1] if place + 1 < len(words) else ""
    return bool(_DAY.match(after) or _YEAR.match(after) or _DAY.match(before)) or (
        before in _BEFORE_MONTH
    )


def _days_of_month(
    tokens: Sequence[Token], words: list[str], place: int, language: str
) -> Iterator[DatePart]:
    """The days beside a month: "3 de enero", "del 3 al 5 de enero", "Jan. 3", "3rd of May"."""
    step = place - 1
    while step >= 0 and words[step] in _BEFORE_DAYS[language]:
        step -= 1
    places = _listed_days(words, step, -1)
    if language == "en" and not places:
        is_cut = words[place] not in _MONTHS["en"] and words[place + 1 : place + 2] == ["."]
        places = _listed_days(words, place + 1 + is_cut, 1)
    if language == "es" and words[step : step + 1] == ["primero"]:
        yield _part(tokens, step, "day", 1)
    for i in places:
        yield _part(tokens, i, "day", int(words[i]))


def _listed_days(words: list[str], place: int, step: int) -> list[int]:
    """Where the days of a list stand that begins at a place and goes on by a step: "3 al 5"."""
    places = []
    while 0 <= place < len(words) and _DAY.match(words[place]):
        places.append(place)
        if words[place + step : place + step + 1] not in _JOINED_DAYS:
            break
        place += 2 * step
    return places


def resolve(parts: Sequence[DatePart], dateline: date | None, past: bool) -> date | None:
    """The calendar day that the parts of one date name, None where they leave it open.

    A weekday is the nearest one before the dateline (``past``) or after it; a missing year is
    that of the dateline.
    """
    by_kind = {part.kind: part.value for part in parts}
    if by_kind.keys() & {"week", "month told", "year told"}:
        return None
    if {"day", "month"} <= by_kind.keys():
        year = by_kind.get("year", dateline.year if dateline else None)
        if year is None:
            return None
        try:
            return date(year, by_kind["month"], by_kind["day"])
        except ValueError:
            return None
    if dateline is None or by_kind.keys() & {"month", "year", "day"}:
        return None
    if "relative" in by_kind:
        return dateline + timedelta(days=by_kind["relative"])
    if "weekday" in by_kind:
        ahead = (by_kind["weekday"] - dateline.weekday()) % 7
        return dateline + timedelta(days=ahead - 7 if past and ahead else ahead)
    return None
