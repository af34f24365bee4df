"""The lexicon in memory: entries, their surfaces, what text names them, what they give translation."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import asdict
from functools import cached_property, lru_cache
from pathlib import Path

from bilingual.document import LexiconEntry
from bilingual.errors import LexiconError
from bilingual.lexicon.context import Reading, read_matches
from bilingual.lexicon.files import Record, read_records, to_entry
from bilingual.lexicon.glossary import glossary
from bilingual.lexicon.matcher import Matcher, SurfaceMatch
from bilingual.lexicon.surfaces import CUE, Surface, entry_surfaces

COUNTRIES = "countries.tsv"


class Lexicon:
    """Entries by id, found in text by their surfaces. Immutable, safe from threads."""

    def __init__(self, entries: dict[str, LexiconEntry], countries: tuple[Surface, ...]) -> None:
        self.entries = entries
        self._countries = countries

    def find(self, text: str) -> list[SurfaceMatch]:
        """Every surface met in a text, by place, before context is asked; see ``Matcher.find``."""
        return self._matcher.find(text)

    def read(self, text: str) -> list[Reading]:
        """What a text names: the matches that context bears out, with the entries they stand for.

        Offsets are code points of ``text``, end exclusive.
        """
        return read_matches(text, self.find(text), self.entries)

    def glossary(self, style: str = "press") -> dict[str, str]:
        """English names by Spanish surface; styles: "press", "official", "bracketed", "off"."""
        return glossary(self.entries.values(), style)

    def by_handle(self, handle: str) -> LexiconEntry | None:
        """The entry that posts under a handle ("@Defensamx1", with or without "@", any case)."""
        return self._handles.get(handle.lstrip("@").lower())

    @cached_property
    def version(self) -> str:
        """A hash of all entries, 8 hexadecimal digits: equal content, equal version."""
        content = json.dumps([asdict(self.entries[i]) for i in sorted(self.entries)])
        return hashlib.sha256(content.encode()).hexdigest()[:8]

    @cached_property
    def _matcher(self) -> Matcher:
        return Matcher(self._surfaces())

    @cached_property
    def _handles(self) -> dict[str, LexiconEntry]:
        return {
            handle.lstrip("@").lower(): entry
            for entry in self.entries.values()
            for handle in entry.handles
        }

    def _surfaces(self) -> Iterator[Surface]:
        for entry in self.entries.values():
            yield from entry_surfaces(entry)
        yield from self._countries


@lru_cache(maxsize=8)
def load_lexicon(paths: tuple[str, ...] = ()) -> Lexicon:
    """The shipped lexicon with the user's files on top; an id met again replaces the entry.

    Raises LexiconError, with file and line, at the first fault.
    """
    folder = shipped_folder()
    shipped = [p for p in sorted(folder.glob("*.tsv")) if p.name != COUNTRIES]
    entries: dict[str, LexiconEntry] = {}
    for path in (*shipped, *map(Path, paths)):
        for record in read_records(path):
            entry = _entry(record)
            entries[entry.id] = entry
    return Lexicon(entries, tuple(_country_surfaces(folder / COUNTRIES)))


def shipped_folder() -> Path:
    """Where the lexicon lies: in the installed package, else in the checkout beside it."""
    package = Path(__file__).resolve().parent.parent
    installed = package / "lexicons"
    return installed if installed.is_dir() else package.parent / "lexicons"


def _entry(record: Record) -> LexiconEntry:
    try:
        return to_entry(record.values)
    except (KeyError, TypeError, AttributeError) as error:
        raise LexiconError(
            f"{record.path}, line {record.line}: an entry needs id, type and names ({error})"
        ) from error


def _country_surfaces(path: Path) -> Iterator[Surface]:
    for line in path.read_text(encoding="utf-8").splitlines()[1:]:
        code, names, adjectives = line.split("\t")
        for text in (*names.split(" | "), *adjectives.split(" | ")):
            yield Surface(text, code, CUE, "country")
