"""Fit the logistic weights that turn evidence into the probability of a match.

    python -m training.alignment.fit_match_weights bilingual/models/alignment/match_weights.json

Positives and negatives are the candidate pairs of scrambled documents of newstest2011 and
newstest2012, which the lexical table has not seen.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import numpy as np

from benchmarks.document_pairs import aligned_documents, scrambled
from bilingual.alignment.evidence import Sentence
from bilingual.alignment.probability import word_evidence
from bilingual.alignment.vectors import encode

RIDGE = 1e-2


def examples(documents: int, vectors: bool) -> tuple[np.ndarray, np.ndarray]:
    """Features of candidate pairs, and whether each is a translation."""
    texts = [d for name in ("newstest2011", "newstest2012") for d in aligned_documents(name)]
    step = max(1, len(texts) // documents)
    features, labels = [], []
    for pair in scrambled(texts[::step][:documents], seed=11):
        es = [Sentence(t, "es") for t in pair.es]
        en = [Sentence(t, "en") for t in pair.en]
        evidence = word_evidence(es, en)
        texts = [s.text for s in (*es, *en)]
        encoded = dict(zip(texts, encode(texts))) if vectors else None
        gold = {(a[0], b[0]) for a, b in pair.gold}
        features.append(evidence.features(encoded))
        labels += [float(p in gold) for p in evidence.pairs]
    return np.concatenate(features), np.array(labels)


def fit(features: np.ndarray, labels: np.ndarray) -> np.ndarray:
    """Weights and, last, the intercept: logistic regression by Newton's method."""
    rows = np.column_stack([features, np.ones(len(features))])
    weights = np.zeros(rows.shape[1])
    for _ in range(30):
        guess = 1 / (1 + np.exp(-rows @ weights))
        gradient = rows.T @ (labels - guess) - RIDGE * weights
        curvature = (rows * (guess * (1 - guess))[:, None]).T @ rows + RIDGE * np.eye(len(weights))
        weights = weights + np.linalg.solve(curvature, gradient)
    return weights


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("output", type=Path)
    parser.add_argument("--documents", type=int, default=80)
    arguments = parser.parse_args()
    fitted = {}
    for name, vectors in (("with_vectors", True), ("without_vectors", False)):
        features, labels = examples(arguments.documents, vectors)
        fitted[name] = [round(float(w), 4) for w in fit(features, labels)]
        guess = 1 / (1 + np.exp(-(features @ fitted[name][:-1] + fitted[name][-1])))
        wrong = float(((guess > 0.5) != labels).mean())
        print(
            f"{name}: {len(labels)} pairs, {labels.mean():.3f} true, error {wrong:.4f}",
            fitted[name],
        )
    arguments.output.write_text(json.dumps(fitted, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
