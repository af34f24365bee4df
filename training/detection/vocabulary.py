"""Writes bilingual/detection/known_words.npz: the words that English and Spanish texts share out.

A sentence most of whose words are in neither list is in a third language. Words are kept as
32-bit checksums of their normal forms, those met at least four times in the training text.

    BILINGUAL_DATA=... python -m training.detection.vocabulary
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import numpy as np

from bilingual.detection.vocabulary import checksum
from bilingual.detection.words import find_words, normalize
from training.detection.train import read_sources

LEAST = 4
PATH = Path("bilingual/detection/known_words.npz")


def count_words(sentences: list[str]) -> Counter[str]:
    """How often each lower-case word occurs, by its normal form."""
    counts: Counter[str] = Counter()
    for sentence in sentences:
        counts.update(normalize(w) for w in find_words(sentence).surfaces if w[0].islower())
    return counts


def main() -> None:
    counts: tuple[Counter[str], Counter[str]] = (Counter(), Counter())
    for sides in read_sources().domains.values():
        for side, count in zip(sides, counts):
            count.update(count_words(side))
    lists = [sorted({checksum(w) for w, n in c.items() if n >= LEAST}) for c in counts]
    english, spanish = (np.array(values, dtype=np.uint32) for values in lists)
    np.savez_compressed(PATH, en=english, es=spanish)
    print(f"{len(english)} English and {len(spanish)} Spanish words")


if __name__ == "__main__":
    main()
