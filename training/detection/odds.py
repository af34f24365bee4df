"""Writes bilingual/detection/word_odds.npz: how much likelier a word is in Spanish than in English.

Frequencies are wordfreq's (``pip install wordfreq``), smoothed; words are kept as 32-bit checksums
of their normal forms.

    python -m training.detection.odds
"""

from __future__ import annotations

import math
from pathlib import Path

import numpy as np

from bilingual.detection.vocabulary import ODDS_SCALE, checksum
from bilingual.detection.words import normalize

LEAST = 1.5e-7  # share of running words
SMOOTHING = 2e-8
PATH = Path("bilingual/detection/word_odds.npz")


def main() -> None:
    import wordfreq

    english, spanish = (
        wordfreq.get_frequency_dict(code, wordlist="large") for code in ("en", "es")
    )
    rows: dict[int, int] = {}
    for word in sorted(english.keys() | spanish.keys()):
        shares = english.get(word, 0.0), spanish.get(word, 0.0)
        if max(shares) >= LEAST and any(map(str.isalpha, word)):
            odds = math.log((shares[1] + SMOOTHING) / (shares[0] + SMOOTHING))
            scaled = max(-127, min(127, round(odds * ODDS_SCALE)))
            rows.setdefault(checksum(normalize(word)), scaled)
    keys = np.array(sorted(rows), dtype=np.uint32)
    odds = np.array([rows[key] for key in keys.tolist()], dtype=np.int8)
    np.savez_compressed(PATH, words=keys, odds=odds)
    print(f"{len(keys)} words, {PATH.stat().st_size} bytes")


if __name__ == "__main__":
    main()
