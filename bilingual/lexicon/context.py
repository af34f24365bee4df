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
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import zip_longest
from typing import NamedTuple

from bilingual.document import LexiconEntry
from bilingual.lexicon.matcher import SurfaceMatch
from bilingual.lexicon.surfaces import CUE, NOMINAL, NOUN, STRONG, WEAK

# Weights of the evidence. What stands beside a name outweighs its own entry named elsewhere, then
# a relative in the sentence, the country of the sentence, and what the document is about.
BESIDE, SAME_ENTRY, RELATIVE_NEAR, COUNTRY_NEAR, COUNTRY, RELATIVE = 8.0, 4.0, 3.0, 2.0, 2.0, 1.0
LOCAL = 0.5  # a body of the nation is likelier than one of a state
RECENT = 0.5  # where all else is equal, what was named last
ENOUGH = 0.5
MUCH = 5.0  # more than what the country alone brings
# Parents whose children have nothing in common but where they are.
TOO_WIDE = frozenset({"government", "state", "country"})
PLACES_AND_PEOPLE = frozenset({"person", "state", "city", "country", "news_outlet"})
REFERENCE_REACH = 1500  # code points between a reference and the name it refers to

_BEFORE = re.compile(r"(?:['’]s?)?\s+(?:(?:new|own|federal|ruling)\s+)?")
_AFTER = re.compile(r"(?:\s+(?:de|del|of|in|en)(?:\s+(?:el|la|the))?(?:\s+Estado\s+de)?)?\s+")
_OF = re.compile(r"(?:\s+(?:de|del|of)(?:\s+(?:el|la|the))?)?\s+")
_APPOSITION = re.compile(r"""\s["“«']?$""")
_LOCAL_BEFORE = re.compile(r"\b(?:state|local|county|city|municipal|regional)\s$")
_LOCAL_AFTER = re.compile(
    r"\s(?:estatal|local|municipal|regional|provincial|del\s+estado|de\s+los\s+estados"
    r"|of\s+the\s+state|de\s+la\s+entidad)\b",
    re.IGNORECASE,
)
_CAPITAL_AFTER = re.compile(r"\s([A-ZÁÉÍÓÚÑ][\w.]*[^\W_])")
_CAPITAL_BEFORE = re.compile(r"(?<=[\w,;] )([A-ZÁÉÍÓÚÑ]\w*[^\W\d_s])\s$")
_ENGLISH = re.compile(r"\b(?:the|of|and|was|is|has|have|said|to|for|with|by|that)\b")
_DATES = frozenset(
    {"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday", "January"}
    | {"February", "March", "April", "May", "June", "July", "August", "September", "October"}
    | {"November", "December"}
)
_TITLES = frozenset(
    {"Justice", "Secretary", "President", "Gen", "Adm", "Commander", "Director", "Chief", "Judge"}
    | {"Minister", "Undersecretary", "Leader", "Speaker", "Sgt", "Capt", "Col", "Lt", "Spokesman"}
    | {"Spokeswoman", "Officer", "Agent", "General", "Admiral", "Sen", "Rep", "Deputy", "Don"}
)
_USUAL_BEFORE = frozenset({"the", "el", "la", "los", "las", "federal", "new", "deputy", "then"})
_SENTENCE_END = re.compile(r"[.!?…]['\"”’»)]*\s+(?=[^a-záéíóúñ])|\n")
_DETERMINER = re.compile(
    r"\b(?:the|la|el|del|al|esta|este|esa|ese|dicha|dicho|nuestra|nuestro|our|that|this)\s+$", re.I
)
# What may follow a noun that refers to a name: not "of …", nor a noun that it modifies.
_FOLLOWER = re.compile(
    r"""['’]s\b|\s*(?:[.,;:!?…)"”»—–-]|$)
    |\s+(?:and|that|which|who|in|on|to|for|with|from|as|at|by|also|has|had|have|is|was|were|will
      |would|did|does|could|can|may|might|must|should|then|later|said|says|wrote|sent|read|told
      |gave|took|made|put|found|began|held|knew|came|went|saw|paid|kept|set|cut|lost|won|got|led
      |ran|where|when|but|or|y|que|en|a|para|con|se|no|ha|había|es|fue|era|será|también|sin|por
      |\w+ed|(?!\w*(?:chief|official|agent|leader|member|worker|officer|employee|spokes\w+|source
      |record|file|head|boss|building|headquarter|lawyer|investigator|director)s\b)\w+s|\w+ó|\w+aron|\w+ieron|\w+aba)\b""",
    re.VERBOSE | re.IGNORECASE,
)


