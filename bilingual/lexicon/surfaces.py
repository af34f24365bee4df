"""The written forms of lexicon entries, and what each needs to be believed.

A strong surface identifies its entry alone ("SEDENA"). A weak one is a name that others bear too
("Marina", "National Guard") and a nominal one a common noun ("soldados"): both need context. Forms
of a country's name and its adjectives are cues, and nouns name a kind ("ministry"): both are
context and no entry's own.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from bilingual.document import LexiconEntry

STRONG, WEAK, NOMINAL = "strong", "weak", "nominal"
CUE, NOUN = "cue", "noun"
FORMER = "former"

# Words with their combining accents, or single marks; white space counts for nothing, so that
# "EE. UU." and "EE.UU." are the same.
TOKEN = re.compile(r"[^\W_]+(?:[\u0300-\u036f]+[^\W_]*)*|[^\w\s]|_")
FUNCTION_WORDS = frozenset(
    {"a", "al", "ante", "con", "contra", "de", "del", "e", "el", "en", "la", "las", "los", "para"}
    | {"por", "y", "the", "of", "for", "and", "to", "in", "on", "at"}
)
# Names that begin or end with one of these are written small as often as not: "environment
# ministry", "fiscalía general".
_BODIES = frozenset(
    {"ministry", "secretariat", "department", "office", "cabinet", "commission"}
    | {"secretaría", "fiscalía", "procuraduría", "comisión", "gabinete", "tribunal"}
)

_YEAR = re.compile(r"\s*\(until [\d-]+\)$")
_ACRONYM_IN_BRACKETS = re.compile(r"\s*\(([^()]*)\)$")
_SAME = str.maketrans({"’": "'", "‘": "'", "´": "'", "‐": "-", "‑": "-", "–": "-"})


class Surface(NamedTuple):
    """One written form of one entry. ``kind``: name, acronym, handle, former or country."""

    text: str
    entry_id: str
    strength: str
    kind: str


@lru_cache(maxsize=1 << 16)
def fold(token: str) -> str:
    """A token without accents and case, as the index knows it."""
    token = token.translate(_SAME)
    if token.isascii():
        return token.lower()
    decomposed = unicodedata.normalize("NFKD", token)
    return "".join(c for c in decomposed if not unicodedata.combining(c)).casefold()


def fold_tokens(text: str) -> list[str]:
    """The folded tokens of a text."""
    return [fold(token) for token in TOKEN.findall(text)]


def is_acronym(text: str) -> bool:
    """Whether a surface is written in capitals throughout, so that its case must be kept."""
    return text.upper() == text and any(c.isalpha() for c in text)


def fits_case(surface: str, found: str) -> bool:
    """Whether text may be the surface, going by capital letters.

    Acronyms must keep their case. A name needs the capital of its first word that means something
    ("La Jornada" is not "La jornada"), unless it has three of them; in the rest the press writes
    as it likes ("Mexican army"). Names of bodies may be small altogether.
    """
    if is_acronym(surface):
        return "".join(found.split()).upper() == "".join(found.split())
    words = [word for word in surface.split() if fold(word) not in FUNCTION_WORDS] or [surface]
    if len(words) >= 3 or not words[0][0].isupper():
        return True
    if len(words) == 2 and not _BODIES.isdisjoint((words[0].lower(), words[-1].lower())):
        return True
    written = [word for word in found.split() if fold(word) not in FUNCTION_WORDS] or [found]
    return written[0][0].isupper()


def entry_surfaces(entry: LexiconEntry) -> Iterator[Surface]:
    """Every surface of an entry, each once; a name that is also listed as weak is weak."""
    seen: set[str] = set()
    for text, strength, kind in _listed(entry):
        if text and text not in seen:
            seen.add(text)
            yield Surface(text, entry.id, strength, kind)


def former_forms(former_name: str) -> tuple[str, ...]:
    """Name and acronym in a former name: "Policía Federal Preventiva (PFP) (until 2009)"."""
    name = _YEAR.sub("", former_name)
    bracket = _ACRONYM_IN_BRACKETS.search(name)
    if bracket is None:
        return (name,)
    return (name[: bracket.start()], bracket.group(1))


def _listed(entry: LexiconEntry) -> Iterator[tuple[str, str, str]]:
    for text in _values(entry.weak):
        yield text, WEAK, "acronym" if is_acronym(text) else "name"
        if text.startswith("state "):
            yield f"state's {text[6:]}", WEAK, "name"
    for text in _values(entry.nominal):
        yield text, NOMINAL, "name"
    for text in (*entry.names.values(), *_values(entry.aliases)):
        yield text, STRONG, "name"
    for text in entry.acronyms:
        yield text, STRONG, "acronym"
        if _is_pronounceable(text):
            yield text.capitalize(), STRONG, "acronym"
    for text in entry.handles:
        yield text, STRONG, "handle"
    for former_name in entry.former_names:
        for text in former_forms(former_name):
            yield text, STRONG, FORMER


def _values(by_language: dict[str, tuple[str, ...]]) -> Iterable[str]:
    return (text for texts in by_language.values() for text in texts)


def _is_pronounceable(acronym: str) -> bool:
    """Whether the Spanish press writes it as a word: "Semarnat", "Femdo", "Inai"."""
    vowels = sum(letter in "AEIOU" for letter in acronym)
    return acronym.isalpha() and len(acronym) >= 4 and vowels >= 2
