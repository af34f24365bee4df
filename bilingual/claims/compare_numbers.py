"""Numbers and dates that differ between a source and its report."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from bilingual.claims.matching import match_facts
from bilingual.claims.numbers import Quantity
from bilingual.claims.statement import Pair, Statement
from bilingual.claims.units import same_dimension
from bilingual.document import Finding, Span

_DATE_NAMES = {"weekday": "weekday", "month": "month", "day": "day", "year": "year"}


def number_findings(pair: Pair) -> Iterator[Finding]:
    """ "number" where two figures in one role differ, "same" where figures agree."""
    agreed, es_left, en_left = match_facts(
        pair, pair.es.quantities, pair.en.quantities, Quantity.agrees
    )
    for es, en in agreed:
        if not es.weak and not en.weak and es.kind == "number":
            yield _finding(pair, "same", _span(pair.es, es), _span(pair.en, en), 0.9, "agree on")
    for es, en in _conflicts(pair, es_left, en_left):
        source, report = _span(pair.es, es), _span(pair.en, en)
        yield _finding(pair, "number", source, report, 0.85, "differ:")


def _conflicts(
    pair: Pair, es_left: list[Quantity], en_left: list[Quantity]
) -> Iterator[tuple[Quantity, Quantity]]:
    """Left-over figures that stand in the same role, each used once."""
    choices = []
    for i, es in enumerate(es_left):
        for j, en in enumerate(en_left):
            if not _same_role(pair, es, en):
                continue
            distance = pair.distance(es.tokens, en.tokens)
            choices.append((-pair.context_links(es.tokens, en.tokens), distance, i, j))
    used_es: set[int] = set()
    used_en: set[int] = set()
    for _, _, i, j in sorted(choices):
        if i not in used_es and j not in used_en:
            used_es.add(i)
            used_en.add(j)
            yield es_left[i], en_left[j]


def _same_role(pair: Pair, es: Quantity, en: Quantity) -> bool:
    if es.weak or en.weak or es.kind != en.kind:
        return False
    if not same_dimension(es.unit, en.unit):
        return False
    if pair.governed_alike(es.tokens, en.tokens):
        return True
    if _said_elsewhere(es, pair.en.quantities) or _said_elsewhere(en, pair.es.quantities):
        return False
    if pair.context_links(es.tokens, en.tokens):
        return True
    return pair.distance(es.tokens, en.tokens) < 0.2


def _said_elsewhere(quantity: Quantity, others: list[Quantity]) -> bool:
    """Whether a figure only repeats one that has its partner: "28 dead … the 28"."""
    return any(quantity.agrees(other) for other in others)


def _span(statement: Statement, quantity: Quantity) -> Span:
    """The figure, with its unit where the unit follows at once."""
    return statement.span(quantity.start, quantity.end)


def _finding(
    pair: Pair, kind: str, source: Span, report: Span, confidence: float, how: str
) -> Finding:
    explanation = f"source and report {how} “{source.text}” / “{report.text}”"
    return Finding(
        kind, source, report, confidence, explanation, pair.links_between(source, report)
    )


def date_findings(pair: Pair, dateline: date | None = None) -> Iterator[Finding]:
    """ "date" where weekday, month, day or year differ, or where two days told relatively do."""
    for kind in _DATE_NAMES:
        es = [p for p in pair.es.dates if p.kind == kind]
        en = [p for p in pair.en.dates if p.kind == kind]
        _, es_left, en_left = match_facts(pair, es, en, lambda a, b: a.value == b.value)
        es_left = [p for p in es_left if all(p.value != q.value for q in en)]
        en_left = [p for p in en_left if all(p.value != q.value for q in es)]
        for one, two in zip(es_left, en_left):
            source = pair.es.span(one.start, one.end)
            report = pair.en.span(two.start, two.end)
            yield Finding(
                "date",
                source,
                report,
                0.85,
                f"the {_DATE_NAMES[kind]} differs: “{source.text}” / “{report.text}”",
                pair.links_between(source, report),
            )
