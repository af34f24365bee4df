"""The probability that an English sentence reports a source sentence, within an article.

A report is no translation: it may take a phrase, add to it, and be longer or shorter. What the
two have in common counts, and what the article says of who speaks; what either has alone doesn't.
"""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path

import numpy as np

from bilingual.alignment.evidence import Sentence

WEIGHTS = Path(__file__).parent.parent / "models" / "alignment" / "report_weights.json"
# Where it stands in a row of ``report_features`` that the source says a passage, or it carries on.
TOLD = slice(5, 7)
# The cosine of the two in a row with vectors.
ALIKE = 7
_LEAST_LEAD = -0.3
_SOURCE_WINDOW = 6
_REPORT_WINDOW = 8
_STRONG = 0.3
_HEAVY = 0.25


def report_features(
    features: np.ndarray, phrase: float, said_by_source: bool, carries_on: bool
) -> np.ndarray:
    """What speaks for a report, from a row of ``Evidence.features`` and from the article.

    The share of the source's words that the passage has, and of the passage's that the source
    has; figures in common; the lead over the source's next best passage; phrases in common; who
    says the passage; with vectors, the cosine.
    """
    covered_es, covered_en, _, numbers, _, *cosine, lead, _ = features
    lead = max(lead, _LEAST_LEAD)
    row = [covered_es, covered_en, max(numbers, 0.0), lead, phrase, said_by_source, carries_on]
    return np.array([*row, *cosine], dtype=float)


@lru_cache(maxsize=1)
def _weights() -> dict[str, np.ndarray]:
    stored = json.loads(WEIGHTS.read_text(encoding="utf-8"))
    return {name: np.array(values) for name, values in stored.items()}


def report_probability(features: np.ndarray, vectors: bool) -> float:
    """The probability for a row of ``report_features``."""
    weights = _weights()["with_vectors" if vectors else "without_vectors"]
    return float(1 / (1 + np.exp(-(features @ weights[:-1] + weights[-1]))))


def phrase_in_common(es: Sentence, en: Sentence, strength: np.ndarray) -> float:
    """The weight of the heaviest phrase of a source that stands in a report, at most 1.

    A phrase is a set of words within 6 of the one that translate words within 8 of the other;
    ``strength`` are the ``strengths`` of the two.
    """
    heavy = (es.weights >= _HEAVY)[:, None] & (en.weights >= _HEAVY)[None, :]
    pairs = [(int(i), int(j)) for i, j in zip(*np.nonzero((strength >= _STRONG) & heavy))]
    best = 0.0
    for i, j in pairs:
        inside = {
            a for a, b in pairs if i <= a < i + _SOURCE_WINDOW and abs(b - j) < _REPORT_WINDOW
        }
        if len(inside) > 1:
            best = max(best, float(es.weights[sorted(inside)].sum()))
    return min(best / 3, 1.0)
