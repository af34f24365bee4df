"""Translation memories in TMX 1.4b (LISA OSCAR, 2005).

One ``tu`` a pair. Machine translations carry the creator "MT!", by which translation tools know
and penalise them; the report's human English stands in units of its own, without it.
"""

from __future__ import annotations

from collections.abc import Iterator

import bilingual
from bilingual.document import Document
from bilingual.exporting.characters import legal_xml
from bilingual.exporting.notes import Notes
from bilingual.exporting.pairs import Pair, pairs_of, provenance
from bilingual.exporting.writer import Writer
from bilingual.exporting.xml import DECLARATION, leaf, parent, start_tag

MACHINE = {"creationid": "MT!"}


class TmxWriter(Writer):
    """Writes TMX."""

    suffix = ".tmx"

    def begin(self) -> None:
        header = {
            "creationtool": "bilingual",
            "creationtoolversion": bilingual.__version__,
            "segtype": "sentence",
            "o-tmf": "bilingual",
            "adminlang": "en-US",
            "srclang": self.options.source_language,
            "datatype": "plaintext",
            "o-encoding": "UTF-8",
        }
        opening = start_tag("tmx", {"version": "1.4"}) + leaf("header", "", header)
        self.put(DECLARATION + opening + start_tag("body"), legal_xml)

    def add(self, document: Document) -> None:
        notes = Notes(document, self.options)
        for pair in pairs_of(document, self.options):
            creator = MACHINE if pair.origin == "mt" else {}
            children = self._children(pair, notes, creator)
            self.put(parent("tu", children, {"tuid": pair.id, **creator}), legal_xml)
            self.summary.pairs += 1

    def end(self) -> None:
        self.put("</body>\n</tmx>\n", legal_xml)

    def _children(self, pair: Pair, notes: Notes, creator: dict[str, str]) -> Iterator[str]:
        for note in notes.of(pair):
            yield leaf("note", f"{note.category}: {note.text}")
        for name, value in provenance(pair):
            yield leaf("prop", value, {"type": f"x-{name}"})
        yield _variant(pair.source, {"xml:lang": self.options.source_language})
        yield _variant(pair.target, {"xml:lang": self.options.target_language, **creator})


def _variant(text: str, attributes: dict[str, str]) -> str:
    return parent("tuv", [leaf("seg", text)], attributes)
