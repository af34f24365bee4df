"""Fit the weights of the probability that an English sentence reports a source sentence.

    python -m training.alignment.fit_report_weights bilingual/models/alignment/report_weights.json

Reads the dev articles of tests/articles. They are few, so the weights are held near zero, and what
is printed is how well each article is told by weights fitted on all others.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).parents[2] / "tests" / "evaluation"))

from gold import GoldArticle, Place, load_articles
from measures import common, covers_half

from bilingual import Document, Span
from bilingual.alignment.stage import article_evidence
from bilingual.pipeline import Pipeline
from bilingual.settings import DEFAULTS

RIDGE = 1.0
# The share of the longer of two stretches from which they count as the same.
SAME = 0.5


def examples(article: GoldArticle, document: Document, vectors: bool) -> Iterator[tuple]:
    """The candidate pairs of an article: features, and whether the gold matches them.

    Pairs that are part of a gold match, or hold it, are left out: either may be what is reported.
    """
    for pair in article_evidence([document], vectors, every=True)[0]:
        near = [
            min(_likeness(m.source, pair.source), _likeness(m.report, pair.passage))
            for m in article.matches
            if covers_half(m.source, pair.source) and covers_half(m.report, pair.passage)
        ]
        if not near or max(near) >= SAME:
            yield pair.features, float(bool(near))


def _likeness(one: Place, other: Span) -> float:
    """The code points that two stretches share, as a share of the longer one."""
    return common(one, other) / max(one.end - one.start, other.end - other.start)


def fit(features: np.ndarray, labels: np.ndarray) -> np.ndarray:
    """Weights and, last, the intercept: logistic regression by Newton's method.

    The weights are those of features scaled to one deviation when they are held near zero.
    """
    mean, deviation = features.mean(axis=0), features.std(axis=0) + 1e-9
    rows = np.column_stack([(features - mean) / deviation, np.ones(len(features))])
    hold = RIDGE * np.diag([*np.ones(features.shape[1]), 0.0])
    weights = np.zeros(rows.shape[1])
    for _ in range(50):
        guess = 1 / (1 + np.exp(-rows @ weights))
        gradient = rows.T @ (labels - guess) - hold @ weights
        curvature = (rows * (guess * (1 - guess))[:, None]).T @ rows + hold
        weights = weights + np.clip(np.linalg.solve(curvature, gradient), -1, 1)
    scaled = weights[:-1] / deviation
    return np.append(scaled, weights[-1] - scaled @ mean)


def probabilities(features: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """What the weights give each row."""
    return 1 / (1 + np.exp(-(features @ weights[:-1] + weights[-1])))


def held_out(features: np.ndarray, labels: np.ndarray, articles: np.ndarray) -> np.ndarray:
    """The probability of each row by weights fitted on all articles but its own."""
    guess = np.zeros(len(labels))
    for article in set(articles):
        own = articles == article
        guess[own] = probabilities(features[own], fit(features[~own], labels[~own]))
    return guess


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("output", type=Path)
    arguments = parser.parse_args()
    articles = [a for a in load_articles() if a.split == "dev"]
    documents = list(Pipeline(DEFAULTS, until="entities").pipe([a.document for a in articles]))
    fitted = {}
    for name, vectors in (("with_vectors", True), ("without_vectors", False)):
        rows = [
            (*example, number)
            for number, (article, document) in enumerate(zip(articles, documents))
            for example in examples(article, document, vectors)
        ]
        features, labels, numbers = (np.array(column) for column in zip(*rows))
        weights = fit(features, labels)
        guess = np.clip(held_out(features, labels, numbers), 1e-6, 1 - 1e-6)
        loss = -np.log(np.where(labels == 1, guess, 1 - guess)).sum()
        print(f"{name}: {len(labels)} pairs, {int(labels.sum())} true", weights.round(2))
        print(f"  held out: wrong {int(((guess > 0.5) != labels).sum())}, loss {loss:.1f}")
        fitted[name] = [round(float(w), 4) for w in weights]
    arguments.output.write_text(json.dumps(fitted, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
