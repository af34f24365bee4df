"""Lines of a plain text, and which of their breaks are only where a line was full.

Mail, PDF and Markdown break lines at a width, between words or inside them. A break is soft where
the sentence goes on in lower case, and, in a text that has such breaks, where the next word would
not have fitted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from bilingual.reading.front_matter import front_matter
from bilingual.reading.normalization import Edit, NormalizedText, normalize

Line = tuple[int, int]
"""Start and end of a line, without the white space around it."""

HEADING = re.compile(r"[ \t]{0,3}#{1,6}[ \t]+")
QUOTED = re.compile(r"(?:[ \t]{0,3}>[ \t]?)+")
_LINE = re.compile(r"[^\r\n\u2028\u2029\x0b\x0c\x85]+")
_BREAK = re.compile(r"\r\n|[\r\n\u2028\u2029\x0b\x0c\x85]")
# Lists, dialogue, signature lines, the heads of posts and rows of tables start anew.
_STARTS_ANEW = re.compile(r"[-*+•■▪·|@—–]|\d{1,3}[.)][ \t]")
_SENTENCE_END = re.compile(r"""[.!?…:]["'”’»)\]]*$""")
_FIRST_LETTER = re.compile(r"""["'“”‘’«»(\[¿¡]*([^\W\d_])""")
_COMPOUND = re.compile(r"\w+-\w+")
_FIRST_WORD = re.compile(r"\w+")
_LAST_WORD = re.compile(r"(\w+)\W$")
_HYPHENS = "-\xad\u2010"
_WIDTHS = range(30, 121)
# Proportional type fills lines to different lengths: what counts as full, of the longest line.
_NEARLY_FULL = 0.8


def groups(text: str, start: int = 0) -> Iterator[list[Line]]:
    """Runs of lines between blank ones."""
    group: list[Line] = []
    previous = start
    for line in _LINE.finditer(text, start):
        stripped = line.group().strip()
        breaks = len(_BREAK.findall(text, previous, line.start()))
        previous = line.end()
        if group and (breaks > 1 or not stripped):
            yield group
            group = []
        if stripped:
            first = text.index(stripped, line.start())
            group.append((first, first + len(stripped)))
    if group:
        yield group


def soft_breaks(text: str) -> list[tuple[Line, Line]]:
    """The pairs of lines between which a paragraph goes on, in order."""
    if not _BREAK.search(text):
        return []
    breaks = [
        (line, following, width)
        for group in groups(text, front_matter(text)[0])
        if (width := max(end - start for start, end in group)) in _WIDTHS
        for line, following in pairwise(group)
        if _may_go_on(text, line, following)
    ]
    wrapped = any(_goes_on(text, *found) for found in breaks)
    return [
        (line, following)
        for line, following, width in breaks
        if _goes_on(text, line, following, width)
        or (wrapped and _is_full(text, line, following, width))
    ]


def joined_paragraphs(text: str) -> NormalizedText:
    """A text in one way of writing, without the line breaks that are soft."""
    return normalize(text, list(_joints(text)))


def unwrapped(text: str) -> NormalizedText:
    """A text as it is written, without the line breaks that are soft."""
    return NormalizedText(text, _joints(text))


def _joints(text: str) -> Iterator[Edit]:
    """The soft breaks as edits: a space, or nothing after a hyphen.

    A hyphen that divides a word goes too, unless a name follows or the text has the word with it
    elsewhere; so do the quotation marks of mail (">").
    """
    compounds = None
    for line, following in soft_breaks(text):
        end, resume = line[1], _after_mark(text, *following)
        if not _divides(text, end, resume):
            yield Edit(end, resume, " ")
            continue
        if compounds is None:
            compounds = set(_COMPOUND.findall(text))
        word = f"{_LAST_WORD.search(text, *line)[1]}-{_FIRST_WORD.match(text, resume)[0]}"
        belongs = text[resume].isupper() or word in compounds
        yield Edit(end - (not belongs), resume, "")


def _may_go_on(text: str, line: Line, following: Line) -> bool:
    quoted = QUOTED.match(text, *following) is not None
    if quoted != (QUOTED.match(text, *line) is not None):
        return False
    if HEADING.match(text, *line) or HEADING.match(text, *following):
        return False
    return not _STARTS_ANEW.match(text, _after_mark(text, *following))


def _goes_on(text: str, line: Line, following: Line, width: int) -> bool:
    """Whether the sentence, or the word, goes on in lower case after a line of fair length."""
    resume = _after_mark(text, *following)
    if 2 * (line[1] - line[0]) < width or _SENTENCE_END.search(text, *line):
        return False
    letter = _FIRST_LETTER.match(text, resume)
    return letter is not None and letter[1].islower()


def _is_full(text: str, line: Line, following: Line, width: int) -> bool:
    """Whether the next word would not have fitted, as far as the kind of type lets one say."""
    length = line[1] - line[0]
    word = text[_after_mark(text, *following) : following[1]].split(None, 1)[0]
    if _SENTENCE_END.search(text, *line):
        return length + 1 + len(word) > width
    return length >= _NEARLY_FULL * width


def _after_mark(text: str, start: int, end: int) -> int:
    """Where the words of a line begin that may be quoted."""
    mark = QUOTED.match(text, start, end)
    return mark.end() if mark and mark.end() < end else start


def _divides(text: str, end: int, resume: int) -> bool:
    """Whether the last character before a break is a hyphen in a word that goes on after it."""
    hyphen = text[end - 1] in _HYPHENS
    return hyphen and text[end - 2 : end - 1].isalnum() and text[resume].isalnum()