class Reading(NamedTuple):
    """A place in the text and the entries it names, best first; ``note`` says what is unusual."""

    start: int
    end: int
    entry_ids: tuple[str, ...]
    strength: str
    note: str
    nested: bool


def read_matches(
    text: str,
    matches: Iterable[SurfaceMatch],
    entries: Mapping[str, LexiconEntry],
    nouns: Mapping[str, frozenset[str]],
) -> list[Reading]:
    """What the matches of one document stand for; those that context does not bear out are gone.

    ``nouns`` gives, for the ids of noun surfaces, the types of entries that they name.
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
    """The readings without nouns that only introduce the name: "state oil company Pemex"."""
    for reading, following in zip_longest(readings, readings[1:]):
        introduces = (
            following is not None
            and reading.strength == NOMINAL
            and following.entry_ids == reading.entry_ids
            and text[reading.end : following.start].strip() in ("", ",", "(")
        )
        if not introduces:
            yield reading


class Context:
    """What a document says about countries and entries, from its strong matches and cues."""

    def __init__(
        self,
        text: str,
        matches: Sequence[SurfaceMatch],
        entries: Mapping[str, LexiconEntry],
        nouns: Mapping[str, frozenset[str]],
    ) -> None:
        self._text = text
        self._entries = entries
        self._nouns = nouns
        self._sentence_ends = [m.end() for m in _SENTENCE_END.finditer(text)]
        self._strong: dict[str, list[int]] = defaultdict(list)  # sentences by entry, in order
        self._relatives_of: dict[str, list[str]] = {}
        self._places: Counter[str] = Counter()
        self._cues: list[tuple[int, int, str]] = []
        self._noun_places: list[tuple[int, int, str]] = []
        # Where names and cues of our own begin and end: what stands there is no stranger.
        self._known_starts = {m.start for m in matches}
        self._known_ends = {m.end for m in matches if m.surfaces[0].strength in (STRONG, CUE)}
        for match in matches:
            self._note(match)
        self._cue_starts = [cue[0] for cue in self._cues]
        self._noun_ends = {end: noun for _, end, noun in self._noun_places}
        self._near: dict[int, set[str]] = defaultdict(set)
        for start, _, place in self._cues:
            self._near[self._sentence(start)].add(place)
        self._countries = sum(n for place, n in self._places.items() if _is_country(place))
        self._states = sum(n for place, n in self._places.items() if self._is_state(place))

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
        if not strong and self._is_part_of_longer(match):
            return None
        beside = self._beside(match)
        scores = {i: self._score(i, kind, match, beside) for i, kind in candidates.items()}
        best = max(scores.values())
        enough = MUCH if self._is_common_word(match) else ENOUGH
        if best < enough and not strong:
            return None
        winners = self._widest([entry_id for entry_id, score in scores.items() if score == best])
        note = match.note
        if len(winners) > 1:
            note = f"may be {', '.join(winners[:5])}: the context does not decide"
        slip = self._slip(match, winners[0])
        if slip:
            note = f"taken for {slip!r}: a letter is missing"
        strength = candidates[winners[0]]
        return Reading(match.start, match.end, winners, strength, note, match.nested)

    def _is_part_of_longer(self, match: SurfaceMatch) -> bool:
        """Whether capitals beside a weak name make it part of another: "La Unión Europea"."""
        if not self._text[match.start].isupper():
            return False
        after = _CAPITAL_AFTER.match(self._text, match.end)
        before = _CAPITAL_BEFORE.search(self._text[max(0, match.start - 30) : match.start])
        if after and after.start(1) not in self._known_starts and after[1] not in _DATES | _TITLES:
            return True
        return (
            before is not None
            and match.start - 1 not in self._known_ends
            and before[1] not in _DATES
            and before[1].lower() not in _USUAL_BEFORE
        )

    def _is_common_word(self, match: SurfaceMatch) -> bool:
        """Whether a single word has its capital from opening a sentence: "Migración detenida".

        Only in Spanish, where the names of secretariats are everyday words.
        """
        if " " in match.surfaces[0].text or match.surfaces[0].kind != "name":
            return False
        before = self._text[max(0, match.start - 3) : match.start].strip(' \n"“«¿¡')
        opening = before[-1:] in ("", ".", ":") or "\n" in self._text[match.start - 1 : match.start]
        return opening and not _ENGLISH.search(self._text[match.end : match.end + 80])

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
        beside = self._beside(match, _OF)
        return bool(beside) and not beside & self._homes(entry)

    def _widest(self, entry_ids: list[str]) -> tuple[str, ...]:
        """The entries to prefer where all are equally likely.

        Bodies that exist go before former ones, and wholes before their parts: "the Navy" is the
        secretariat before the fleet.
        """
        current = [i for i in entry_ids if not self._entries[i].type.endswith("_former")]
        kept = current or entry_ids
        return tuple(i for i in kept if self._entries[i].parent not in kept)

    def refer(self, match: SurfaceMatch, readings: Sequence[Reading]) -> Reading | None:
        """The name before it that a noun with an article refers to ("the ministry said")."""
        types = self._noun_types(match)
        if not types or match.nested or not is_reference(self._text, match.start, match.end):
            return None
        for reading in reversed(readings):
            if match.start - reading.end > REFERENCE_REACH:
                return None
            if reading.strength == NOMINAL or len(reading.entry_ids) > 1:
                continue
            if self._entries[reading.entry_ids[0]].type in types:
                note = f"refers to {self._text[reading.start : reading.end]!r}"
                return Reading(match.start, match.end, reading.entry_ids, NOMINAL, note, False)
        return None

    def _note(self, match: SurfaceMatch) -> None:
        """Keep what a match says about places, kinds and entries."""
        strong = [s.entry_id for s in match.surfaces if s.strength == STRONG]
        for surface in match.surfaces:
            if surface.strength == CUE:
                self._cue(match, surface.entry_id)
            elif surface.strength == NOUN:
                self._noun_places.append((match.start, match.end, surface.entry_id))
        if len(strong) != 1:
            return
        entry = self._entries[strong[0]]
        self._strong[entry.id].append(self._sentence(match.start))
        if entry.type in ("state", "city"):
            for place in self._homes(entry) | {entry.id}:
                self._cue(match, place)
        elif entry.country:
            self._places.update(self._homes(entry))

    def _cue(self, match: SurfaceMatch, place: str) -> None:
        self._cues.append((match.start, match.end, place))
        self._places[place] += 1

    def _score(self, entry_id: str, strength: str, match: SurfaceMatch, beside: set[str]) -> float:
        """How well the context bears out that a match stands for an entry."""
        entry = self._entries[entry_id]
        if self._strong.get(entry_id) and entry.type == "person":
            return SAME_ENTRY
        if entry.type == "person":
            return 0.0
        sentence = self._sentence(match.start)
        homes = self._homes(entry)
        score = 0.0
        if self._strong.get(entry_id):
            score += SAME_ENTRY + RECENT / (1 + self._distance(entry_id, sentence))
        elif self._slip(match, entry_id):
            return 0.0
        if self._kind_beside(match, entry.type):
            return score + BESIDE
        is_local = any(self._is_state(home) for home in homes)
        states = {place for place in beside if self._is_state(place)}
        if states & homes:
            return score + BESIDE
        if states and (is_local or states & self._beside(match, _OF)):
            # What is Jalisco's belongs to no other state, and not to the nation.
            return -BESIDE
        if self._is_local(match) and not is_local:
            return -BESIDE
        if beside & homes and not states:
            return score + BESIDE - LOCAL * is_local
        if any(_is_country(place) for place in beside - homes):
            return -BESIDE
        if strength == NOMINAL:
            return score
        near, anywhere = self._relatives(entry, sentence)
        return score + RELATIVE_NEAR * near + RELATIVE * anywhere + self._home_score(homes, match)

    def _distance(self, entry_id: str, sentence: int) -> int:
        """Sentences back to the last strong mention of an entry; far where it comes only later."""
        sentences = self._strong[entry_id]
        before = bisect_right(sentences, sentence)
        return sentence - sentences[before - 1] if before else len(self._sentence_ends) + 1

    def _is_local(self, match: SurfaceMatch) -> bool:
        """Whether a word beside says that a body is not the nation's: "state Supreme Court"."""
        before = self._text[max(0, match.start - 12) : match.start]
        return bool(_LOCAL_BEFORE.search(before) or _LOCAL_AFTER.match(self._text, match.end))

    def _home_score(self, homes: set[str], match: SurfaceMatch) -> float:
        """How much the document is about an entry's country, or state where it has one."""
        near = self._near.get(self._sentence(match.start), set())
        state = next((place for place in homes if not _is_country(place)), None)
        if state is None:
            share = sum(self._places[home] for home in homes) / max(1, self._countries)
            return COUNTRY_NEAR * bool(near & homes) + COUNTRY * share
        share = self._places[state] / max(1, self._states)
        return COUNTRY_NEAR * (state in near) + COUNTRY * share - LOCAL

    def _is_state(self, place: str) -> bool:
        return place in self._entries and self._entries[place].type == "state"

    def _homes(self, entry: LexiconEntry) -> set[str]:
        """The country, and the state where the entry belongs to one."""
        homes = {entry.country} if entry.country else set()
        parent = self._entries.get(entry.parent or "")
        if parent is not None and parent.type == "state":
            homes.add(parent.id)
        return homes

    def _beside(self, match: SurfaceMatch, after_name: re.Pattern[str] | None = None) -> set[str]:
        """Places named right before ("Mexico's …") or right after ("… de Jalisco")."""
        after_name = after_name or _AFTER
        first = bisect_right(self._cue_starts, match.start - 30)
        last = bisect_right(self._cue_starts, match.end + 20)
        places = set()
        for start, end, place in self._cues[first:last]:
            inside = match.start <= start and end <= match.end
            before = end <= match.start and _BEFORE.fullmatch(self._text, end, match.start)
            after = start >= match.end and after_name.fullmatch(self._text, match.end, start)
            if inside or before or after:
                places.add(place)
        return places

    def _kind_beside(self, match: SurfaceMatch, entry_type: str) -> bool:
        """Whether a noun right before says what kind of thing this is ("newspaper Reforma")."""
        gap = _APPOSITION.search(self._text[max(0, match.start - 3) : match.start])
        noun = self._noun_ends.get(match.start - len(gap.group())) if gap else None
        return noun is not None and entry_type in self._nouns[noun]

    def _relatives(self, entry: LexiconEntry, sentence: int) -> tuple[bool, bool]:
        """Whether a relative of an entry is named in a sentence, and whether anywhere."""
        if entry.id not in self._relatives_of:
            self._relatives_of[entry.id] = [
                other
                for other in self._strong
                if other != entry.id and self._related(entry, self._entries[other])
            ]
        relatives = self._relatives_of[entry.id]
        near = any(self._distance(other, sentence) == 0 for other in relatives)
        return near, bool(relatives)

    def _related(self, entry: LexiconEntry, other: LexiconEntry) -> bool:
        """Whether one is part of the other, or both of one body that is no government."""
        if entry.id == other.parent or other.id == entry.parent:
            return not ({entry.type, other.type} & TOO_WIDE)
        shared = self._entries.get(entry.parent or "")
        return shared is not None and other.parent == shared.id and shared.type not in TOO_WIDE

    def _noun_types(self, match: SurfaceMatch) -> frozenset[str]:
        nouns = [s.entry_id for s in match.surfaces if s.strength == NOUN]
        return frozenset().union(*(self._nouns[noun] for noun in nouns if noun.endswith("!")))

    def _sentence(self, offset: int) -> int:
        return bisect_right(self._sentence_ends, offset)


def _is_country(place: str) -> bool:
    """Whether a place is a country's code, and not a state's id."""
    return len(place) == 2


def is_reference(text: str, start: int, end: int) -> bool:
    """Whether a noun refers to something named before: it has an article and stands alone."""
    before = text[max(0, start - 10) : start]
    return bool(_DETERMINER.search(before) and _FOLLOWER.match(text[end : end + 24]))
