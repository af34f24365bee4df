"""Counts that add up over articles, and the ratios made of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from gold import Place


@dataclass
class Outcome:
    """What one article adds to the scores: counts by name, and a line for each miss."""

    counts: Counter[str] = field(default_factory=Counter)
    misses: list[str] = field(default_factory=list)

    def add(self, other: Outcome) -> None:
        self.counts.update(other.counts)
        self.misses.extend(other.misses)

    def found(self, name: str, holds: bool, miss: str) -> None:
        """Counts one gold item for recall."""
        self.counts[f"{name}.gold"] += 1
        self.counts[f"{name}.found"] += holds
        if not holds:
            self.misses.append(f"{name}: missed: {miss}")

    def right(self, name: str, holds: bool, miss: str) -> None:
        """Counts one predicted item for precision."""
        self.counts[f"{name}.predicted"] += 1
        self.counts[f"{name}.right"] += holds
        if not holds:
            self.misses.append(f"{name}: false: {miss}")


def recall(counts: Counter[str], name: str) -> float:
    """Gold items found, as a share of all; 1 where there are none."""
    return share(counts[f"{name}.found"], counts[f"{name}.gold"])


def precision(counts: Counter[str], name: str) -> float:
    """Predicted items that are right, as a share of all; 1 where there are none."""
    return share(counts[f"{name}.right"], counts[f"{name}.predicted"])


def f1(counts: Counter[str], name: str) -> float:
    """The harmonic mean of recall and precision."""
    r, p = recall(counts, name), precision(counts, name)
    return 2 * r * p / (r + p) if r + p else 0.0


def share(part: float, whole: float, empty: float = 1.0) -> float:
    """part / whole, or ``empty`` where there is no whole."""
    return part / whole if whole else empty


def letters(text: str, place: Any) -> set[int]:
    """The offsets of the letters in a place."""
    return {i for i in range(place.start, place.end) if text[i].isalpha()}


def common(a: Any, b: Any) -> int:
    """How many code points two places share."""
    return max(0, min(a.end, b.end) - max(a.start, b.start))


def overlap(a: Any, b: Any) -> float:
    """Shared code points as a share of those of either place (Jaccard)."""
    shared = common(a, b)
    return share(shared, (a.end - a.start) + (b.end - b.start) - shared, 0.0)


def covers_half(a: Any, b: Any) -> bool:
    """Whether two places share at least half of the shorter one."""
    return common(a, b) * 2 >= max(1, min(a.end - a.start, b.end - b.start))


def best(place: Any, candidates: Iterable[Any], least: float = 0.5) -> Any | None:
    """The candidate that overlaps the place most, if by ``least`` or more (Jaccard)."""
    top = max(candidates, key=lambda c: overlap(place, c), default=None)
    return top if top is not None and overlap(place, top) >= least else None


def paragraphs(text: str) -> Iterator[Place]:
    """The lines of a text that aren't blank."""
    start = 0
    for line in text.splitlines(keepends=True):
        if line.strip():
            yield Place(start, start + len(line.rstrip()))
        start += len(line)


def excerpt(text: str, place: Any, limit: int = 90) -> str:
    """The words of a place on one line, cut in the middle when long."""
    words = " ".join(text[place.start : place.end].split())
    half = limit // 2
    return repr(words if len(words) <= limit else f"{words[:half]} … {words[-half:]}")
