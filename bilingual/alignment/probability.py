"""From evidence to a calibrated probability that two sentences match.

Words come first, since they cost little; sentence vectors are made only for pairs that the words
neither settle nor rule out.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import numpy as np

from bilingual.alignment.candidates import candidates
from bilingual.alignment.evidence import Sentence, lexical_features

# Where the cosine stands in a row of features, with vectors.
COSINE = 5
# The lead of a pair that has no rival: less than that of a clear winner among several.
_NO_RIVAL = 0.5
# The cosine of sentences that have nothing to do with each other.
_UNLIKE = 0.2
_NONE = np.zeros((0, COSINE + 3))
# By words alone: below the one a pair is ruled out, from the other on it is settled.
_RULED_OUT = 0.003
_SETTLED = 0.98
WEIGHTS = Path(__file__).parent.parent / "models" / "alignment" / "match_weights.json"

Text = Sequence[Sentence]


class Evidence(NamedTuple):
    """The candidate pairs of two texts, (es index, en index), and what words say of each.

    ``words`` holds a row of ``lexical_features`` for each pair.
    """

    es: Text
    en: Text
    pairs: list[tuple[int, int]]
    words: np.ndarray

    def features(self, vectors: Mapping[str, np.ndarray] | None = None) -> np.ndarray:
        """The evidence for each pair, and how far it leads or trails its rivals.

        ``vectors`` holds the vectors of texts; pairs without them are taken to be unlike. With
        None the cosine is left out.
        """
        if not self.pairs:
            return _NONE
        columns = self.words
        score = columns[:, 0] + columns[:, 1]
        if vectors is not None:
            cosine = np.array(
                [
                    vectors[a] @ vectors[b] if a in vectors and b in vectors else _UNLIKE
                    for a, b in self.texts()
                ]
            )
            columns = np.column_stack([columns, cosine])
            score = score + 2 * cosine
        return np.column_stack([columns, rivalry(self.pairs, score)])

    def texts(self) -> list[tuple[str, str]]:
        """The two sentences of each pair, the Spanish one in translation where it has one."""
        return [(self.es[i].translation or self.es[i].text, self.en[j].text) for i, j in self.pairs]


def word_evidence(es: Text, en: Text) -> Evidence:
    """The candidate pairs of two texts with what their words say."""
    pairs = candidates(es, en)
    return Evidence(es, en, pairs, lexical_features(es, en, pairs))


def with_vectors(some: Sequence[Evidence], wanted: Sequence[np.ndarray]) -> list[np.ndarray]:
    """The features of the pairs that a mask for each text wants, all vectors encoded together."""
    from bilingual.alignment.vectors import encode

    needed = {
        text
        for evidence, mask in zip(some, wanted)
        for pair, wants in zip(evidence.texts(), mask)
        if wants
        for text in pair
    }
    texts = sorted(needed)
    vectors = dict(zip(texts, encode(texts))) if texts else {}
    return [e.features(vectors)[mask] for e, mask in zip(some, wanted)]


@lru_cache(maxsize=1)
def _weights() -> dict[str, np.ndarray]:
    stored = json.loads(WEIGHTS.read_text(encoding="utf-8"))
    return {name: np.array(values) for name, values in stored.items()}


def probabilities(features: np.ndarray, vectors: bool) -> np.ndarray:
    """The probability of each row of ``Evidence.features``."""
    weights = _weights()["with_vectors" if vectors else "without_vectors"]
    return 1 / (1 + np.exp(-(features @ weights[:-1] + weights[-1])))


def scored_pairs(es: Text, en: Text, vectors: bool) -> list[tuple[int, int, float]]:
    """The candidate pairs of two texts, each with its probability of saying the same."""
    return scored_batches([(es, en)], vectors)[0]


def scored_batches(
    texts: Sequence[tuple[Text, Text]], vectors: bool
) -> list[list[tuple[int, int, float]]]:
    """``scored_pairs`` of many pairs of texts, with their vectors encoded together."""
    evidence = [word_evidence(es, en) for es, en in texts]
    scores = [probabilities(e.features(), False) if e.pairs else np.zeros(0) for e in evidence]
    if vectors:
        open_pairs = [_open_pairs(e.pairs, score) for e, score in zip(evidence, scores)]
        for score, kept, features in zip(scores, open_pairs, with_vectors(evidence, open_pairs)):
            if kept.any():
                score[kept] = probabilities(features, True)
    return [
        [(i, j, float(p)) for (i, j), p in zip(e.pairs, score)]
        for e, score in zip(evidence, scores)
    ]


def _open_pairs(pairs: Sequence[tuple[int, int]], score: np.ndarray) -> np.ndarray:
    """Which pairs words neither rule out nor settle, as a mask.

    A pair is settled where it is all but certain and the best that both sentences have; the
    other pairs of its sentences are then out of question.
    """
    best = _best(pairs, score)
    settled = [
        p >= _SETTLED and p == best[0, i] and p == best[1, j] for (i, j), p in zip(pairs, score)
    ]
    done = {(0, i) for (i, _), yes in zip(pairs, settled) if yes}
    done |= {(1, j) for (_, j), yes in zip(pairs, settled) if yes}
    return np.array(
        [
            p >= _RULED_OUT and (0, i) not in done and (1, j) not in done
            for (i, j), p in zip(pairs, score)
        ],
        dtype=bool,
    )


def _best(pairs: Sequence[tuple[int, int]], score: np.ndarray) -> dict[tuple[int, int], float]:
    """The best score of each sentence, by side and number."""
    best: dict[tuple[int, int], float] = {}
    for pair, p in zip(pairs, score):
        for key in enumerate(pair):
            best[key] = max(best.get(key, 0.0), p)
    return best


def rivalry(pairs: Sequence[tuple[int, int]], score: np.ndarray) -> np.ndarray:
    """By how much each pair's score leads the best rival of its es, and of its en sentence."""
    columns = []
    scores = score.tolist()
    for side in (0, 1):
        groups: dict[int, list[float]] = {}
        for pair, value in zip(pairs, scores):
            groups.setdefault(pair[side], []).append(value)
        best = {key: sorted(values)[-2:] for key, values in groups.items()}
        columns.append([_lead(value, best[pair[side]]) for pair, value in zip(pairs, scores)])
    return np.clip(np.array(columns).T, -1.0, 1.0)


def _lead(value: float, best: Sequence[float]) -> float:
    """By how much a value leads the best other one; ``best`` are the highest two, if there are."""
    if len(best) == 1:
        return _NO_RIVAL
    second, first = best
    return value - (second if value == first else first)
