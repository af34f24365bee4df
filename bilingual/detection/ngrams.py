"""Character n-grams of words as rows of a hashed table, computed for many words at once."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

MAX_ORDER = 5
_MULTIPLIER = np.uint32(0x01000193)
_MIX = np.uint32(0x9E3779B1)
_START, _END = "\x02", "\x03"


def ngram_rows(words: Sequence[str], bits: int) -> tuple[np.ndarray, np.ndarray]:
    """Table rows of all n-grams of all words, and where each word's rows begin.

    Every word gives its n-grams of 1 to ``MAX_ORDER`` characters with its borders marked, and
    itself as a whole. Rows lie below ``2**bits``. Returns (rows, offsets), both 1-D; the rows of
    word i are ``rows[offsets[i]:offsets[i + 1]]``, and ``offsets`` has one item more than words.
    """
    marked = [_START + word + _END for word in words]
    codes = np.frombuffer("".join(marked).encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    lengths = np.fromiter(map(len, marked), dtype=np.int64, count=len(marked))
    owner = np.repeat(np.arange(len(marked)), lengths)
    with np.errstate(over="ignore"):
        rows, owners = [_whole_words(codes, lengths)], [np.arange(len(marked))]
        rolling = np.zeros(0, dtype=np.uint32)
        for order in range(1, MAX_ORDER + 1):
            rolling = codes if order == 1 else rolling[:-1] * _MULTIPLIER + codes[order - 1 :]
            inside = owner[: len(rolling)] == owner[order - 1 :]
            rows.append((rolling[inside] + np.uint32(order)) * _MIX)
            owners.append(owner[: len(rolling)][inside])
        every, belongs = np.concatenate(rows), np.concatenate(owners)
        every = (every ^ (every >> np.uint32(15))) * _MIX
    by_word = np.argsort(belongs, kind="stable")
    offsets = np.zeros(len(marked) + 1, dtype=np.int64)
    np.cumsum(np.bincount(belongs, minlength=len(marked)), out=offsets[1:])
    return (every >> np.uint32(32 - bits)).astype(np.int64)[by_word], offsets


def _whole_words(codes: np.ndarray, lengths: np.ndarray) -> np.ndarray:
    """One hash for each word as a whole."""
    begins = np.cumsum(lengths) - lengths
    place = np.arange(len(codes)) - np.repeat(begins, lengths)
    powers = np.ones(int(lengths.max(initial=1)), dtype=np.uint32)
    for i in range(1, len(powers)):
        powers[i] = powers[i - 1] * np.uint32(0x85EBCA6B)
    sums = np.add.reduceat(codes * powers[place], begins, dtype=np.uint32)
    return (sums + np.uint32(77)) * _MIX
