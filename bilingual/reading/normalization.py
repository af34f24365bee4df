"""The text as the stages read it, and where each of its characters stands in the original.

What readers see as one text is written in many ways: accents as characters of their own, soft
hyphens and zero-width spaces inside words, ligatures and mathematical letters, UTF-8 that was
read as Windows-1252, lines broken at a width. The stages get one way of writing; what they find
goes back to the offsets of the original.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from operator import itemgetter
from typing import NamedTuple

from bilingual.document import Link

_IN_CP1252 = {byte.decode("cp1252", "ignore"): byte for byte in map(bytes, zip(range(128, 160)))}
_CONTINUATION = "\x80-\xbf" + "".join(_IN_CP1252)
# UTF-8 that was decoded as Windows-1252: "Ã©", "Â¿", "â€œ".
_MISREAD = rf"[ÂÃ][{_CONTINUATION}]|â[€\x80][{_CONTINUATION}]"
_ACCENTED = r"[^\W\d_][\u0300-\u036f]+"
_INVISIBLE = r"[\u00ad\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]+"
_LETTER_FORM = r"[\ufb00-\ufb06\U0001d400-\U0001d7ff]"
_SPACE = r"[\xa0\u1680\u2000-\u200a\u202f\u205f\u3000]"
_ODD = re.compile(
    rf"(?P<misread>{_MISREAD})|(?P<accented>{_ACCENTED})|(?P<invisible>{_INVISIBLE})"
    rf"|(?P<form>{_LETTER_FORM})|(?P<space>{_SPACE})"
)

# One of these is in every odd stretch: most texts have none, and need no closer look.
_TELLTALE = re.compile(
    "[ÂÃâ\u0300-\u036f\xad\u1680\u2000-\u200f\u2028-\u202f\u205f-\u2069\xa0\u3000\ufeff"
    "\ufb00-\ufb06\U0001d400-\U0001d7ff]"
)

Place = Callable[[int, int], tuple[int, int]]
"""From a stretch of one text, start and end, to the same stretch of another."""


class Edit(NamedTuple):
    """A stretch of the original, and what stands for it in the normalized text."""

    start: int
    end: int
    replacement: str


class NormalizedText:
    """A text with edits made, which knows the way back.

    Offsets of both texts are code points, 0-based, end exclusive.
    """

    def __init__(self, original: str, edits: Iterable[Edit]) -> None:
        parts, done, length = [], 0, 0
        self._edited: list[tuple[int, int, int, int]] = []
        for edit in edits:
            start = length + edit.start - done
            length = start + len(edit.replacement)
            self._edited.append((start, length, edit.start, edit.end))
            parts += (original[done : edit.start], edit.replacement)
            done = edit.end
        self.original = original
        self.text = "".join((*parts, original[done:])) if parts else original

    def to_original(self, start: int, end: int) -> tuple[int, int]:
        """The stretch of the original that a stretch of the normalized text stands for."""
        return _moved(start, end, self._edited)

    def from_original(self, start: int, end: int) -> tuple[int, int]:
        """The stretch of the normalized text that stands for a stretch of the original."""
        return _moved(start, end, [(c, d, a, b) for a, b, c, d in self._edited])

    @property
    def is_original(self) -> bool:
        """Whether there was nothing to edit."""
        return not self._edited


def normalize(text: str, joints: Sequence[Edit] = ()) -> NormalizedText:
    """A text in one way of writing, and lines joined at ``joints`` (``reading.wrapping``)."""
    return NormalizedText(text, _merged(joints, _odd_characters(text)))


def as_it_is(start: int, end: int) -> tuple[int, int]:
    """The place of a stretch in a text that did not change."""
    return start, end


def placed(links: Iterable[Link], source: Place, target: Place) -> tuple[Link, ...]:
    """Links with each side at its place in another text."""
    if source is target is as_it_is:
        return tuple(links)
    return tuple(
        Link(
            *source(link.source_start, link.source_end),
            *target(link.target_start, link.target_end),
            link.probability,
        )
        for link in links
    )


def _odd_characters(text: str) -> Iterator[Edit]:
    if not _TELLTALE.search(text):
        return
    for found in _ODD.finditer(text):
        plain = _plain(found)
        if plain != found.group():
            yield Edit(*found.span(), plain)


def _plain(found: re.Match[str]) -> str:
    text = found.group()
    if found["misread"]:
        data = b"".join(_IN_CP1252.get(c) or c.encode("latin-1") for c in text)
        return data.decode("utf-8", "ignore") or text
    if found["accented"]:
        return unicodedata.normalize("NFC", text)
    if found["form"]:
        return unicodedata.normalize("NFKC", text)
    return " " if found["space"] else ""


def _merged(joints: Sequence[Edit], others: Iterable[Edit]) -> Iterator[Edit]:
    """All edits in order, without those that lie in a joint."""
    ends = [edit.end for edit in joints]
    done = 0
    for edit in others:
        place = bisect_right(ends, edit.start)
        yield from joints[done:place]
        done = place
        if place == len(joints) or edit.end <= joints[place].start:
            yield edit
    yield from joints[done:]


def _moved(start: int, end: int, edited: Sequence[tuple[int, int, int, int]]) -> tuple[int, int]:
    """A stretch moved over edits (from start, end; to start, end): all that it touches."""
    begin = bisect_right(edited, start, key=itemgetter(0)) - 1
    stop = bisect_left(edited, end, key=itemgetter(0)) - 1
    moved_start, moved_end = start, end
    if begin >= 0:
        _, old, new_start, new_end = edited[begin]
        moved_start = new_start if start < old else new_end + start - old
    if stop >= 0:
        _, old, _, new_end = edited[stop]
        moved_end = new_end + max(0, end - old)
    return moved_start, max(moved_start, moved_end)
