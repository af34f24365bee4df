"""How good a translation is likely to be, from the model's own scores."""

from __future__ import annotations

import math

from bilingual.translation.attempts import Attempt


def estimate_quality(sentence: str, attempt: Attempt) -> float:
    """The expected likeness to a person's translation, 0 to 1."""
    return round(math.exp(min(attempt.hypothesis.score, 0.0)), 4)
