"""Alignment of two texts that translate each other in order (Gale and Church 1993).

Dynamic programming over blocks of one or two sentences a side and gaps; what a block is worth
comes from the words that translate each other rather than from lengths alone.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

import numpy as np

from bilingual.alignment.candidates import candidates
from bilingual.alignment.evidence import Sentence, coverage, strengths
from bilingual.alignment.lexical import load_table

_SHAPES = ((1, 1), (1, 2), (2, 1), (2, 2))
_PRIOR = {(1, 1): 0.0, (1, 2): 0.04, (2, 1): 0.04, (2, 2): 0.12}
_WORTH = 0.28
_BAND = 4
_WIDEST = 24
_ANCHOR = 0.45


def align_in_order(
    es: Sequence[Sentence], en: Sequence[Sentence]
) -> list[tuple[list[int], list[int], float]]:
    """Blocks of sentences that translate each other, in order: (es ids, en ids, probability)."""
    if not es or not en:
        return []
    search = _Search(es, en)
    return [
        (list(range(i, i + a)), list(range(j, j + b)), round(search.likeness(i, j, a, b), 4))
        for i, j, a, b in search.path()
    ]


class _Search:
    def __init__(self, es: Sequence[Sentence], en: Sequence[Sentence]) -> None:
        self.es, self.en = es, en
        self.table = load_table()
        self._covered: dict[tuple[int, int], tuple[np.ndarray, np.ndarray]] = {}
        self.windows = _windows(es, en)

    def path(self) -> list[tuple[int, int, int, int]]:
        """The best blocks as (es start, en start, es count, en count)."""
        best: dict[tuple[int, int], tuple[float, tuple[int, int] | None]] = {(0, 0): (0.0, None)}
        for i in range(len(self.es) + 1):
            low, high = self.windows[i]
            for j in range(low, high + 1):
                if (i, j) not in best:
                    continue
                score = best[i, j][0]
                for a, b in (*_SHAPES, (1, 0), (0, 1)):
                    after = (i + a, j + b)
                    if not self._inside(*after):
                        continue
                    total = score + self._worth(i, j, a, b)
                    if after not in best or total > best[after][0]:
                        best[after] = (total, (a, b))
        return self._trace(best)

    def _inside(self, i: int, j: int) -> bool:
        if i > len(self.es) or j > len(self.en):
            return False
        low, high = self.windows[i]
        return low <= j <= high

    def _trace(self, best: dict) -> list[tuple[int, int, int, int]]:
        blocks = []
        i, j = len(self.es), len(self.en)
        while (i, j) != (0, 0):
            a, b = best[i, j][1]
            i, j = i - a, j - b
            if a and b:
                blocks.append((i, j, a, b))
        return blocks[::-1]

    def _worth(self, i: int, j: int, a: int, b: int) -> float:
        """The likeness of a block beyond what is worth a gap, by its length in words."""
        if not a or not b:
            return 0.0
        words = sum(len(s.words) for s in (*self.es[i : i + a], *self.en[j : j + b]))
        if not words:
            return -1.0
        return (self.likeness(i, j, a, b) - _WORTH - _PRIOR[a, b]) * words

    def likeness(self, i: int, j: int, a: int, b: int) -> float:
        """Harmonic mean of how much of each side's words the other side translates, 0 to 1."""
        es_hit = es_all = en_hit = en_all = 0.0
        for k in range(i, i + a):
            hits = [self._pair(k, m)[0] for m in range(j, j + b)]
            es_hit += float(_highest(hits) @ self.es[k].weights)
            es_all += self.es[k].weight
        for m in range(j, j + b):
            hits = [self._pair(k, m)[1] for k in range(i, i + a)]
            en_hit += float(_highest(hits) @ self.en[m].weights)
            en_all += self.en[m].weight
        return 2 * es_hit * en_hit / (es_hit * en_all + en_hit * es_all + 1e-9)

    def _pair(self, i: int, j: int) -> tuple[np.ndarray, np.ndarray]:
        """How well each word of two sentences is translated by the other."""
        if (i, j) not in self._covered:
            es, en = self.es[i], self.en[j]
            if es.words and en.words:
                strength = strengths(self.table, es, en)
                self._covered[i, j] = (strength.max(axis=1), strength.max(axis=0))
            else:
                self._covered[i, j] = (np.zeros(len(es.words)), np.zeros(len(en.words)))
        return self._covered[i, j]


def _highest(hits: list[np.ndarray]) -> np.ndarray:
    return hits[0] if len(hits) == 1 else np.maximum(*hits)


def _windows(es: Sequence[Sentence], en: Sequence[Sentence]) -> list[tuple[int, int]]:
    """The en positions worth trying at each es position: around the line through sure pairs.

    A window is a few positions wide beside sure pairs and wider the farther the next one is, up to
    a limit, so that time grows with the length of the texts alone. It reaches from the line at the
    position before to that at the position after, so that windows always overlap.
    """
    rows, columns = zip(*_anchors(es, en))
    places = np.arange(len(es) + 1)
    centres = np.interp(places, rows, columns)
    distance = np.abs(places[:, None] - np.array(rows)[_nearest(rows, places)]).min(axis=1)
    reach = _BAND + np.minimum(2 * distance, _WIDEST)
    before, after = np.maximum(places - 1, 0), np.minimum(places + 1, len(es))
    low = np.maximum(np.floor(centres[before] - reach), 0)
    high = np.minimum(np.ceil(centres[after] + reach), len(en))
    windows = list(zip(low.astype(int).tolist(), high.astype(int).tolist()))
    windows[0] = (0, windows[0][1])
    windows[-1] = (windows[-1][0], len(en))
    return windows


def _nearest(rows: Sequence[int], places: np.ndarray) -> np.ndarray:
    """For each place, the numbers of the sure rows before and after it, (len(places), 2)."""
    after = np.searchsorted(rows, places)
    return np.stack([np.maximum(after - 1, 0), np.minimum(after, len(rows) - 1)], axis=1)


def _anchors(es: Sequence[Sentence], en: Sequence[Sentence]) -> list[tuple[int, int]]:
    """The longest rising chain of pairs whose words mostly translate each other."""
    pairs = [p for p in candidates(es, en, most=2) if min(coverage(es[p[0]], en[p[1]])) >= _ANCHOR]
    pairs.sort(key=lambda p: (p[0], -p[1]))
    tails: list[int] = []
    chain: list[tuple[int, int]] = []
    previous: list[int] = []
    last: list[int] = []
    for place, (_, column) in enumerate(pairs):
        at = bisect_left(tails, column)
        previous.append(last[at - 1] if at else -1)
        tails[at : at + 1] = [column]
        last[at : at + 1] = [place]
    place = last[-1] if last else -1
    while place >= 0:
        chain.append(pairs[place])
        place = previous[place]
    return [(0, 0), *(p for p in chain[::-1] if p != (0, 0)), (len(es), len(en))]
