"""What a recogniser is, and the stretches of text that recognisers are given."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple, Protocol

from bilingual.document import Document, Mention
from bilingual.sentences import split_sentences
from bilingual.settings import Settings

_LONGEST = 50_000  # code points given to a model in one piece
_PASSAGE = 500  # code points of the sentences that are read together


class Recognizer(Protocol):
    """Finds names. ``name`` is what settings call it; models load when it is first called."""

    name: str

    def __init__(self, settings: Settings) -> None: ...

    def __call__(self, documents: Sequence[Document]) -> list[list[Mention]]:
        """The mentions of each document, as many lists as documents, in order."""
        ...


class Stretch(NamedTuple):
    """A piece of a segment, to be read on its own: ``document`` is its place in the batch."""

    document: int
    start: int
    text: str


def stretches(documents: Sequence[Document], language: str) -> Iterator[Stretch]:
    """The sentences of all segments in a language, over the whole batch."""
    for number, document in enumerate(documents):
        for segment in document.segments:
            if segment.language.split("-")[0] != language:
                continue
            text = document.text[segment.start : segment.end]
            for start, end in split_sentences(text, language):
                for cut in range(start, end, _LONGEST):
                    piece = text[cut : min(cut + _LONGEST, end)]
                    yield Stretch(number, segment.start + cut, piece)


def passages(documents: Sequence[Document], language: str) -> Iterator[Stretch]:
    """The sentences of all segments in a language, those of one line read together.

    A passage is no longer than 500 code points, unless one sentence alone is.
    """
    last: Stretch | None = None
    for sentence in stretches(documents, language):
        joined = _joined(documents, last, sentence) if last is not None else None
        if last is not None and joined is None:
            yield last
        last = joined or sentence
    if last is not None:
        yield last


def _joined(documents: Sequence[Document], one: Stretch, other: Stretch) -> Stretch | None:
    """Two stretches as one, or None where a line or a document ends between them, or the length
    forbids it.
    """
    if one.document != other.document:
        return None
    text = documents[one.document].text
    end = other.start + len(other.text)
    gap = text[one.start + len(one.text) : other.start]
    if end - one.start > _PASSAGE or gap.strip(" \t") or "\n" in text[one.start : end]:
        return None
    return one._replace(text=text[one.start : end])
