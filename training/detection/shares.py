"""Writes bilingual/detection/word_shares.npz: how often the languages use their frequent words.

Frequencies are wordfreq's (``pip install wordfreq``); words are kept as 32-bit checksums of their
normal forms, in rows of one byte a language.

    python -m training.detection.shares
"""

from __future__ import annotations

import math
from pathlib import Path

import numpy as np

from bilingual.detection.vocabulary import LEAST_SHARE, SHARE_SCALE, checksum
from bilingual.detection.words import normalize

LEAST = 2 * LEAST_SHARE
WORDFREQ_CODES = {"no": "nb", "hr": "sh"}
# English and Spanish first, as third_languages.py wants them. Latin scripts only; more languages
# would mean more false alarms.
LANGUAGES = (
    *("en", "es", "pt", "fr", "it", "ca", "ro", "de", "nl"),
    *("pl", "sv", "da", "no", "fi", "hu", "tr", "cs", "hr"),
)
PATH = Path("bilingual/detection/word_shares.npz")


def main() -> None:
    import wordfreq

    rows: dict[int, np.ndarray] = {}
    for column, language in enumerate(LANGUAGES):
        words = wordfreq.get_frequency_dict(WORDFREQ_CODES.get(language, language), "best")
        for word, share in words.items():
            if share >= LEAST and any(map(str.isalpha, word)):
                row = rows.setdefault(
                    checksum(normalize(word)), np.zeros(len(LANGUAGES), dtype=np.uint8)
                )
                row[column] = round(math.log(share / LEAST_SHARE) * SHARE_SCALE)
    keys = np.array(sorted(rows), dtype=np.uint32)
    shares = np.stack([rows[key] for key in keys.tolist()])
    np.savez_compressed(PATH, words=keys, shares=shares, languages=np.array(LANGUAGES))
    print(f"{len(keys)} words of {len(LANGUAGES)} languages, {PATH.stat().st_size} bytes")


if __name__ == "__main__":
    main()
