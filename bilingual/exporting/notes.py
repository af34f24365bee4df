"""What a translator should know of a sentence, in words: for the notes of TMX and XLIFF."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from bilingual.document import Document, Entity, Finding, Mention, Span
from bilingual.exporting.names import both_names
from bilingual.exporting.options import ExportOptions
from bilingual.exporting.pairs import Pair, matches_by_unit
from bilingual.spans import SpanIndex


class Note(NamedTuple):
    """One remark; ``category`` is "warning", "entity" or "finding"."""

    category: str
    text: str


class Notes:
    """The remarks on the pairs of one document."""

    def __init__(self, document: Document, options: ExportOptions) -> None:
        self._options = options
        self._mentions = SpanIndex([m for e in document.entities for m in e.mentions])
        self._entity_of = {
            _key(mention): entity for entity in document.entities for mention in entity.mentions
        }
        self._on_source = _Evidence(document.findings, "source")
        self._on_report = _Evidence(
            [finding for finding in document.findings if finding.source is None], "report"
        )
        self._matches = matches_by_unit(document, options.min_probability)

    def of(self, pair: Pair) -> Iterator[Note]:
        """Warnings, then entities, then findings, each once."""
        for warning in pair.warnings:
            yield Note("warning", warning)
        for entity in self._entities(pair):
            yield Note("entity", self._names(entity))
        for finding in self._findings(pair):
            yield Note("finding", f"{finding.kind}: {finding.explanation}")

    def _entities(self, pair: Pair) -> list[Entity]:
        if not len(self._mentions):
            return []
        mentions = self._mentions.within(pair.start, pair.end)
        met = {id(e): e for e in (self._entity_of[_key(mention)] for mention in mentions)}
        return list(met.values())

    def _names(self, entity: Entity) -> str:
        """Both names of an entity and its lexicon entry: "X = Y (mx.id)"."""
        codes = (self._options.source_code, self._options.target_code)
        shown = " = ".join(both_names(entity, codes))
        return f"{shown} ({entity.id})" if entity.lexicon else shown

    def _findings(self, pair: Pair) -> list[Finding]:
        """Those about the sentence, and what its reported passages add to it."""
        found = self._on_source.within(pair.start, pair.end)
        for match in self._matches.get((pair.start, pair.end), ()):
            found += self._on_report.within(match.report.start, match.report.end)
        return list({id(finding): finding for finding in found}.values())


class _Evidence:
    """Findings by the place of their evidence on one side."""

    def __init__(self, findings: list[Finding] | tuple[Finding, ...], side: str) -> None:
        self._by_place: dict[tuple[int, int], list[Finding]] = {}
        spans: list[Span] = []
        for finding in findings:
            span = getattr(finding, side)
            if span is not None:
                self._by_place.setdefault((span.start, span.end), []).append(finding)
                spans.append(span)
        self._index = SpanIndex(spans)

    def within(self, start: int, end: int) -> list[Finding]:
        spans = self._index.within(start, end)
        return [finding for s in spans for finding in self._by_place[s.start, s.end]]


def _key(mention: Mention) -> tuple[int, int, str]:
    return mention.start, mention.end, mention.label
