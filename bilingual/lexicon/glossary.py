"""The lexicon as a glossary for translation: Spanish names and what they are called in English."""

from __future__ import annotations

from collections.abc import Iterable

from bilingual.document import LexiconEntry
from bilingual.lexicon.surfaces import is_acronym


def glossary(entries: Iterable[LexiconEntry], style: str) -> dict[str, str]:
    """English renderings by Spanish surface, for names that can be replaced without context.

    ``style``: "press" gives the names that English news uses, "official" the official ones,
    "bracketed" keeps the Spanish and adds the press name in brackets, "off" gives none. Names
    alike in both languages are left out, as is a surface that entries disagree on.
    """
    terms: dict[str, str] = {}
    disputed: set[str] = set()
    for entry in entries if style != "off" else ():
        for surface in _replaceable(entry):
            english = _english(entry, surface, style)
            if terms.setdefault(surface, english) != english:
                disputed.add(surface)
    return {
        surface: english
        for surface, english in terms.items()
        if surface not in disputed and english != surface
    }


def _replaceable(entry: LexiconEntry) -> list[str]:
    weak = entry.weak.get("es", ())
    official = entry.names.get("es", "")
    surfaces = [official, *entry.aliases.get("es", ()), *entry.english]
    return [
        surface
        for surface in dict.fromkeys(surfaces)
        if surface
        and not is_acronym(surface)
        and (surface in entry.english or " " in surface or surface not in weak)
    ]


def _english(entry: LexiconEntry, surface: str, style: str) -> str:
    official = entry.names.get("en") or surface
    if style == "official":
        return official
    press = entry.english.get(surface) or entry.press or official
    if style == "bracketed" and press != surface:
        return f"{surface} [{press}]"
    return press
