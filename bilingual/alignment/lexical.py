"""The lexical table: how often a Spanish and an English word translate each other.

Trained by ``training/alignment/train_table.py``; the model card beside the weights says on what.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import numpy as np

TABLE = Path(__file__).parent.parent / "models" / "alignment" / "lexical_table.npz"
_STEM_LENGTH = 5
_SMALLEST = 0.1
_STEP = 0.06
_MIN_SHARE = 0.004
_STEM_SHARE = 0.3  # what a stem's share counts beside a word's own


def word_form(token: str) -> str:
    """The form of a token under which the table knows it."""
    return token.lower().replace("’", "'")


@lru_cache(maxsize=1 << 16)
def stem_form(word: str) -> str:
    """A crude stem: no accents, the first letters; what inflected forms have in common."""
    plain = unicodedata.normalize("NFD", word)
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    return plain[:_STEM_LENGTH]


class WordIds(NamedTuple):
    """Words as numbers of the table: their own and their stems', -1 where unknown."""

    words: np.ndarray
    stems: np.ndarray


class LexicalTable:
    """Translation probabilities of words in both directions, from one table of counts."""

    def __init__(self, path: Path = TABLE) -> None:
        with np.load(path) as data:
            es_words = bytes(data["es_words"]).decode("utf-8").split("\n")
            en_words = bytes(data["en_words"]).decode("utf-8").split("\n")
            borders = data["es_borders"].astype(np.int64)
            en_ids = data["en_ids"].astype(np.int64)
            counts = _SMALLEST * np.exp(data["counts"].astype(np.float64) * _STEP)
            self.jumps = (data["jumps_es_en"], data["jumps_en_es"])
        self.en_words = en_words
        self.es = {word: i for i, word in enumerate(es_words)}
        self.en = {word: i for i, word in enumerate(en_words)}
        es_ids = np.repeat(np.arange(len(es_words)), np.diff(borders))
        self._words = _Counts(es_ids, en_ids, counts, len(es_words), len(en_words))
        self.es_stems, es_stem = _stems(es_words)
        self.en_stems, en_stem = _stems(en_words)
        self._stems = _Counts(
            es_stem[es_ids], en_stem[en_ids], counts, len(self.es_stems), len(self.en_stems)
        )
        self.es_counts = self._words.es_totals
        self.en_counts = self._words.en_totals
        self._rarity = {"es": _rarity(self.es_counts), "en": _rarity(self.en_counts)}

    def es_ids(self, words: Sequence[str]) -> WordIds:
        """The numbers of Spanish words, given as ``word_form`` gives them."""
        return _ids(words, self.es, self.es_stems)

    def en_ids(self, words: Sequence[str]) -> WordIds:
        """The numbers of English words, given as ``word_form`` gives them."""
        return _ids(words, self.en, self.en_stems)

    def probabilities(self, es: WordIds, en: WordIds) -> tuple[np.ndarray, np.ndarray]:
        """p(en word | es word) and p(es word | en word), each (len(es), len(en)).

        Words that the table does not know, or not as a pair, fall back to their stems.
        """
        to_en, to_es = np.zeros((2, len(es.words), len(en.words)))
        rows, columns, shares_es, shares_en = self._words.of(es.words, en.words)
        to_en[rows, columns], to_es[rows, columns] = shares_es, shares_en
        rows, columns, shares_es, shares_en = self._stems.of(es.stems, en.stems)
        for to, shares in ((to_en, shares_es), (to_es, shares_en)):
            to[rows, columns] = np.maximum(to[rows, columns], _STEM_SHARE * shares)
        return to_en, to_es

    def best_probabilities(self, es: WordIds, en: WordIds) -> np.ndarray:
        """The larger of the two ``probabilities`` of each pair, (len(es), len(en))."""
        best = np.zeros((len(es.words), len(en.words)))
        rows, columns, *shares = self._words.of(es.words, en.words)
        best[rows, columns] = np.maximum(*shares)
        rows, columns, *shares = self._stems.of(es.stems, en.stems)
        by_stem = _STEM_SHARE * np.maximum(*shares)
        best[rows, columns] = np.maximum(best[rows, columns], by_stem)
        return best

    def weights(self, ids: WordIds, language: str) -> np.ndarray:
        """The inverse frequency of each word, 0 to 1; unknown words weigh most."""
        return self._rarity[language][ids.words]

    def count_es(self, word: str) -> float:
        """How often the table saw a Spanish word (``word_form``)."""
        row = self.es.get(word)
        return 0.0 if row is None else float(self.es_counts[row])

    def count_en(self, word: str) -> float:
        """How often the table saw an English word (``word_form``)."""
        row = self.en.get(word)
        return 0.0 if row is None else float(self.en_counts[row])

    def translations(self, word: str) -> list[tuple[str, float]]:
        """The English words that a Spanish word (``word_form``) is given by, with p(en | es)."""
        row = self.es.get(word)
        return [] if row is None else [(self.en_words[e], p) for e, p in self._words.row(row)]


