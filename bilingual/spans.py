"""Spans found by their offsets, for every stage that asks what lies where."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import TypeVar

from bilingual.document import Span
from bilingual.tokens import Token

AnySpan = TypeVar("AnySpan", bound="Span | Token")


class SpanIndex(Sequence[AnySpan]):
    """Spans in the order of their starts, found by offset without looking at them all."""

    def __init__(self, spans: Sequence[AnySpan]) -> None:
        self._spans = sorted(spans, key=lambda span: (span.start, -span.end))
        self._starts = [span.start for span in self._spans]
        # The longest reach of any span up to each place, so that a search to the left can stop.
        self._reach: list[int] = []
        for span in self._spans:
            self._reach.append(max(span.end, self._reach[-1] if self._reach else 0))

    def __len__(self) -> int:
        return len(self._spans)

    def __getitem__(self, index: int) -> AnySpan:  # type: ignore[override]
        return self._spans[index]

    def at(self, offset: int) -> AnySpan | None:
        """The last span that starts at or before an offset and covers it, or None."""
        for i in range(bisect_right(self._starts, offset) - 1, -1, -1):
            if self._spans[i].end > offset:
                return self._spans[i]
            if self._reach[i] <= offset:
                return None
        return None

    def within(self, start: int, end: int) -> list[AnySpan]:
        """The spans that share at least one character with a stretch, in order."""
        found = []
        for i in range(bisect_left(self._starts, end) - 1, -1, -1):
            if self._reach[i] <= start:
                break
            if self._spans[i].end > start:
                found.append(self._spans[i])
        return found[::-1]
