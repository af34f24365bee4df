"""The lexicon in memory: its entries, what text names them, and their names for translation."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from functools import cached_property, lru_cache
from pathlib import Path

from bilingual.document import LexiconEntry
from bilingual.lexicon.context import Noun, Reading, read_matches
from bilingual.lexicon.faults import parent_faults, raise_faults, record_faults, repeated_id
from bilingual.lexicon.files import Record, read_records, to_entry
from bilingual.lexicon.folder import COUNTRIES, NOUNS, shipped_files, shipped_folder
from bilingual.lexicon.glossary import glossary
from bilingual.lexicon.matcher import Matcher, SurfaceMatch
from bilingual.lexicon.surfaces import CUE, FORMER, NOUN, Surface, entry_surfaces, fold_tokens


class Lexicon:
    """Entries by id, found in text by their surfaces. Immutable, safe from threads."""

    def __init__(
        self,
        entries: dict[str, LexiconEntry],
        context: tuple[Surface, ...] = (),
        nouns: dict[str, Noun] | None = None,
    ) -> None:
        """``context``: surfaces of countries and nouns; ``nouns``: what each common noun names."""
        self.entries = entries
        self._context = context
        self._nouns = nouns or {}

    def find(self, text: str) -> list[SurfaceMatch]:
        """Every surface met in a text, by place, before context is asked; see ``Matcher.find``."""
        return self._matcher.find(text)

    def read(self, text: str) -> list[Reading]:
        """What a text names: the matches that context bears out, with the entries they stand for.

        Offsets are code points of ``text``, end exclusive.
        """
        return read_matches(text, self.find(text), self.entries, self._nouns)

    def glossary(self, style: str = "press") -> dict[str, str]:
        """English names by Spanish surface; styles: "press", "official", "bracketed", "off"."""
        return glossary(self.entries.values(), style)

    def by_handle(self, handle: str) -> LexiconEntry | None:
        """The entry that posts under a handle ("@Defensamx1", with or without "@", any case)."""
        return self._handles.get(handle.lstrip("@").lower())

    def country_of(self, name: str) -> str | None:
        """The code of the country that a name is of, in either language ("Brazil", "Brasil")."""
        return self._country_names.get(tuple(fold_tokens(name)))

    def nouns_of(self, entry_type: str) -> tuple[str, ...]:
        """The common nouns that can stand for any entry of a type: "agency", "dependencia"."""
        return self._nouns_by_type.get(entry_type, ())

    def search(self, words: str) -> list[LexiconEntry]:
        """The entries with these words, folded, in a surface or in the id; those that begin so
        come first.
        """
        wanted = " ".join(fold_tokens(words))
        ranked = []
        for entry in self.entries.values() if wanted else ():
            texts = [" ".join(fold_tokens(s.text)) for s in entry_surfaces(entry)]
            if any(wanted in text for text in texts) or words.lower() == entry.id:
                starts = any(text.startswith(wanted) for text in texts)
                ranked.append((not starts, entry.id, entry))
        return [entry for _, _, entry in sorted(ranked, key=lambda r: r[:2])]

    @cached_property
    def version(self) -> str:
        """A hash of all entries, 8 hexadecimal digits: equal content, equal version."""
        content = json.dumps([asdict(self.entries[i]) for i in sorted(self.entries)])
        return hashlib.sha256(content.encode()).hexdigest()[:8]

    @cached_property
    def _country_names(self) -> dict[tuple[str, ...], str]:
        return {
            tuple(fold_tokens(surface.text)): surface.entry_id
            for surface in self._context
            if surface.kind == "country"
        }

    @cached_property
    def _nouns_by_type(self) -> dict[str, tuple[str, ...]]:
        nouns: dict[str, list[str]] = {}
        for text, noun in self._nouns.items():
            for entry_type in noun.types if not noun.named else ():
                nouns.setdefault(entry_type, []).append(text)
        return {entry_type: tuple(found) for entry_type, found in nouns.items()}

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
        """All surfaces; a former name that another entry bears as its own stays with that one."""
        surfaces = [s for entry in self.entries.values() for s in entry_surfaces(entry)]
        own = {surface.text for surface in surfaces if surface.kind != FORMER}
        yield from (s for s in surfaces if s.kind != FORMER or s.text not in own)
        yield from self._context


@lru_cache(maxsize=8)
def load_lexicon(paths: tuple[str, ...] = ()) -> Lexicon:
    """The shipped lexicon with the user's files on top; an id met again replaces the entry.

    Raises LexiconError, with file and line, at the first fault.
    """
    folder = shipped_folder()
    entries = _read_entries([*shipped_files(), *map(Path, paths)])
    nouns = _nouns(folder / NOUNS)
    noun_surfaces = [Surface(noun, noun, NOUN, "noun") for noun in nouns]
    countries = _country_surfaces(folder / COUNTRIES)
    return Lexicon(entries, (*countries, *noun_surfaces), nouns)


def _read_entries(paths: Iterable[Path]) -> dict[str, LexiconEntry]:
    records: dict[str, Record] = {}
    for path in paths:
        in_file: dict[str, Record] = {}
        for record in read_records(path):
            raise_faults(record_faults(record))
            entry_id = record.values["id"]
            if entry_id in in_file:
                raise_faults([repeated_id(record, in_file[entry_id])])
            in_file[entry_id] = record
        records.update(in_file)
    raise_faults(parent_faults(records))
    return {entry_id: to_entry(record.values) for entry_id, record in records.items()}


def _country_surfaces(path: Path) -> Iterator[Surface]:
    for line in path.read_text(encoding="utf-8").splitlines()[1:]:
        code, names, cues = line.split("\t")
        for kind, texts in (("country", names), ("cue", cues)):
            for text in texts.split(" | "):
                yield Surface(text, code, CUE, kind)


def _nouns(path: Path) -> dict[str, Noun]:
    """The common nouns; the column "refers" says yes, no, or named (see ``Noun``)."""
    nouns = {}
    for line in path.read_text(encoding="utf-8").splitlines()[1:]:
        text, types, refers = line.split("\t")
        nouns[text] = Noun(frozenset(types.split(" | ")), refers != "no", refers == "named")
    return nouns
