"""The passages of the English report that could answer to a source: sentences and quotations."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bilingual.document import Document, Span
from bilingual.sentences import split_sentences

_QUOTATION = re.compile(r"“([^“”]{8,})”|\"([^\"]{8,})\"|«([^«»]{8,})»")

# Where clauses are joined, and how many words each must have.
_JOINTS = {
    "en": re.compile(r"(?:, (?:and|but|while)|;) "),
    "es": re.compile(
        r"(?:, (?:y|e|pero|mientras que|aunque|además de que)|;) "
        r"| (?:y|e) (?=(?:no |ya |se |que )*\w{3,}(?:ó|aron|ieron|rá|rán|remos)\b)"
    ),
}
_BESIDE_REPORT = ("headline", "caption")
_MIN_CLAUSE = {"en": 6, "es": 4}


def report_sentences(document: Document) -> list[Span]:
    """Every English sentence of the article, in order; sentences that hold Spanish are cut there.

    Headlines and captions, which report in passing, are left out. A quotation in English stays in
    its sentence, although it is a segment of its own.
    """
    return [
        document.span(start + first, start + last)
        for start, end in _english_stretches(document)
        for first, last in split_sentences(document.text[start:end], "en")
    ]


def clauses(sentence: Span, language: str = "en") -> list[Span]:
    """The clauses that "and", "but" or a semicolon joins in a sentence; none where it has one."""
    joints = list(_JOINTS[language].finditer(sentence.text))
    starts = [0, *(m.end() for m in joints)]
    ends = [*(m.start() for m in joints), len(sentence.text)]
    pieces = [sentence.text[a:b] for a, b in zip(starts, ends)]
    if len(pieces) < 2 or any(len(p.split()) < _MIN_CLAUSE[language] for p in pieces):
        return []
    return [
        Span(sentence.start + a, sentence.start + b, p) for a, b, p in zip(starts, ends, pieces)
    ]


def _english_stretches(document: Document) -> Iterator[tuple[int, int]]:
    """Stretches of English, over the borders of segments inside one line."""
    start = end = -1
    for segment in document.segments:
        if segment.language != "en" or segment.kind in _BESIDE_REPORT:
            continue
        if start >= 0 and _joins(document, end, segment.start):
            end = segment.end
            continue
        if start >= 0:
            yield _with_marks(document.text, start, end)
        start, end = segment.start, segment.end
    if start >= 0:
        yield _with_marks(document.text, start, end)


def _joins(document: Document, end: int, start: int) -> bool:
    """Whether only quotation marks and blanks stand between two English segments."""
    between = document.text[end:start]
    return "\n" not in between and not any(c.isalnum() for c in between)


def _with_marks(text: str, start: int, end: int) -> tuple[int, int]:
    """A stretch with the quotation mark that opens it and the marks that close it."""
    if start and text[start - 1] in '"“«':
        start -= 1
    while end < len(text) and text[end] in '"”’»).,;!?…':
        end += 1
    return start, end


def quotations(sentence: Span) -> list[Span]:
    """What stands in quotation marks inside a sentence, without the marks."""
    spans = []
    for match in _QUOTATION.finditer(sentence.text):
        group = next(g for g in (1, 2, 3) if match.group(g) is not None)
        start, end = match.span(group)
        text = sentence.text[start:end].rstrip(" ,.;")
        spans.append(Span(sentence.start + start, sentence.start + start + len(text), text))
    return spans
