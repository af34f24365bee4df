"""The alignment stage: matches each translated sentence with the English that reports it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

import numpy as np

from bilingual.alignment.context import Position, context_features
from bilingual.alignment.evidence import Sentence, coverage
from bilingual.alignment.passages import clauses, quotations, report_sentences
from bilingual.alignment.probability import with_vectors, word_evidence
from bilingual.alignment.reporting import (
    ALIKE,
    TOLD,
    report_features,
    report_probabilities,
)
from bilingual.alignment.speech import CARRIES_ON, Speech
from bilingual.alignment.words import align_tokens
from bilingual.document import Document, Match, Mention, Segment, Span, Unit
from bilingual.settings import Settings
from bilingual.tokens import tokenize

MIN_PROBABILITY = 0.2
# The least where the passage is told of the source's speaker, or carries on.
_LEAST_TOLD = 0.1
_REPORT = 0.5
_CLAUSE = 0.6
_ALIKE = 0.2
_QUOTED = 0.6
# Below this, by words alone, a pair is not worth its vectors, unless the source is named.
_RULED_OUT = 0.01
_SHORT = 12
_LABEL = 4
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
            document.add(matches=_matches(pairs, vectors))
            for document, pairs in zip(documents, article_evidence(documents, vectors))
        ]


class ReportPair(NamedTuple):
    """A candidate: a unit, the unit itself or the clause of it that is meant, and a passage.

    ``features`` is a row of ``report_features``.
    """

    unit: Unit
    source: Span
    passage: Span
    features: np.ndarray
    position: Position


def article_evidence(
    documents: Sequence[Document], vectors: bool, every: bool = False
) -> list[list[ReportPair]]:
    """For each article, the candidate pairs of source and English passage with their evidence.

    Without ``every`` only those that words and speakers leave open.
    """
    readings = [
        (number, reading)
        for number, document in enumerate(documents)
        if document.units
        for reading in _readings(document, vectors)
    ]
    wanted = [r.every() if every else r.worth_vectors() for _, r in readings]
    if vectors:
        features = with_vectors([r.evidence for _, r in readings], wanted)
    else:
        features = [r.evidence.features()[mask] for (_, r), mask in zip(readings, wanted)]
    found: list[list[ReportPair]] = [[] for _ in documents]
    for (number, reading), mask, rows in zip(readings, wanted, features):
        found[number] += reading.report_pairs(mask, rows)
    return found


class _Reading:
    """One way of cutting the sources of an article, against the passages of its report."""

    def __init__(
        self, sources: Sequence[tuple[Unit, Span]], report: Sequence[Span], telling: _Telling
    ) -> None:
        self.sources, self._telling = sources, telling
        self._distinct = distinct = telling.distinct
        self.report = [report[j] for j in distinct]
        es = [
            Sentence(telling.with_acronyms_written_out(span), "es", _translation(unit, span))
            for unit, span in sources
        ]
        self.evidence = word_evidence(es, telling.sentences)
        self._told = np.array(
            [telling.of(sources[i][0], distinct[j]) for i, j in self.evidence.pairs]
        )

    def every(self) -> np.ndarray:
        """All pairs, as a mask."""
        return np.ones(len(self.evidence.pairs), dtype=bool)

    def worth_vectors(self) -> np.ndarray:
        """Which pairs the words leave open, or are told of the source's speaker, as a mask."""
        if not self.evidence.pairs:
            return self.every()
        rows = self._features(self.every(), self.evidence.features())
        return (report_probabilities(rows, vectors=False) >= _RULED_OUT) | (self._told[:, 0] > 0)

    def report_pairs(self, mask: np.ndarray, features: np.ndarray) -> Iterator[ReportPair]:
        """The pairs that a mask keeps, given their rows of ``Evidence.features``."""
        kept = [pair for pair, keeps in zip(self.evidence.pairs, mask) if keeps]
        for (i, j), row in zip(kept, self._features(mask, features)):
            unit, source = self.sources[i]
            position = self._telling.position(unit, self._distinct[j])
            yield ReportPair(unit, source, self.report[j], row, position)

    def _features(self, mask: np.ndarray, features: np.ndarray) -> np.ndarray:
        es, en = self.evidence.es, self.evidence.en
        kept = [(es[i], en[j]) for (i, j), keeps in zip(self.evidence.pairs, mask) if keeps]
        return report_features(features, kept, self._told[mask])


