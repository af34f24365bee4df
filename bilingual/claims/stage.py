"""The claims stage: what source and report agree and differ on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from bilingual.alignment.passages import clauses
from bilingual.claims.additions import added_findings
from bilingual.claims.compare_entities import (
    Cast,
    body_findings,
    entity_findings,
    named_alike,
    not_told,
)
from bilingual.claims.compare_hedges import hedge_findings
from bilingual.claims.compare_names import name_findings
from bilingual.claims.compare_negation import negation_findings
from bilingual.claims.compare_numbers import date_findings, number_findings
from bilingual.claims.compare_states import state_findings
from bilingual.claims.compare_status import status_findings
from bilingual.claims.omissions import omitted_findings
from bilingual.claims.scope import Attribution, attribution, told_of_source
from bilingual.claims.statement import Pair, Statement
from bilingual.claims.states import states
from bilingual.document import Document, Finding, Match, Segment, Span
from bilingual.settings import Settings


class Claims:
    """Adds ``findings``, each with both spans, linked words, confidence and explanation."""

    name = "claims"
    requires = ("segments", "units", "entities", "matches")
    provides = "findings"

    def __init__(self, settings: Settings) -> None:
        self._min_confidence = settings.min_confidence
        self._vectors = settings.vectors

    def __call__(self, documents: list[Document]) -> list[Document]:
        scopes = [attribution(d) if d.units else [] for d in documents]
        told = [told_of_source(d, scope) for d, scope in zip(documents, scopes)]
        added = added_findings(list(zip(documents, told)), self._vectors)
        return [
            document.add(findings=self._findings(document, scope, some))
            for document, scope, some in zip(documents, scopes, added)
        ]

    def _findings(
        self, document: Document, scope: Sequence[Attribution], added: Sequence[Finding]
    ) -> list[Finding]:
        if not document.units:
            return []
        cast = Cast(document)
        hard = list(_hard_findings(document, cast, scope))
        omitted = omitted_findings(document, cast, scope, [a.report for a in scope], hard)
        found = [*hard, *omitted, *_without_differences(added, hard)]
        kept = [f for f in dict.fromkeys(found) if f.confidence >= self._min_confidence]
        return sorted(kept, key=by_place)


def _without_differences(added: Sequence[Finding], hard: Sequence[Finding]) -> list[Finding]:
    """What is added but for words that answer to the source, and are found to differ from it."""
    differing = [f.report for f in hard if f.kind != "same"]
    return [
        f
        for f in added
        if not any(d.start < f.report.end and f.report.start < d.end for d in differing)
    ]


def _hard_findings(
    document: Document, cast: Cast, scope: Sequence[Attribution]
) -> Iterator[Finding]:
    """What matched sentences differ on, where the report speaks for the source.

    In loose matches only what the surest links bear out is compared.
    """
    for match in document.matches:
        segment = document.segment_of(match.unit)
        if segment is None or not _in_scope(match, segment, scope):
            continue
        pair = _pair(cast, match)
        if match.kind == "mention":
            yield from loose_findings(pair)
            continue
        yield from claim_findings(pair, _dateline(document, segment))
        entities = list(entity_findings(cast, pair, match, segment))
        entities = entities or list(named_alike(cast, not_told(cast, match, name_findings(pair))))
        yield from entities or body_findings(pair)


def loose_findings(pair: Pair) -> Iterator[Finding]:
    """What two statements that have little in common differ on, for all that."""
    yield from (f for f in number_findings(pair) if f.kind != "same")
    yield from negation_findings(pair)
    yield from _reserves_and_states(pair)


def claim_findings(pair: Pair, dateline: date | None = None) -> Iterator[Finding]:
    """What two statements agree and differ on, but for the names in them."""
    yield from number_findings(pair)
    yield from date_findings(pair, dateline)
    yield from negation_findings(pair)
    yield from _reserves_and_states(pair)


def _reserves_and_states(pair: Pair) -> Iterator[Finding]:
    """Acts, states and reserves that differ; a plan told as a deed isn't a lost reserve as well."""
    status = list(status_findings(pair))
    opposed = [] if status or pair.loose else list(state_findings(pair))
    yield from status or opposed
    for finding in hedge_findings(pair):
        if not any(
            s.source.start < finding.source.end and finding.source.start < s.source.end
            for s in status
        ) and not (opposed and "charged" in states(finding.source.text, "es")):
            yield finding


def by_place(finding: Finding) -> tuple[bool, int, int]:
    """Differences first, in the order of the text."""
    start = (finding.source or finding.report).start
    return finding.kind == "same", start, (finding.report or finding.source).start


def _in_scope(match: Match, segment: Segment, scope: Sequence[Attribution]) -> bool:
    return any(
        a.segment is segment
        and a.report.start <= match.report.start
        and match.report.end <= a.report.end
        for a in scope
    )


def _pair(cast: Cast, match: Match) -> Pair:
    meant = _meant(match)
    source = Statement(meant.text, "es", meant.start, cast.source_text)
    report = Statement(match.report.text, "en", match.report.start, cast.report_text)
    quoted, loose = match.kind == "quotation", match.kind == "mention"
    meaning = match.unit.translation.text
    return Pair(source, report, match.links, quoted, loose, meaning, match.probability)


def _meant(match: Match) -> Span:
    """The clause of a unit that a match is about: the one with all its links, else the unit."""
    for clause in clauses(match.unit, "es"):
        if match.links and all(
            clause.start <= k.source_start and k.source_end <= clause.end for k in match.links
        ):
            return clause
    return match.unit


def _dateline(document: Document, segment: Segment) -> date | None:
    """The day a source was published: its own date, else the article's."""
    stated = segment.metadata.get("date") or document.metadata.get("date")
    try:
        return date.fromisoformat(str(stated)[:10])
    except ValueError:
        return None
