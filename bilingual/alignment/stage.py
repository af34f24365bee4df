"""The alignment stage: matches each translated sentence with the English that reports it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import numpy as np

from bilingual.alignment.evidence import Sentence, coverage
from bilingual.alignment.passages import clauses, quotations, report_sentences
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
_SHORT = 12
_ATTRIBUTES = re.compile(
    r"\W*(?:según|dijo|dijeron|dice|señaló|informó|informaron|afirmó|aseguró|explicó|agregó|añadió|"
    r"indicó|declaró|expresó|manifestó|comentó|detalló|subrayó|pidió|reiteró|precisó|sostuvo|"
    r"apuntó|denunció|advirtió|insistió|escribió|publicó|reconoció|respondió|relató|contó|"
    r"concluyó|anunció|confirmó|destacó|recordó|puntualizó|lamentó|exigió)\b"
)


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
    reports = [_passages(d) if d.units else [] for d in documents]
    sources = [[u for u in d.units if not _is_attribution(u)] for d in documents]
    texts = [
        ([Sentence(u.text, "es") for u in units], [Sentence(s.text, "en") for s in report])
        for units, report in zip(sources, reports)
    ]
    return [
        [
            (units[i], report[j], features)
            for i, j, features in _article_features(document, units, report, es, en, rows)
        ]
        for document, units, report, (es, en), rows in zip(
            documents, sources, reports, texts, evidence_batches(texts, vectors)
        )
    ]


def _passages(document: Document) -> list[Span]:
    return [clause for s in report_sentences(document) for clause in clauses(s)]


def _sayers(speech: Speech, passages: Sequence[Span]) -> list[Segment | str | None]:
    """Who says each passage; a clause is said by whom its sentence, right before it, is."""
    sayers: list[Segment | str | None] = []
    whole: Span | None = None
    for passage in passages:
        if whole is not None and passage.end <= whole.end:
            sayers.append(sayers[-1])
        else:
            whole = passage
            sayers.append(speech.sayer(passage))
    return sayers


def _is_attribution(unit: Unit) -> bool:
    """Whether a sentence only says who spoke: "informó la dependencia en un comunicado"."""
    return len(unit.text.split()) <= _SHORT and bool(_ATTRIBUTES.match(unit.text))


def _article_features(
    document: Document,
    units: Sequence[Unit],
    report: Sequence[Span],
    es: Sequence[Sentence],
    en: Sequence[Sentence],
    rows: Sequence[tuple[int, int, np.ndarray]],
) -> Iterator[tuple[int, int, np.ndarray]]:
    if not rows:
        return
    speech = Speech(document)
    sayers = _sayers(speech, report)
    for i, j, features in rows:
        segment = document.segment_of(units[i])
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
    """The pairs worth keeping: likely ones that are the best of either side.

    Of a sentence and its clauses a unit takes only the likeliest.
    """
    best: dict[tuple[bool, int], float] = {}
    for unit, passage, probability in scored:
        for key in ((True, unit.start), (False, passage.start)):
            best[key] = max(best.get(key, 0.0), probability)
    kept = [
        (unit, passage, probability)
        for unit, passage, probability in scored
        if probability >= MIN_PROBABILITY
        and probability in (best[True, unit.start], best[False, passage.start])
    ]
    return [
        _match(*row)
        for row in kept
        if not any(
            other[0] is row[0] and other[2] > row[2] and _overlap(other[1], row[1])
            for other in kept
        )
    ]


def _overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


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
