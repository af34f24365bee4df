"""Fields that stand before the prose of a text."""

from __future__ import annotations

import re

from bilingual.reading.dates import iso_date

_HEAD = re.compile(r"\s*---[ \t]*\r?\n(?P<fields>(?:[^\n]*\n){0,60}?)---[ \t]*(?:\r?\n|$)")
_DATE = re.compile(r"\s*date[ \t]*:?[ \t]+(\d{4}-\d{2}-\d{2})\b[ \t:,—–-]*", re.IGNORECASE)


def front_matter(text: str) -> tuple[int, dict[str, str]]:
    """Where the prose begins, and the fields that stand before it ("date 2026-02-22 …")."""
    fields: dict[str, str] = {}
    start = 0
    if head := _HEAD.match(text):
        start = head.end()
        for line in head["fields"].splitlines():
            key, colon, value = line.partition(":")
            if colon and re.fullmatch(r"\w{1,30}", key) and value.strip():
                fields[key.lower()] = value.strip().strip("\"'")
    if "date" in fields:
        fields["date"] = iso_date(fields["date"]) or fields["date"]
    elif (field := _DATE.match(text, start)) and iso_date(field.group(1)):
        fields["date"] = field.group(1)
        start = field.end()
    return start, fields
