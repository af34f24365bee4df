"""What the pairs around a pair of sentences say of it.

A report tells a source piece by piece, mostly in order and near the place where the source is
printed. Each piece has one passage or few, so that a better partner on either side speaks against
a pair, and likely pairs of the neighbours speak for it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

_REACH = 2
_NEAR = 500
_RULED_OUT = 0.001


class Position(NamedTuple):
    """Where a pair stands in its article.

    ``unit`` and ``segment`` number the source sentence and its segment, ``sentence`` the English
    sentence that the passage from ``start`` to ``end`` is, or is part of; ``distance`` is that of
    passage and segment in code points.
    """

    unit: int
    segment: int
    sentence: int
    start: int
    end: int
    distance: int

    def overlaps(self, other: Position) -> bool:
        """Whether two passages have words in common."""
        return self.start < other.end and other.start < self.end


Scored = tuple[Position, float]


def context_features(positions: Sequence[Position], scores: Sequence[float]) -> np.ndarray:
    """Four numbers for each pair, given the probability that each has by itself.

    The best of its source with another passage; the best of its passage with another source; the
    best of the sentences before or after both, in the same order, of one segment; and how far
    apart source and report stand, on a logarithmic scale.
    """
    likely = [row for row in zip(positions, scores) if row[1] >= _RULED_OUT]
    by_unit: dict[int, list[Scored]] = {}
    by_sentence: dict[int, list[Scored]] = {}
    best: dict[tuple[int, int], float] = {}
    for position, score in likely:
        by_unit.setdefault(position.unit, []).append((position, score))
        by_sentence.setdefault(position.sentence, []).append((position, score))
        key = position.unit, position.sentence
        best[key] = max(best.get(key, 0.0), score)
    segments = {position.unit: position.segment for position in positions}
    rows = np.zeros((len(positions), 4))
    for number, own in enumerate(positions):
        of_unit, of_sentence = by_unit.get(own.unit, ()), by_sentence.get(own.sentence, ())
        rows[number] = (
            max((s for p, s in of_unit if not p.overlaps(own)), default=0.0),
            max((s for p, s in of_sentence if p.unit != own.unit and p.overlaps(own)), default=0.0),
            _beside(own, best, segments),
            np.log1p(own.distance / _NEAR),
        )
    return rows


def _beside(own: Position, best: dict[tuple[int, int], float], segments: dict[int, int]) -> float:
    """The best pair of a sentence near the source with one as near the passage, on one side."""
    steps = range(1, _REACH + 1)
    found = (
        best.get((own.unit + way * i, own.sentence + way * j), 0.0)
        for way in (-1, 1)
        for i in steps
        if segments.get(own.unit + way * i) == own.segment
        for j in steps
    )
    return max(found, default=0.0)
