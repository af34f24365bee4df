"""The ``argos`` engine: packages of Argos Translate, run by CTranslate2 in full batches."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator

import ctranslate2
import numpy as np

from bilingual.document import Link
from bilingual.errors import ModelError
from bilingual.models import Package, best_package
from bilingual.settings import Settings
from bilingual.translation.bpe import BpeTokenizer
from bilingual.translation.engine import Hypothesis
from bilingual.translation.links import word_links
from bilingual.translation.pieces import SourceTokenizer
from bilingual.translation.target import target_tokenizer
from bilingual.translation.vocabulary import read_vocabulary

LENGTH_PENALTY = 0.2
"""As argostranslate sets it, so that both find the same translations."""
MAX_PIECES_PER_BATCH = 2048
MAX_INPUT_PIECES = 400
"""A longer sentence is cut before it gets here; this guards the model's position encodings."""
LAST_SENTENCES, LAST_PIECES_PER_BATCH = 128, 512
CALLS_AHEAD = 2
SENTENCES_PER_CALL = 512
"""Bounds the attention that is held at once, whatever the number of sentences."""


class ArgosEngine:
    """Translates with one Argos package; the CTranslate2 model is shared by all threads."""

    def __init__(self, settings: Settings, source: str, target: str) -> None:
        package = best_package(source, target, settings.model)
        package.verify()
        self.package = package
        self.model_name = package.name
        self.model_hash = package.hash
        self.source, self.target = source, target
        self._prefix = [package.target_prefix] if package.target_prefix else []
        self._tokenizer = _source_tokenizer(package)
        try:
            # One thread for each of several batches beats several threads for one batch.
            self._translator = ctranslate2.Translator(
                str(package.model_path),
                inter_threads=settings.thread_count,
                intra_threads=1,
                max_queued_batches=-1,
            )
        except (RuntimeError, ValueError) as error:
            raise ModelError(f"{package.model_path}: damaged: {error}") from error
        self._target_tokenizer = target_tokenizer(package)

    def count_pieces(self, sentence: str) -> int:
        """The length of a sentence in pieces."""
        return len(self._tokenizer.encode([sentence])[0])

    def familiarity(self, words: list[str]) -> list[float]:
        """The log probability of each word that is one piece; -inf for the others."""
        return self._tokenizer.scores(words)

    def writes(self, word: str) -> bool:
        """Whether the package has a target word as one piece."""
        return self._target_tokenizer.knows(word)

    def translate(self, sentences: list[str], beam_size: int) -> Iterator[Hypothesis]:
        """One hypothesis per sentence, in order, each as soon as it is there.

        The model starts at once and goes on while the caller works on what is done; sentences
        given longest first come soonest.
        """
        calls = _calls(sentences)
        waiting = deque(self._start(*call, beam_size) for call in calls[:CALLS_AHEAD])
        return self._in_order(waiting, calls[CALLS_AHEAD:], beam_size)

    def _in_order(
        self, waiting: deque[Iterator[Hypothesis]], calls: list[tuple[list[str], int]], beam: int
    ) -> Iterator[Hypothesis]:
        """What was started, call after call; each that is done makes room for a further one."""
        for call in calls:
            yield from waiting.popleft()
            waiting.append(self._start(*call, beam))
        for started in waiting:
            yield from started

    def force(self, sources: list[str], targets: list[str]) -> list[Hypothesis]:
        """The given targets with the links and scores that the model gives them."""
        sources_cut = self._tokenizer.encode(sources)
        targets_cut = self._target_tokenizer.encode(targets)
        results = self._translator.translate_batch(
            sources_cut,
            target_prefix=[self._prefix + pieces for pieces in targets_cut],
            beam_size=1,
            max_batch_size=MAX_PIECES_PER_BATCH,
            batch_type="tokens",
            max_input_length=MAX_INPUT_PIECES,
            return_attention=True,
        )
        hypotheses = []
        for source, target, pieces, target_pieces, result in zip(
            sources, targets, sources_cut, targets_cut, results
        ):
            rows = result.attention[0][len(self._prefix) :][: len(target_pieces)]
            links, attention = self._links(
                source, pieces, target, self._target_tokenizer.offsets(target, target_pieces), rows
            )
            hypotheses.append(Hypothesis(target, links, 0.0, attention))
        return hypotheses

    def _start(
        self, sentences: list[str], pieces_per_batch: int, beam_size: int
    ) -> Iterator[Hypothesis]:
        """Hand sentences to the model at once; the iterator waits for each result."""
        pieces = self._tokenizer.encode(sentences)
        results = self._translator.translate_batch(
            pieces,
            target_prefix=[self._prefix] * len(pieces) if self._prefix else None,
            beam_size=beam_size,
            length_penalty=LENGTH_PENALTY,
            max_batch_size=pieces_per_batch,
            batch_type="tokens",
            max_input_length=MAX_INPUT_PIECES,
            replace_unknowns=True,
            return_scores=True,
            return_attention=True,
            asynchronous=True,
        )
        # CTranslate2 4.8 mixes up the first row between the sentences of a batch when the beam
        # is wider than 1.
        trusted = beam_size == 1
        return (
            self._hypothesis(sentence, cut, result.result(), trusted)
            for sentence, cut, result in zip(sentences, pieces, results)
        )

    def _hypothesis(
        self,
        sentence: str,
        pieces: list[str],
        result: ctranslate2.TranslationResult,
        first_row_known: bool,
    ) -> Hypothesis:
        target_pieces = result.hypotheses[0][len(self._prefix) :]
        rows = result.attention[0][len(self._prefix) :]
        text, offsets = self._target_tokenizer.join(target_pieces)
        links, attention = self._links(sentence, pieces, text, offsets, rows, first_row_known)
        # The score is a sum of log probabilities divided by length ** LENGTH_PENALTY.
        score = result.scores[0] * max(len(target_pieces), 1) ** (LENGTH_PENALTY - 1)
        return Hypothesis(text, links, score, attention)

    def _links(
        self,
        source: str,
        pieces: list[str],
        target: str,
        target_offsets: list[tuple[int, int]],
        rows: list[list[float]],
        first_row_known: bool = True,
    ) -> tuple[tuple[Link, ...], float]:
        if not rows or not pieces:
            return (), 0.0
        attention = np.array(rows, dtype=np.float32)[:, : len(pieces)]
        source_offsets = self._tokenizer.offsets(source, pieces)[: attention.shape[1]]
        return word_links(
            source, target, source_offsets, target_offsets[: len(rows)], attention, first_row_known
        )


def _calls(sentences: list[str]) -> list[tuple[list[str], int]]:
    """The sentences in calls, with the pieces in a batch of each.

    The last ones go in small batches: what remains to be done when the model is through is the
    caller's work on one of them.
    """
    tail = max(len(sentences) - LAST_SENTENCES, 0) if len(sentences) > 2 * LAST_SENTENCES else None
    main = sentences[:tail]
    calls = [
        (main[start : start + SENTENCES_PER_CALL], MAX_PIECES_PER_BATCH)
        for start in range(0, len(main), SENTENCES_PER_CALL)
    ]
    return calls if tail is None else [*calls, (sentences[tail:], LAST_PIECES_PER_BATCH)]


def _source_tokenizer(package: Package) -> BpeTokenizer | SourceTokenizer:
    """What cuts the source side of a package."""
    if package.has_bpe:
        vocabulary = read_vocabulary(package.model_path, "source")
        return BpeTokenizer(package.tokenizer_path, package.source, vocabulary)
    return SourceTokenizer(package.tokenizer_path)
