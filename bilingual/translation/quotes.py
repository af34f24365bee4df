"""Quotation marks: as many in the translation as in the source, and of the same kind."""

from __future__ import annotations

import re
from collections.abc import Iterable

from bilingual.document import Link
from bilingual.translation.edits import Edit
from bilingual.translation.words import tokenize

MARKS = re.compile(r"[\"“”„‟«»]")
_PAIR = re.compile(r"[\"“„«][^\"“”„‟«»]+[\"“”»‟]")


def missing_quotations(source: str, target: str) -> list[re.Match[str]]:
    """The quotations of the source, where the target has fewer marks than the source."""
    if len(MARKS.findall(target)) >= len(MARKS.findall(source)):
        return []
    return list(_PAIR.finditer(source))


def quote_edits(source: str, target: str, links: list[Link]) -> Iterable[Edit]:
    """Edits that give the target the marks of the source, or set in those that were lost."""
    wanted, there = list(MARKS.finditer(source)), list(MARKS.finditer(target))
    if len(wanted) == len(there):
        for mark, other in zip(wanted, there):
            if mark.group() != other.group():
                yield Edit(*other.span(), mark.group(), *mark.span())
    elif not there:
        for quotation in _PAIR.finditer(source):
            yield from _set_in(source, target, links, *quotation.span())


def _set_in(source: str, target: str, links: list[Link], start: int, end: int) -> Iterable[Edit]:
    """Marks around the target words that render a quotation, if they stand together."""
    strongest: dict[int, Link] = {}
    for link in links:
        known = strongest.get(link.target_start)
        if known is None or link.probability > known.probability:
            strongest[link.target_start] = link
    words = [t for t in tokenize(target) if t.text[0].isalnum() and t.start in strongest]
    inside = [i for i, t in enumerate(words) if start < strongest[t.start].source_start < end - 1]
    if inside and inside[-1] - inside[0] + 1 == len(inside):
        first, last = words[inside[0]], words[inside[-1]]
        yield Edit(first.start, first.start, source[start], start, start + 1)
        yield Edit(last.end, last.end, source[end - 1], end - 1, end)
