"""Names by Stanza, in Spanish text. Slower than spaCy and surer; see docs/benchmarks.md."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bilingual.document import Document, Mention
from bilingual.recognition.recognizer import Stretch, stretches
from bilingual.recognition.stanza_models import load_spanish_tagger
from bilingual.recognition.statistical import LABELS, mentions
from bilingual.sentences import split_sentences
from bilingual.settings import Settings
from bilingual.tokens import Token, tokenize


class StanzaRecognizer:
    """People, organisations and places in Spanish text; English text gets none."""

    name = "stanza"

    def __init__(self, settings: Settings) -> None:
        pass

    def __call__(self, documents: Sequence[Document]) -> list[list[Mention]]:
        """The mentions of each document; raises ModelError where a model is damaged."""
        found: list[list[Mention]] = [[] for _ in documents]
        sentences = [(p.document, s) for p in stretches(documents, "es") for s in _sentences(p)]
        tag = load_spanish_tagger() if sentences else None
        if tag is None:
            return found
        tagged = tag([[token.text for token in tokens] for _, tokens in sentences])
        for (number, tokens), spans in zip(sentences, tagged):
            for span in spans:
                start, end = tokens[span.first].start, tokens[span.end - 1].end
                label = LABELS[span.label]
                where = (documents[number], start, end, label, "es", self.name)
                found[number].extend(mentions(*where))
        return found


def _sentences(piece: Stretch) -> Iterator[list[Token]]:
    for start, end in split_sentences(piece.text, "es"):
        yield tokenize(piece.text[start:end], piece.start + start)
