"""From scored words to segments: runs of one language, their borders, kinds and metadata."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import groupby
from typing import Any

import numpy as np

from bilingual.detection.decoder import decode
from bilingual.detection.model import load_language_model
from bilingual.detection.names import is_name, is_quoted_name, is_title
from bilingual.detection.pieces import Piece, find_pieces
from bilingual.detection.regions import find_regions
from bilingual.detection.speakers import with_speakers
from bilingual.detection.third_languages import third_languages
from bilingual.detection.words import Words
from bilingual.document import Document, Segment
from bilingual.reading.posts import marks

_CLOSING = ".!?…%)]"
_SIC = re.compile(r"[(\[]sic[)\]]", re.IGNORECASE)
_OPENING = "¿¡(["
_ELLIPSES = ("…", "...")
_HINT = 1.0  # as strong as a word that is e times likelier in one language
# How far a change of language may lie off a border and still belong there: in words of any kind,
# and in words that are names.
_SNAP = 2
_SNAP_NAMES = 8
_SURE = 2.0  # a word this much likelier in one language stays in it
_QUOTATION_MARKS = frozenset('"“”«»„‹›')
# A shorter run inside another language is a borrowed word or two, not a segment.
_LEAST_WORDS = 3
_BESIDE = 60
_HEADLINE_BEFORE = re.compile(
    r"\b(?:headlined?|front page|titular|titul[óa]|titulad[ao]|encabezado|portada|primera plana)"
    r"\b[^.\"“«]{0,40}[:,]?\s*[\"“«]$",
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
    spanish = decode(scores._replace(odds=scores.odds + _said_by_markup(len(words.starts), pieces)))
    _snap(spanish, scores.odds, words, pieces)
    languages = _languages(words, spanish, pieces)
    chances = 1 / (1 + np.exp(-scores.odds.astype(float)))
    segments, owners = [], []
    for piece in pieces:
        for first, last in _runs(languages, piece):
            if not any(any(map(str.isalpha, s)) for s in words.surfaces[first:last]):
                continue  # links and numbers alone are in no language
            confidence = _confidence(chances[first:last], languages[first])
            run = (first, last)
            segments.append(_segment(document, words, piece, run, languages[first], confidence))
            owners.append(piece)
    return with_speakers(document, segments, owners, pieces)


def _said_by_markup(count: int, pieces: list[Piece]) -> np.ndarray:
    """What ``lang`` attributes add to each word's odds: a hint, since templates get them wrong."""
    hints = np.zeros(count, dtype=np.float32)
    for piece in pieces:
        tag = piece.region.block.attributes.get("lang", "").lower().split("-")[0]
        hints[piece.first : piece.last] = {"es": _HINT, "en": -_HINT}.get(tag, 0.0)
    return hints


def _snap(spanish: list[bool], odds: np.ndarray, words: Words, pieces: list[Piece]) -> None:
    """Moves a change of language that lies just off a quotation mark or a sentence to its edge.

    ``odds`` are those of the language model: words of which it is sure stay what they are.
    """
    if len(set(spanish)) < 2:
        return
    for piece in pieces:
        changes = (n for n in range(piece.first + 1, piece.last) if spanish[n] != spanish[n - 1])
        for change in list(changes):
            if not _is_marked(words, change) and not _begins_sentence(words, change):
                _move_to_border(spanish, odds, words, change, piece)


def _move_to_border(
    spanish: list[bool], odds: np.ndarray, words: Words, change: int, piece: Piece
) -> None:
    """Moves one change to the nearest border in its piece, if that is near enough.

    The run that grows by it must begin or end at a border on its other side as well: a clause in
    the middle of a sentence keeps its own borders.
    """
    start, end = _run_around(spanish, change, piece)
    may_move_right, may_move_left = (_is_border(words, n, piece) for n in (start, end))
    for distance in range(1, _SNAP_NAMES + 1):
        left, right = change - distance, change + distance
        if may_move_left and left >= start and _is_near(words, left, left, change):
            _flip(spanish, odds, left, change)
            return
        if may_move_right and right <= end and _is_near(words, right, change, right):
            _flip(spanish, odds, change, right)
            return


def _flip(spanish: list[bool], odds: np.ndarray, first: int, last: int) -> None:
    """Changes the language of some words, unless the model is sure of it."""
    if np.abs(odds[first:last]).max() < _SURE:
        spanish[first:last] = [not spanish[first]] * (last - first)


def _run_around(spanish: list[bool], change: int, piece: Piece) -> tuple[int, int]:
    """Where the run before a change begins, and where the run after it ends."""
    start, end = change, change
    while start > piece.first and spanish[start - 1] == spanish[change - 1]:
        start -= 1
    while end < piece.last and spanish[end] == spanish[change]:
        end += 1
    return start, end


def _is_border(words: Words, number: int, piece: Piece) -> bool:
    """Whether a quotation, a sentence or the piece begins or ends before a word."""
    return (
        number in (piece.first, piece.last)
        or _is_marked(words, number)
        or _begins_sentence(words, number)
    )


