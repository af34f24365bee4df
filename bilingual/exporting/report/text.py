"""A stretch of text cut into pieces, each with all that the page says of it.

Segments, passages, names, words and evidence overlap freely; HTML elements can't. So the text is
cut wherever any of them starts or ends, and neighbours with the same segment, passage and name
are put together again, in this order from the outside in.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from bilingual.document import Segment, Span
from bilingual.exporting.report.words import Word, Words
from bilingual.spans import SpanIndex


@dataclass(frozen=True, slots=True)
class Labelled(Span):
    """A stretch with the label by which the page knows it."""

    label: str


@dataclass(frozen=True, slots=True)
class Piece:
    """Text in which nothing changes. ``key`` and ``partners`` are a word's; ``evidence`` holds the
    labels of the findings that rest on it; ``anchors`` the places of the page that start here.
    """

    text: str
    key: str
    partners: str
    evidence: str
    anchors: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """Pieces, or groups, in one name, one passage or one segment; ``of`` is None outside any."""

    of: Span | None
    children: list


class Layers:
    """What is known of a text, by place."""

    def __init__(
        self,
        text: str,
        words: Words,
        in_text: SpanIndex[Word],
        segments: Sequence[Segment] = (),
        passages: Sequence[Labelled] = (),
        names: Sequence[Labelled] = (),
        evidence: Sequence[Labelled] = (),
        anchors: Sequence[Labelled] = (),
    ) -> None:
        self._text = text
        self._words = words
        self._in_text = in_text
        self._segments = SpanIndex(segments)
        self._passages = SpanIndex(passages)
        self._names = SpanIndex(names)
        self._evidence = SpanIndex(evidence)
        self._anchors: defaultdict[int, list[str]] = defaultdict(list)
        for anchor in anchors:
            self._anchors[anchor.start].append(anchor.label)

    def groups(self, start: int, end: int) -> list[Group]:
        """A stretch as segments of passages of names of pieces."""
        cuts = list(self._cuts(start, end))
        stretches = list(pairwise(cuts))
        return self._grouped(stretches, [self._segments.at, self._passages.at, self._names.at])

    def _grouped(
        self, stretches: list[tuple[int, int]], levels: list[Callable[[int], Span | None]]
    ) -> list:
        if not levels:
            return [self._piece(*stretch) for stretch in stretches]
        at, *inner = levels
        return [
            Group(of, self._grouped(list(members), inner))
            for of, members in groupby(stretches, lambda stretch: at(stretch[0]))
        ]

    def _cuts(self, start: int, end: int) -> Iterator[int]:
        layers = (self._segments, self._passages, self._names, self._evidence, self._in_text)
        cuts = {start, end}
        for layer in layers:
            for span in layer.within(start, end):
                cuts |= {max(start, span.start), min(end, span.end)}
        return iter(sorted(cuts))

    def _piece(self, start: int, end: int) -> Piece:
        word = self._in_text.at(start)
        return Piece(
            self._text[start:end],
            word.key if word else "",
            self._words.partners(word.key) if word else "",
            " ".join(span.label for span in self._evidence.within(start, end)),
            tuple(self._anchors.get(start, ())),
        )
