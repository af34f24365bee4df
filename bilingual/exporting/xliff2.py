"""Work for translators in XLIFF 2.0 (OASIS, 2014), with its Translation Candidates and Metadata
modules: one ``file`` a document, one ``unit`` a pair.
"""

from __future__ import annotations

from collections.abc import Iterator

from bilingual.document import Document, Match
from bilingual.exporting.characters import legal_xml
from bilingual.exporting.notes import Notes
from bilingual.exporting.pairs import Pair, matches_by_unit, pairs_of, provenance
from bilingual.exporting.writer import Writer
from bilingual.exporting.xml import DECLARATION, leaf, parent, start_tag

NAMESPACE = "urn:oasis:names:tc:xliff:document:2.0"
CANDIDATES = "urn:oasis:names:tc:xliff:matches:2.0"
METADATA = "urn:oasis:names:tc:xliff:metadata:2.0"
_SUB_STATES = {"mt": "bilingual:mt-suggestion", "report": "bilingual:report"}


class Xliff2Writer(Writer):
    """Writes XLIFF 2.0."""

    suffix = ".xliff2.xlf"

    def begin(self) -> None:
        root = {
            "version": "2.0",
            "srcLang": self.options.source_language,
            "trgLang": self.options.target_language,
            "xmlns": NAMESPACE,
            "xmlns:mtc": CANDIDATES,
            "xmlns:mda": METADATA,
        }
        self.put(DECLARATION + start_tag("xliff", root), legal_xml)
        self._files = 0

    def add(self, document: Document) -> None:
        pairs = list(pairs_of(document, self.options))
        if not pairs:
            return
        self._start_file(document.id)
        notes = Notes(document, self.options)
        matches = matches_by_unit(document, self.options.min_probability)
        for number, pair in enumerate(pairs, 1):
            passages = matches.get((pair.start, pair.end), []) if pair.origin == "mt" else []
            attributes = {"id": f"u{number}", "name": pair.id, "xml:space": "preserve"}
            self.put(parent("unit", _children(pair, passages, notes), attributes), legal_xml)
        self.put("</file>\n", legal_xml)
        self.summary.pairs += len(pairs)

    def end(self) -> None:
        if not self._files:
            # A file needs something in it: an empty group is the least that is valid.
            self._start_file("empty")
            self.put(leaf("group", "", {"id": "g1"}) + "</file>\n", legal_xml)
        self.put("</xliff>\n", legal_xml)

    def _start_file(self, original: str) -> None:
        self._files += 1
        self.put(start_tag("file", {"id": f"f{self._files}", "original": original}), legal_xml)


def _children(pair: Pair, passages: list[Match], notes: Notes) -> Iterator[str]:
    if passages:
        yield parent("mtc:matches", [_candidate(pair, passage) for passage in passages])
    meta = [leaf("mda:meta", value, {"type": name}) for name, value in provenance(pair)]
    yield parent("mda:metadata", [parent("mda:metaGroup", meta, {"category": "provenance"})])
    remarks = [_note(note.category, note.text) for note in notes.of(pair)]
    if remarks:
        yield parent("notes", remarks)
    yield parent(
        "segment",
        [leaf("source", pair.source), leaf("target", pair.target)],
        {"id": "s1", "state": "translated", "subState": _SUB_STATES[pair.origin]},
    )


def _candidate(pair: Pair, match: Match) -> str:
    attributes = {
        "ref": "#s1",
        "type": "other",
        "subType": f"bilingual:{match.kind}",
        "origin": "report",
        "matchSuitability": f"{100 * match.probability:.1f}",
    }
    texts = [leaf("source", pair.source), leaf("target", match.report.text)]
    return parent("mtc:match", texts, attributes)


def _note(category: str, text: str) -> str:
    about = "target" if category == "warning" else "source"
    return leaf("note", text, {"appliesTo": about, "category": category})
