"""The command: prints the scores beside the baseline, lists misses, writes the baseline."""

from __future__ import annotations

import argparse
import sys

import scorer
from gold import load_articles

SPLITS = ("dev", "report", "all")


def main() -> int:
    """Scores the articles; 1 when the gate would fail."""
    options = _options()
    articles = [a for a in load_articles() if options.split in ("all", a.split)]
    articles = [a for a in articles if a.name.startswith(tuple(options.article or [""]))]
    results = list(scorer.run(articles, until=options.until))
    outcomes = {article.name: scorer.score(article, document) for article, document in results}
    if options.failures:
        _print_failures(outcomes)
    now = scorer.scores(outcomes.values())
    if options.write_baseline:
        scorer.write_baseline(now, results[0][1].signature)
    whole = options.split == "all" and not options.article
    baseline = scorer.read_baseline() if scorer.BASELINE.exists() and whole else {}
    _print_table(now, baseline)
    return 1 if scorer.drops(now, baseline) else 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python tests/evaluation", description=__doc__)
    parser.add_argument("article", nargs="*", help="only articles whose names start so")
    parser.add_argument("--split", choices=SPLITS, help="default: all; with --failures, dev")
    parser.add_argument("--failures", action="store_true", help="list each miss")
    parser.add_argument("--until", default="findings", help="the last layer to make")
    parser.add_argument("--write-baseline", action="store_true", help="set the gate to these")
    options = parser.parse_args()
    options.split = options.split or ("dev" if options.failures else "all")
    if options.write_baseline and (options.split != "all" or options.article):
        parser.error("a baseline is of all articles")
    return options


def _print_failures(outcomes: dict[str, scorer.Outcome]) -> None:
    for name, outcome in outcomes.items():
        print(f"\n{name}")
        for miss in outcome.misses:
            print(f"  {miss}")


def _print_table(now: dict[str, float], baseline: dict[str, float]) -> None:
    print(f"\n{'score':<32}{'now':>8}{'baseline':>10}")
    short = {line.split(":")[0] for line in scorer.drops(now, baseline)}
    for name, value in now.items():
        before = f"{baseline[name]:.3f}" if name in baseline else "-"
        print(f"{name:<32}{value:>8.3f}{before:>10}{'  dropped' if name in short else ''}")


if __name__ == "__main__":
    sys.exit(main())
