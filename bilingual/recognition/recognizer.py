"""What a recogniser is, and the stretches of text that recognisers are given."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple, Protocol

from bilingual.document import Document, Mention
from bilingual.settings import Settings

_LONGEST = 50_000  # code points given to a model in one piece


class Recognizer(Protocol):
    """Finds names. ``name`` is what settings call it; models load when it is first called."""

    name: str

    def __init__(self, settings: Settings) -> None: ...

    def __call__(self, documents: Sequence[Document]) -> list[list[Mention]]:
        """The mentions of each document, as many lists as documents, in order."""
        ...


class Stretch(NamedTuple):
    """One line of a segment, to be read on its own: ``document`` is its place in the batch."""

    document: int
    start: int
    text: str


def stretches(documents: Sequence[Document], language: str) -> Iterator[Stretch]:
    """The lines of all segments in a language, over the whole batch; empty lines are left out."""
    for number, document in enumerate(documents):
        for segment in document.segments:
            if segment.language.split("-")[0] == language:
                yield from _lines(document.text, segment.start, segment.end, number)


def _lines(text: str, start: int, end: int, number: int) -> Iterator[Stretch]:
    while start < end:
        stop = text.find("\n", start, end)
        stop = end if stop < 0 else stop
        if stop - start > _LONGEST:
            stop = max(text.rfind(" ", start, start + _LONGEST), start + 1)
        if not text[start:stop].isspace() and stop > start:
            yield Stretch(number, start, text[start:stop])
        start = stop + 1 if text[stop : stop + 1] == "\n" else stop
