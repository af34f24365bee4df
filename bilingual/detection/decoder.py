"""The best sequence of languages for a sequence of scored words."""

from __future__ import annotations

import numpy as np

from bilingual.detection.model import Scores

_ROUNDING = 1e-3


def decode(scores: Scores) -> list[bool]:
    """For each word whether it is Spanish, by the best path through two states (Viterbi 1967).

    With two states only the difference between them matters: before each word it is held between
    the costs of the two changes, and the word's odds are added to it. That takes time linear in
    the number of words.
    """
    if _is_english(scores):
        return [False] * len(scores.odds)
    odds = scores.odds.tolist()
    to_spanish, to_english = scores.to_spanish.tolist(), scores.to_english.tolist()
    lead = 0.0
    # Where the lead left its bounds, the losing state was reached from the other one.
    forced: list[int] = []
    for odd, into_spanish, into_english in zip(odds, to_spanish, to_english):
        if lead > into_english:
            lead = into_english
            forced.append(1)
        elif lead < -into_spanish:
            lead = -into_spanish
            forced.append(-1)
        else:
            forced.append(0)
        lead += odd
    return _traced_back(forced, lead > 0)


def _is_english(scores: Scores) -> bool:
    """Whether no stretch of words gains by being Spanish: what the decoder would find, sooner.

    A stretch gains the sum of its odds less the cost of the change before and of that after it;
    none is paid at the ends of the text.
    """
    sums = np.concatenate([[0.0], np.cumsum(scores.odds, dtype=float)])
    before, after = scores.to_spanish.astype(float), scores.to_english.astype(float)
    before[:1] = 0
    least = np.minimum.accumulate(sums[:-1] + before)
    gains = sums[1:] - np.append(after[1:], 0.0)[: len(least)] - least
    return bool((gains < -_ROUNDING).all())


def _traced_back(forced: list[int], spanish: bool) -> list[bool]:
    states: list[bool] = []
    for move in reversed(forced):
        states.append(spanish)
        if move:
            spanish = move > 0
    states.reverse()
    return states
