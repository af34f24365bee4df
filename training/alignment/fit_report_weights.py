"""Fit the weights of the probability that an English sentence reports a source sentence.

    python -m training.alignment.fit_report_weights bilingual/models/alignment/report_weights.json

Reads the dev articles of tests/articles. They are few, so the weights start from those fitted on
translations and are held near them.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).parents[2] / "tests" / "evaluation"))

from gold import GoldArticle, load_articles
from measures import covers_half

from bilingual import Document
from bilingual.alignment.probability import WEIGHTS as TRANSLATION_WEIGHTS
from bilingual.alignment.stage import article_evidence
from bilingual.pipeline import Pipeline
from bilingual.settings import DEFAULTS

HOLD = 0.05


def examples(article: GoldArticle, document: Document, vectors: bool) -> Iterator[tuple]:
    """Each candidate pair of an article: its features, and whether the gold matches it."""
    for pair in article_evidence([document], vectors)[0]:
        fits = any(
            covers_half(m.source, pair.source) and covers_half(m.report, pair.passage)
            for m in article.matches
        )
        yield pair.features, float(fits)


def fit(features: np.ndarray, labels: np.ndarray, start: np.ndarray) -> np.ndarray:
    """Logistic regression by Newton's method, held near ``start``."""
    rows = np.column_stack([features, np.ones(len(features))])
    weights = start.copy()
    for _ in range(50):
        guess = 1 / (1 + np.exp(-rows @ weights))
        gradient = rows.T @ (labels - guess) - HOLD * (weights - start)
        curvature = (rows * (guess * (1 - guess))[:, None]).T @ rows + HOLD * np.eye(len(weights))
        weights = weights + np.clip(np.linalg.solve(curvature, gradient), -1, 1)
    return weights


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("output", type=Path)
    arguments = parser.parse_args()
    articles = [a for a in load_articles() if a.split == "dev"]
    documents = list(Pipeline(DEFAULTS, until="entities").pipe([a.document for a in articles]))
    translation = json.loads(TRANSLATION_WEIGHTS.read_text(encoding="utf-8"))
    fitted = {}
    for name, vectors in (("with_vectors", True), ("without_vectors", False)):
        rows = [e for a, d in zip(articles, documents) for e in examples(a, d, vectors)]
        features = np.array([f for f, _ in rows])
        labels = np.array([label for _, label in rows])
        start = np.concatenate([translation[name][:-1], [2, 2, 1, 0], translation[name][-1:]])
        weights = fit(features, labels, start)
        guess = 1 / (1 + np.exp(-(features @ weights[:-1] + weights[-1])))
        print(f"{name}: {len(labels)} pairs, {int(labels.sum())} true", weights.round(2))
        print(f"  wrong {int(((guess > 0.5) != labels).sum())}")
        fitted[name] = [round(float(w), 4) for w in weights]
    arguments.output.write_text(json.dumps(fitted, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
