"""Word lists: what English and Spanish texts use (known_words.npz), and how often (word_odds.npz).

Words are kept as 32-bit checksums of their normal forms.
"""

from __future__ import annotations

import zlib
from functools import lru_cache
from importlib.resources import files

import numpy as np

from bilingual.errors import ModelError

ODDS_FEATURES = 2
ODDS_SCALE = 14  # odds are kept as whole numbers of 1/14, so that one byte holds up to 9


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
