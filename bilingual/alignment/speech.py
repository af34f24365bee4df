"""Who says an English sentence: one of the article's Spanish sources, somebody else, nobody."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from bilingual.document import Document, Entity, Mention, Segment, Span

OTHER = "other"
CARRIES_ON = "carries on"

_SAYING = (
    "said|says|say|added|adds|stated|states|told|announced|announces|reported|reports|"
    "confirmed|confirms|wrote|writes|explained|explains|noted|notes|warned|warns|claimed|claims|"
    "insisted|insists|denied|denies|declared|declares|informed|posted|tweeted|argued|argues|"
    "acknowledged|admitted|alleged|alleges|asserted|asserts|maintained|maintains|pointed out|"
    "reiterated|repeated|stressed|promised|recalled|specified|indicated|detailed|described|"
    "complained|asked|thanked|called|put|urged|demanded|accused|counted|estimated|recommended|"
    "cautioned|concluded|published|vowed|assured|clarified"
)
_FRAME = (
    "statement post posts communique communiqué bulletin message release notice tweet press text "
    "note letter thread announcement report according conference interview"
)
_VERB = re.compile(rf"\b(?:{_SAYING})\b")
_ACCORDING = re.compile(r"\b[Aa]ccording to|\b[Ii]n the words of|\b[Aa]s per\b")
_CARRIER = re.compile(
    r"\b(?:[Ii]n (?:a|an|its|his|her|their|the(?: same)?)\s(?:[\w-]+\s){0,3}?|[Tt]he |"
    r"[Aa]ccording to (?:the |its |his |her )|[Ii]ts |[Hh]is |[Hh]er )"
    r"(?:statement|posts?|communiqu[ée]|bulletin|message|release|notice|tweet|press release|text|"
    r"note|letter|thread|announcement|report)\b"
)
_PRONOUN = re.compile(r"\b(?:[Ii]t|[Hh]e|[Ss]he|[Tt]hey)\s+(?:also\s+|later\s+|then\s+)?$")
_HEAD_NOUN = re.compile(
    r"\b[Tt]he (?:[\w']+ ){0,3}?(secretariat|ministry|department|office|institute|commission|"
    r"agency|army|navy|institution|coordination|government|prosecutors?|company|committee|"
    r"council|court|union|bank|guard|police|governor|mayor|president|secretary|minister|"
    r"director|spokes\w+|collective|organization|group|party|association|university|service|"
    r"center|centre|woman|man|mother|father|officials?|authorities|general|senator|judge|"
    r"bishop|priest|archbishop|diocese|family|lawyer|chamber|federation|ombudsman|rebels|"
    r"negotiator|teachers?|doctors?|teacher|hospital|congress|embassy|consulate|operator)\b"
)
_QUOTED = re.compile(r"“[^“”]*”|\"[^\"]*\"")
_NEAR = 45


@lru_cache(maxsize=1)
def saying_words() -> frozenset[str]:
    """Words of the frame in which a report sets what somebody says."""
    return frozenset([*_SAYING.split("|"), *_FRAME.split()])


def reported_regions(sentence: Span) -> list[tuple[int, int]]:
    """The stretches of a sentence that tell what is said, without the frame that says who.

    Quotations where there are any of some length, with what follows "said that"; else all before
    ", X said" and all after "X said". A sentence without such a frame is told as a whole.
    """
    unquoted = _blank_quotations(sentence.text)
    start, end = sentence.start, sentence.end
    verb = _VERB.search(unquoted) or _ACCORDING.search(unquoted)
    if verb is None:
        return [(start, end)]
    quoted = [
        (start + m.start(), start + m.end())
        for m in _QUOTED.finditer(sentence.text)
        if len(m.group().split()) > 3
    ]
    clause = re.match(r"\s*that\b", unquoted[verb.end() :])
    after = [(start + verb.end(), end)]
    if quoted:
        return quoted + (after if clause else [])
    comma = unquoted.rfind(",", 0, verb.start())
    if verb.end() > 0.6 * len(unquoted) and comma > 0:
        return [(start, start + comma)]
    return after


class Speech:
    """Reads who says the English sentences of one article."""

    def __init__(self, document: Document) -> None:
        self.sources = [s for s in document.segments if s.language not in ("en", "und")]
        self._speakers = {s.start: document.speaker_entity(s) for s in self.sources}
        self._entities = {
            (m.start, m.end): entity for entity in document.entities for m in entity.mentions
        }
        self._mentions = sorted(document.mentions, key=lambda m: m.start)

    def same_speaker(self, one: Segment, other: Segment) -> bool:
        """Whether two sources are said by the same."""
        if one is other:
            return True
        speaker, second = self._speakers[one.start], self._speakers[other.start]
        return speaker is not None and second is not None and speaker.id == second.id

    def sayer(self, sentence: Span) -> Segment | str | None:
        """The source whose speaker says a sentence, OTHER, CARRIES_ON ("it added"), or None.

        None means that the sentence names nobody who says it.
        """
        unquoted = _blank_quotations(sentence.text)
        according = _ACCORDING.search(unquoted)
        if according:
            named = self._name_after(sentence, according.end())
            if named is None and _CARRIER.search(unquoted):
                return self._nearest(self.sources, sentence)
            return (
                self._spoken_by(named, sentence)
                if named
                else self._called(unquoted[according.end() :], sentence)
            )
        verbs = list(_VERB.finditer(unquoted))
        for verb in verbs:
            found = self._subject(sentence, unquoted, verb)
            if found is not None:
                return found
        return None

    def _subject(self, sentence: Span, unquoted: str, verb: re.Match[str]) -> Segment | str | None:
        before = unquoted[: verb.start()]
        if _PRONOUN.search(before):
            return CARRIES_ON
        named = self._name_before(sentence, verb.start())
        head = self._called(before, sentence)
        if named is None and head is None:
            named = self._name_after(sentence, verb.end())
        if named is not None:
            found = self._spoken_by(named, sentence)
            if found is not OTHER or head is None:
                return found
        if head is not None:
            return head
        if _CARRIER.search(before):
            return self._nearest(self.sources, sentence)
        return None

    def _name_before(self, sentence: Span, place: int) -> Mention | None:
        """The name that ends nearest before a place: the likely subject of the verb there."""
        end = sentence.start + place
        inside = [m for m in self._mentions if sentence.start <= m.start and m.end <= end]
        return inside[-1] if inside and end - inside[-1].end < _NEAR else None

    def _name_after(self, sentence: Span, place: int) -> Mention | None:
        start = sentence.start + place
        inside = (m for m in self._mentions if start <= m.start and m.end <= sentence.end)
        mention = next(inside, None)
        return mention if mention and mention.start - start < _NEAR else None

    def _spoken_by(self, mention: Mention, sentence: Span) -> Segment | str:
        """The nearest source that the bearer of a name speaks."""
        entity = self._entities.get((mention.start, mention.end))
        spoken = [s for s in self.sources if _is_speaker(mention, entity, self._speakers, s)]
        return self._nearest(spoken, sentence) if spoken else OTHER

    def _called(self, before: str, sentence: Span) -> Segment | str | None:
        """The source whose speaker a common noun stands for: "the secretariat", "the woman"."""
        nouns = list(_HEAD_NOUN.finditer(before))
        if not nouns or len(before) - nouns[-1].end() > _NEAR:
            return None
        noun = nouns[-1].group(1).lower().rstrip("s")
        spoken = [s for s in self.sources if _is_called(self._speakers[s.start], s, noun)]
        return self._nearest(spoken, sentence) if spoken else CARRIES_ON

    @staticmethod
    def _nearest(sources: Sequence[Segment], sentence: Span) -> Segment:
        return min(sources, key=lambda s: abs(s.start - sentence.start))


def _is_speaker(
    mention: Mention,
    entity: Entity | None,
    speakers: dict[int, Entity | None],
    segment: Segment,
) -> bool:
    speaker = speakers[segment.start]
    if speaker is not None and entity is not None:
        return speaker.id == entity.id
    if segment.speaker is None:
        return False
    name = segment.speaker.name.split()
    return mention.text.split()[-1] in name


def _is_called(entity: Entity | None, segment: Segment, noun: str) -> bool:
    """Whether a speaker can be called by a common noun, by its English names."""
    names = entity.names.get("en", ()) if entity else ()
    speaker = segment.speaker.name if segment.speaker else ""
    return any(noun in name.lower() for name in (*names, speaker))


def _blank_quotations(text: str) -> str:
    """The sentence with its quotations blanked out, of the same length."""
    return _QUOTED.sub(lambda m: '"' + " " * (len(m.group()) - 2) + '"', text)
