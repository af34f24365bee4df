"""Names by the lexicon: matches that context bears out, handles and hashtags."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from bilingual.document import Document, LexiconEntry, Mention
from bilingual.lexicon import Lexicon, load_lexicon
from bilingual.lexicon.context import Reading
from bilingual.lexicon.surfaces import NOMINAL, STRONG
from bilingual.settings import Settings
from bilingual.spans import SpanIndex

# "— SSPC México (@SSPCMexico)"
_SIGNATURE = re.compile(r"[—–-]\s*(?P<name>[^\n(—–]{2,60}?)\s*\((?P<handle>@\w+)\)")
_PLACES = ("state", "city", "country", "facility", "facility_pattern")
_THINGS = ("program", "system")


class LexiconRecognizer:
    """Institutions, people and places that the lexicon knows, whatever the language."""

    name = "lexicon"

    def __init__(self, settings: Settings) -> None:
        self._paths = settings.lexicons

    def __call__(self, documents: Sequence[Document]) -> list[list[Mention]]:
        """The mentions of each document; raises LexiconError where a lexicon has a fault."""
        lexicon = load_lexicon(self._paths)
        return [self._mentions(document, lexicon) for document in documents]

    def _mentions(self, document: Document, lexicon: Lexicon) -> list[Mention]:
        readings = lexicon.read(document.text)
        signed = list(_signatures(document.text, readings, lexicon))
        index = SpanIndex(signed)
        readings = [r for r in readings if not index.within(r.start, r.end)]
        readings = sorted([*readings, *signed], key=lambda r: (r.start, -r.end))
        kept: list[Reading] = []
        around: list[Reading] = []
        for reading in readings:
            around = [outer for outer in around if reading.end <= outer.end]
            if all(_is_part_worth_keeping(reading, outer, lexicon) for outer in around):
                kept.append(reading)
                around.append(reading)
        return [self._mention(document, reading, lexicon) for reading in kept]

    def _mention(self, document: Document, reading: Reading, lexicon: Lexicon) -> Mention:
        return Mention(
            reading.start,
            reading.end,
            document.text[reading.start : reading.end],
            label=label_of(lexicon.entries[reading.entry_ids[0]]),
            language="",
            recognizer=self.name,
            strength="nominal" if reading.strength == NOMINAL else "name",
            lexicon_ids=reading.entry_ids,
            note=reading.note,
        )


def _signatures(text: str, readings: Sequence[Reading], lexicon: Lexicon) -> Iterator[Reading]:
    """Names and handles that sign a post: where one is known, the other is known by it."""
    known = {(reading.start, reading.end): reading.entry_ids for reading in readings}
    for signature in _SIGNATURE.finditer(text):
        entry = lexicon.by_handle(signature["handle"])
        by_name = known.get(signature.span("name"))
        if entry is not None:
            note = f"signs as {signature['handle']}"
            yield Reading(*signature.span("name"), (entry.id,), STRONG, note, nested=False)
        elif by_name is not None:
            note = f"handle of {signature['name']!r}"
            yield Reading(*signature.span("handle"), by_name, STRONG, note, nested=False)


def label_of(entry: LexiconEntry) -> str:
    """PER, ORG, LOC or MISC, by the entry's type."""
    if entry.type == "person":
        return "PER"
    if entry.type in _PLACES:
        return "LOC"
    return "MISC" if entry.type in _THINGS else "ORG"


def _is_part_worth_keeping(part: Reading, whole: Reading, lexicon: Lexicon) -> bool:
    """Whether a name inside a name stands for the body that the whole belongs to.

    "Fuerzas Especiales del Ejército Mexicano" keeps "Ejército Mexicano"; "Cártel de Sinaloa"
    does not keep "Sinaloa", which says where it comes from.
    """
    if part.strength == NOMINAL or set(part.entry_ids) & set(whole.entry_ids):
        return False
    above = lexicon.entries[whole.entry_ids[0]].parent
    seen = set()
    while above and above not in seen:
        if above in part.entry_ids:
            return True
        seen.add(above)
        above = lexicon.entries[above].parent if above in lexicon.entries else None
    return False
