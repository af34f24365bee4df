"""Names by Stanza: the bundled tagger of Spanish, on short passages, as it was trained."""

from __future__ import annotations

from collections.abc import Sequence

from bilingual.document import Document, Mention
from bilingual.errors import ModelError
from bilingual.models.recognizers import STANZA
from bilingual.recognition.recognizer import passages
from bilingual.recognition.stanza_models import load_spanish_tagger
from bilingual.recognition.statistical import LABELS, mentions
from bilingual.settings import Settings
from bilingual.tokens import tokenize


class StanzaRecognizer:
    """People, organisations and places in Spanish text."""

    name = "stanza"

    def __init__(self, settings: Settings) -> None:
        pass

    def __call__(self, documents: Sequence[Document]) -> list[list[Mention]]:
        """The mentions of each document; raises ModelError where the model is missing."""
        found: list[list[Mention]] = [[] for _ in documents]
        pieces = list(passages(documents, "es"))
        if not pieces:
            return found
        tagger = load_spanish_tagger()
        if tagger is None:
            raise ModelError(
                f"the Spanish Stanza model {STANZA} is not part of this installation; "
                "install the package again, or leave the recogniser stanza out"
            )
        sentences = [tokenize(piece.text, piece.start) for piece in pieces]
        tagged = tagger([[token.text for token in tokens] for tokens in sentences])
        for piece, tokens, spans in zip(pieces, sentences, tagged):
            for span in spans:
                if span.label not in LABELS:
                    continue
                start, end = tokens[span.first].start, tokens[span.end - 1].end
                where = (documents[piece.document], start, end, LABELS[span.label], "es", self.name)
                found[piece.document].extend(mentions(*where))
        return found
