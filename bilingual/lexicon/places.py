"""Which countries and states a document speaks of, and where."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Mapping
from functools import cached_property

from bilingual.document import LexiconEntry

_BEFORE = re.compile(r"(?:['’]s?)?\s+(?:(?:new|own|federal|ruling)\s+)?")
AFTER = re.compile(r"(?:\s+(?:de|del|of|in|en)(?:\s+(?:el|la|the))?(?:\s+Estado\s+de)?)?\s+")
OF = re.compile(r"(?:\s+(?:de|del|of)(?:\s+(?:el|la|the))?)?\s+")


class Places:
    """Countries (by code) and states (by id) named in a text, in order of their offsets."""

    def __init__(
        self, text: str, entries: Mapping[str, LexiconEntry], sentence: Callable[[int], int]
    ) -> None:
        """``sentence`` numbers the sentence that an offset lies in."""
        self._text = text
        self._entries = entries
        self._sentence = sentence
        self._cues: list[tuple[int, int, str]] = []
        self._starts: list[int] = []
        self._near: dict[int, set[str]] = defaultdict(set)
        self._counts: Counter[str] = Counter()
        self._countries = self._states = 0

    def add(self, start: int, end: int, place: str) -> None:
        """A place named in the text; to be called in the order of offsets."""
        self._cues.append((start, end, place))
        self._starts.append(start)
        self._near[self._sentence(start)].add(place)
        self.count(place)

    def count(self, place: str) -> None:
        """That the text speaks of a place without naming it, through one of its bodies."""
        self._counts[place] += 1
        self._countries += is_country(place)
        self._states += self.is_state(place)

    def is_state(self, place: str) -> bool:
        """Whether a place is a state's id."""
        return place in self._entries and self._entries[place].type == "state"

    def homes(self, entry: LexiconEntry) -> set[str]:
        """The country of an entry, and the state where it is one or belongs to one."""
        homes = {entry.country} if entry.country else set()
        if entry.type == "state":
            homes.add(entry.id)
        parent = self._entries.get(entry.parent or "")
        if parent is not None and parent.type == "state":
            homes.add(parent.id)
        return homes

    def beside(self, start: int, end: int, after_name: re.Pattern[str] = AFTER) -> set[str]:
        """Places named inside, right before ("Mexico's …") or right after ("… de Jalisco")."""
        first = bisect_right(self._starts, start - 30)
        last = bisect_right(self._starts, end + 20)
        places = set()
        for cue_start, cue_end, place in self._cues[first:last]:
            inside = start <= cue_start and cue_end <= end
            before = cue_end <= start and _BEFORE.fullmatch(self._text, cue_end, start)
            after = cue_start >= end and after_name.fullmatch(self._text, end, cue_start)
            if inside or before or after:
                places.add(place)
        return places

    def near(self, homes: Collection[str], start: int) -> bool:
        """Whether the sentence at an offset names one of these places."""
        return not self._near.get(self._sentence(start), set()).isdisjoint(homes)

    @cached_property
    def leading_state(self) -> str | None:
        """The state that the text speaks of most; None where two are level."""
        states = Counter({p: n for p, n in self._counts.items() if self.is_state(p)})
        (first, most), (_, next_most) = (*states.most_common(2), (None, 0), (None, 0))[:2]
        return first if most > next_most else None

    def share(self, place: str) -> float:
        """Of what the text says of states, or of countries, how much is of this one."""
        total = self._countries if is_country(place) else self._states
        return self._counts[place] / max(1, total)


def is_country(place: str) -> bool:
    """Whether a place is a country's code, and not a state's id."""
    return len(place) == 2
