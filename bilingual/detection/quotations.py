"""Quotations in a stretch of text: where they begin and end, whatever marks they wear."""

from __future__ import annotations

import re
from typing import NamedTuple

_PAIRS = {"“": "”", "«": "»", "„": "“”", "‹": "›"}
_CLOSERS = "”»›"
# Each mark comes first in its branch, so that the search can skip all other characters.
_MARK = re.compile(
    r"\"|“|”|«|»|„|‹|›|‘(?<!\w‘)(?=\w)|’(?<=[\w.,!?…]’)(?!\w)"
    r"|'(?:(?<!\w')(?=\w)|(?<=[\w.,!?…]')(?!\w))"
)
_DIALOGUE = re.compile(r"[—–―-][ \t]?(?=[^\W\d_¿¡]|[¿¡])")
_DASH = re.compile(r"[—–―]")


class Quotation(NamedTuple):
    """The words between two marks; ``closed`` is false where a paragraph ends before the mark."""

    start: int
    end: int
    closed: bool = True


def find_quotations(text: str, start: int, end: int) -> list[Quotation]:
    """The outermost quotations between two offsets, in order, without their marks.

    A mark that never closes quotes up to the end only when it stands at the very start or
    nothing else explains it; an orphan closing mark is ignored. Linear in the length.
    """
    quotations: list[Quotation] = []
    opened: int | None = None
    expected = ""
    for mark in _MARK.finditer(text, start, end):
        character, place = mark.group(), mark.start()
        if opened is None:
            if _opens(text, character, place, start, end):
                opened, expected = place + 1, _closers_of(character)
        elif character in expected and not _opens_only(text, character, place, end):
            quotations.append(Quotation(opened, place))
            opened = None
    if opened is not None and not text[start : opened - 1].strip():
        quotations.append(Quotation(opened, end, closed=False))
    return quotations


def _closers_of(opener: str) -> str:
    if opener == '"':
        return '"'
    if opener in _CLOSERS:
        return opener
    return {"‘": "’", "'": "'"}.get(opener) or _PAIRS[opener]


def _opens(text: str, character: str, place: int, start: int, end: int) -> bool:
    """Whether a mark can open a quotation here."""
    goes_on = not text[start:place].strip() and text[place + 1 : place + 2].strip() != ""
    if character in _CLOSERS:
        return goes_on  # the mark with which Spanish goes on quoting in a new paragraph
    if character == "’":
        return False
    if character in _PAIRS:
        return True
    follows_space = place == start or (
        not text[place - 1].isalnum() and text[place - 1] not in ".,!?"
    )
    return follows_space and place + 1 < end and not text[place + 1].isspace()


def _opens_only(text: str, character: str, place: int, end: int) -> bool:
    """Whether a straight mark inside a quotation opens another: white space before, none after."""
    if character not in "\"'" or place + 1 >= end:
        return False
    return text[place - 1].isspace() and not text[place + 1].isspace()


def find_dialogue(text: str, start: int, end: int) -> list[Quotation]:
    """What is said in a paragraph that opens with a dialogue dash, without the narrator's words.

    "—Ya no se puede —dijo la mujer—. Nos vamos." gives the two spoken stretches.
    """
    opening = _DIALOGUE.match(text, start, end)
    if opening is None:
        return []
    spoken: list[Quotation] = []
    speaking, begin = True, opening.end()
    for dash in _DASH.finditer(text, begin, end):
        if (
            speaking
            and text[dash.start() - 1].isspace()
            and not text[dash.end() : dash.end() + 1].isspace()
        ):
            spoken.append(Quotation(begin, dash.start()))
            speaking = False
        elif not speaking:
            begin, speaking = dash.end(), True
    if speaking:
        spoken.append(Quotation(begin, end))
    return [q for q in spoken if any(map(str.isalpha, text[q.start : q.end]))]
