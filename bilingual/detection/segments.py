"""From scored words to segments: runs of one language, their borders, kinds and metadata."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby, pairwise
from typing import Any

import numpy as np

from bilingual.detection.decoder import decode
from bilingual.detection.model import load_language_model
from bilingual.detection.names import is_name, is_title
from bilingual.detection.pieces import Piece, find_pieces
from bilingual.detection.regions import find_regions
from bilingual.detection.speakers import with_speakers
from bilingual.detection.third_languages import third_languages
from bilingual.detection.words import Words
from bilingual.document import Document, Segment
from bilingual.reading.posts import marks

_CLOSING = ".!?…%)]"
_OPENING = "¿¡(["
_ELLIPSES = ("…", "...")
_SNAP = 2
# A shorter run inside another language is a borrowed word or two, not a segment.
_LEAST_WORDS = 3
_BESIDE = 60
_HEADLINE_BEFORE = re.compile(
    r"\b(?:headlined?|titular|titul[óa]|titulad[ao]|encabezado)\b[^.\"“«]{0,40}[:,]?\s*[\"“«]$",
    re.IGNORECASE,
)
_HEADLINE_AFTER = re.compile(
    r"[\"”»,.\s]*(?:(?:ran|read|said|was|reads|runs)\s+(?:the|a|its)\s+(?:\w+\s+)?headline\b"
    r"|tituló\b|fue el titular\b)",
    re.IGNORECASE,
)
# Sentences end at these marks where a capital follows.
_SENTENCE_END = frozenset(".!?…\n")


def find_segments(document: Document) -> list[Segment]:
    """The segments of a document with blocks, in order. Time is linear in the text's length."""
    words, pieces = find_pieces(document.text, list(find_regions(document)))
    scores = load_language_model().scores(words)
    spanish = decode(scores)
    for before, piece in pairwise(pieces):
        if before.paragraph == piece.paragraph:
            _snap(spanish, before, piece)
    languages = _languages(words, spanish, pieces)
    chances = 1 / (1 + np.exp(-scores.odds.astype(float)))
    segments, owners = [], []
    for piece in pieces:
        for first, last in _runs(languages, piece):
            if not any(s[0].isalpha() for s in words.surfaces[first:last]):
                continue  # links and numbers alone are in no language
            confidence = _confidence(chances[first:last], languages[first])
            run = (first, last)
            segments.append(_segment(document, words, piece, run, languages[first], confidence))
            owners.append(piece)
    return with_speakers(document, segments, owners, pieces)


def _snap(spanish: list[bool], before: Piece, piece: Piece) -> None:
    """Moves a change of language that lies a word or two off a quotation mark to the mark."""
    border = piece.first
    if spanish[border] != spanish[border - 1]:
        return
    for distance in range(1, _SNAP + 1):
        left, right = border - distance, border + distance
        if left > before.first and spanish[left] != spanish[left - 1]:
            spanish[left:border] = [spanish[left - 1]] * distance
            return
        if right < piece.last and spanish[right] != spanish[right - 1]:
            spanish[border:right] = [spanish[right]] * distance
            return


def _languages(words: Words, spanish: list[bool], pieces: list[Piece]) -> list[str]:
    """The language of each word, names and borrowed words in that of the text around them."""
    languages = ["es" if is_spanish else "en" for is_spanish in spanish]
    for number, piece in enumerate(pieces):
        runs = list(_runs(languages, piece))
        host = _language_around(words, languages, pieces, number, runs)
        for first, last in runs:
            if languages[first] != host and _is_too_little(words, first, last, len(runs) > 1):
                languages[first:last] = [host] * (last - first)
    starts = [start for piece in pieces for start in _sentences(words, piece)]
    found = third_languages(words.surfaces, np.array(spanish, dtype=bool), starts)
    for start, end, language in zip(starts, [*starts[1:], len(spanish)], found):
        if language is not None:
            languages[start:end] = [language] * (end - start)
    return languages


