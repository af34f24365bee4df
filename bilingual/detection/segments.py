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
        runs = _runs(document.text, words, spanish, first, last, pieces)
        segments.extend(_segments(document, region, words, runs, pieces, scores.odds))
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


def _pieces(text: str, region: Region) -> list[tuple[int, int, bool]]:
    """The region cut at its quotations: (start, end, quoted)."""
    quotations = find_dialogue(text, region.start, region.end)
    if not quotations:
        found = find_quotations(text, region.start, region.end)
        quotations = [q for q in found if _is_speech(text, q)]
    pieces, start = [], region.start
    for quotation in quotations:
        pieces.append((start, quotation.start, False))
        pieces.append((quotation.start, quotation.end, True))
        start = quotation.end
    return [p for p in [*pieces, (start, region.end, False)] if p[0] < p[1]]


def _is_speech(text: str, quotation: Quotation) -> bool:
    """Whether a quotation says something, and is not a quoted name or a single word."""
    words = find_words(text, quotation.start, quotation.end).surfaces
    return len(words) > 2 and not is_name(words)


def _runs(
    text: str,
    words: Words,
    spanish: list[bool],
    first: int,
    last: int,
    pieces: list[tuple[int, int, bool]],
) -> list[Run]:
    """Runs of one language in a region, without names and single borrowed words."""
    states = spanish[first:last]
    _snap(states, words, first, last, pieces)
    runs = list(_grouped(states, first))
    kept = [
        r._replace(spanish=not r.spanish) if len(runs) > 1 and _is_foreign_name(words, r) else r
        for r in runs
    ]
    if len(kept) == 1 and kept[0].spanish and _is_bare_name(words, kept[0]):
        kept = [kept[0]._replace(spanish=False)]
    merged: list[Run] = []
    for run in kept:
        if merged and merged[-1].spanish == run.spanish:
            merged[-1] = merged[-1]._replace(last=run.last)
        else:
            merged.append(run)
    return merged


def _grouped(states: list[bool], offset: int) -> Iterator[Run]:
    start = 0
    for i in range(1, len(states) + 1):
        if i == len(states) or states[i] != states[start]:
            yield Run(offset + start, offset + i, states[start])
            start = i


def _is_foreign_name(words: Words, run: Run) -> bool:
    """Whether a run is too little to be another language: names, numbers, one or two words."""
    surfaces = [s for s in words.surfaces[run.first : run.last] if s != OTHER]
    letters = [s for s in surfaces if any(map(str.isalpha, s))]
    return len(letters) < 3 or is_name(letters)


def _is_bare_name(words: Words, run: Run) -> bool:
    surfaces = words.surfaces[run.first : run.last]
    return len(surfaces) < 3 or is_name(surfaces)


def _snap(
    states: list[bool], words: Words, first: int, last: int, pieces: list[tuple[int, int, bool]]
) -> None:
    """Moves a change of language that lies a word or two off a quotation mark to the mark."""
    borders = {start for start, _, _ in pieces}
    number = 0
    for place in sorted(borders):
        while number < len(states) and words.starts[first + number] < place:
            number += 1
        if not 0 < number < len(states):
            continue
        for distance in range(1, _SNAP + 1):
            before, after = number - distance, number + distance
            if (
                before > 0
                and states[before] != states[before - 1]
                and states[number] == states[number - 1]
            ):
                states[before:number] = [states[before - 1]] * distance
                break
            if (
                after < len(states)
                and states[after] != states[after - 1]
                and states[number] == states[number - 1]
            ):
                states[number:after] = [states[after]] * distance
                break


def _segments(
    document: Document,
    region: Region,
    words: Words,
    runs: list[Run],
    pieces: list[tuple[int, int, bool]],
    odds: np.ndarray,
) -> Iterator[Segment]:
    """Segments of a region: its runs, cut at its quotations."""
    for run in runs:
        number = run.first
        for start, end, quoted in pieces:
            begin = number
            while number < run.last and words.starts[number] < end:
                number += 1
            if begin < number and words.starts[begin] >= start:
                kind = "quotation" if quoted and region.kind == "prose" else region.kind
                cut = _trimmed(document.text, words, begin, number, max(start, region.start), end)
                yield _segment(document, region, kind, cut, run.spanish, odds[begin:number])


def _trimmed(text: str, words: Words, begin: int, end: int, low: int, high: int) -> tuple[int, int]:
    """From the first word to the last, with the marks that belong to them."""
    first, last = words.starts[begin], words.ends[end - 1]
    while first > low and text[first - 1] in _OPENING:
        first -= 1
    while last < high and text[last] in _CLOSING:
        last += 1
    return first, last


def _segment(
    document: Document,
    region: Region,
    kind: str,
    cut: tuple[int, int],
    spanish: bool,
    odds: np.ndarray,
) -> Segment:
    start, end = cut
    text = document.text[start:end]
    leaning = 1 / (1 + np.exp(-odds if spanish else odds))
    return Segment(
        start,
        end,
        text,
        language="es" if spanish else "en",
        confidence=round(float(leaning.mean()), 4),
        kind=kind,
        truncated=kind == "post" and text.endswith(("…", "...")),
        metadata=_metadata(document, region, cut),
    )


def _metadata(document: Document, region: Region, cut: tuple[int, int]) -> dict[str, Any]:
    if region.kind == "post":
        found = marks(document.text, region.block.start, region.block.end)
        given = {**found._asdict(), "date": region.block.attributes.get("date")}
    else:
        given = marks(document.text, *cut)._asdict()
    return {name: value for name, value in given.items() if value}
