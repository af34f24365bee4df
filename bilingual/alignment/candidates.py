"""Cheap retrieval: which sentences of two texts are worth a closer look.

Each sentence becomes a bag of English words (a Spanish one through the lexical table), hashed to
a fixed number of dimensions, so that time and memory stay near linear but for one product of
vectors, done in blocks.
"""

from __future__ import annotations

import zlib
from collections.abc import Sequence

import numpy as np

from bilingual.alignment.evidence import Sentence
from bilingual.alignment.lexical import LexicalTable, load_table

_DIMENSIONS = 1024
_BLOCK = 1024
_MIN_SHARE = 0.05
# Up to so many pairs all are candidates: to look at each costs no more than to choose.
_FEW = 4096


def candidates(
    es: Sequence[Sentence], en: Sequence[Sentence], most: int = 8
) -> list[tuple[int, int]]:
    """The pairs (es index, en index) in which either is among the ``most`` likeliest of either."""
    if not es or not en:
        return []
    if len(es) * len(en) <= _FEW:
        every = ((i, j) for i in range(len(es)) for j in range(len(en)))
        return [(i, j) for i, j in every if es[i].words and en[j].words]
    table = load_table()
    es_bags = np.stack([_spanish_bag(table, s) for s in es])
    en_bags = np.stack([_english_bag(s) for s in en])
    pairs = set()
    for first in range(0, len(es), _BLOCK):
        likeness = es_bags[first : first + _BLOCK] @ en_bags.T
        pairs.update((first + int(i), int(j)) for i, j in _top(likeness, most))
    for first in range(0, len(en), _BLOCK):
        likeness = en_bags[first : first + _BLOCK] @ es_bags.T
        pairs.update((int(i), first + int(j)) for j, i in _top(likeness, most))
    return sorted((i, j) for i, j in pairs if es[i].words and en[j].words)


def _top(likeness: np.ndarray, most: int) -> np.ndarray:
    """(row, column) of the highest values of each row."""
    most = min(most, likeness.shape[1])
    columns = np.argpartition(-likeness, most - 1, axis=1)[:, :most]
    rows = np.repeat(np.arange(len(likeness)), most)
    return np.stack([rows, columns.ravel()], axis=1)


def _place(word: str) -> int:
    return zlib.crc32(word.encode("utf-8", "surrogatepass")) % _DIMENSIONS


def _english_bag(sentence: Sentence) -> np.ndarray:
    bag = np.zeros(_DIMENSIONS, dtype=np.float32)
    for word, weight in zip(sentence.words, sentence.weights):
        bag[_place(word)] += weight
    return _unit(bag)


def _spanish_bag(table: LexicalTable, sentence: Sentence) -> np.ndarray:
    bag = np.zeros(_DIMENSIONS, dtype=np.float32)
    for word, weight in zip(sentence.words, sentence.weights):
        given = [(w, p) for w, p in table.translations(word) if p >= _MIN_SHARE]
        for english, probability in given or [(word, 1.0)]:
            bag[_place(english)] += weight * probability
    return _unit(bag)


def _unit(bag: np.ndarray) -> np.ndarray:
    return bag / (np.linalg.norm(bag) + 1e-9)
