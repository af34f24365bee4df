"""Which facts of two statements answer to each other, and which are left over."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from bilingual.claims.statement import Pair

# Anything found in a text at known ``tokens``: (first, last).
F = TypeVar("F", bound=Any)


def match_facts(
    pair: Pair, es: Sequence[F], en: Sequence[F], agree: Callable[[F, F], bool]
) -> tuple[list[tuple[F, F]], list[F], list[F]]:
    """Pairs of facts that agree, and those left over on either side.

    Where several agree, linked ones and near ones go together.
    """
    choices = sorted(
        (not pair.linked(a.tokens, b.tokens), pair.distance(a.tokens, b.tokens), i, j)
        for i, a in enumerate(es)
        for j, b in enumerate(en)
        if agree(a, b)
    )
    partner: dict[int, int] = {}
    for _, _, i, j in choices:
        if i not in partner and j not in partner.values():
            partner[i] = j
    taken = set(partner.values())
    return (
        [(es[i], en[j]) for i, j in sorted(partner.items())],
        [fact for i, fact in enumerate(es) if i not in partner],
        [fact for j, fact in enumerate(en) if j not in taken],
    )