def _runs(languages: list[str], piece: Piece) -> Iterator[tuple[int, int]]:
    """Word numbers (first, last; end exclusive) of each run of one language in a piece."""
    first = piece.first
    for _, run in groupby(languages[piece.first : piece.last]):
        last = first + sum(1 for _ in run)
        yield first, last
        first = last


def _language_around(
    words: Words,
    languages: list[str],
    pieces: list[Piece],
    number: int,
    runs: list[tuple[int, int]],
) -> str:
    """The language that names in a piece belong to: its longest run's, else its neighbours'."""
    prose = [run for run in runs if not is_name(words.surfaces[run[0] : run[1]])]
    if len(runs) > 1 and prose:
        first, _ = max(prose, key=lambda run: run[1] - run[0])
        return languages[first]
    around = languages[max(pieces[number].first - 8, 0) : pieces[number].first]
    around = around or languages[pieces[number].last : pieces[number].last + 8]
    return max(set(around), key=around.count, default="en")


def _is_too_little(words: Words, first: int, last: int, has_neighbors: bool) -> bool:
    """Whether a run is only a name, or a borrowed word inside another language."""
    surfaces = [s for s in words.surfaces[first:last] if s[0].isalpha()]
    if has_neighbors and (len(surfaces) < _LEAST_WORDS or is_title(surfaces)):
        return True
    return is_name(surfaces)


def _sentences(words: Words, piece: Piece) -> list[int]:
    """The numbers of the words that begin the sentences of a piece."""
    starts = [piece.first]
    gaps = words.gaps
    for number in range(piece.first + 1, piece.last):
        gap = gaps[number]
        ends = len(gap) > 1 and not _SENTENCE_END.isdisjoint(gap)
        if ends and not words.surfaces[number][0].islower():
            starts.append(number)
    return starts


def _segment(
    document: Document,
    words: Words,
    piece: Piece,
    run: tuple[int, int],
    language: str,
    confidence: float,
) -> Segment:
    start, end = _trimmed(document.text, words, run, piece)
    text = document.text[start:end]
    region = piece.region
    kind = "quotation" if piece.quoted and region.kind == "prose" else region.kind
    return Segment(
        start,
        end,
        text,
        language=language,
        confidence=confidence,
        kind="headline" if kind == "quotation" and _is_headline(document.text, piece) else kind,
        truncated=kind == "post" and text.endswith(_ELLIPSES),
        metadata=_metadata(document, piece, start, end),
    )


def _is_headline(text: str, piece: Piece) -> bool:
    """Whether the words beside a quotation call it a headline."""
    before = text[max(piece.start - _BESIDE, piece.region.start) : piece.start]
    after = text[piece.end : min(piece.end + _BESIDE, piece.region.end)]
    return bool(_HEADLINE_BEFORE.search(before) or _HEADLINE_AFTER.match(after))


def _confidence(spanish: np.ndarray, language: str) -> float:
    """The mean probability that the model gives a run's words for its language, 0 to 1.

    ``spanish`` is each word's probability of being Spanish. For a third language it is the share
    of words that look neither English nor Spanish.
    """
    if language == "es":
        return round(float(spanish.mean()), 4)
    if language == "en":
        return round(1 - float(spanish.mean()), 4)
    return round(1 - float(np.abs(2 * spanish - 1).mean()), 4)


def _trimmed(text: str, words: Words, run: tuple[int, int], piece: Piece) -> tuple[int, int]:
    """From the first word to the last, with the marks that belong to them."""
    start, end = words.starts[run[0]], words.ends[run[1] - 1]
    while start > piece.start and text[start - 1] in _OPENING:
        start -= 1
    while end < piece.end and text[end] in _CLOSING:
        end += 1
    return start, end


def _metadata(document: Document, piece: Piece, start: int, end: int) -> dict[str, Any]:
    block = piece.region.block
    if piece.region.kind != "post":
        given: dict[str, Any] = marks(document.text, start, end)._asdict()
    else:
        given = marks(document.text, block.start, block.end)._asdict()
        author = block.attributes.get("author")  # the name shown may look like a handle
        given["handles"] = [handle for handle in given["handles"] if handle != author]
        given["date"] = block.attributes.get("date")
    return {name: value for name, value in given.items() if value}