class _Telling:
    """Who tells each passage of a report, against who says a unit."""

    def __init__(self, document: Document, report: Sequence[Span]) -> None:
        self.document = document
        self.speech = Speech(document)
        self.report = report
        self.sayers = _sayers(self.speech, report)
        self._sentences = _sentence_numbers(report)
        self._units = {unit.start: number for number, unit in enumerate(document.units)}
        self._acronyms = _acronyms(document)

    @cached_property
    def distinct(self) -> list[int]:
        """The passages, by number, that no earlier one repeats word for word for the same sayer."""
        first: dict[tuple[str, int, bool, bool], int] = {}
        for number, (passage, sayer) in enumerate(zip(self.report, self.sayers)):
            first.setdefault((passage.text, id(sayer.who), *sayer[1:]), number)
        return list(first.values())

    @cached_property
    def sentences(self) -> list[Sentence]:
        """The distinct passages, prepared for comparison."""
        return [Sentence(self.report[j].text, "en") for j in self.distinct]

    def position(self, unit: Unit, passage: int) -> Position:
        """Where a unit and a passage, by number, stand in the article."""
        segment, span = self.document.segment_of(unit), self.report[passage]
        distance = min(abs(span.start - segment.end), abs(segment.start - span.end))
        return Position(
            self._units[unit.start],
            segment.start,
            self._sentences[passage],
            span.start,
            span.end,
            distance,
        )

    def with_acronyms_written_out(self, source: Span) -> str:
        """The text of a source with its acronyms as the article's English writes them out."""
        text, end = source.text, len(source.text)
        for mention, name in self._acronyms:
            first, last = mention.start - source.start, mention.end - source.start
            if first >= 0 and last <= end:
                text, end = text[:first] + name + text[last:], first
        return text

    def of(self, unit: Unit, passage: int) -> tuple[bool, float, bool]:
        """Whether a passage names the unit's speaker, carries on with him, or only follows.

        What carries on with somebody else may still be his: half of it counts.
        """
        sayer = self.sayers[passage]
        segment = self.document.segment_of(unit)
        spoken = isinstance(sayer.who, Segment) and self.speech.same_speaker(segment, sayer.who)
        carries = 0.0 if not sayer.carries_on else 1.0 if spoken else 0.5
        follows = spoken and not sayer.named and not sayer.carries_on
        return spoken and sayer.named, carries, follows


def _translation(unit: Unit, span: Span) -> str:
    """What a unit's translation has for the unit itself, or for one clause of it."""
    translation = unit.translation
    if span is unit:
        return translation.text
    first, last = span.start - unit.start, span.end - unit.start
    places = [k for k in translation.links if first <= k.source_start < last]
    if not places:
        return ""
    start, end = min(k.target_start for k in places), max(k.target_end for k in places)
    return translation.text[start:end]


def _acronyms(document: Document) -> list[tuple[Mention, str]]:
    """The Spanish acronyms, last first, that the English writes out, with the name it gives.

    "STPS" has no word in common with "Labor Ministry", as names that are written out have.
    """
    found = []
    for entity in document.entities:
        english = [m.text for m in entity.mentions if m.language == "en" and m.strength == "name"]
        acronyms = [m for m in entity.mentions if m.language == "es" and _is_acronym(m.text)]
        found += [(m, english[0]) for m in acronyms if english and m.text not in english]
    return sorted(found, key=lambda row: -row[0].start)


def _is_acronym(name: str) -> bool:
    return name.isupper() and name.isalpha()


def _readings(document: Document, vectors: bool) -> Iterator[_Reading]:
    """The article read by whole sentences of the sources and, with vectors, by their clauses."""
    units = [u for u in document.units if not _is_attribution(u) and not _is_label(u)]
    report = _passages(document)
    telling = _Telling(document, report)
    yield _Reading([(u, u) for u in units], report, telling)
    parts = [(u, clause) for u in units for clause in clauses(u, "es")]
    if vectors and parts:
        yield _Reading(parts, report, telling)


def _passages(document: Document) -> list[Span]:
    return [p for s in report_sentences(document) for p in (s, *clauses(s))]


def _sentence_numbers(passages: Sequence[Span]) -> list[int]:
    """The number of the sentence that each passage is, or is a clause of."""
    numbers: list[int] = []
    number, end = -1, -1
    for passage in passages:
        number += passage.start >= end
        end = max(end, passage.end)
        numbers.append(number)
    return numbers


class _Sayer(NamedTuple):
    """Whom a passage names last as saying something, and whether it is told as his.

    ``named`` where it names him, ``carries_on`` where it goes on with him ("it added").
    """

    who: Segment | str | None
    named: bool
    carries_on: bool


