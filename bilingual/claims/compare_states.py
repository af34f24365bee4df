"""People and matters that one side tells in one state, and the other in the opposed one."""

from __future__ import annotations

from collections.abc import Iterator

from bilingual.claims.statement import Pair, Statement
from bilingual.claims.states import OPPOSED, denies, states
from bilingual.document import Finding, Span


def state_findings(pair: Pair) -> Iterator[Finding]:
    """ "status" where what is sought, hurt or asked for is told as caught, dead or granted.

    Either side tells one of the two states, and nowhere the other; both tell of the same.
    """
    told, reported = states(pair.es.text, "es"), states(pair.en.text, "en")
    for one, other in (*OPPOSED, *((b, a) for a, b in OPPOSED)):
        if one not in told or other not in reported or other in told or one in reported:
            continue
        if _tells_anywhere(pair.es, other) or _tells_anywhere(pair.en, one):
            continue
        if not _has_common_ground(pair) or denies(pair.es) or denies(pair.en):
            continue
        source, report = _span(pair.es, told[one]), _span(pair.en, reported[other])
        explanation = (
            f"{one} in the source, {other} in the report: “{source.text}” / “{report.text}”"
        )
        links = pair.links_between(source, report)
        yield Finding("status", source, report, 0.7, explanation, links)
        return


def _tells_anywhere(statement: Statement, state: str) -> bool:
    """Whether the whole text that a statement stands in tells a state."""
    return state in states(statement.context, statement.language)


def _has_common_ground(pair: Pair) -> bool:
    """Whether any weighty word of the one is borne out by the other."""
    return any(pair.es.is_content(i) for i, _ in pair.borne_out)


def _span(statement: Statement, place: tuple[int, int]) -> Span:
    return statement.span(statement.start + place[0], statement.start + place[1])
