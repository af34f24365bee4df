"""From words with a language each to segments: runs, names, borders, kinds, metadata."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

import numpy as np

from bilingual.detection.decoder import decode
from bilingual.detection.model import load_language_model
from bilingual.detection.names import is_name
from bilingual.detection.quotations import Quotation, find_dialogue, find_quotations
from bilingual.detection.regions import Region, find_regions
from bilingual.detection.speakers import with_speakers
from bilingual.detection.words import OTHER, Words, find_words
from bilingual.document import Document, Segment
from bilingual.reading.posts import marks

_CLOSING = ".!?…%)]"
_OPENING = "¿¡(["
_SNAP = 2
# A shorter run inside another language is a borrowed word or two, not a segment.
_LEAST_WORDS = 3


class Piece(NamedTuple):
    """A quotation, or what stands between two of them."""

    start: int
    end: int
    quoted: bool


class Run(NamedTuple):
    """Consecutive words (numbers of them, end exclusive) of one language."""

    first: int
    last: int
    spanish: bool


def find_segments(document: Document) -> list[Segment]:
    """The segments of a document with blocks, in order."""
    regions = list(find_regions(document))
    words, bounds = _words_of(document.text, regions)
    scores = load_language_model().scores(words)
    spanish = decode(scores)
    segments: list[Segment] = []
    for region, (first, last) in zip(regions, bounds):
        pieces = _pieces(document.text, region)
        for piece, run in _runs(words, spanish, first, last, pieces):
            odds = scores.odds[run.first : run.last]
            segments.append(_segment(document, region, words, piece, run, odds))
    return with_speakers(document, regions, segments)


def _words_of(text: str, regions: list[Region]) -> tuple[Words, list[tuple[int, int]]]:
    """The words of all regions in one row, and which of them belong to each."""
    row = Words([], [], [], [])
    bounds = []
    for region in regions:
        words = find_words(text, region.start, region.end)
        if words.gaps:
            words.gaps[0] = "\n\n" + words.gaps[0]
        bounds.append((len(row.starts), len(row.starts) + len(words.starts)))
        for whole, part in zip(row, words):
            whole.extend(part)
    return row, bounds


def _pieces(text: str, region: Region) -> list[Piece]:
    """The region cut at its quotations."""
    quotations = find_dialogue(text, region.start, region.end)
    if not quotations:
        found = find_quotations(text, region.start, region.end)
        quotations = [q for q in found if _is_speech(text, q)]
    pieces, start = [], region.start
    for quotation in quotations:
        pieces.append(Piece(start, quotation.start, False))
        pieces.append(Piece(quotation.start, quotation.end, True))
        start = quotation.end
    return [p for p in [*pieces, Piece(start, region.end, False)] if p.start < p.end]


def _is_speech(text: str, quotation: Quotation) -> bool:
    """Whether a quotation says something, and is not a quoted name or a single word."""
    words = find_words(text, quotation.start, quotation.end).surfaces
    return len(words) > 2 and not is_name(words)


def _runs(
    words: Words, spanish: list[bool], first: int, last: int, pieces: list[Piece]
) -> Iterator[tuple[Piece, Run]]:
    """Runs of one language in a region, cut at its quotations, without names in another one."""
    states = spanish[first:last]
    _snap(states, words, first, last, pieces)
    number = first
    for piece in pieces:
        begin = number
        while number < last and words.starts[number] < piece.end:
            number += 1
        if begin < number:
            runs = list(_grouped(states[begin - first : number - first], begin))
            host = _language_around(states, runs)
            yield from ((piece, run) for run in _without_names(words, runs, host))


def _language_around(states: list[bool], runs: list[Run]) -> bool:
    """Whether names in these runs stand in Spanish: by the longest run, else by the region."""
    if len(runs) == 1:
        return sum(states) * 2 > len(states) and len(states) > runs[0].last - runs[0].first
    return max(runs, key=lambda run: run.last - run.first).spanish


def _without_names(words: Words, runs: list[Run], host: bool) -> list[Run]:
    """Runs in which names and single borrowed words belong to the language around them."""
    merged: list[Run] = []
    for run in runs:
        surfaces = [s for s in words.surfaces[run.first : run.last] if s[0].isalpha()]
        small = len(runs) > 1 and len(surfaces) < _LEAST_WORDS
        spanish = host if small or is_name(surfaces) else run.spanish
        if merged and merged[-1].spanish == spanish:
            merged[-1] = merged[-1]._replace(last=run.last)
        else:
            merged.append(run._replace(spanish=spanish))
    return merged


def _grouped(states: list[bool], offset: int) -> Iterator[Run]:
    start = 0
    for i in range(1, len(states) + 1):
        if i == len(states) or states[i] != states[start]:
            yield Run(offset + start, offset + i, states[start])
            start = i


def _snap(states: list[bool], words: Words, first: int, last: int, pieces: list[Piece]) -> None:
    """Moves a change of language that lies a word or two off a quotation mark to the mark."""
    number = 0
    for piece in pieces:
        while number < len(states) and words.starts[first + number] < piece.start:
            number += 1
        if not 0 < number < len(states) or states[number] != states[number - 1]:
            continue
        for distance in range(1, _SNAP + 1):
            before, after = number - distance, number + distance
            if before > 0 and states[before] != states[before - 1]:
                states[before:number] = [states[before - 1]] * distance
                break
            if after < len(states) and states[after] != states[after - 1]:
                states[number:after] = [states[after]] * distance
                break


def _trimmed(text: str, words: Words, begin: int, end: int, low: int, high: int) -> tuple[int, int]:
    """From the first word to the last, with the marks that belong to them."""
    first, last = words.starts[begin], words.ends[end - 1]
    while first > low and text[first - 1] in _OPENING:
        first -= 1
    while last < high and text[last] in _CLOSING:
        last += 1
    return first, last


def _segment(
    document: Document, region: Region, words: Words, piece: Piece, run: Run, odds: np.ndarray
) -> Segment:
    low, high = max(piece.start, region.start), min(piece.end, region.end)
    start, end = _trimmed(document.text, words, run.first, run.last, low, high)
    text = document.text[start:end]
    leaning = 1 / (1 + np.exp(-odds if run.spanish else odds))
    kind = "quotation" if piece.quoted and region.kind == "prose" else region.kind
    return Segment(
        start,
        end,
        text,
        language="es" if run.spanish else "en",
        confidence=round(float(leaning.mean()), 4),
        kind=kind,
        truncated=kind == "post" and text.endswith(("…", "...")),
        metadata=_metadata(document, region, start, end),
    )


def _metadata(document: Document, region: Region, start: int, end: int) -> dict[str, Any]:
    if region.kind == "post":
        found = marks(document.text, region.block.start, region.block.end)
        given = {**found._asdict(), "date": region.block.attributes.get("date")}
    else:
        given = marks(document.text, start, end)._asdict()
    return {name: value for name, value in given.items() if value}
