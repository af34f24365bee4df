"""The language model: English or Spanish, scored word by word in the light of its neighbours.

Weights are in language_model.npz, made by training/detection; the model card beside it says from
what. Inference is numpy only; the n-gram vector of each word form is computed once and kept.
"""

from __future__ import annotations

import json
import threading
from functools import lru_cache
from importlib.resources import files
from typing import NamedTuple

import numpy as np

from bilingual.detection.ngrams import ngram_rows
from bilingual.detection.words import GAP_FEATURES, SHAPES, Words, gap_bits, normalize, shape
from bilingual.errors import ModelError

_CHUNK = 1 << 15
_KEPT_FORMS = 1 << 17
_KEPT_GAPS = 1 << 12


class Scores(NamedTuple):
    """Per word, as natural logarithms.

    ``odds`` above 0 speaks for Spanish, below for English; ``to_spanish`` and ``to_english`` are
    what a change just before the word costs (0 or more).
    """

    odds: np.ndarray
    to_spanish: np.ndarray
    to_english: np.ndarray


class LanguageModel:
    """Scores words; safe to share between threads."""

    def __init__(self, weights: dict[str, np.ndarray]) -> None:
        facts = json.loads(str(weights["facts"]))
        self._bits: int = facts["hash_bits"]
        self._kernel: int = facts["kernel"]
        self._dilations: list[int] = facts["dilations"]
        self._weights = {
            name: value.astype(np.float32) for name, value in weights.items() if name != "facts"
        }
        self._reach = sum(d * (self._kernel // 2) for d in self._dilations)
        self._lock = threading.Lock()
        self._forget()

    def _forget(self) -> None:
        width = self._weights["table"].shape[1] + len(SHAPES)
        self._forms: dict[str, int] = {}
        self._vectors = np.zeros((1 << 10, width), dtype=np.float32)
        self._gaps: dict[str, int] = {}
        self._gap_vectors = np.zeros((1 << 6, len(GAP_FEATURES)), dtype=np.float32)

    def scores(self, words: Words) -> Scores:
        """The scores of consecutive words, in one pass; time is linear in their number."""
        inputs = self._inputs(words)
        if not len(inputs):
            empty = np.zeros(0, dtype=np.float32)
            return Scores(empty, empty, empty)
        parts = []
        for start in range(0, len(inputs), _CHUNK):
            low = max(0, start - self._reach)
            high = min(len(inputs), start + _CHUNK + self._reach)
            part = self._convolve(inputs[low:high])
            parts.append(part[start - low : start - low + _CHUNK])
        output = np.concatenate(parts)
        costs = np.logaddexp(0, output[:, 1:])
        return Scores(output[:, 0], costs[:, 0], costs[:, 1])

    def _inputs(self, words: Words) -> np.ndarray:
        """One row a word: its form's vector, its shape, the gap before it."""
        if not words.surfaces:
            return np.zeros((0, 1), dtype=np.float32)
        with self._lock:
            if len(self._forms) > _KEPT_FORMS or len(self._gaps) > _KEPT_GAPS:
                self._forget()
            self._learn_forms([s for s in dict.fromkeys(words.surfaces) if s not in self._forms])
            self._learn_gaps([g for g in dict.fromkeys(words.gaps) if g not in self._gaps])
            forms = np.fromiter(map(self._forms.__getitem__, words.surfaces), dtype=np.int64)
            gaps = np.fromiter(map(self._gaps.__getitem__, words.gaps), dtype=np.int64)
            inputs = np.concatenate([self._vectors[forms], self._gap_vectors[gaps]], axis=1)
        inputs[0, -len(GAP_FEATURES)] = 1  # the first word begins a block
        return inputs

    def _learn_forms(self, surfaces: list[str]) -> None:
        if not surfaces:
            return
        rows, offsets = ngram_rows([normalize(s) for s in surfaces], self._bits)
        sums = np.add.reduceat(self._weights["table"][rows], offsets[:-1], axis=0)
        means = sums / np.diff(offsets)[:, None]
        shapes = np.eye(len(SHAPES), dtype=np.float32)[[shape(s) for s in surfaces]]
        known = len(self._forms)
        self._vectors = _put(self._vectors, known, np.concatenate([means, shapes], axis=1))
        self._forms.update(zip(surfaces, range(known, known + len(surfaces))))

    def _learn_gaps(self, gaps: list[str]) -> None:
        if not gaps:
            return
        bits = np.array([gap_bits(gap) for gap in gaps])
        vectors = (bits[:, None] >> np.arange(len(GAP_FEATURES))) & 1
        known = len(self._gaps)
        self._gap_vectors = _put(self._gap_vectors, known, vectors.astype(np.float32))
        self._gaps.update(zip(gaps, range(known, known + len(gaps))))

    def _convolve(self, inputs: np.ndarray) -> np.ndarray:
        weights, hidden = self._weights, inputs
        for number, dilation in enumerate(self._dilations):
            new = _convolution(hidden, weights[f"layer{number}"], self._kernel, dilation)
            new = np.maximum(new + weights[f"layer{number}_bias"], 0)
            hidden = new if number == 0 else hidden + new
        return (
            inputs @ weights["output"][: inputs.shape[1]]
            + hidden @ weights["output"][inputs.shape[1] :]
            + weights["output_bias"]
        )


def _convolution(inputs: np.ndarray, matrix: np.ndarray, kernel: int, dilation: int) -> np.ndarray:
    """A one-dimensional convolution with zeros beyond both ends."""
    length, width = inputs.shape
    reach = dilation * (kernel // 2)
    padded = np.zeros((length + 2 * reach, width), dtype=np.float32)
    padded[reach : reach + length] = inputs
    result = padded[:length] @ matrix[:width]
    for tap in range(1, kernel):
        rows = padded[tap * dilation : tap * dilation + length]
        result += rows @ matrix[tap * width : (tap + 1) * width]
    return result


def _put(table: np.ndarray, start: int, rows: np.ndarray) -> np.ndarray:
    """The table with rows written from ``start`` on, grown by doubling where it is too small."""
    needed = start + len(rows)
    if needed > len(table):
        grown = np.zeros((max(needed, 2 * len(table)), table.shape[1]), dtype=table.dtype)
        grown[:start] = table[:start]
        table = grown
    table[start:needed] = rows
    return table


@lru_cache(maxsize=1)
def load_language_model() -> LanguageModel:
    """The bundled model, loaded once a process; raises ModelError where its file is damaged."""
    path = files("bilingual.detection") / "language_model.npz"
    try:
        with path.open("rb") as file, np.load(file, allow_pickle=False) as arrays:
            return LanguageModel(dict(arrays))
    except (OSError, ValueError, KeyError) as error:
        raise ModelError(f"{path}: the language model can't be loaded: {error}") from error
