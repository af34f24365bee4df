"""The best sequence of languages for a sequence of scored words."""

from __future__ import annotations

from bilingual.detection.model import Scores


def decode(scores: Scores) -> list[bool]:
    """For each word whether it is Spanish, by the best path through two states (Viterbi 1967).

    With two states only the difference between them matters: before each word it is held between
    the costs of the two changes, and the word's odds are added to it. That takes time linear in
    the number of words.
    """
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


def _traced_back(forced: list[int], spanish: bool) -> list[bool]:
    states: list[bool] = []
    for move in reversed(forced):
        states.append(spanish)
        if move:
            spanish = move > 0
    states.reverse()
    return states
