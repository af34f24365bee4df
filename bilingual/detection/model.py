"""The language model: English or Spanish, scored word by word in the light of its neighbours.

Weights are in language_model.npz, made by training/detection; the model card beside it says from
what. Inference is numpy only; the n-gram vector of each word form is computed once and kept.
"""

from __future__ import annotations

import json
from functools import lru_cache
from importlib.resources import files
from typing import NamedTuple

import numpy as np

from bilingual.detection.ngrams import ngram_rows
from bilingual.detection.vectors import VectorTable
from bilingual.detection.vocabulary import ODDS_FEATURES, odds_features
from bilingual.detection.words import GAP_FEATURES, SHAPES, Words, gap_bits, normalize, shape
from bilingual.errors import ModelError

_CHUNK = 1 << 15


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
        self._weights["table"] *= self._weights.pop("scale")
        self._reach = sum(d * (self._kernel // 2) for d in self._dilations)
        width = self._weights["table"].shape[1] + ODDS_FEATURES + len(SHAPES)
        self._forms = VectorTable(self._form_vectors, width)
        self._gaps = VectorTable(_gap_vectors, len(GAP_FEATURES), limit=1 << 12)

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
        forms, gaps = self._forms.vectors(words.surfaces), self._gaps.vectors(words.gaps)
        inputs = np.concatenate([forms, gaps], axis=1)
        inputs[:1, forms.shape[1]] = 1  # the first word begins a block
        return inputs

    def _form_vectors(self, surfaces: list[str]) -> np.ndarray:
        words = [normalize(s) for s in surfaces]
        rows, offsets = ngram_rows(words, self._bits)
        sums = np.add.reduceat(self._weights["table"][rows], offsets[:-1], axis=0)
        shapes = np.eye(len(SHAPES), dtype=np.float32)[[shape(s) for s in surfaces]]
        odds = np.array([odds_features(word) for word in words], dtype=np.float32)
        return np.concatenate([sums / np.diff(offsets)[:, None], odds, shapes], axis=1)

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


def _gap_vectors(gaps: list[str]) -> np.ndarray:
    bits = np.array([gap_bits(gap) for gap in gaps])
    return (bits[:, None] >> np.arange(len(GAP_FEATURES))) & 1


@lru_cache(maxsize=1)
def load_language_model() -> LanguageModel:
    """The bundled model, loaded once a process; raises ModelError where its file is damaged."""
    path = files("bilingual.detection") / "language_model.npz"
    try:
        with path.open("rb") as file, np.load(file, allow_pickle=False) as arrays:
            return LanguageModel(dict(arrays))
    except (OSError, ValueError, KeyError) as error:
        raise ModelError(f"{path}: the language model can't be loaded: {error}") from error
