"""Word lists: what English and Spanish texts use (known_words.npz), how much likelier a word is in
one than in the other (word_odds.npz), and how often many languages use theirs (word_shares.npz).

Words are kept as 32-bit checksums of their normal forms.
"""

from __future__ import annotations

import re
import zlib
from functools import lru_cache
from importlib.resources import files
from typing import NamedTuple

import numpy as np

from bilingual.errors import ModelError

ODDS_FEATURES = 2
ODDS_SCALE = 14  # odds are kept as whole numbers of 1/14, so that one byte holds up to 9
LEAST_SHARE = 1e-5  # the share of running words that every word of a language is taken to have
SHARE_SCALE = 25  # logarithms of shares are kept as whole numbers of 1/25

_JOINT = re.compile("['-]")


def checksum(word: str) -> int:
    """The number under which a word's normal form is kept."""
    return zlib.crc32(word.encode("utf-8", "surrogatepass"))


def is_known(word: str) -> bool:
    """Whether English or Spanish texts use a normal form without a capital."""
    return any(checksum(word) in words for words in known_words())


def odds_features(word: str) -> tuple[float, float]:
    """What frequency lists say of a normal form: a quarter of log(share in Spanish / in English),
    and whether they know the word at all (1 or 0)."""
    scaled = _odds().get(checksum(word))
    return (0.0, 0.0) if scaled is None else (scaled / ODDS_SCALE / 4, 1.0)


class WordShares(NamedTuple):
    """The frequent words of many languages: a row by a word's checksum, a column by language.

    ``logs`` are natural logarithms of a word's share of running words over ``LEAST_SHARE``, 0 for
    words that a language does not use often.
    """

    languages: list[str]
    rows: dict[int, int]
    logs: np.ndarray

    def of(self, word: str) -> np.ndarray:
        """The row of a normal form; for one with joints ("l'alcalde", "reuniu-se") that is not
        listed the sum over its parts."""
        row = self.rows.get(checksum(word))
        if row is not None:
            return self.logs[row]
        parts = [part for part in _JOINT.split(word) if part and part != word]
        return sum((self.of(part) for part in parts), np.zeros(len(self.languages), np.float32))


@lru_cache(maxsize=1)
def word_shares() -> WordShares:
    """The bundled word shares, loaded once a process; ModelError where the file is damaged."""
    arrays = _arrays("word_shares.npz")
    rows = {key: row for row, key in enumerate(arrays["words"].tolist())}
    logs = arrays["shares"].astype(np.float32) / SHARE_SCALE
    return WordShares(arrays["languages"].tolist(), rows, logs)


@lru_cache(maxsize=1)
def known_words() -> tuple[frozenset[int], frozenset[int]]:
    """Checksums of the English and of the Spanish words; ModelError where the file is damaged."""
    lists = _arrays("known_words.npz")
    return frozenset(lists["en"].tolist()), frozenset(lists["es"].tolist())


@lru_cache(maxsize=1)
def _odds() -> dict[int, int]:
    arrays = _arrays("word_odds.npz")
    return dict(zip(arrays["words"].tolist(), arrays["odds"].tolist()))


def _arrays(name: str) -> dict[str, np.ndarray]:
    path = files("bilingual.detection") / name
    try:
        with path.open("rb") as file, np.load(file, allow_pickle=False) as arrays:
            return dict(arrays)
    except (OSError, ValueError, KeyError) as error:
        raise ModelError(f"{path}: the word list can't be loaded: {error}") from error
