"""Changes to a translation that carry its word links along."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from bilingual.document import Link
from bilingual.tokens import tokenize


class Edit(NamedTuple):
    """Target characters ``start`` to ``end`` become ``text``.

    ``source_start`` and ``source_end`` are the source words that the new text renders; where they
    are equal the new words get no link.
    """

    start: int
    end: int
    text: str
    source_start: int = 0
    source_end: int = 0


def apply_edits(
    source: str, target: str, links: Iterable[Link], edits: Iterable[Edit]
) -> tuple[str, tuple[Link, ...]]:
    """The changed target and its links; edits must not overlap.

    Links of untouched words move with them, those of replaced words are dropped, and new words
    are linked to the equal source words of the edit, or else to all of them.
    """
    ordered = sorted(edits)
    if not ordered:
        return target, tuple(links)
    pieces, added, position, shift = [], [], 0, 0
    shifts: list[tuple[int, int]] = []
    for edit in ordered:
        pieces += [target[position : edit.start], edit.text]
        added += _new_links(source, edit, edit.start + shift)
        shift += len(edit.text) - (edit.end - edit.start)
        shifts.append((edit.end, shift))
        position = edit.end
    pieces.append(target[position:])
    kept = [
        _moved(link, shifts)
        for link in links
        if not any(e.start < link.target_end and link.target_start < e.end for e in ordered)
    ]
    return "".join(pieces), tuple(sorted([*kept, *added], key=lambda k: (k[2], k[0])))


def _moved(link: Link, shifts: list[tuple[int, int]]) -> Link:
    by = 0
    for end, shift in shifts:
        if link.target_start >= end:
            by = shift
    return link._replace(target_start=link.target_start + by, target_end=link.target_end + by)


def _new_links(source: str, edit: Edit, offset: int) -> list[Link]:
    rendered = source[edit.source_start : edit.source_end]
    source_words = tokenize(rendered, edit.source_start)
    words = tokenize(edit.text, offset)
    if edit.text == rendered:
        return [Link(s.start, s.end, w.start, w.end, 1.0) for s, w in zip(source_words, words)]
    links = []
    for word in words:
        equal = [s for s in source_words if s.text.casefold() == word.text.casefold()]
        for other in equal[:1] or source_words:
            links.append(Link(other.start, other.end, word.start, word.end, 1.0))
    return links