def _is_near(words: Words, border: int, first: int, last: int) -> bool:
    """Whether only a word or two lie between a change and a mark, or names up to a border."""
    if _is_marked(words, border) and last - first <= _SNAP and not _marks_a_word(words, border):
        return True
    is_border = _is_marked(words, border) or _begins_sentence(words, border)
    return is_border and is_name(words.surfaces[first:last])


def _marks_a_word(words: Words, border: int) -> bool:
    """Whether the marks at a border are those of a quoted word or two, as in "so-called"."""
    near = (border - 2, border - 1, border + 1, border + 2)
    return any(number > 0 and _is_marked(words, number) for number in near)


def _is_marked(words: Words, number: int) -> bool:
    """Whether a quotation mark stands before a word."""
    return number < len(words.gaps) and not _QUOTATION_MARKS.isdisjoint(words.gaps[number])


def _begins_sentence(words: Words, number: int) -> bool:
    """Whether a word may begin a sentence: after a full stop and not in small letters."""
    if number >= len(words.gaps):
        return False
    return _ends_sentence(words.gaps[number]) and not words.surfaces[number][0].islower()


def _ends_sentence(gap: str) -> bool:
    return len(gap) > 1 and not _SENTENCE_END.isdisjoint(gap)


def _languages(words: Words, spanish: list[bool], pieces: list[Piece]) -> list[str]:
    """The language of each word, names and borrowed words in that of the text around them."""
    languages = ["es" if is_spanish else "en" for is_spanish in spanish]
    if "es" in languages:
        _take_in_names(languages, words, pieces)
    starts = _sentences(words, pieces)
    found = third_languages(words.surfaces, np.array(spanish, dtype=bool), starts)
    for start, end, language in zip(starts, [*starts[1:], len(spanish)], found):
        if language is not None:
            languages[start:end] = [language] * (end - start)
    return languages


def _take_in_names(languages: list[str], words: Words, pieces: list[Piece]) -> None:
    """Gives runs that are only a name, or a borrowed word, the language of what is around them."""
    for number, piece in enumerate(pieces):
        runs = list(_runs(languages, piece))
        host = _language_around(words, languages, pieces, number, runs)
        if len(runs) == 1 and words.surfaces[piece.first][0].islower():
            continue  # "on Monday" between two quotations has its own language
        for first, last in runs:
            alone = len(runs) > 1 and not _goes_on(languages, pieces, number, first, last)
            if languages[first] != host and _is_too_little(words, first, last, alone):
                languages[first:last] = [host] * (last - first)


def _goes_on(languages: list[str], pieces: list[Piece], number: int, first: int, last: int) -> bool:
    """Whether a run goes on beyond the quotation mark that ends its piece."""
    piece = pieces[number]
    before = number > 0 and pieces[number - 1].paragraph == piece.paragraph
    after = number + 1 < len(pieces) and pieces[number + 1].paragraph == piece.paragraph
    if before and first == piece.first and languages[first - 1] == languages[first]:
        return True
    return after and last == piece.last and languages[last] == languages[first]


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
    """The language that names in a piece belong to: that of most of it, else its neighbours'."""
    prose = [run for run in runs if not is_name(words.surfaces[run[0] : run[1]])]
    if len(runs) > 1 and prose:
        shares = Counter({"en": 0})
        for first, last in prose:
            shares[languages[first]] += last - first
        return shares.most_common(1)[0][0]
    around = languages[max(pieces[number].first - 8, 0) : pieces[number].first]
    around = around or languages[pieces[number].last : pieces[number].last + 8]
    return max(set(around), key=around.count, default="en")


def _is_too_little(words: Words, first: int, last: int, alone: bool) -> bool:
    """Whether a run is only a name, or a borrowed word inside another language."""
    surfaces = [s for s in words.surfaces[first:last] if s[0].isalpha()]
    if alone and len(surfaces) < _LEAST_WORDS:
        return True
    if _is_marked(words, first) and _is_marked(words, last):
        return is_quoted_name(surfaces)
    return is_name(surfaces) or (alone and is_title(surfaces))


def _sentences(words: Words, pieces: list[Piece]) -> list[int]:
    """The numbers of the words that begin sentences, each piece a sentence at least."""
    firsts = {piece.first for piece in pieces}
    after = {gap for gap in set(words.gaps) if _ends_sentence(gap)}
    return [
        number
        for number, (gap, surface) in enumerate(zip(words.gaps, words.surfaces))
        if number in firsts or (gap in after and not surface[0].islower())
    ]


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
    first, last = run
    # "(sic)" is the reporter's word, not the speaker's.
    if last - first > 1 and _SIC.match(text, words.starts[last - 1] - 1):
        last -= 1
    elif last - first > 1 and _SIC.match(text, words.starts[first] - 1):
        first += 1
    start, end = words.starts[first], words.ends[last - 1]
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
