"""The narrator's words around a quotation, cut at sentences."""

from __future__ import annotations

import re

from bilingual.detection.pieces import Piece

_SENTENCE_START = re.compile(r"(?<=[.!?…])[\"”»’)]*\s+(?=[\"“«A-ZÁÉÍÓÚÑ¿¡])")
_ABBREVIATED = re.compile(
    r"\b(?:[A-Z]|Mr|Mrs|Ms|Dr|Gov|Sen|Rep|Gen|Col|Sgt|Lt|Jr|St|Lic|Ing|Sr|Sra|Rev|Capt|Cmdr|Adm"
    r"|Maj|Prof|Gral|Hon|Srta|Dra|No|vs)\.$"
)
_MARKS = "\"“”«»‘’' \n\t"


def narration_after(text: str, piece: Piece, following: Piece | None) -> tuple[int, int] | None:
    """What goes on from a quotation, up to the end of its sentence or the next quotation.

    None where the quotation ends a sentence of its own. ``following`` is the next piece of the
    paragraph.
    """
    low, high = piece.end, piece.region.end
    if following is not None:
        high = following.start if following.quoted else following.end
    while low < high and text[low] in "\"”»’'":
        low += 1
    rest = text[low:high].lstrip()
    ended = text[piece.start : piece.end].rstrip()[-1:] in (".", "…")
    if not rest or (ended and not rest[0].islower() and rest[0] not in ",—–-"):
        return None
    return low, _sentence_end(text, low, high)


def narration_before(text: str, piece: Piece, previous: Piece | None) -> tuple[int, int] | None:
    """The words that lead to a quotation from the beginning of its sentence, or None."""
    low = piece.region.start
    if previous is not None:
        low = previous.end if previous.quoted else previous.start
    high = low + len(text[low : piece.start].rstrip(_MARKS))
    low = sentence_start(text, low, high)
    body = text[low:high].strip(_MARKS)
    return None if not body or body[-1] in ".!?…" else (low, high)


def last_sentence(text: str, piece: Piece) -> tuple[int, int]:
    """The sentence that ends the paragraph of a piece."""
    region = piece.region
    end = region.start + len(text[region.start : region.end].rstrip())
    return sentence_start(text, region.start, end), end


def sentence_start(text: str, low: int, high: int) -> int:
    """Where the last sentence between two offsets begins."""
    start = low
    for border in _SENTENCE_START.finditer(text, low, high):
        if not _ABBREVIATED.search(text, max(low, border.start() - 6), border.start()):
            start = border.end()
    return start


def _sentence_end(text: str, low: int, high: int) -> int:
    for border in _SENTENCE_START.finditer(text, low, high):
        if not _ABBREVIATED.search(text, max(low, border.start() - 6), border.start()):
            return border.start()
    return high
