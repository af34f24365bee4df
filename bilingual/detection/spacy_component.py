"""The spaCy component ``bilingual_segments``: segments as spans of ``doc.spans["bilingual"]``.

    nlp.add_pipe("bilingual_segments")

Its factory is registered through an entry point, so that it needs no import.
"""

from __future__ import annotations

from typing import Any

from spacy.language import Language
from spacy.tokens import Doc, Span, SpanGroup

from bilingual.detection.stage import detect

SPANS_KEY = "bilingual"


@Language.factory("bilingual_segments", default_config={"spans_key": SPANS_KEY})
def make_component(nlp: Language, name: str, spans_key: str) -> SegmentComponent:
    """The component for a pipeline; ``spans_key`` is the group of ``doc.spans`` it fills."""
    return SegmentComponent(spans_key)


class SegmentComponent:
    """Sets one span a segment, its label the language ("en", "es", "pt", …).

    Spans cover whole tokens: a border inside a token widens to the token. ``span._.segment`` is
    the Segment with its kind, speaker and metadata.
    """

    def __init__(self, spans_key: str) -> None:
        self.spans_key = spans_key
        if not Span.has_extension("segment"):
            Span.set_extension("segment", default=None)

    def __call__(self, doc: Doc) -> Doc:
        spans = []
        for segment in detect(doc.text):
            span = doc.char_span(
                segment.start, segment.end, label=segment.language, alignment_mode="expand"
            )
            if span is not None:
                span._.segment = segment
                spans.append(span)
        doc.spans[self.spans_key] = SpanGroup(doc, name=self.spans_key, spans=spans)
        return doc

    def to_disk(self, path: Any, *, exclude: Any = ()) -> None:
        """Nothing to write: the model belongs to the package."""

    def from_disk(self, path: Any, *, exclude: Any = ()) -> SegmentComponent:
        """Nothing to read."""
        return self