def _sayers(speech: Speech, passages: Sequence[Span]) -> list[_Sayer]:
    """Who says each passage; a clause is said by whom its sentence, right before it, is.

    What carries on, and what names nobody, is of whoever was named last.
    """
    sayers: list[_Sayer] = []
    whole: Span | None = None
    last: Segment | str | None = None
    for passage in passages:
        if whole is not None and passage.end <= whole.end:
            sayers.append(sayers[-1])
            continue
        whole = passage
        sayer = speech.sayer(passage)
        last = last if sayer in (None, CARRIES_ON) else sayer
        sayers.append(_Sayer(last, sayer not in (None, CARRIES_ON), sayer == CARRIES_ON))
    return sayers


def _is_attribution(unit: Unit) -> bool:
    """Whether a sentence only says who spoke: "informó la dependencia en un comunicado"."""
    return len(unit.text.split()) <= _SHORT and bool(_ATTRIBUTES.match(unit.text))


def _is_label(unit: Unit) -> bool:
    """Whether a unit only heads a text: "TARJETA INFORMATIVA."."""
    return unit.text.isupper() and len(unit.text.split()) <= _LABEL


def _matches(pairs: Sequence[ReportPair], vectors: bool) -> list[Match]:
    """The pairs worth keeping: likely ones that are the best of either side.

    Of a passage and its clauses a source takes only the likeliest. A clause of a source adds
    passages that its sentence does not answer to, where they answer best to the clause.
    """
    scored = list(zip(pairs, _in_context(pairs, vectors)))
    best: dict[tuple[int, int, int], float] = {}
    for pair, probability in scored:
        for key in _sides(pair):
            best[key] = max(best.get(key, 0.0), probability)
    whole = [row for row in scored if row[0].source is row[0].unit and _is_likely(*row, best)]
    whole = [row for row in whole if not _is_surpassed(row, whole)]
    parts = [row for row in scored if row[0].source is not row[0].unit and _is_likely(*row, best)]
    parts = [
        row
        for row in parts
        if not _is_surpassed(row, parts)
        and not any(w.unit is row[0].unit and _overlap(w.passage, row[0].passage) for w, _ in whole)
    ]
    return [_match(*row) for row in sorted(whole + parts, key=lambda row: _sides(row[0]))]


def _in_context(pairs: Sequence[ReportPair], vectors: bool) -> list[float]:
    """The probability of each pair, for whole sentences in the light of those around it."""
    found = report_probabilities([pair.features for pair in pairs], vectors)
    whole = [number for number, pair in enumerate(pairs) if pair.source is pair.unit]
    around = context_features([pairs[k].position for k in whole], found[whole])
    rows = [[*pairs[k].features, *beside] for k, beside in zip(whole, around)]
    found[whole] = report_probabilities(rows, vectors, in_context=True)
    return found.tolist()


def _is_likely(
    pair: ReportPair, probability: float, best: Mapping[tuple[int, int, int], float]
) -> bool:
    """Whether a pair is likely, and the best of its source or, for a clause, of its passage.

    Clauses are short, so that their vectors have to be alike as well.
    """
    of_source, of_passage = (best[key] for key in _sides(pair))
    if pair.source is pair.unit:
        least = _LEAST_TOLD if pair.features[TOLD].any() else MIN_PROBABILITY
        return probability >= least and probability in (of_source, of_passage)
    alike = pair.features[ALIKE] >= _ALIKE
    return probability >= _CLAUSE and probability == of_passage and bool(alike)


def _is_surpassed(row: tuple[ReportPair, float], rows: Sequence[tuple[ReportPair, float]]) -> bool:
    """Whether a source has a likelier pair among ``rows`` with a passage that overlaps."""
    pair, probability = row
    return any(
        other.source is pair.source and more > probability and _overlap(other.passage, pair.passage)
        for other, more in rows
    )


def _sides(pair: ReportPair) -> tuple[tuple[int, int, int], tuple[int, int, int]]:
    """What names the source and the passage of a pair among all of an article."""
    return (0, pair.source.start, pair.source.end), (1, pair.passage.start, pair.passage.end)


def _overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def _match(pair: ReportPair, probability: float) -> Match:
    """The match of a pair; where a clause of the unit is meant, only its words are linked."""
    quoted = _quoted_translation(pair.unit, pair.passage)
    report = quoted or pair.passage
    source = pair.unit if quoted else pair.source
    kind = "quotation" if quoted else "report" if probability >= _REPORT else "mention"
    links = align_tokens(tokenize(source.text, source.start), tokenize(report.text, report.start))
    return Match(pair.unit, report, kind, round(probability, 4), tuple(links))


def _quoted_translation(unit: Unit, sentence: Span) -> Span | None:
    """The quotation inside a sentence whose words are the unit's, if there is one."""
    source = Sentence(unit.text, "es")
    for quotation in quotations(sentence):
        covered_es, covered_en = coverage(source, Sentence(quotation.text, "en"))
        if covered_en >= _QUOTED and covered_es >= _QUOTED:
            return quotation
    return None
