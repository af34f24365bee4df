"""Results of matches and times of day."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal

from bilingual.quantities.building import quantity
from bilingual.quantities.quantity import Quantity
from bilingual.quantities.words import Words

_SCORE = re.compile(r"(\d):(\d)")
_CLOCK = re.compile(r"^([01]?\d|2[0-4])[:.]([0-5]\d)$")
_HALF_OF_DAY = re.compile(r"[ap]\.?m\.?")
_DASHES = ("-", "–")
_DAY = 1440  # minutes
_HOURS = ("h", "hrs", "hours", "horas")
_ONE = ("una", "one")
# What may follow an hour, and whether that puts it in the second half of the day.
_PARTS_OF_DAY: dict[str, dict[tuple[str, ...], Callable[[int], bool]]] = {
    "es": {
        ("de", "la", "mañana"): lambda hour: False,
        ("de", "la", "madrugada"): lambda hour: False,
        ("de", "la", "tarde"): lambda hour: True,
        ("de", "la", "noche"): lambda hour: 5 < hour < 12,
    },
    "en": {
        ("in", "the", "morning"): lambda hour: False,
        ("in", "the", "afternoon"): lambda hour: True,
        ("in", "the", "evening"): lambda hour: True,
        ("at", "night"): lambda hour: 5 < hour < 12,
    },
}


def score(words: Words, place: int) -> Quantity | None:
    """A result of a match: "2-1", "5:3"."""
    text, last = words.at(place), place
    if _is_dash(words, place + 1):
        last = place + 2
        if not words.at(last) or not words.adjoins(last):
            return None
        text += ":" + words.at(last)
    goals = _SCORE.fullmatch(text)
    if goals is None or _is_dash(words, last + 1):
        return None
    high, low = sorted((int(goals.group(1)), int(goals.group(2))), reverse=True)
    return quantity(words, place, last, [("score", Decimal(100 * high + low))], "score")


def _is_dash(words: Words, place: int) -> bool:
    return words.at(place) in _DASHES and words.adjoins(place)


def is_clock(words: Words, place: int) -> bool:
    """Whether a number tells the time: "19:00 horas", "7 p.m.", "7 de la noche"."""
    text, after = words.at(place), words.at(place + 1)
    if ":" in text:
        return True
    if _half_of_day(words, place + 1) is not None:
        return text.isdigit() or bool(_CLOCK.match(text))
    return bool(_CLOCK.match(text)) and after in _HOURS


def clock(words: Words, place: int) -> Quantity | None:
    """A time of day, in minutes; up to twelve o'clock it may be of either half.

    What follows can say of which: "7 p.m.", "7:00 horas", as can "07:00".
    """
    text = words.at(place).replace(".", ":")
    hour, _, minute = text.partition(":")
    if ":" in minute or not hour.isdigit() or int(hour) > 24 or len(minute) not in (0, 2):
        return None
    of_24 = words.at(place + 1) in _HOURS or (len(text) == len("00:00") and text[0] == "0")
    return _time(words, place, int(hour), int(minute or 0), of_24)


def spoken_hour(words: Words, place: int) -> Quantity | None:
    """An hour in words before what says of which half of the day: "siete de la noche"."""
    hour = words.lists.small.get(words.at(place), int(words.at(place) in _ONE))
    if not 0 < hour <= 12 or _half_of_day(words, place + 1) is None:
        return None
    return _time(words, place, hour, 0, False)


def _time(words: Words, place: int, hour: int, minute: int, of_24: bool) -> Quantity:
    half, last = _half_of_day(words, place + 1) or (None, place)
    hours = [hour, (hour + 12) % 24] if hour <= 12 else [hour]
    if half is not None:
        hours = [hour % 12 + 12 * half(hour)]
    elif of_24:
        hours = [hour]
    readings: list[tuple[str | None, Decimal]] = [
        ("clock", Decimal((h * 60 + minute) % _DAY)) for h in hours
    ]
    if not minute:
        readings += [(None, Decimal(h)) for h in {hour, (hour + 12) % 24}]
    return quantity(words, place, last, readings, "time")


def _half_of_day(words: Words, place: int) -> tuple[Callable[[int], bool], int] | None:
    """Whether an hour before a place is of the second half of the day, and the last word of it."""
    text = words.at(place)
    if _HALF_OF_DAY.fullmatch(text):
        return (lambda _: text[0] == "p"), place
    if text in ("a", "p") and words.at(place + 1) == "." and words.at(place + 2) == "m":
        return (lambda _: text == "p"), place + 2
    for phrase, is_second in _PARTS_OF_DAY[words.language].items():
        if all(words.at(place + i) == word for i, word in enumerate(phrase)):
            return is_second, place + len(phrase) - 1
    return None
