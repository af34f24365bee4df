"""The translation stage: one unit for each sentence of each segment the engine can translate."""

from __future__ import annotations

import dataclasses

from bilingual.document import Document, Segment, Translation, Unit
from bilingual.sentences import split_sentences
from bilingual.settings import Settings
from bilingual.translation.translator import load_translator

LANGUAGE = "es"
TRUNCATED = "the source is truncated: this sentence breaks off"


class TranslationStage:
    """Adds ``units``; the sentences of all documents of a batch go to the engine together."""

    name = "translation"
    requires = ("segments",)
    provides = "units"

    def __init__(self, settings: Settings) -> None:
        self.settings = settings

    def __call__(self, documents: list[Document]) -> list[Document]:
        """The documents with their translated sentences, in order of the text."""
        cuts = [
            [(segment, span) for segment in _translatable(d) for span in _sentences(segment)]
            for d in documents
        ]
        sentences = [d.text[a:b] for d, cut in zip(documents, cuts) for _, (a, b) in cut]
        if not sentences:
            return documents
        done = iter(load_translator(self.settings).translate(sentences))
        return [
            document.add(units=[_unit(document, *place, next(done)) for place in cut])
            for document, cut in zip(documents, cuts)
        ]


def _translatable(document: Document) -> list[Segment]:
    return [s for s in document.segments if s.language.split("-")[0] == LANGUAGE]


def _sentences(segment: Segment) -> list[tuple[int, int]]:
    spans = split_sentences(segment.text, LANGUAGE)
    return [(segment.start + start, segment.start + end) for start, end in spans]


def _unit(
    document: Document, segment: Segment, span: tuple[int, int], translation: Translation
) -> Unit:
    start, end = span
    rest = document.text[end : segment.end]
    if segment.truncated and not rest.strip():
        warnings = (*translation.warnings, TRUNCATED)
        translation = dataclasses.replace(translation, warnings=warnings)
    return Unit(start, end, document.text[start:end], translation)
