"""Names in the Spanish segments of tests/articles: people, organisations and places.

    python -m benchmarks.spanish_mentions [--split dev] [--failures]

The whole text goes through detection and recognition. A gold name counts where it stands in a gold
segment of Spanish; a predicted one where it lies in such a segment. Exact span, without an article
before it or a possessive after it, and the same label. Names inside a longer one aren't scored,
nor are those that overlap something optional, nominal or of another sort. With ``--failures`` the
misses of the dev articles are printed, never those of the others.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests" / "evaluation"))

import scorer
from gold import GoldArticle, Place, load_articles
from measures import Outcome, excerpt, f1, overlap, precision, recall
from mention_scores import LABELS, trim

from bilingual import Document, Settings

RECOGNIZERS = (
    ("lexicon",),
    ("lexicon", "spacy"),
    ("lexicon", "stanza"),
    ("lexicon", "spacy", "stanza"),
)
SCORE = "names"


def score(article: GoldArticle, document: Document) -> Outcome:
    """Gold names found, and predicted names that are right, in the Spanish of one article."""
    outcome = Outcome()
    text = document.text
    spanish = [s.place for s in article.segments if s.language.split("-")[0] == "es"]
    wanted: dict[Place, str] = {}
    other = []
    for mention in article.mentions:
        place = trim(text, mention.place)
        plain = mention.strength == "name" and not mention.optional and mention.type in LABELS
        if plain and _lies_in(place, spanish):
            wanted[place] = mention.type
        else:
            other.append(place)
    found = {
        trim(text, m): m.label
        for m in document.mentions
        if m.label in LABELS and m.strength == "name"
    }
    wanted = {p: label for p, label in wanted.items() if not _inside_another(p, wanted)}
    for place, label in wanted.items():
        miss = f"{article.name} {label} {excerpt(text, place)}, given {found.get(place)}"
        outcome.found(SCORE, found.get(place) == label, miss)
    for place, label in found.items():
        if not _lies_in(place, spanish) or _inside_another(place, [*wanted, *other]):
            continue
        if not any(overlap(place, p) >= 0.5 for p in other):
            holds = wanted.get(place) == label
            outcome.right(SCORE, holds, f"{article.name} {label} {excerpt(text, place)}")
    return outcome


def _lies_in(place: Place, around: Sequence[Place]) -> bool:
    return any(p.start <= place.start and place.end <= p.end for p in around)


def _inside_another(place: Place, others: Sequence[Place]) -> bool:
    return any(p != place and p.start <= place.start and place.end <= p.end for p in others)


def table(split: str = "", failures: bool = False) -> None:
    """Prints precision, recall and F1 for each set of recognisers."""
    articles = [a for a in load_articles() if split in ("", a.split)]
    print(f"{'tests/articles, Spanish names':36}" + "".join(f"{c:>7}" for c in ("P", "R", "F1")))
    for recognizers in RECOGNIZERS:
        counts: Counter[str] = Counter()
        settings = Settings(recognizers=recognizers)
        for article, document in scorer.run(articles, settings, until="mentions"):
            outcome = score(article, document)
            counts.update(outcome.counts)
            if failures and article.split == "dev" and recognizers == RECOGNIZERS[-1]:
                print("\n".join(outcome.misses))
        row = (precision(counts, SCORE), recall(counts, SCORE), f1(counts, SCORE))
        name = f"{split or 'all'}, {'+'.join(recognizers)}"
        print(f"{name:36}" + "".join(f"{x:7.3f}" for x in row), flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--split", default="", choices=["", "dev", "report"])
    parser.add_argument("--failures", action="store_true")
    chosen = parser.parse_args()
    table(chosen.split, chosen.failures)


if __name__ == "__main__":
    main()
