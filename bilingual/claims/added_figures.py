"""Figures of victims, arrests and hauls that a report gives and its source has nothing of."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from bilingual.claims.statement import Statement
from bilingual.quantities import Quantity

_WEIGHTY = re.compile(
    r"killed|dead|deaths|died|injured|wounded|hurt|arrested|detained|captured|kidnapped|abducted|"
    r"missing|rescued|seized|arrests|victims|hostages"
)
_AFTER = 6


def added_figures(
    report: Statement, new: Mapping[int, float], source: str
) -> Iterator[tuple[int, int]]:
    """The tokens, first and last, of figures with the word that says why they weigh.

    That word is above 0 in ``new``: nothing in ``source``, all the Spanish of the article, is
    like it; no figure there agrees with the report's either.
    """
    for quantity in report.quantities:
        last = quantity.tokens[1]
        place = _weighty_after(report, last)
        if place is None or quantity.weak or not new.get(place, 0.0) > 0:
            continue
        if not _is_given(quantity, Statement(source, "es")):
            yield quantity.tokens[0], place


def _weighty_after(statement: Statement, place: int) -> int | None:
    for i in range(place + 1, min(place + 1 + _AFTER, len(statement.words))):
        if not statement.words[i][0].isalnum():
            return None
        if _WEIGHTY.fullmatch(statement.words[i]):
            return i
    return None


def _is_given(quantity: Quantity, source: Statement) -> bool:
    return any(quantity.agrees(other) for other in (*source.quantities, *source.years))
