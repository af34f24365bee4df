"""Documents moved from their original text to the normalized one, and back."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any, TypeVar

from bilingual.document import (
    Block,
    Document,
    Entity,
    Finding,
    Match,
    Segment,
    Span,
    Unit,
)
from bilingual.reading.normalization import NormalizedText, Place, as_it_is, placed
from bilingual.reading.wrapping import joined_paragraphs

AnySpan = TypeVar("AnySpan", bound=Span)
_LAYERS = tuple(
    f.name for f in fields(Document) if f.name not in ("id", "text", "metadata", "signature")
)


def normalized(document: Document) -> tuple[Document, NormalizedText]:
    """The document with its text as the stages read it, and the way back."""
    text = joined_paragraphs(document.text)
    if text.is_original:
        return document, text
    moved = _Mover(text.text, text.from_original)
    return replace(document, text=text.text, **moved.layers(document)), text


def restored(document: Document, text: NormalizedText, original: Document) -> Document:
    """A processed document with all its records in the text as it was read.

    Layers that the original already had come back as they were.
    """
    if text.is_original:
        return document
    layers = _Mover(text.original, text.to_original).layers(document)
    kept = {name: getattr(original, name) or layer for name, layer in layers.items()}
    return replace(document, text=text.original, **kept)


def finding_in_originals(
    finding: Finding, source: NormalizedText, report: NormalizedText
) -> Finding:
    """A finding between two normalized texts as one between their originals."""
    sides = (
        span and _Mover(text.original, text.to_original).span(span)
        for span, text in ((finding.source, source), (finding.report, report))
    )
    links = placed(finding.links, source.to_original, report.to_original)
    return replace(finding, **dict(zip(("source", "report"), sides)), links=links)


class _Mover:
    """Gives records their places, and their words, in another text."""

    def __init__(self, text: str, place: Place) -> None:
        self._text = text
        self._place = place

    def layers(self, document: Document) -> dict[str, tuple]:
        return {name: tuple(map(self._move, getattr(document, name))) for name in _LAYERS}

    def _move(self, record: Any) -> Any:
        if isinstance(record, Block):
            return self._block(record)
        if isinstance(record, Segment):
            return self._segment(record)
        if isinstance(record, Unit):
            return self._unit(record)
        if isinstance(record, Span):
            return self.span(record)
        if isinstance(record, Entity):
            return replace(record, mentions=tuple(map(self.span, record.mentions)))
        return self._joined(record)

    def span(self, span: AnySpan) -> AnySpan:
        start, end = self._place(span.start, span.end)
        return replace(span, start=start, end=end, text=self._text[start:end])

    def _block(self, block: Block) -> Block:
        moved = self.span(block)
        if "body" not in block.attributes:
            return moved
        body, _ = self._place(block.start + int(block.attributes["body"]), block.end)
        return replace(moved, attributes={**block.attributes, "body": str(body - moved.start)})

    def _segment(self, segment: Segment) -> Segment:
        speaker = segment.speaker
        if speaker is not None:
            speaker = replace(speaker, evidence=self.span(speaker.evidence))
        return replace(self.span(segment), speaker=speaker)

    def _unit(self, unit: Unit) -> Unit:
        moved = self.span(unit)

        def within(start: int, end: int) -> tuple[int, int]:
            start, end = self._place(unit.start + start, unit.start + end)
            return start - moved.start, end - moved.start

        links = placed(unit.translation.links, within, as_it_is)
        return replace(moved, translation=replace(unit.translation, links=links))

    def _joined(self, record: Match | Finding) -> Match | Finding:
        """A match or a finding: both its sides, and links that count in the document."""
        sides = {
            name: self._move(side)
            for name in ("unit", "source", "report")
            if (side := getattr(record, name, None)) is not None
        }
        return replace(record, links=placed(record.links, self._place, self._place), **sides)
