"""The alignment stage: matches each translated sentence with the English that reports it."""

from __future__ import annotations

from bilingual.alignment.evidence import Sentence, coverage
from bilingual.alignment.passages import quotations, report_sentences
from bilingual.alignment.probability import scored_batches
from bilingual.alignment.words import align_tokens
from bilingual.document import Document, Match, Span, Unit
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
        reports = [report_sentences(d) if d.units else [] for d in documents]
        texts = [
            ([Sentence(u.text, "es") for u in d.units], [Sentence(s.text, "en") for s in report])
            for d, report in zip(documents, reports)
        ]
        scored = scored_batches(texts, self.settings.vectors)
        return [
            document.add(matches=_matches(document, report, pairs))
            for document, report, pairs in zip(documents, reports, scored)
        ]


def _matches(
    document: Document, report: list[Span], scored: list[tuple[int, int, float]]
) -> list[Match]:
    """The pairs worth keeping: likely ones that are the best of either side."""
    best_of_unit: dict[int, float] = {}
    best_of_passage: dict[int, float] = {}
    for i, j, probability in scored:
        best_of_unit[i] = max(best_of_unit.get(i, 0.0), probability)
        best_of_passage[j] = max(best_of_passage.get(j, 0.0), probability)
    return [
        _match(document.units[i], report[j], probability)
        for i, j, probability in sorted(scored)
        if probability >= MIN_PROBABILITY and probability in (best_of_unit[i], best_of_passage[j])
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
