"""Dates in the signature line of a post, in both languages."""

from __future__ import annotations

import datetime
import re

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan enero ene",
            "february feb febrero",
            "march mar marzo",
            "april apr abril abr",
            "may mayo",
            "june jun junio",
            "july jul julio",
            "august aug agosto ago",
            "september sept sep septiembre setiembre",
            "october oct octubre",
            "november nov noviembre",
            "december dec diciembre dic",
        ),
        start=1,
    )
    for name in names.split()
}
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
DATE = (
    rf"(?:(?:{_MONTH})\.?\s+\d{{1,2}}(?:st|nd|rd|th)?,?\s+\d{{4}}"
    rf"|\d{{1,2}}\s+(?:de\s+)?(?:{_MONTH})\.?,?\s+(?:del?\s+)?\d{{4}}"
    r"|\d{4}-\d{2}-\d{2})"
)
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_WORDS = re.compile(r"[^\W\d_]+|\d+")


def iso_date(text: str) -> str | None:
    """The first written date in a text as YYYY-MM-DD, or None where there is none."""
    found = re.search(DATE, text, re.IGNORECASE)
    if found is None:
        return None
    if iso := _ISO.match(found.group()):
        year, month, day = map(int, iso.groups())
    else:
        words = [w.lower() for w in _WORDS.findall(found.group())]
        month = next(_MONTHS[w] for w in words if w in _MONTHS)
        day, year = (int(w) for w in words if w.isdigit())
    try:
        return datetime.date(year, month, day).isoformat()
    except ValueError:
        return None
