"""Decides what weak surfaces stand for, from what else the document says.

A weak name or a common noun is believed where something near it points to one entry: a country or
state named beside it, the entry's own strong name elsewhere, a relative's name (parent, unit,
sister institution), or the country the text is about. A neighbour from another country speaks
against. Where the evidence is level between entries all are kept, with the reason.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from bilingual.document import LexiconEntry
from bilingual.lexicon.matcher import SurfaceMatch
from bilingual.lexicon.surfaces import CUE, NOMINAL, STRONG

# Weights of the evidence. Only their order matters: what stands beside a name outweighs its own
# entry named elsewhere, then a relative in the sentence, then the country of the sentence, then
# what the whole document is about.
BESIDE, SAME_ENTRY, RELATIVE_NEAR, SENTENCE_COUNTRY, RELATIVE, COUNTRY = (
    8.0,
    4.0,
    3.0,
    2.0,
    1.0,
    1.0,
)
FOREIGN_SENTENCE = -3.0

_BEFORE = re.compile(r"(?:['’]s?)?\s+(?:\w+\s+)?$")
_AFTER = re.compile(r"\s+(?:(?:de|del|of|in|en)\s+(?:el\s+|la\s+|the\s+|Estado de\s+)?)?$")
_SENTENCE_END = re.compile(r"[.!?…]['\"”’»)]*\s+(?=[^a-záéíóúñ])|\n")


class Reading(NamedTuple):
    """A place in the text and the entries it names, best first; ``note`` says why several."""

    start: int
    end: int
    entry_ids: tuple[str, ...]
    strength: str
    note: str
    nested: bool


class Context:
    """What a document says about countries and entries, from its strong matches and cues."""

    def __init__(
        self, text: str, matches: Sequence[SurfaceMatch], entries: dict[str, LexiconEntry]
    ) -> None:
        self._text = text
        self._entries = entries
        self._sentence_ends = [m.end() for m in _SENTENCE_END.finditer(text)]
        self._strong: dict[str, list[int]] = defaultdict(list)
        self._countries: Counter[str] = Counter()
        self._cues: list[tuple[int, int, str]] = []
        for match in matches:
            self._note(match)
        self._cue_sentences = defaultdict(set)
        for start, _, where in self._cues:
            self._cue_sentences[self._sentence(start)].add(where)

    def read(self, match: SurfaceMatch) -> Reading | None:
        """What a match stands for, or None where the context doesn't bear it out."""
        surfaces = [s for s in match.surfaces if s.strength != CUE]
        if not surfaces:
            return None
        strong = [s for s in surfaces if s.strength == STRONG]
        if len(strong) == 1:
            return self._reading(match, (strong[0].entry_id,), STRONG, match.note)
        scores = {
            s.entry_id: self._score(s.entry_id, match, s.strength) for s in strong or surfaces
        }
        best = max(scores.values())
        if best < COUNTRY and not strong:
            return None
        winners = tuple(entry_id for entry_id, score in scores.items() if score == best)
        strength = next(s.strength for s in surfaces if s.entry_id == winners[0])
        note = match.note
        if len(winners) > 1:
            note = f"may be {', '.join(winners[:5])}: the context does not decide"
        return self._reading(match, winners, strength, note)

    def _note(self, match: SurfaceMatch) -> None:
        for surface in match.surfaces:
            if surface.strength == CUE:
                self._cues.append((match.start, match.end, surface.entry_id))
                self._countries[surface.entry_id] += 1
        strong = [s for s in match.surfaces if s.strength == STRONG]
        if len(strong) != 1:
            return
        entry = self._entries[strong[0].entry_id]
        self._strong[entry.id].append(match.start)
        if entry.country:
            self._countries[entry.country] += 1
        if entry.type in ("state", "city"):
            self._cues.append((match.start, match.end, entry.id))
            self._cues.append((match.start, match.end, entry.country or ""))

    def _score(self, entry_id: str, match: SurfaceMatch, strength: str) -> float:
        entry = self._entries[entry_id]
        homes = self._homes(entry)
        beside = self._beside(match)
        if beside & homes:
            return BESIDE + len(beside & homes)
        if any(place not in homes and "." not in place for place in beside):
            return -BESIDE
        score = SAME_ENTRY if self._strong.get(entry_id) else 0.0
        sentence = self._sentence(match.start)
        near, anywhere = self._relatives(entry, sentence)
        score += RELATIVE_NEAR * near + RELATIVE * anywhere
        if strength == NOMINAL:
            return score
        return score + self._country_score(entry, homes, sentence)

    def _country_score(self, entry: LexiconEntry, homes: set[str], sentence: int) -> float:
        cues = self._cue_sentences.get(sentence, set())
        state = next((place for place in homes if "." in place), None)
        if state is not None:
            # A state's body needs its state named; the country alone says too little.
            if state in cues:
                return SENTENCE_COUNTRY
            return 0.0 if not self._strong.get(state) else COUNTRY
        if entry.country in cues:
            return SENTENCE_COUNTRY
        score = FOREIGN_SENTENCE if any("." not in place for place in cues) else 0.0
        total = sum(self._countries.values())
        if total and entry.country:
            score += 2 * COUNTRY * self._countries[entry.country] / total
        return score

    def _homes(self, entry: LexiconEntry) -> set[str]:
        """The country, and the state where the entry belongs to one."""
        homes = {entry.country} if entry.country else set()
        parent = self._entries.get(entry.parent or "")
        if parent is not None and parent.type == "state":
            homes.add(parent.id)
        return homes

    def _beside(self, match: SurfaceMatch) -> set[str]:
        """Places named right before ("Mexico's …") or right after ("… de Jalisco")."""
        places = set()
        for start, end, place in self._cues:
            if start >= match.start and end <= match.end:
                places.add(place)
            elif 0 <= match.start - end <= 14:
                if _BEFORE.fullmatch(self._text, end, match.start):
                    places.add(place)
            elif 0 <= start - match.end <= 20 and _AFTER.fullmatch(self._text, match.end, start):
                places.add(place)
        return places

    def _relatives(self, entry: LexiconEntry, sentence: int) -> tuple[bool, bool]:
        near = anywhere = False
        for other_id, places in self._strong.items():
            if other_id != entry.id and self._related(entry, self._entries[other_id]):
                anywhere = True
                near = near or any(self._sentence(start) == sentence for start in places)
        return near, anywhere

    def _related(self, entry: LexiconEntry, other: LexiconEntry) -> bool:
        if entry.id == other.parent or other.id == entry.parent:
            return other.type not in ("government", "state")
        shared = self._entries.get(entry.parent or "")
        return (
            shared is not None
            and other.parent == shared.id
            and shared.type not in ("government", "state", "federal_government")
        )

    def _sentence(self, offset: int) -> int:
        from bisect import bisect_right

        return bisect_right(self._sentence_ends, offset)

    @staticmethod
    def _reading(match: SurfaceMatch, ids: tuple[str, ...], strength: str, note: str) -> Reading:
        return Reading(match.start, match.end, ids, strength, note, match.nested)


def read_matches(
    text: str, matches: Iterable[SurfaceMatch], entries: dict[str, LexiconEntry]
) -> list[Reading]:
    """What the matches of one document stand for; those that context does not bear out are gone."""
    matches = list(matches)
    context = Context(text, matches, entries)
    return [reading for match in matches if (reading := context.read(match)) is not None]
