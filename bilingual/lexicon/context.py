"""Decides what weak surfaces stand for, from what else the document says.

A weak name or a common noun is believed where something near it points to one entry: a country or
state named beside it, the entry's own strong name elsewhere, a relative's name (parent, unit,
sister institution), or the country the text is about. A neighbour from another country speaks
against. A noun that names a kind ("la dependencia") refers back to the nearest name of that kind.
Where the evidence is level between entries all are kept, with the reason.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import zip_longest
from typing import NamedTuple

from bilingual.document import LexiconEntry
from bilingual.lexicon.matcher import SurfaceMatch
from bilingual.lexicon.places import OF, Places, is_country
from bilingual.lexicon.presence import Presence
from bilingual.lexicon.surfaces import CUE, NOMINAL, NOUN, STRONG, WEAK, fold, fold_tokens
from bilingual.lexicon.wording import (
    capital_after,
    has_capital_before,
    is_indefinite,
    is_local,
    is_reference,
    opens_spanish_sentence,
)

# Weights of the evidence. What stands beside a name outweighs its own entry named elsewhere, then
# a relative in the sentence, the country of the sentence, and what the document is about.
BESIDE, SAME_ENTRY, RELATIVE_NEAR, COUNTRY_NEAR, COUNTRY, RELATIVE = 8.0, 4.0, 3.0, 2.0, 2.0, 1.0
LEADING = 1.1  # the state that a document speaks of most goes before the nation
LOCAL = 0.5  # a body of the nation is likelier than one of a state
RECENT = 0.5  # where all else is equal, what was named last
ENOUGH = 0.5
MANY = 8  # entries that a name may stand for; beyond that it says nothing
MUCH = 5.0  # more than what the country alone brings
PLACES_AND_PEOPLE = frozenset({"person", "state", "city", "country", "news_outlet"})
REFERS = "refers to"  # begins the note of a noun that stands for what was named before
REFERENCE_REACH = 1500  # code points between a reference and the name it refers to

_INTRODUCES = re.compile(r"\s*[,(]?\s*(?:\b(?:the|an?|el|la)\s+)?")
_PLACED = re.compile(r"(?:\b(?:in|of|from|de|en)|,)\s$")
_APPOSITION = re.compile(r"""\s["“«']?$""")
_SENTENCE_END = re.compile(r"[.!?…]['\"”’»)]*\s+(?=[^a-záéíóúñ])|\n")


class Reading(NamedTuple):
    """A place in the text and the entries it names, best first; ``note`` says what is unusual."""

    start: int
    end: int
    entry_ids: tuple[str, ...]
    strength: str
    note: str
    nested: bool


class Noun(NamedTuple):
    """A common noun and the types of entries that it names.

    ``refers``: with an article it stands for an entry of these types named before. ``named``: only
    where the entry's own name has the noun ("the institute" is no commission).
    """

    types: frozenset[str]
    refers: bool = False
    named: bool = False


def read_matches(
    text: str,
    matches: Iterable[SurfaceMatch],
    entries: Mapping[str, LexiconEntry],
    nouns: Mapping[str, Noun],
) -> list[Reading]:
    """What the matches of one document stand for; those that context does not bear out are gone.

    ``nouns`` gives what each noun surface stands for.
    """
    matches = list(matches)
    context = Context(text, matches, entries, nouns)
    readings: list[Reading] = []
    for match in matches:
        # "The prosecutor's office" means the one named last, rather than any the text suggests.
        reading = context.refer(match, readings) or context.read(match)
        if reading is not None:
            readings.append(reading)
    return list(_without_introductions(text, readings))


def _without_introductions(text: str, readings: Sequence[Reading]) -> Iterator[Reading]:
    """The readings without nouns that only introduce the name: "state oil company Pemex", or
    "Pemex, the state oil company".
    """
    before = (None, *readings)
    for earlier, reading, later in zip_longest(before, readings, readings[1:]):
        if reading is None:
            continue
        beside = [
            text[a.end : b.start]
            for a, b in ((earlier, reading), (reading, later))
            if a is not None and b is not None and a.entry_ids == b.entry_ids
        ]
        if reading.strength != NOMINAL or not any(map(_INTRODUCES.fullmatch, beside)):
            yield reading


