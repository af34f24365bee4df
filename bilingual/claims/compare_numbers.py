"""Numbers and dates that differ between a source and its report."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from itertools import combinations, permutations

from bilingual.claims.dates import DatePart, resolve
from bilingual.claims.matching import match_facts
from bilingual.claims.statement import Pair, Statement
from bilingual.document import Finding, Span
from bilingual.quantities import Quantity
from bilingual.quantities.units import same_dimension
from bilingual.word_set import word_set

_WORTH_SAYING = ("number", "time", "score")
_DATE_LENGTH = 7
# Of how many figures of a sentence sums are tried, which differences are no chance, and how far
# a share may be rounded.
_MOST = 12
_FEW = 10
# How many times the other one of two figures may be that stand beside the same.
_SIZE = 3
_NEAR = 0.2
_REACH = 5
_ROUNDING = Decimal("0.01")
_PLURAL = re.compile(r"\w+s|people|men|women|children")
_SPANS = word_set("desde partir hasta since until from by starting beginning through")
_BEFORE_DATE = 5
# How probable a match has to be for its dates to be of one thing, told alike or in other ways.
_SURE_MATCH = 0.75
_SURER_MATCH = 0.9
_DATE_NAMES = {
    **{kind: kind for kind in ("weekday", "month", "day", "year", "week")},
    **{"month told": "month", "year told": "year"},
}
_TOLD_FROM_WRITING = frozenset(("week", "month told", "year told"))


def number_findings(pair: Pair) -> Iterator[Finding]:
    """ "number" where two figures in one role differ, "same" where figures agree."""
    agreed, es_left, en_left = match_facts(
        pair, pair.es.quantities, pair.en.quantities, Quantity.agrees
    )
    for es, en in agreed:
        if not es.weak and not en.weak and es.kind in _WORTH_SAYING:
            yield _finding(pair, "same", _span(pair.es, es), _span(pair.en, en), 0.9, "agree on")
    for es, en in [*_conflicts(pair, es_left, en_left), *_exchanged(pair, agreed)]:
        source, report = _span(pair.es, es), _span(pair.en, en)
        yield _finding(pair, "number", source, report, 0.85, "differ:")


def _conflicts(
    pair: Pair, es_left: list[Quantity], en_left: list[Quantity]
) -> Iterator[tuple[Quantity, Quantity]]:
    """Left-over figures that stand in the same role, each used once."""
    choices = []
    es_left = [q for q in es_left if not _is_derived(q, pair.en.quantities)]
    en_left = [q for q in en_left if not _is_derived(q, pair.es.quantities)]
    for i, es in enumerate(es_left):
        for j, en in enumerate(en_left):
            alone = _is_alone(es, es_left) and _is_alone(en, en_left)
            if not _same_role(pair, es, en, alone):
                continue
            distance = pair.distance(es.tokens, en.tokens)
            context = pair.context_links(es.tokens, en.tokens)
            choices.append((es.unit != en.unit, -context, distance, i, j))
    used_es: set[int] = set()
    used_en: set[int] = set()
    for *_, i, j in sorted(choices):
        if i not in used_es and j not in used_en:
            used_es.add(i)
            used_en.add(j)
            yield es_left[i], en_left[j]


def _is_alone(quantity: Quantity, left: Sequence[Quantity]) -> bool:
    """Whether a figure is the only one left over, or the only one of its unit."""
    others = [q for q in left if q is not quantity and not q.weak]
    return not others or (
        quantity.unit is not None and all(q.unit != quantity.unit for q in others)
    )


def _exchanged(
    pair: Pair, agreed: Sequence[tuple[Quantity, Quantity]]
) -> Iterator[tuple[Quantity, Quantity]]:
    """Figures that a report has, each where the source has the other: "60% … 35%", "35% … 60%"."""
    for (es, en), (es_other, en_other) in permutations(agreed, 2):
        if pair.translation or es.unit != es_other.unit or es.agrees(es_other):
            continue
        crossed = pair.governed_alike(es.tokens, en_other.tokens)
        straight = pair.governed_alike(es.tokens, en.tokens)
        if crossed and not straight and not pair.governed_alike(es_other.tokens, en_other.tokens):
            yield es, en_other


def _is_derived(quantity: Quantity, others: Sequence[Quantity]) -> bool:
    """Whether a figure is a sum, difference or share of two or three of the other side's.

    "cuatro … y tres más" give "seven"; "30 de 45", "two-thirds".
    """
    values = [q.value for q in others if q.kind == "number" and not q.weak][:_MOST]
    if quantity.kind != "number":
        return False
    if any(sum(some) == quantity.value for n in (2, 3) for some in combinations(values, n)):
        return True
    ratios = [v for dimension, v in quantity.readings if dimension == "ratio"]
    return any(
        (one - two == quantity.value and quantity.value >= _FEW)
        or (two and any(_are_near(one / two, r) for r in ratios))
        for one, two in permutations(values, 2)
    )


def _are_near(one: Decimal, two: Decimal) -> bool:
    return abs(one - two) < _ROUNDING


def _same_role(pair: Pair, es: Quantity, en: Quantity, alone: bool) -> bool:
    """Whether two figures stand in one role; ``alone`` where no others are left over."""
    if es.kind != en.kind or en.weak:
        return False
    if es.weak:
        return not pair.translation and _counts_the_same(pair, es, en)
    if not same_dimension(es.unit, en.unit):
        return False
    if pair.governed_alike(es.tokens, en.tokens, names=pair.translation):
        return True
    if pair.loose:
        return False
    if not pair.translation:
        if _counts_another(pair, es, en):
            return False
        if es.kind == "time" or _are_neighbours(pair, es, en):
            return True
    if _said_elsewhere(es, pair.en.quantities) or _said_elsewhere(en, pair.es.quantities):
        return False
    if pair.context_links(es.tokens, en.tokens):
        return alone or pair.translation
    return (alone or pair.translation) and pair.distance(es.tokens, en.tokens) < _NEAR


def _are_neighbours(pair: Pair, es: Quantity, en: Quantity) -> bool:
    """Whether the figures before, or behind, two of about one size agree: in two lists.

    "El piloto, el copiloto y dos pasajeros" may make "four".
    """
    low, high = sorted((es.value, en.value))
    is_last_of_list = pair.es.words[max(es.tokens[0] - 1, 0)] == "y"
    if high > _SIZE * low or (is_last_of_list and es.value < en.value):
        return False
    return any(
        one is not None and other is not None and one.agrees(other)
        for one, other in zip(_beside(pair.es, es), _beside(pair.en, en))
    )


def _beside(statement: Statement, quantity: Quantity) -> tuple[Quantity | None, Quantity | None]:
    """The figures right before and right behind one."""
    counted = [q for q in statement.quantities if not q.weak]
    place = counted.index(quantity) if quantity in counted else -1
    before = counted[place - 1] if place > 0 else None
    return before, counted[place + 1] if 0 <= place < len(counted) - 1 else None


def _counts_another(pair: Pair, es: Quantity, en: Quantity) -> bool:
    """Whether the noun behind either figure answers to a word far from the other."""
    sides = (
        (pair.es, es, en, pair.borne_out),
        (pair.en, en, es, {(j, i) for i, j in pair.borne_out}),
    )
    for statement, own, other, links in sides:
        after = range(own.tokens[1] + 1, min(own.tokens[1] + 4, len(statement.words)))
        noun = _noun(statement, after)
        there = [j for i, j in links if i == noun]
        around = range(other.tokens[0] - _REACH, other.tokens[1] + _REACH + 1)
        if there and not any(j in around for j in there):
            return True
    return False


def _noun(statement: Statement, places: range) -> int | None:
    """The first weighty word at some places, before any punctuation mark."""
    for i in places:
        if not statement.words[i][0].isalnum():
            return None
        if statement.is_content(i):
            return i
    return None


def _counts_the_same(pair: Pair, es: Quantity, en: Quantity) -> bool:
    """Whether the noun right behind "un" answers to one right behind a whole number above one."""
    if es.value != 1 or en.value <= 1 or en.value != en.value.to_integral_value():
        return False
    after = range(en.tokens[1] + 1, min(en.tokens[1] + 3, len(pair.en.words)))
    return any(
        (es.tokens[1] + 1, place) in pair.borne_out and _PLURAL.fullmatch(pair.en.words[place])
        for place in after
    )


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
    """ "date" where weekday, month, day or year differ, or the days told from the dateline do.

    "same" where all parts of the one date that both sides tell agree.
    """
    told = False
    agreed: list[tuple[DatePart, DatePart]] = []
    for kind in _DATE_NAMES:
        es = [p for p in pair.es.dates if p.kind == kind]
        en = [p for p in pair.en.dates if p.kind == kind]
        told = told or bool(es and en)
        matched, es_left, en_left = match_facts(pair, es, en, lambda a, b: a.value == b.value)
        agreed += matched
        es_left = [p for p in es_left if all(p.value != q.value for q in en)]
        en_left = [p for p in en_left if all(p.value != q.value for q in es)]
        for one, two in zip(es_left, en_left):
            if not pair.translation and _spans_time(pair, one, two):
                continue
            if not _may_differ(pair, one, two, kind, agreed):
                continue
            if kind in _TOLD_FROM_WRITING and not pair.linked(one.tokens, two.tokens):
                continue
            yield _date_finding(pair, one, two, 0.85, f"the {_DATE_NAMES[kind]} differs")
    if not told and dateline is not None:
        yield from _resolved_findings(pair, dateline)
    yield from _same_date(pair, agreed)


def _may_differ(
    pair: Pair,
    es: DatePart,
    en: DatePart,
    kind: str,
    agreed: Sequence[tuple[DatePart, DatePart]],
) -> bool:
    """Whether two dates of a match are surely of one thing: a sure match, words, or the month."""
    return (
        pair.probability >= _SURE_MATCH
        or (kind == "day" and any(one.kind == "month" for one, _ in agreed))
        or pair.governed_alike(es.tokens, en.tokens, names=False)
    )


def _same_date(pair: Pair, agreed: Sequence[tuple[DatePart, DatePart]]) -> Iterator[Finding]:
    """ "same" for the parts that agree, where they are one date on either side."""
    es = sorted((p for p, _ in agreed), key=lambda p: p.start)
    en = sorted((p for _, p in agreed), key=lambda p: p.start)
    if _is_one_date(es) and _is_one_date(en):
        source = pair.es.span(es[0].start, es[-1].end)
        report = pair.en.span(en[0].start, en[-1].end)
        yield _finding(pair, "same", source, report, 0.9, "agree on")


def _resolved_findings(pair: Pair, dateline: date) -> Iterator[Finding]:
    """Days told in other ways on the two sides: "ayer" against "Friday", "March 3"."""
    es, en = pair.es.dates, pair.en.dates
    if (
        pair.probability < _SURER_MATCH
        or not _is_one_date(es)
        or not _is_one_date(en)
        or any(p.kind == "relative" for p in en)
    ):
        return
    days = [{resolve(side, dateline, past) for past in (True, False)} for side in (es, en)]
    if None in days[0] | days[1] or days[0] & days[1] or _spans_time(pair, es[0], en[0]):
        return
    yield _date_finding(pair, es[0], en[0], 0.6, f"told from {dateline}, the day differs")


def _spans_time(pair: Pair, es: DatePart, en: DatePart) -> bool:
    """Whether only one of two dates is where a time begins or ends: "desde el 21 de abril"."""
    sides = ((pair.es, es), (pair.en, en))
    source, report = (
        bool(_SPANS & set(side.words[max(date.tokens[0] - _BEFORE_DATE, 0) : date.tokens[0]]))
        for side, date in sides
    )
    return source != report


def _is_one_date(parts: Sequence[DatePart]) -> bool:
    """Whether there are parts of a date, all close together and each of another kind."""
    if not parts or len({p.kind for p in parts}) < len(parts):
        return False
    return parts[-1].tokens[1] - parts[0].tokens[0] <= _DATE_LENGTH


def _date_finding(pair: Pair, es: DatePart, en: DatePart, confidence: float, what: str) -> Finding:
    source, report = pair.es.span(es.start, es.end), pair.en.span(en.start, en.end)
    explanation = f"{what}: “{source.text}” / “{report.text}”"
    return Finding(
        "date", source, report, confidence, explanation, pair.links_between(source, report)
    )
