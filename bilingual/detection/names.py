"""Names by their looks: capitals, and the small words that join them."""

from __future__ import annotations

from collections.abc import Sequence

PARTICLES = frozenset(
    [
        "de",
        "del",
        "la",
        "las",
        "los",
        "el",
        "y",
        "e",
        "san",
        "santa",
        "da",
        "do",
        "dos",
        "das",
        "van",
        "von",
        "der",
        "den",
        "bin",
        "al",
        "a",
        "en",
        "para",
        "por",
        "con",
        "of",
        "the",
        "and",
        "for",
        "in",
        "on",
        "&",
    ]
)


def is_name(words: Sequence[str]) -> bool:
    """Whether words look like one name or several in a row: capitalised but for particles."""
    content = [w for w in words if w.lower() not in PARTICLES]
    return bool(content) and all(not w[0].islower() for w in content)