class Context:
    """What a document says about countries and entries, from its strong matches and cues."""

    def __init__(
        self,
        text: str,
        matches: Sequence[SurfaceMatch],
        entries: Mapping[str, LexiconEntry],
        nouns: Mapping[str, Noun],
    ) -> None:
        self._text = text
        self._entries = entries
        self._nouns = nouns
        self._sentence_ends = [m.end() for m in _SENTENCE_END.finditer(text)]
        self._present = Presence(entries)
        self._places = Places(text, entries, self._sentence)
        self._noun_ends: dict[int, str] = {}
        # Where names and cues of our own begin and end: what stands there is no stranger.
        self._known_starts = {m.start for m in matches}
        self._known_ends = {m.end for m in matches if m.surfaces[0].strength in (STRONG, CUE)}
        for match in matches:
            self._note(match)

    def read(self, match: SurfaceMatch) -> Reading | None:
        """What a name stands for, or None where the context doesn't bear it out."""
        strong = [s.entry_id for s in match.surfaces if s.strength == STRONG]
        open_ids = {s.entry_id: s.strength for s in match.surfaces if s.strength in (WEAK, NOMINAL)}
        candidates = dict.fromkeys(strong, STRONG) or open_ids
        if not candidates or (match.nested and not strong):
            # Within a longer name a weak one is only a part of that.
            return None
        if len(strong) == 1:
            if self._is_anothers(match, strong[0]):
                return None
            return Reading(match.start, match.end, (strong[0],), STRONG, match.note, match.nested)
        if not strong and (
            self._is_part_of_longer(match) or is_indefinite(self._text, match.start)
        ):
            return None
        beside = self._places.beside(match.start, match.end)
        scores = {i: self._score(i, kind, match, beside) for i, kind in candidates.items()}
        best = max(scores.values())
        enough = MUCH if self._is_common_word(match) else ENOUGH
        if best < enough and not strong:
            return None
        winners = self._widest([entry_id for entry_id, score in scores.items() if score == best])
        if len(winners) > MANY:
            return None
        note = match.note
        if len(winners) > 1:
            note = f"may be {', '.join(winners[:5])}: the context does not decide"
        slip = self._slip(match, winners[0])
        if slip:
            note = f"taken for {slip!r}: a letter is missing"
        strength = candidates[winners[0]]
        return Reading(match.start, match.end, winners, strength, note, match.nested)

    def refer(self, match: SurfaceMatch, readings: Sequence[Reading]) -> Reading | None:
        """The name before it that a noun with an article refers to ("the ministry said")."""
        nouns = [s.entry_id for s in match.surfaces if s.strength == NOUN]
        nouns = [noun for noun in nouns if self._nouns[noun].refers]
        if not nouns or match.nested or not is_reference(self._text, match.start, match.end):
            return None
        for reading in reversed(readings):
            if match.start - reading.end > REFERENCE_REACH:
                return None
            if reading.strength == NOMINAL or len(reading.entry_ids) > 1:
                continue
            entry = self._entries[reading.entry_ids[0]]
            if any(self._can_mean(noun, entry) for noun in nouns):
                note = f"{REFERS} {self._text[reading.start : reading.end]!r}"
                return Reading(match.start, match.end, reading.entry_ids, NOMINAL, note, False)
        return None

    def _can_mean(self, noun: str, entry: LexiconEntry) -> bool:
        if entry.type not in self._nouns[noun].types:
            return False
        names = (fold_tokens(name) for name in entry.names.values())
        return not self._nouns[noun].named or any(fold(noun) in words for words in names)

    def _note(self, match: SurfaceMatch) -> None:
        """Keep what a match says about places, kinds and entries."""
        strong = [s.entry_id for s in match.surfaces if s.strength == STRONG]
        if not strong and self._is_weak_state(match):
            for place in self._places.homes(self._entries[match.surfaces[0].entry_id]):
                self._places.add(match.start, match.end, place)
        for surface in match.surfaces:
            if surface.strength == CUE:
                self._places.add(match.start, match.end, surface.entry_id)
            elif surface.strength == NOUN:
                self._noun_ends[match.end] = surface.entry_id
        if len(strong) != 1:
            return
        entry = self._entries[strong[0]]
        self._present.add(entry.id, self._sentence(match.start))
        if entry.type in ("state", "city"):
            for place in self._places.homes(entry) | {entry.id}:
                self._places.add(match.start, match.end, place)
        elif entry.country:
            for place in self._places.homes(entry):
                self._places.count(place)

    def _is_weak_state(self, match: SurfaceMatch) -> bool:
        """Whether a state that has the name of other things stands where a place does."""
        ids = [s.entry_id for s in match.surfaces if s.strength == WEAK]
        if len(ids) != 1 or self._entries[ids[0]].type != "state":
            return False
        before = self._text[max(0, match.start - 8) : match.start]
        return bool(_PLACED.search(before)) and not self._is_part_of_longer(match)

    def _is_part_of_longer(self, match: SurfaceMatch) -> bool:
        """Whether capitals beside a weak name make it part of another: "La Unión Europea"."""
        if not self._text[match.start].isupper():
            return False
        after = capital_after(self._text, match.end)
        if after is not None and after not in self._known_starts:
            return True
        before = has_capital_before(self._text, match.start)
        return before and match.start - 1 not in self._known_ends

    def _is_common_word(self, match: SurfaceMatch) -> bool:
        """Whether a single word has its capital from opening a sentence: "Migración detenida".

        Only in Spanish, where the names of secretariats are everyday words.
        """
        if " " in match.surfaces[0].text or match.surfaces[0].kind != "name":
            return False
        return opens_spanish_sentence(self._text, match.start, match.end)

    def _slip(self, match: SurfaceMatch, entry_id: str) -> str | None:
        """The acronym of an entry of which a weak one lacks a letter ("CNG" for "CJNG")."""
        if match.surfaces[0].kind != "acronym":
            return None
        found = self._text[match.start : match.end]
        for acronym in self._entries[entry_id].acronyms:
            shorter = {acronym[:i] + acronym[i + 1 :] for i in range(len(acronym))}
            if len(acronym) > 3 and found in shorter:
                return acronym
        return None

    def _is_anothers(self, match: SurfaceMatch, entry_id: str) -> bool:
        """Whether a full name belongs to another country's body: "… de la República de Cuba"."""
        entry = self._entries[entry_id]
        if not entry.country or entry.type in PLACES_AND_PEOPLE or match.surfaces[0].kind != "name":
            return False
        beside = self._places.beside(match.start, match.end, OF)
        return bool(beside) and not beside & self._places.homes(entry)

    def _widest(self, entry_ids: list[str]) -> tuple[str, ...]:
        """The entries to prefer where all are equally likely.

        Bodies that exist go before former ones, and wholes before their parts: "the Navy" is the
        secretariat before the fleet.
        """
        current = [i for i in entry_ids if not self._entries[i].type.endswith("_former")]
        kept = current or entry_ids
        return tuple(i for i in kept if self._entries[i].parent not in kept)

    def _score(self, entry_id: str, strength: str, match: SurfaceMatch, beside: set[str]) -> float:
        """How well the context bears out that a match stands for an entry."""
        entry = self._entries[entry_id]
        is_present = entry_id in self._present
        if entry.type == "person":
            return SAME_ENTRY * is_present
        sentence = self._sentence(match.start)
        score = 0.0
        if is_present:
            score += SAME_ENTRY + RECENT / (1 + self._present.distance(entry_id, sentence))
        elif self._slip(match, entry_id):
            return 0.0
        homes = self._places.homes(entry)
        if self._kind_beside(match, entry.type):
            return score + BESIDE
        placed = self._place_beside(match, homes, beside)
        if placed is not None:
            return score + placed if placed > 0 else placed
        if strength == NOMINAL:
            return score
        near, anywhere = self._present.relatives(entry, sentence)
        score += RELATIVE_NEAR * near + RELATIVE * anywhere
        return score + self._home_score(homes, match.start)

    def _place_beside(self, match: SurfaceMatch, homes: set[str], beside: set[str]) -> float | None:
        """What the places beside a name say for an entry, or None where they say nothing."""
        states = {place for place in beside if self._places.is_state(place)}
        is_of_state = any(self._places.is_state(home) for home in homes)
        if states & homes:
            return BESIDE
        of_states = states & self._places.beside(match.start, match.end, OF)
        if states and (is_of_state or of_states):
            # What is Jalisco's belongs to no other state, and not to the nation.
            return -BESIDE
        if not is_of_state and is_local(self._text, match.start, match.end):
            return -BESIDE
        if beside & homes and not states:
            return BESIDE - LOCAL * is_of_state
        if any(is_country(place) for place in beside - homes):
            return -BESIDE
        return None

    def _home_score(self, homes: set[str], start: int) -> float:
        """How much the document is about an entry's country, or state where it has one."""
        state = next((place for place in homes if not is_country(place)), None)
        if state is None:
            share = sum(self._places.share(home) for home in homes)
            return COUNTRY_NEAR * self._places.near(homes, start) + COUNTRY * share
        near = self._places.near((state,), start)
        leads = state == self._places.leading_state
        share = LEADING if leads else self._places.share(state) - LOCAL
        return COUNTRY_NEAR * near + COUNTRY * share

    def _kind_beside(self, match: SurfaceMatch, entry_type: str) -> bool:
        """Whether a noun right before says what kind of thing this is ("newspaper Reforma")."""
        gap = _APPOSITION.search(self._text[max(0, match.start - 3) : match.start])
        noun = self._noun_ends.get(match.start - len(gap.group())) if gap else None
        return noun is not None and entry_type in self._nouns[noun].types

    def _sentence(self, offset: int) -> int:
        return bisect_right(self._sentence_ends, offset)
