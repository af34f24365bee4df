"""Runs the product over the gold articles and scores every stage.

    python tests/evaluation                     the scores, beside the baseline
    python tests/evaluation --failures          each miss, of the dev articles
    python tests/evaluation --write-baseline    makes these scores the baseline

The definition of each score stands in the function that counts it (segment_scores.py,
mention_scores.py, claim_scores.py).
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from claim_scores import score_attribution, score_findings, score_matches
from gold import HARD_KINDS, GoldArticle
from measures import Outcome, f1, precision, recall, share
from mention_scores import score_linking, score_mentions
from segment_scores import score_segments, score_speakers

from bilingual import Document
from bilingual.claims import attribution
from bilingual.pipeline import Pipeline
from bilingual.settings import DEFAULTS, Settings

BASELINE = Path(__file__).with_name("baseline.json")
TOLERANCE = 0.01
"""How far a score may fall below its baseline before the gate fails, in the score's own unit."""

Counts = Counter[str]


@dataclass(frozen=True, slots=True)
class Metric:
    """One number of the report; ``higher`` says which way is better."""

    name: str
    of: Callable[[Counts], float]
    higher: bool = True

    def falls_short(self, score: float, baseline: float) -> bool:
        """Whether the score is worse than the baseline by more than the tolerance."""
        loss = baseline - score if self.higher else score - baseline
        return loss > TOLERANCE + 1e-9


def _recall(name: str) -> Metric:
    return Metric(f"{name}.recall", lambda counts: recall(counts, name))


def _precision(name: str) -> Metric:
    return Metric(f"{name}.precision", lambda counts: precision(counts, name))


def _all_three(name: str) -> list[Metric]:
    return [
        Metric(f"{name}.f1", lambda counts: f1(counts, name)),
        _recall(name),
        _precision(name),
    ]


def _per_article(name: str) -> Metric:
    return Metric(name, lambda counts: share(counts[name], counts["articles"], 0.0), higher=False)


FINDING_KINDS = (*sorted(HARD_KINDS), "omitted", "added")

METRICS = (
    *_all_three("segments.letters"),
    *_all_three("segments.spans"),
    _recall("segments.exact"),
    _per_article("segments.false"),
    _recall("segments.kind"),
    _recall("segments.truncated"),
    _recall("segments.metadata"),
    Metric("speakers.right", lambda c: share(c["speakers.right"], c["speakers.all"])),
    Metric("speakers.wrong", lambda c: share(c["speakers.wrong"], c["speakers.all"], 0.0), False),
    _recall("lexicon"),
    _precision("lexicon"),
    *_all_three("names"),
    Metric("linking.joined", lambda counts: recall(counts, "linking")),
    Metric("linking.wrong", lambda counts: 1 - precision(counts, "linking"), higher=False),
    *_all_three("matches"),
    *_all_three("attribution"),
    _recall("attribution.source"),
    _recall("findings"),
    _per_article("findings.false_hard"),
    _precision("findings.soft"),
    *(_recall(f"findings.{kind}") for kind in FINDING_KINDS),
    _recall("findings.same"),
)


def run(
    articles: Iterable[GoldArticle], settings: Settings = DEFAULTS, until: str = "findings"
) -> Iterator[tuple[GoldArticle, Document]]:
    """Each article with the document that the stages up to a layer make of it."""
    articles = list(articles)
    documents = Pipeline(settings, until).pipe(article.document for article in articles)
    return zip(articles, documents)


def score(article: GoldArticle, document: Document) -> Outcome:
    """The counts and misses of one article."""
    outcome = Outcome(Counter(articles=1))
    for scored in (score_segments, score_speakers, score_mentions, score_linking, score_matches):
        outcome.add(scored(article, document))
    outcome.add(score_attribution(article, document.text, attribution(document)))
    outcome.add(score_findings(article, document))
    return outcome


def scores(outcomes: Iterable[Outcome]) -> dict[str, float]:
    """Every metric over all outcomes, rounded to four digits."""
    counts: Counts = Counter()
    for outcome in outcomes:
        counts.update(outcome.counts)
    return {metric.name: round(metric.of(counts), 4) for metric in METRICS}


def drops(now: dict[str, float], baseline: dict[str, float]) -> list[str]:
    """A line for each score that fell below its baseline by more than the tolerance."""
    return [
        f"{metric.name}: {now[metric.name]:.4f}, baseline {baseline[metric.name]:.4f}"
        for metric in METRICS
        if metric.name in baseline and metric.falls_short(now[metric.name], baseline[metric.name])
    ]


def read_baseline() -> dict[str, float]:
    """The scores that the gate holds the product to."""
    return json.loads(BASELINE.read_text(encoding="utf-8"))["scores"]


def write_baseline(now: dict[str, float], signature: str) -> None:
    """Makes these scores the baseline."""
    content = {"signature": signature, "tolerance": TOLERANCE, "scores": now}
    BASELINE.write_text(json.dumps(content, indent=2) + "\n", encoding="utf-8")
