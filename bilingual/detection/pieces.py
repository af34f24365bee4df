"""Regions cut at their quotations, with the words in each piece."""

from __future__ import annotations

from typing import NamedTuple

from bilingual.detection.names import is_quoted_name
from bilingual.detection.quotations import Quotation, find_dialogue, find_quotations
from bilingual.detection.regions import Region
from bilingual.detection.words import Words, find_words

_LEAST_WORDS = 3
_EAST_ASIAN = "\u2e80"  # from here on most scripts put no space between words


class Piece(NamedTuple):
    """A quotation, or what stands between two of them.

    ``first`` and ``last`` number its words (end exclusive), ``number`` the piece itself and
    ``paragraph`` its region among those with words. ``closed`` is false for a quotation that a
    paragraph leaves open.
    """

    start: int
    end: int
    first: int
    last: int
    quoted: bool
    closed: bool
    region: Region
    number: int
    paragraph: int


def find_pieces(text: str, regions: list[Region]) -> tuple[Words, list[Piece]]:
    """The words of all regions in one row, and the pieces that hold them."""
    row = Words([], [], [], [])
    pieces: list[Piece] = []
    paragraph = -1
    for region in regions:
        begun = False
        for start, end, quoted, closed in _cut(text, region):
            words = find_words(text, start, end)
            if not words.starts:
                continue
            first = len(row.starts)
            paragraph += not begun
            # The gap reaches over the quotation mark; a new region is a new paragraph.
            before = row.ends[-1] if begun else start
            words.gaps[0] = ("" if begun else "\n\n") + text[before : words.starts[0]]
            for whole, part in zip(row, words):
                whole.extend(part)
            bounds = (start, end, first, len(row.starts))
            pieces.append(Piece(*bounds, quoted, closed, region, len(pieces), paragraph))
            begun = True
    return row, pieces


def _cut(text: str, region: Region) -> list[tuple[int, int, bool, bool]]:
    """(start, end, quoted, closed) of a region's quotations and of what is between them."""
    quotations = find_dialogue(text, region.start, region.end)
    if not quotations:
        found = find_quotations(text, region.start, region.end)
        quotations = [q for q in found if _is_speech(text, q)]
    cuts, start = [], region.start
    for quotation in quotations:
        cuts.append((start, quotation.start, False, True))
        cuts.append((quotation.start, quotation.end, True, quotation.closed))
        start = quotation.end
    return [*cuts, (start, region.end, False, True)]


def _is_speech(text: str, quotation: Quotation) -> bool:
    """Whether a quotation says something, and is not a quoted name or a single word."""
    words = find_words(text, quotation.start, quotation.end).surfaces
    without_spaces = any(word[0] >= _EAST_ASIAN for word in words)
    return without_spaces or (len(words) >= _LEAST_WORDS and not is_quoted_name(words))
