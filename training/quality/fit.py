"""Fit the coefficients of the quality estimate, and say how well they rank unseen sentences.

Usage: BILINGUAL_DATA=FOLDER python training/quality/fit.py
Fitted on FLORES-200 dev by least squares on the logit of sentence chrF; checked on newstest2012.
Run it again whenever the bundled package changes. Writes bilingual/translation/quality.json.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import numpy as np
import sacrebleu

from bilingual.settings import DEFAULTS
from bilingual.translation.attempts import Attempter
from bilingual.translation.engine import load_engine
from bilingual.translation.glossary import Glossary
from bilingual.translation.quality import COEFFICIENTS_FILE, FEATURES, features

FITTED_ON, CHECKED_ON = "flores200-dev", "newstest2012"


def measured(name: str, folder: Path) -> tuple[np.ndarray, np.ndarray]:
    """Features (a row for each sentence) and chrF, 0 to 1, of the pipeline's translations."""
    sources, references = (
        (folder / f"{name}.{language}").read_text("utf-8").splitlines() for language in ("es", "en")
    )
    engine = load_engine(DEFAULTS)
    attempter = Attempter(engine, Glossary({}), frozenset())
    attempts = attempter.attempt(sources, DEFAULTS.beam_size)
    rows = [features(s, a.hypothesis, engine) for s, a in zip(sources, attempts)]
    scores = [
        sacrebleu.sentence_chrf(attempt.hypothesis.text, [reference]).score / 100
        for attempt, reference in zip(attempts, references)
    ]
    return np.array(rows), np.array(scores)


def spearman(left: np.ndarray, right: np.ndarray) -> float:
    """Spearman's rank correlation; ties are broken by position."""
    ranks = [np.argsort(np.argsort(values)) for values in (left, right)]
    return float(np.corrcoef(*ranks)[0, 1])


def main() -> None:
    """Fit, check and write."""
    if "BILINGUAL_DATA" not in os.environ:
        sys.exit("set BILINGUAL_DATA to the folder with mt_eval/")
    folder = Path(os.environ["BILINGUAL_DATA"]) / "mt_eval"
    rows, scores = measured(FITTED_ON, folder)
    clipped = scores.clip(0.02, 0.98)
    weights, *_ = np.linalg.lstsq(rows, np.log(clipped / (1 - clipped)), rcond=None)
    rows, scores = measured(CHECKED_ON, folder)
    estimates = 1 / (1 + np.exp(-rows @ weights))
    fitted = {
        "fitted_on": FITTED_ON,
        "model": load_engine(DEFAULTS).model_name,
        "spearman": {CHECKED_ON: round(spearman(estimates, scores), 3)},
        "mean_error": {CHECKED_ON: round(float((estimates - scores).mean()), 3)},
        "coefficients": {n: round(float(w), 4) for n, w in zip(FEATURES, weights)},
    }
    COEFFICIENTS_FILE.write_text(json.dumps(fitted, indent=1) + "\n", "utf-8")
    print(json.dumps(fitted, indent=1))


if __name__ == "__main__":
    main()
