"""One JSON object a line, in the shape of Hugging Face translation data, with word links.

``links`` holds [source_start, source_end, target_start, target_end, probability], in code points
of the two texts. Whole documents, without loss, are ``Document.to_json``.
"""

from __future__ import annotations

import json
from collections.abc import Iterable

from bilingual.document import Document, Link
from bilingual.exporting.characters import legal_text
from bilingual.exporting.pairs import Pair, pairs_of
from bilingual.exporting.writer import Writer


class JsonlWriter(Writer):
    """Writes JSON lines."""

    suffix = ".jsonl"

    def begin(self) -> None:
        self._encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode

    def add(self, document: Document) -> None:
        for pair in pairs_of(document, self.options):
            record = self._encode(self._record(pair)).removesuffix("}")
            self.put(f'{record},"links":[{_links(pair.links)}]}}\n', legal_text)
            self.summary.pairs += 1

    def _record(self, pair: Pair) -> dict:
        source, target = self.options.source_code, self.options.target_code
        return {
            "id": pair.id,
            "translation": {source: pair.source, target: pair.target},
            "origin": pair.origin,
            "document": pair.document,
            "start": pair.start,
            "end": pair.end,
            "kind": pair.kind,
            "speaker": pair.speaker,
            "date": pair.date,
            "match": pair.match,
            "probability": pair.probability,
            "quality": pair.quality,
            "warnings": pair.warnings,
            "signature": pair.signature,
        }


def _links(links: Iterable[Link]) -> str:
    """Links as JSON arrays: most of a line, and formatted so in half the encoder's time."""
    return ",".join(["[%d,%d,%d,%d,%.4g]" % link for link in links])  # noqa: UP031
