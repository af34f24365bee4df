"""Work for translators in XLIFF 1.2 (OASIS, 2008): one ``file`` a document.

Each pair is a ``trans-unit`` to be reviewed. Passages of the report that answer to a machine
translated sentence come with it as ``alt-trans``, as reference.
"""

from __future__ import annotations

from collections.abc import Iterator

import bilingual
from bilingual.document import Document, Match
from bilingual.exporting.characters import legal_xml
from bilingual.exporting.notes import Notes
from bilingual.exporting.pairs import Pair, matches_by_unit, pairs_of
from bilingual.exporting.writer import Writer
from bilingual.exporting.xml import DECLARATION, leaf, parent, start_tag

NAMESPACE = "urn:oasis:names:tc:xliff:document:1.2"
_TOOL = {
    "tool-id": "bilingual",
    "tool-name": "bilingual",
    "tool-version": bilingual.__version__,
}
_END_OF_FILE = "</body>\n</file>\n"


class XliffWriter(Writer):
    """Writes XLIFF 1.2."""

    suffix = ".xlf"

    def begin(self) -> None:
        root = {"version": "1.2", "xmlns": NAMESPACE}
        self.put(DECLARATION + start_tag("xliff", root), legal_xml)
        self._source = {"xml:lang": self.options.source_language}
        self._target = {"xml:lang": self.options.target_language}

    def add(self, document: Document) -> None:
        pairs = list(pairs_of(document, self.options))
        if not pairs:
            return
        self.put(self._start_of_file(document.id, document.signature), legal_xml)
        notes = Notes(document, self.options)
        matches = matches_by_unit(document, self.options.min_probability)
        for pair in pairs:
            passages = matches.get((pair.start, pair.end), []) if pair.origin == "mt" else []
            attributes = {
                "id": pair.id,
                "resname": pair.origin,
                "approved": "no",
                "xml:space": "preserve",
            }
            children = self._children(pair, passages, notes)
            self.put(parent("trans-unit", children, attributes), legal_xml)
        self.put(_END_OF_FILE, legal_xml)
        self.summary.pairs += len(pairs)

    def end(self) -> None:
        if not self.summary.pairs:
            self.put(self._start_of_file("empty", "") + _END_OF_FILE, legal_xml)
        self.put("</xliff>\n", legal_xml)

    def _start_of_file(self, original: str, signature: str) -> str:
        attributes = {
            "original": original,
            "source-language": self.options.source_language,
            "target-language": self.options.target_language,
            "datatype": "plaintext",
            "tool-id": "bilingual",
        }
        header = [_note(f"signature: {signature}")] if signature else []
        header.append(leaf("tool", "", _TOOL))
        return start_tag("file", attributes) + parent("header", header) + start_tag("body")

    def _children(self, pair: Pair, passages: list[Match], notes: Notes) -> Iterator[str]:
        state = {"state": "needs-review-translation"}
        if pair.origin == "mt":
            state["state-qualifier"] = "mt-suggestion"
        yield leaf("source", pair.source, self._source)
        yield leaf("target", pair.target, self._target | state)
        for passage in passages:
            yield self._alternative(passage)
        yield _note(f"origin: {_origin(pair)}")
        if pair.speaker:
            yield _note(f"speaker: {pair.speaker}", "source")
        for note in notes.of(pair):
            about = "target" if note.category == "warning" else "source"
            yield _note(f"{note.category}: {note.text}", about)

    def _alternative(self, match: Match) -> str:
        attributes = {
            "match-quality": f"{match.probability:.0%}",
            "origin": f"report ({match.kind})",
            "alttranstype": "reference",
        }
        return parent("alt-trans", [leaf("target", match.report.text, self._target)], attributes)


def _note(text: str, about: str = "general") -> str:
    return leaf("note", text, {"from": "bilingual", "annotates": about})


def _origin(pair: Pair) -> str:
    if pair.origin == "mt":
        return "machine translation"
    return f"the report's own English ({pair.match}, match {pair.probability:.2f})"
