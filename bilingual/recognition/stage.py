"""The stage that runs the recognisers of the settings and merges what they find."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from importlib import import_module

from bilingual.document import Document, Mention
from bilingual.lexicon import load_lexicon
from bilingual.recognition.merge import merge
from bilingual.recognition.recognizer import Recognizer
from bilingual.recognition.refining import refine
from bilingual.settings import Settings
from bilingual.spans import SpanIndex

RECOGNIZERS = {
    "lexicon": "bilingual.recognition.lexicon_names:LexiconRecognizer",
    "spacy": "bilingual.recognition.spacy_ner:SpacyRecognizer",
    "stanza": "bilingual.recognition.stanza_ner:StanzaRecognizer",
}


class Recognition:
    """Adds ``mentions``: each names somebody or something; see ``merge`` for how they combine."""

    name = "recognition"
    requires = ("segments",)
    provides = "mentions"

    def __init__(self, settings: Settings) -> None:
        self._lexicons = settings.lexicons
        if self._lexicons:
            load_lexicon(self._lexicons)  # a fault in the user's own stops the run before it starts
        self._recognizers = [_make(name, settings) for name in settings.recognizers]

    def __call__(self, documents: list[Document]) -> list[Document]:
        found = [recognize(documents) for recognize in self._recognizers]
        lexicon = load_lexicon(self._lexicons)
        refined = [
            refine(document, merge(lists), lexicon)
            for document, lists in zip(documents, zip(*found))
        ]
        return [
            document.add(mentions=_with_languages(document, mentions))
            for document, mentions in zip(documents, refined)
        ]


def _with_languages(document: Document, mentions: list[Mention]) -> Iterator[Mention]:
    """The mentions, each with the language of the segment it starts in; "und" outside of all."""
    segments = SpanIndex(document.segments)
    for mention in mentions:
        segment = segments.at(mention.start)
        yield replace(mention, language=segment.language if segment else "und")


def _make(name: str, settings: Settings) -> Recognizer:
    module, attribute = RECOGNIZERS[name].split(":")
    return getattr(import_module(module), attribute)(settings)
