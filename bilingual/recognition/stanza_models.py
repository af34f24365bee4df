"""Stanza's Spanish models: loaded once, read-only, without asking the network.

The bundled folder is laid out as Stanza's own (``es/<processor>/<package>.pt``), with a
``resources.json`` that names only what lies there.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from bilingual.errors import ModelError
from bilingual.models.recognizers import STANZA, recognizer_folder

if TYPE_CHECKING:
    from stanza import Pipeline

_BATCH = 64  # sentences that the tagger takes at once
_loading = threading.Lock()


class TokenSpan(NamedTuple):
    """A name in a sentence of tokens: the first, the one after the last, and the label."""

    first: int
    end: int
    label: str


class StanzaTagger:
    """Finds names in sentences already cut into tokens.

    A Stanza pipeline keeps state while it runs, so calls from several threads take turns.
    """

    def __init__(self, pipeline: Pipeline) -> None:
        self._pipeline = pipeline
        self._turn = threading.Lock()

    def __call__(self, sentences: Sequence[Sequence[str]]) -> list[list[TokenSpan]]:
        """The names of each sentence, as many lists as sentences, in order."""
        # Like lengths together: a batch takes as many steps as its longest sentence has words.
        order = sorted(
            (i for i, words in enumerate(sentences) if words), key=lambda i: len(sentences[i])
        )
        found: list[list[TokenSpan]] = [[] for _ in sentences]
        if order:
            with self._turn, _one_torch_thread():
                document = self._pipeline([list(sentences[i]) for i in order])
            for i, tagged in zip(order, document.sentences):
                found[i] = _spans(tagged)
        return found


@lru_cache(maxsize=1)
def load_spanish_tagger() -> StanzaTagger | None:
    """The best tagger of names there is, bundled or installed; None where there is none."""
    folder = recognizer_folder(STANZA)
    return load_tagger(folder) if folder else None


def load_tagger(folder: Path) -> StanzaTagger:
    """The tagger of names in a folder; raises ModelError as ``load_pipeline`` does."""
    return StanzaTagger(load_pipeline(folder, ("tokenize", "ner"), tokenize_pretokenized=True))


def load_pipeline(folder: Path, processors: Sequence[str], **options: object) -> Pipeline:
    """A Stanza pipeline of Spanish from a folder in Stanza's layout.

    ``options`` go to Stanza. Raises ModelError when a part is missing or damaged. A pipeline is
    not safe to share between threads.
    """
    import stanza

    try:
        with _loading:
            return stanza.Pipeline(
                "es",
                dir=str(folder),
                processors=",".join(processors),
                package="default",
                download_method=None,
                ner_batch_size=_BATCH,
                logging_level="ERROR",
                use_gpu=False,
                **options,
            )
    except Exception as error:
        raise ModelError(
            f"the Spanish Stanza models in {folder} are missing or damaged ({error}); "
            "install the package again, or leave the recogniser stanza out"
        ) from error


@contextmanager
def _one_torch_thread() -> Iterator[None]:
    """The steps of these networks are too small for threads, which only wait for each other."""
    import torch

    before = torch.get_num_threads()
    torch.set_num_threads(1)
    try:
        yield
    finally:
        torch.set_num_threads(before)


def _spans(sentence: object) -> list[TokenSpan]:
    return [
        TokenSpan(span.tokens[0].id[0] - 1, span.tokens[-1].id[0], span.type)
        for span in sentence.ents
    ]
