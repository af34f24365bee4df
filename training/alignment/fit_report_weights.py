"""Fit the weights of the probability that an English sentence reports a source sentence.

First by what the two have in common, then with what the pairs around say as well, as the first
weights see them where they were fitted on other articles.

    python -m training.alignment.fit_report_weights bilingual/models/alignment/report_weights.json

Reads the dev articles of tests/articles. They are few, so the weights are held near zero, and what
is printed is how well each article is told by weights fitted on all others.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np

sys.path.insert(0, str(Path(__file__).parents[2] / "tests" / "evaluation"))

from gold import GoldArticle, Place, load_articles
from measures import common, covers_half

from bilingual import Document, Span
from bilingual.alignment.context import Position, context_features
from bilingual.alignment.stage import ReportPair, article_evidence
from bilingual.pipeline import Pipeline
from bilingual.settings import DEFAULTS

RIDGE = 1.0
# The share of the longer of two stretches from which they count as the same.
SAME = 0.5


UNSURE = -1.0


class Example(NamedTuple):
    """A candidate pair of article number ``article``; ``label`` says if the gold matches it.

    It is UNSURE for a part of a gold match, and for a pair that holds one: either may be what is
    reported.
    """

    features: np.ndarray
    label: float
    article: int
    position: Position


def examples(
    articles: Sequence[GoldArticle], documents: Sequence[Document], vectors: bool
) -> list[Example]:
    """The candidate pairs of whole source sentences with passages."""
    evidence = article_evidence(documents, vectors, every=True)
    return [
        Example(pair.features, _label(article, pair), number, pair.position)
        for number, (article, pairs) in enumerate(zip(articles, evidence))
        for pair in pairs
        if pair.source is pair.unit
    ]


def _label(article: GoldArticle, pair: ReportPair) -> float:
    near = [
        min(_likeness(m.source, pair.source), _likeness(m.report, pair.passage))
        for m in article.matches
        if covers_half(m.source, pair.source) and covers_half(m.report, pair.passage)
    ]
    return 0.0 if not near else 1.0 if max(near) >= SAME else UNSURE


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


def fit_sure(features: np.ndarray, labels: np.ndarray) -> np.ndarray:
    """``fit`` on the rows that are true or false."""
    sure = labels != UNSURE
    return fit(features[sure], labels[sure])


def held_out(features: np.ndarray, labels: np.ndarray, articles: np.ndarray) -> np.ndarray:
    """The probability of each row by weights fitted on all articles but its own."""
    guess = np.zeros(len(labels))
    for article in set(articles):
        own = articles == article
        weights = fit_sure(features[~own], labels[~own])
        guess[own] = probabilities(features[own], weights)
    return guess


def with_context(
    features: np.ndarray, guess: np.ndarray, articles: np.ndarray, positions: Sequence[Position]
) -> np.ndarray:
    """The features with what the pairs around each say, article by article."""
    around = [
        context_features([positions[k] for k in rows], guess[rows])
        for article in range(articles.max() + 1)
        for rows in [np.nonzero(articles == article)[0]]
        if len(rows)
    ]
    return np.hstack([features, np.vstack(around)])


def show(name: str, weights: np.ndarray, labels: np.ndarray, guess: np.ndarray) -> None:
    """Print weights, and how well articles are told by weights fitted on all others."""
    sure = labels != UNSURE
    truth, guess = labels[sure], np.clip(guess[sure], 1e-6, 1 - 1e-6)
    loss = -np.log(np.where(truth == 1, guess, 1 - guess)).sum()
    print(f"{name}: {len(truth)} pairs, {int(truth.sum())} true", weights.round(2))
    print(f"  held out: wrong {int(((guess > 0.5) != truth).sum())}, loss {loss:.1f}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("output", type=Path)
    arguments = parser.parse_args()
    articles = [a for a in load_articles() if a.split == "dev"]
    documents = list(Pipeline(DEFAULTS, until="entities").pipe([a.document for a in articles]))
    fitted = {}
    for name, vectors in (("with_vectors", True), ("without_vectors", False)):
        rows = examples(articles, documents, vectors)
        features, labels, numbers = (np.array(column) for column in list(zip(*rows))[:3])
        for stage in (name, f"{name}_in_context"):
            guess = held_out(features, labels, numbers)
            fitted[stage] = fit_sure(features, labels)
            show(stage, fitted[stage], labels, guess)
            features = with_context(features, guess, numbers, [row.position for row in rows])
    weights = {name: [round(float(w), 4) for w in some] for name, some in fitted.items()}
    arguments.output.write_text(json.dumps(weights, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
