"""From the model's attention over pieces to decided links between words."""

from __future__ import annotations

import numpy as np

from bilingual.document import Link
from bilingual.tokens import Token, tokenize

Offsets = list[tuple[int, int]]
"""The stretch of text that each piece covers; empty where it covers none."""

STRONGEST = 0.2
"""The least weight at which a word is linked to the one it attends to most."""
FURTHER = 0.3
"""The least weight of any further link of the same word."""


def word_links(
    source: str,
    target: str,
    source_pieces: Offsets,
    target_pieces: Offsets,
    attention: np.ndarray,
) -> tuple[tuple[Link, ...], float]:
    """The decided links of two texts, one word each side, and the mean weight of the best ones.

    ``attention`` has a row for each target piece and a column for each source piece.
    """
    source_words, target_words = tokenize(source), tokenize(target)
    if not source_words or not target_words:
        return (), 0.0
    weights = (
        _membership(target_words, target_pieces) @ attention @ _shares(source_words, source_pieces)
    )
    return _decide(weights, source_words, target_words), float(weights.max(axis=1).mean())


def _overlaps(words: list[Token], pieces: Offsets) -> np.ndarray:
    """Characters that each word (row) shares with each piece (column)."""
    word_spans = np.array([(w.start, w.end) for w in words])
    piece_spans = np.array(pieces).reshape(-1, 2)
    starts = np.maximum(word_spans[:, :1], piece_spans[None, :, 0])
    ends = np.minimum(word_spans[:, 1:], piece_spans[None, :, 1])
    return np.maximum(ends - starts, 0).astype(np.float32)


def _membership(words: list[Token], pieces: Offsets) -> np.ndarray:
    """What part of each word each piece makes up; rows sum to 1 where pieces cover the word."""
    overlaps = _overlaps(words, pieces)
    return overlaps / np.maximum(overlaps.sum(axis=1, keepdims=True), 1)


def _shares(words: list[Token], pieces: Offsets) -> np.ndarray:
    """What part of each piece (row) belongs to each word (column)."""
    overlaps = _overlaps(words, pieces).T
    return overlaps / np.maximum(overlaps.sum(axis=1, keepdims=True), 1)


def _decide(
    weights: np.ndarray, source_words: list[Token], target_words: list[Token]
) -> tuple[Link, ...]:
    best_source = weights.argmax(axis=1)
    best_target = weights.argmax(axis=0)
    decided = weights >= FURTHER
    rows, columns = np.arange(len(target_words)), np.arange(len(source_words))
    decided[rows, best_source] |= weights[rows, best_source] >= STRONGEST
    decided[best_target, columns] |= weights[best_target, columns] >= STRONGEST
    return tuple(
        Link(
            source_words[s].start,
            source_words[s].end,
            target_words[t].start,
            target_words[t].end,
            round(min(float(weights[t, s]), 1.0), 4),
        )
        for t, s in zip(*np.nonzero(decided))
    )
