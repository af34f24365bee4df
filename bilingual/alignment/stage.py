"""The alignment stage: matches each translated sentence with the English that reports it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from bilingual.alignment.evidence import Sentence, coverage
from bilingual.alignment.passages import quotations, report_sentences
from bilingual.alignment.probability import evidence_batches
from bilingual.alignment.reporting import phrase_in_common, report_features, report_probability
from bilingual.alignment.speech import CARRIES_ON, OTHER, Speech
from bilingual.alignment.words import align_tokens
from bilingual.document import Document, Match, Segment, Span, Unit
from bilingual.settings import Settings
from bilingual.tokens import tokenize

MIN_PROBABILITY = 0.2
_REPORT = 0.5
_QUOTED = 0.6


class Alignment:
    """Adds ``matches``: units and the passages that answer to them, with word links."""

    name = "alignment"
    requires = ("segments", "units", "entities")
    provides = "matches"

    def __init__(self, settings: Settings) -> None:
        self.settings = settings

    def __call__(self, documents: list[Document]) -> list[Document]:
        vectors = self.settings.vectors
        return [
            document.add(
                matches=_matches([(u, s, report_probability(f, vectors)) for u, s, f in evidence])
            )
            for document, evidence in zip(documents, article_evidence(documents, vectors))
        ]


def article_evidence(
    documents: Sequence[Document], vectors: bool
) -> list[list[tuple[Unit, Span, np.ndarray]]]:
    """For each article, the candidate pairs of unit and English sentence with their evidence."""
    reports = [report_sentences(d) if d.units else [] for d in documents]
    texts = [
        ([Sentence(u.text, "es") for u in d.units], [Sentence(s.text, "en") for s in report])
        for d, report in zip(documents, reports)
    ]
    return [
        [
            (document.units[i], report[j], features)
            for i, j, features in _article_features(document, report, es, en, rows)
        ]
        for document, report, (es, en), rows in zip(
            documents, reports, texts, evidence_batches(texts, vectors)
        )
    ]


def _article_features(
    document: Document,
    report: Sequence[Span],
    es: Sequence[Sentence],
    en: Sequence[Sentence],
    rows: Sequence[tuple[int, int, np.ndarray]],
) -> Iterator[tuple[int, int, np.ndarray]]:
    if not rows:
        return
    speech = Speech(document)
    sayers = [speech.sayer(sentence) for sentence in report]
    for i, j, features in rows:
        segment = document.segment_of(document.units[i])
        spoken = isinstance(sayers[j], Segment) and speech.same_speaker(segment, sayers[j])
        yield (
            i,
            j,
            report_features(
                features,
                phrase_in_common(es[i], en[j]),
                said_by_source=spoken,
                carries_on=sayers[j] == CARRIES_ON,
                other=sayers[j] == OTHER,
            ),
        )


def _matches(scored: list[tuple[Unit, Span, float]]) -> list[Match]:
    """The pairs worth keeping: likely ones that are the best of either side."""
    best: dict[tuple[type, int], float] = {}
    for unit, sentence, probability in scored:
        for side in (unit, sentence):
            key = (type(side), side.start)
            best[key] = max(best.get(key, 0.0), probability)
    return [
        _match(unit, sentence, probability)
        for unit, sentence, probability in scored
        if probability >= MIN_PROBABILITY
        and probability in (best[Unit, unit.start], best[type(sentence), sentence.start])
    ]


def _match(unit: Unit, sentence: Span, probability: float) -> Match:
    quoted = _quoted_translation(unit, sentence)
    report = quoted or sentence
    kind = "quotation" if quoted else "report" if probability >= _REPORT else "mention"
    links = align_tokens(tokenize(unit.text, unit.start), tokenize(report.text, report.start))
    return Match(unit, report, kind, round(probability, 4), tuple(links))


def _quoted_translation(unit: Unit, sentence: Span) -> Span | None:
    """The quotation inside a sentence whose words are the unit's, if there is one."""
    source = Sentence(unit.text, "es")
    for quotation in quotations(sentence):
        covered_es, covered_en = coverage(source, Sentence(quotation.text, "en"))
        if covered_en >= _QUOTED and covered_es >= _QUOTED:
            return quotation
    return None
