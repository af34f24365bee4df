"""How good a translation is likely to be, from the model's scores.

The estimate is the chrF, 0 to 1, that a sentence would be expected to reach against a person's
translation. Its coefficients lie in ``quality.json``; ``training/quality/fit.py`` fits them.
"""

from __future__ import annotations

import json
import math
from functools import lru_cache
from pathlib import Path

from bilingual.translation.engine import Engine, Hypothesis
from bilingual.translation.words import tokenize

COEFFICIENTS_FILE = Path(__file__).with_name("quality.json")
FEATURES = ("bias", "score", "unusual", "length")


def features(source: str, hypothesis: Hypothesis, engine: Engine) -> tuple[float, ...]:
    """What the estimate is made of, in the order of FEATURES.

    "score" is the mean log probability of a piece; "unusual" the share of target words in lower
    case that the model had to spell and that the source does not have; "length" the natural
    logarithm of the number of target words.
    """
    words = [token.text for token in tokenize(hypothesis.text) if token.text[0].isalnum()]
    there = {token.text for token in tokenize(source)}
    unusual = [w for w in words if w.islower() and w not in there and not engine.writes(w)]
    count = max(len(words), 1)
    return 1.0, hypothesis.score, len(unusual) / count, math.log(count)


def estimate_quality(source: str, hypothesis: Hypothesis, engine: Engine) -> float:
    """The expected chrF of a translation, 0 to 1."""
    values = features(source, hypothesis, engine)
    logit = sum(weight * value for weight, value in zip(_coefficients(), values))
    return round(1 / (1 + math.exp(-logit)), 4)


@lru_cache(maxsize=1)
def _coefficients() -> tuple[float, ...]:
    fitted = json.loads(COEFFICIENTS_FILE.read_text("utf-8"))["coefficients"]
    return tuple(fitted[name] for name in FEATURES)
