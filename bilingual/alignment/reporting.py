"""The probability that an English sentence reports a source sentence, within an article.

A report is no translation: it may take a phrase, add to it, and be longer or shorter. To the
evidence of two sentences comes what the article says of who speaks, and phrases in common.
"""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path

import numpy as np

from bilingual.alignment.evidence import Sentence

WEIGHTS = Path(__file__).parent.parent / "models" / "alignment" / "report_weights.json"
# Where it stands in a row of ``report_features`` that the source says a passage, or it carries on.
TOLD = slice(-3, -1)
_LENGTH = 4
_MOST_LENGTH = 0.4
_LEAST_LEAD = -0.3
_SOURCE_WINDOW = 6
_REPORT_WINDOW = 8
_STRONG = 0.3
_HEAVY = 0.25


def report_features(
    features: np.ndarray, phrase: float, said_by_source: bool, carries_on: bool, other: bool
) -> np.ndarray:
    """The evidence of ``pair_features`` with what an article adds, softened for reports."""
    softened = features.copy()
    softened[_LENGTH] = min(softened[_LENGTH], _MOST_LENGTH)
    softened[-2:] = np.maximum(softened[-2:], _LEAST_LEAD)
    return np.concatenate([softened, [phrase, said_by_source, carries_on, other]])


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
