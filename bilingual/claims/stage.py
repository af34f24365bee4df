"""The claims stage: what source and report agree and differ on."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from bilingual.claims.compare_modality import hedge_findings, status_findings
from bilingual.claims.compare_names import name_findings
from bilingual.claims.compare_negation import negation_findings
from bilingual.claims.compare_numbers import date_findings, number_findings
from bilingual.claims.scope import attribution
from bilingual.claims.statement import Pair, Statement
from bilingual.document import Document, Finding, Match
from bilingual.settings import Settings


class Claims:
    """Adds ``findings``, each with both spans, linked words, confidence and explanation."""

    name = "claims"
    requires = ("segments", "units", "entities", "matches")
    provides = "findings"

    def __init__(self, settings: Settings) -> None:
        self._min_confidence = settings.min_confidence

    def __call__(self, documents: list[Document]) -> list[Document]:
        return [document.add(findings=self._findings(document)) for document in documents]

    def _findings(self, document: Document) -> list[Finding]:
        scope = attribution(document)
        found = [
            finding
            for match in document.matches
            if match.kind != "mention" and _in_scope(match, scope)
            for finding in pair_findings(_pair(document, match), _dateline(document, match))
        ]
        kept = [f for f in dict.fromkeys(found) if f.confidence >= self._min_confidence]
        return sorted(kept, key=by_place)


def pair_findings(pair: Pair, dateline: date | None = None) -> Iterator[Finding]:
    """Everything that two statements which answer to each other agree and differ on."""
    yield from number_findings(pair)
    yield from date_findings(pair, dateline)
    yield from name_findings(pair)
    yield from negation_findings(pair)
    yield from hedge_findings(pair)
    yield from status_findings(pair)


def by_place(finding: Finding) -> tuple[bool, int, int]:
    """Differences first, in the order of the text."""
    start = (finding.source or finding.report).start
    return finding.kind == "same", start, (finding.report or finding.source).start


def _in_scope(match: Match, scope: list) -> bool:
    return any(
        a.report.start <= match.report.start
        and match.report.end <= a.report.end
        and a.segment.start <= match.unit.start < a.segment.end
        for a in scope
    )


def _pair(document: Document, match: Match) -> Pair:
    source = Statement(match.unit.text, "es", match.unit.start)
    report = Statement(match.report.text, "en", match.report.start)
    return Pair(source, report, match.links)


def _dateline(document: Document, match: Match) -> date | None:
    segment = document.segment_of(match.unit)
    stated = (segment.metadata.get("date") if segment else None) or document.metadata.get("date")
    try:
        return date.fromisoformat(str(stated)[:10])
    except ValueError:
        return None
