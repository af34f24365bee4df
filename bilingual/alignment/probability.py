"""From evidence to a calibrated probability that two sentences match."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path

import numpy as np

from bilingual.alignment.candidates import candidates
from bilingual.alignment.evidence import Sentence, lexical_features

# The lead of a pair that has no rival: less than that of a clear winner among several.
_NO_RIVAL = 0.5
WEIGHTS = Path(__file__).parent.parent / "models" / "alignment" / "match_weights.json"


@lru_cache(maxsize=1)
def _weights() -> dict[str, np.ndarray]:
    stored = json.loads(WEIGHTS.read_text(encoding="utf-8"))
    return {name: np.array(values) for name, values in stored.items()}


def probabilities(features: np.ndarray, vectors: bool) -> np.ndarray:
    """The probability of each row that ``pair_features`` gave."""
    weights = _weights()["with_vectors" if vectors else "without_vectors"]
    return 1 / (1 + np.exp(-(features @ weights[:-1] + weights[-1])))


def scored_pairs(
    es: Sequence[Sentence], en: Sequence[Sentence], vectors: bool
) -> list[tuple[int, int, float]]:
    """The candidate pairs of two texts, each with its probability of saying the same."""
    return scored_batches([(es, en)], vectors)[0]


def scored_batches(
    texts: Sequence[tuple[Sequence[Sentence], Sequence[Sentence]]], vectors: bool
) -> list[list[tuple[int, int, float]]]:
    """``scored_pairs`` of many pairs of texts, with their vectors encoded together."""
    scored = []
    for rows in evidence_batches(texts, vectors):
        if rows:
            likelihood = probabilities(np.array([features for _, _, features in rows]), vectors)
            scored.append([(i, j, float(p)) for (i, j, _), p in zip(rows, likelihood)])
        else:
            scored.append([])
    return scored


def evidence_batches(
    texts: Sequence[tuple[Sequence[Sentence], Sequence[Sentence]]], vectors: bool
) -> list[list[tuple[int, int, np.ndarray]]]:
    """The candidate pairs of many pairs of texts, each with its row of features."""
    pairs = [candidates(es, en) for es, en in texts]
    encoded = _encode(texts, pairs) if vectors else {}
    return [
        [(i, j, features) for (i, j), features in zip(some, pair_features(es, en, some, encoded))]
        if some
        else []
        for (es, en), some in zip(texts, pairs)
    ]


def _encode(
    texts: Sequence[tuple[Sequence[Sentence], Sequence[Sentence]]],
    pairs: Sequence[Sequence[tuple[int, int]]],
) -> dict[str, np.ndarray]:
    """The vectors of all sentences that stand in a candidate pair."""
    from bilingual.alignment.vectors import encode

    wanted = {es[i].text for (es, _), some in zip(texts, pairs) for i, _ in some}
    wanted |= {en[j].text for (_, en), some in zip(texts, pairs) for _, j in some}
    ordered = sorted(wanted)
    return dict(zip(ordered, encode(ordered))) if ordered else {}


def pair_features(
    es: Sequence[Sentence],
    en: Sequence[Sentence],
    pairs: Sequence[tuple[int, int]],
    encoded: Mapping[str, np.ndarray],
) -> np.ndarray:
    """The evidence for each pair, and how far it leads or trails its rivals.

    ``encoded`` holds the vector of each text; without it the cosine is left out.
    """
    columns = np.array([lexical_features(es[i], en[j]) for i, j in pairs])
    score = columns[:, 0] + columns[:, 1]
    if encoded:
        cosine = np.array([float(encoded[es[i].text] @ encoded[en[j].text]) for i, j in pairs])
        columns = np.column_stack([columns, cosine])
        score = score + 2 * cosine
    return np.column_stack([columns, rivalry(pairs, score)])


def rivalry(pairs: Sequence[tuple[int, int]], score: np.ndarray) -> np.ndarray:
    """By how much each pair's score leads the best rival of its es, and of its en sentence."""
    leads = np.zeros((len(pairs), 2))
    for side in (0, 1):
        groups: dict[int, list[int]] = {}
        for row, pair in enumerate(pairs):
            groups.setdefault(pair[side], []).append(row)
        for rows in groups.values():
            ranked = sorted(rows, key=lambda r: -score[r])
            for row in rows:
                rival = ranked[1] if row == ranked[0] and len(rows) > 1 else ranked[0]
                leads[row, side] = _NO_RIVAL if len(rows) == 1 else score[row] - score[rival]
    return np.clip(leads, -1.0, 1.0)
