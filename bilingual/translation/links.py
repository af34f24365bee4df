"""From the model's attention over pieces to decided links between words."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from bilingual.document import Link
from bilingual.tokens import Token
from bilingual.translation.words import tokenize

Offsets = list[tuple[int, int]]
"""The stretch of text that each piece covers; empty where it covers none."""

STRONGEST = 0.35
"""The least weight at which a word is linked to the one it attends to most."""
STRONGEST_BACK = 0.2
"""The same for a source word and the target word that attends to it most."""
STRONG = 0.5
"""A source word that some target word attends to this much is taken."""
GUESSED = 0.5
"""The weight of a link that attention did not give."""
NEAR_START = 3
PRONOUNS = frozenset({"he", "she", "it", "they", "we", "i", "you", "there"})
FURTHER = 0.4
"""The least weight of any further link of the same word."""


def word_links(
    source: str,
    target: str,
    source_pieces: Offsets,
    target_pieces: Offsets,
    attention: np.ndarray,
    first_row_known: bool = True,
) -> tuple[tuple[Link, ...], float]:
    """The decided links of two texts, one word each side, and the mean weight of the best ones.

    ``attention`` has a row for each target piece and a column for each source piece. Where its
    first row can't be trusted, the first word is linked by its other pieces, or else by what
    the rest of the sentence leaves free.
    """
    source_words, target_words = tokenize(source), tokenize(target)
    if not source_words or not target_words:
        return (), 0.0
    members = _overlaps(target_words, target_pieces)
    if not first_row_known:
        members[:, 0] = 0
    members /= np.maximum(members.sum(axis=1, keepdims=True), 1)
    weights = members @ attention @ _shares(source_words, source_pieces)
    if not members[0].any():
        weights[0, _first_source_word(source_words, target_words[0], weights)] = GUESSED
    return _decide(weights, source_words, target_words), float(weights.max(axis=1).mean())


def _overlaps(words: Sequence[Token], pieces: Offsets) -> np.ndarray:
    """Characters that each word (row) shares with each piece (column)."""
    word_spans = np.array([(w.start, w.end) for w in words])
    piece_spans = np.array(pieces).reshape(-1, 2)
    starts = np.maximum(word_spans[:, :1], piece_spans[None, :, 0])
    ends = np.minimum(word_spans[:, 1:], piece_spans[None, :, 1])
    return np.maximum(ends - starts, 0).astype(np.float32)


def _shares(words: Sequence[Token], pieces: Offsets) -> np.ndarray:
    """What part of each piece (row) belongs to each word (column)."""
    overlaps = _overlaps(words, pieces).T
    return overlaps / np.maximum(overlaps.sum(axis=1, keepdims=True), 1)


def _first_source_word(source_words: Sequence[Token], first: Token, weights: np.ndarray) -> int:
    """The source word that the first target word most likely renders.

    It is the same word, or the first word where the target starts with a pronoun that Spanish
    leaves to the verb, or the first that no other word renders, if that stands near the start.
    """
    for index, word in enumerate(source_words[:NEAR_START]):
        if word.text.casefold() == first.text.casefold():
            return index
    if first.text.lower() not in PRONOUNS:
        free = np.flatnonzero(weights.max(axis=0)[:NEAR_START] < STRONG)
        if len(free):
            return int(free[0])
    return next((i for i, word in enumerate(source_words) if word.text[0].isalnum()), 0)


def _decide(
    weights: np.ndarray, source_words: Sequence[Token], target_words: Sequence[Token]
) -> tuple[Link, ...]:
    best_source = weights.argmax(axis=1)
    best_target = weights.argmax(axis=0)
    decided = weights >= FURTHER
    rows, columns = np.arange(len(target_words)), np.arange(len(source_words))
    decided[rows, best_source] |= weights[rows, best_source] >= STRONGEST
    decided[best_target, columns] |= weights[best_target, columns] >= STRONGEST_BACK
    rows, columns = np.nonzero(decided)
    strengths = weights[rows, columns].tolist()
    return tuple(
        Link(
            source_words[s].start,
            source_words[s].end,
            target_words[t].start,
            target_words[t].end,
            round(min(strength, 1.0), 4),
        )
        for t, s, strength in zip(rows.tolist(), columns.tolist(), strengths)
    )