class _Counts:
    """A sparse matrix of counts, looked up in blocks.

    Few pairs of words have a count. One gather in a table of flags rules out nearly all others;
    what is left is searched for.
    """

    _SMOOTHING = 0.5
    _FLAGS = 1 << 21
    _MASK = _FLAGS - 1

    def __init__(
        self, es: np.ndarray, en: np.ndarray, counts: np.ndarray, es_size: int, en_size: int
    ) -> None:
        self._en_size = en_size
        keys = es * en_size + en
        self._keys, inverse = np.unique(keys, return_inverse=True)
        self._counts = np.bincount(inverse, counts)
        self._flags = np.zeros(self._FLAGS, dtype=bool)
        self._flags[self._keys & self._MASK] = True
        self.es_totals = np.bincount(es, counts, es_size)
        self.en_totals = np.bincount(en, counts, en_size)

    def of(
        self, es_ids: np.ndarray, en_ids: np.ndarray
    ) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
        """The pairs that have a count: their rows and columns, and their shares of each total."""
        es_keys = es_ids * self._en_size
        low = (es_keys & self._MASK).astype(np.int32)[:, None]
        low = (low + (en_ids & self._MASK).astype(np.int32)[None, :]) & self._MASK
        rows, columns = np.nonzero(self._flags.take(low))
        flagged = np.where(en_ids[columns] < 0, -1, es_keys[rows] + en_ids[columns])
        places = np.minimum(np.searchsorted(self._keys, flagged), len(self._keys) - 1)
        kept = np.flatnonzero(self._keys[places] == flagged)
        rows, columns, counts = rows[kept], columns[kept], self._counts[places[kept]]
        es_totals = self.es_totals[es_ids[rows]] + self._SMOOTHING
        en_totals = self.en_totals[en_ids[columns]] + self._SMOOTHING
        return rows, columns, counts / es_totals, counts / en_totals

    def row(self, es: int) -> list[tuple[int, float]]:
        low, high = np.searchsorted(self._keys, (es * self._en_size, (es + 1) * self._en_size))
        total = self.es_totals[es] + self._SMOOTHING
        return [
            (int(k % self._en_size), float(c / total))
            for k, c in zip(self._keys[low:high], self._counts[low:high])
        ]


def _rarity(totals: np.ndarray) -> np.ndarray:
    """The weight of each word by its number; the last one, -1, is that of unknown words."""
    counts = np.append(totals, 0.0)
    rarity = np.log(totals.sum() / (counts + 5.0)) / np.log(totals.sum() / 5.0)
    return np.maximum(rarity - 0.35, 0.02)


def _ids(words: Sequence[str], known: dict[str, int], stems: dict[str, int]) -> WordIds:
    return WordIds(
        np.array([known.get(w, -1) for w in words], dtype=np.int64),
        np.array([stems.get(stem_form(w), -1) for w in words], dtype=np.int64),
    )


def _stems(words: list[str]) -> tuple[dict[str, int], np.ndarray]:
    stems: dict[str, int] = {}
    ids = [stems.setdefault(stem_form(word), len(stems)) for word in words]
    return stems, np.array(ids, dtype=np.int64)


@lru_cache(maxsize=1)
def load_table() -> LexicalTable:
    """The bundled table, loaded once a process."""
    return LexicalTable()


def save_table(
    path: Path,
    es_words: list[str],
    en_words: list[str],
    cell_es: np.ndarray,
    cell_en: np.ndarray,
    counts: np.ndarray,
    jumps: Sequence[np.ndarray],
) -> None:
    """Write the counts worth keeping, quantised to one byte each on a logarithmic scale.

    Word numbers in ``cell_es`` and ``cell_en`` start at 1; 0 is the unknown word.
    """
    es_share = counts / (np.bincount(cell_es, counts)[cell_es] + 1e-9)
    en_share = counts / (np.bincount(cell_en, counts)[cell_en] + 1e-9)
    kept = (counts >= _SMALLEST) & (cell_es > 0) & (cell_en > 0)
    kept &= (es_share >= _MIN_SHARE) | (en_share >= _MIN_SHARE)
    es, en = cell_es[kept] - 1, cell_en[kept] - 1
    quantised = np.rint(np.log(counts[kept] / _SMALLEST) / _STEP).clip(0, 255)
    path.parent.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(
        path,
        es_words=np.frombuffer("\n".join(es_words).encode("utf-8"), dtype=np.uint8),
        en_words=np.frombuffer("\n".join(en_words).encode("utf-8"), dtype=np.uint8),
        es_borders=np.searchsorted(es, np.arange(len(es_words) + 1)).astype(np.uint32),
        en_ids=en.astype(np.uint16 if len(en_words) < 2**16 else np.uint32),
        counts=quantised.astype(np.uint8),
        jumps_es_en=jumps[0],
        jumps_en_es=jumps[1],
    )
