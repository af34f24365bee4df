"""The evaluation gate: no score on the gold articles may fall below its baseline."""

import pytest
import scorer
from gold import load_articles


@pytest.mark.slow
def test_no_score_falls_below_its_baseline():
    outcomes = [scorer.score(article, doc) for article, doc in scorer.run(load_articles())]
    assert scorer.drops(scorer.scores(outcomes), scorer.read_baseline()) == []


def test_the_baseline_holds_every_score():
    assert set(scorer.read_baseline()) == {metric.name for metric in scorer.METRICS}
