"""Results of matches and times of day."""

from __future__ import annotations

import re
from decimal import Decimal

from bilingual.quantities.building import quantity
from bilingual.quantities.quantity import Quantity
from bilingual.quantities.words import Words

_SCORE = re.compile(r"(\d):(\d)")
_CLOCK = re.compile(r"^([01]?\d|2[0-4])[:.]([0-5]\d)$")
_HALF_OF_DAY = re.compile(r"[ap]\.?m\.?")
_DASHES = ("-", "–")
_DAY = 1440  # minutes


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
    """Whether a number tells the time: "19:00 horas", "7 p.m."."""
    text, after = words.at(place), words.at(place + 1)
    if ":" in text:
        return True
    if _HALF_OF_DAY.fullmatch(after) or (after in ("a", "p") and _is_dotted(words, place)):
        return text.isdigit() or bool(_CLOCK.match(text))
    return bool(_CLOCK.match(text)) and after in ("h", "hrs", "hours", "horas")


def _is_dotted(words: Words, place: int) -> bool:
    """Whether "a . m" follows, which the tokenizer has cut."""
    return words.at(place + 2) == "." and words.at(place + 3) == "m"


def clock(words: Words, place: int) -> Quantity | None:
    """A time of day, in minutes; up to twelve o'clock it may be of either half."""
    hour, _, minute = words.at(place).replace(".", ":").partition(":")
    if ":" in minute or not hour.isdigit() or int(hour) > 24 or len(minute) not in (0, 2):
        return None
    minutes = int(hour) * 60 + int(minute or 0)
    readings: list[tuple[str | None, Decimal]] = [("clock", Decimal(minutes % _DAY))]
    if int(hour) <= 12:
        readings.append(("clock", Decimal((minutes + _DAY // 2) % _DAY)))
    if not int(minute or 0):
        readings += [(None, Decimal(int(hour))), (None, Decimal((int(hour) + 12) % 24))]
    last = place + 1 if _HALF_OF_DAY.fullmatch(words.at(place + 1)) else place
    return quantity(words, place, last, readings, "time")
