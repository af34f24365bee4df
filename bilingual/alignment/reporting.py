"""The probability that an English sentence reports a source sentence, within an article.

A report is no translation: it may take a phrase, add to it, and be longer or shorter. What the
two have in common counts, and what the article says of who speaks; what either has alone doesn't.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

import numpy as np

from bilingual.alignment.evidence import Sentence
from bilingual.quantities import Quantity

WEIGHTS = Path(__file__).parent.parent / "models" / "alignment" / "report_weights.json"
# Where it stands in a row of ``report_features`` that the source says a passage, or it carries on.
TOLD = slice(5, 7)
# The cosine of the two in a row with vectors.
ALIKE = 8
# Where the cosine stands, if there is one, in a row of ``Evidence.features``.
_COSINE = 5
_LEAST_LEAD = -0.3
_ENOUGH_WORDS = 8
_COMMON_FIGURE = 0.5


def report_features(
    features: np.ndarray, pairs: Sequence[tuple[Sentence, Sentence]], told: np.ndarray
) -> np.ndarray:
    """What speaks for reports, from rows of ``Evidence.features`` and from the article.

    The share of the source's words that the passage has, and of the passage's that the source
    has; a figure in common; the lead over the source's next best passage; whether the source has
    words enough to tell; whether the passage is ``told`` of the source's speaker, carries on with
    him, or follows what is told of him; with vectors, the cosine.
    """
    if not pairs:
        return np.zeros((0, 0))
    figures = [figure_in_common(es, en) for es, en in pairs]
    enough = [min(len(es.words) / _ENOUGH_WORDS, 1.0) for es, _ in pairs]
    lead = np.maximum(features[:, -2], _LEAST_LEAD)
    cosine = features[:, _COSINE:-2]
    return np.column_stack([features[:, :2], figures, lead, enough, told, cosine])


def figure_in_common(es: Sentence, en: Sentence) -> float:
    """1 where two sentences share a figure, less where only one of a digit, 0 where they don't."""
    if not es.quantities or not en.quantities:
        return 0.0
    shared = [q for q in es.quantities if any(q.agrees(other) for other in en.quantities)]
    return max((_weight(q) for q in shared), default=0.0)


def _weight(quantity: Quantity) -> float:
    """ "Two" and "100" are met more often by chance than "1,600"."""
    digits = quantity.value.normalize().as_tuple().digits
    return 1.0 if len(digits) > 1 else _COMMON_FIGURE


@lru_cache(maxsize=1)
def _weights() -> dict[str, np.ndarray]:
    stored = json.loads(WEIGHTS.read_text(encoding="utf-8"))
    return {name: np.array(values) for name, values in stored.items()}


def report_probabilities(
    features: Sequence[np.ndarray], vectors: bool, in_context: bool = False
) -> np.ndarray:
    """The probability of each row of ``report_features``, with ``context_features`` if they are."""
    if not len(features):
        return np.zeros(0)
    name = "with_vectors" if vectors else "without_vectors"
    weights = _weights()[f"{name}_in_context" if in_context else name]
    return 1 / (1 + np.exp(-(np.array(features) @ weights[:-1] + weights[-1])))
