"""For whom an English sentence speaks: a Spanish source of the article, somebody else, nobody.

A sentence speaks for a source when it names the source's speaker as the one who says it, or when
it says what a sentence of the source says and names nobody else; sentences that carry on ("it
added") speak for whoever spoke last.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from bilingual.alignment.passages import report_sentences
from bilingual.document import Document, Entity, Mention, Segment, Span

_SAYING = (
    "said|says|say|added|adds|stated|states|told|tells|announced|announces|reported|reports|"
    "confirmed|confirms|wrote|writes|explained|explains|noted|notes|warned|warns|claimed|claims|"
    "insisted|insists|denied|denies|declared|declares|informed|posted|tweeted|argued|argues|"
    "acknowledged|admitted|alleged|alleges|asserted|asserts|maintained|maintains|pointed out|"
    "reiterated|repeated|stressed|promised|recalled|specified|indicated|detailed|described|"
    "complained|asked|thanked|called|put"
)
_VERB = re.compile(rf"\b(?:{_SAYING})\b")
_ACCORDING = re.compile(r"\b[Aa]ccording to|\b[Ii]n the words of|\b[Aa]s per\b")
_CARRIER = (
    "statement|post|posts|communiqu[ée]|bulletin|message|release|notice|tweet|press release|"
    "text|note|letter|thread|report|announcement"
)
_CARRIED = re.compile(
    rf"\b(?:[Ii]n (?:a|an|its|his|her|their|the(?: same)?)\s(?:[\w-]+\s){{0,3}}?|[Tt]he |"
    rf"[Aa]ccording to the |[Ii]ts |[Hh]is |[Hh]er )(?:{_CARRIER})\b"
)
_PRONOUN = re.compile(r"\b(?:[Ii]t|[Hh]e|[Ss]he|[Tt]hey)\s+(?:also\s+|later\s+)?$")
_HEAD_NOUN = re.compile(
    r"\b[Tt]he (?:\w+ )?(secretariat|ministry|department|office|institute|commission|agency|army|"
    r"navy|institution|coordination|government|prosecutors?|company|committee|council|court|"
    r"union|bank|guard|police|governor|mayor|president|secretary|minister|director|spokes\w+|"
    r"collective|organization|group|party|association|university|service|center|woman|man|"
    r"mother|father|official|officials|authorities|general|senator|judge|bishop|priest)\b"
)
_SURE = 0.5
_CLOSE = 0.15


class Attribution(NamedTuple):
    """An English sentence and the source segment that it speaks for."""

    report: Span
    segment: Segment


def attribution(document: Document) -> list[Attribution]:
    """The English sentences that speak for a source, in order, each with its segment.

    Reads segments, entities and matches. Sentences that introduce a source with a colon are not
    among them.
    """
    sources = [s for s in document.segments if s.language not in ("en", "und")]
    if not sources:
        return []
    reader = _Reader(document, sources)
    return [
        Attribution(sentence, segment)
        for sentence in report_sentences(document)
        if (segment := reader.source_of(sentence)) is not None
    ]


class _Reader:
    """Walks through the sentences of an article and keeps who spoke last."""

    def __init__(self, document: Document, sources: Sequence[Segment]) -> None:
        self.document = document
        self.sources = sources
        self.speakers = {s.start: document.speaker_entity(s) for s in sources}
        self.entity_of = {
            (m.start, m.end): entity for entity in document.entities for m in entity.mentions
        }
        self.mentions = sorted(document.mentions, key=lambda m: m.start)
        self.last: Segment | None = None

    def source_of(self, sentence: Span) -> Segment | None:
        segment = self._decide(sentence)
        self.last = segment
        return segment

    def _decide(self, sentence: Span) -> Segment | None:
        if sentence.text.rstrip().rstrip('"“«').rstrip().endswith(":"):
            return None
        matched, probability = self._matched(sentence)
        said_by = self._sayer(sentence)
        if said_by == "other":
            return None
        if isinstance(said_by, Segment):
            return matched if matched and self._same_speaker(matched, said_by) else said_by
        if said_by == "carries on":
            if matched and probability >= _CLOSE:
                return matched
            return self.last
        return matched if probability >= _SURE else None

    def _same_speaker(self, one: Segment, other: Segment) -> bool:
        if one is other:
            return True
        speaker = self.speakers[one.start]
        return speaker is not None and speaker is self.speakers[other.start]

    def _matched(self, sentence: Span) -> tuple[Segment | None, float]:
        """The source with a unit that this sentence best answers to."""
        best: tuple[Segment | None, float] = (None, 0.0)
        for match in self.document.matches:
            inside = sentence.start <= match.report.start and match.report.end <= sentence.end
            if inside and match.probability > best[1]:
                segment = self.document.segment_of(match.unit)
                best = (segment, match.probability)
        return best

    def _sayer(self, sentence: Span) -> Segment | str | None:
        """Who says a sentence: a source, "other", "carries on", or None where nobody is named."""
        unquoted = _blank_quotations(sentence.text)
        according = _ACCORDING.search(unquoted)
        verb = _VERB.search(unquoted)
        carried = _CARRIED.search(unquoted)
        if according:
            named = self._mention_after(sentence, according.end())
            if carried and not named:
                return self._nearest_source(sentence)
            return (
                self._source_spoken_by(named, sentence)
                if named
                else self._head(unquoted[according.end() :], sentence)
            )
        if verb is None:
            return None
        return self._subject(sentence, unquoted, verb.start(), verb.end())

    def _subject(
        self, sentence: Span, unquoted: str, verb_start: int, verb_end: int
    ) -> Segment | str | None:
        before = unquoted[:verb_start]
        if _PRONOUN.search(before):
            return "carries on"
        clause = max(before.rfind(mark) + 1 for mark in (";", '"'))
        named = self._mention_before(sentence, clause, verb_start)
        if named is None:
            head = self._head(before, sentence)
            if head is not None:
                return head
            named = self._mention_after(sentence, verb_end)
        if named is not None:
            return self._source_spoken_by(named, sentence)
        if _CARRIED.search(before):
            return self._nearest_source(sentence)
        return "other" if re.search(r"\w{3,}\s*$", before) else None

    def _mention_before(self, sentence: Span, first: int, last: int) -> Mention | None:
        """The name that ends nearest before a place: the likely subject of its verb."""
        inside = [
            m
            for m in self.mentions
            if sentence.start + first <= m.start and m.end <= sentence.start + last
        ]
        return inside[-1] if inside and sentence.start + last - inside[-1].end < 40 else None

    def _mention_after(self, sentence: Span, place: int) -> Mention | None:
        start = sentence.start + place
        inside = (m for m in self.mentions if start <= m.start and m.end <= sentence.end)
        mention = next(inside, None)
        return mention if mention and mention.start - start < 40 else None

    def _source_spoken_by(self, mention: Mention, sentence: Span) -> Segment | str:
        entity = self.entity_of.get((mention.start, mention.end))
        spoken = [
            s
            for s in self.sources
            if entity is not None
            and self.speakers[s.start] is not None
            and self.speakers[s.start].id == entity.id
        ]
        return _nearest(spoken, sentence) if spoken else "other"

    def _head(self, before: str, sentence: Span) -> Segment | str | None:
        """A nominal subject: "the secretariat", "the woman"."""
        nouns = list(_HEAD_NOUN.finditer(before))
        if not nouns or len(before) - nouns[-1].end() > 25:
            return None
        noun = nouns[-1].group(1).lower().rstrip("s")
        spoken = [s for s in self.sources if _is_called(self.speakers[s.start], s, noun)]
        return _nearest(spoken, sentence) if spoken else "carries on"

    def _nearest_source(self, sentence: Span) -> Segment:
        return _nearest(self.sources, sentence)


def _nearest(sources: Sequence[Segment], sentence: Span) -> Segment:
    return min(sources, key=lambda s: abs(s.start - sentence.start))


def _is_called(entity: Entity | None, segment: Segment, noun: str) -> bool:
    """Whether a speaker can be called by a common noun, by its English names."""
    names = entity.names.get("en", ()) if entity else ()
    speaker = segment.speaker.name if segment.speaker else ""
    return any(noun in name.lower() for name in (*names, speaker))


def _blank_quotations(text: str) -> str:
    """The sentence with its quotations blanked out, of the same length."""
    return re.sub(r"“[^“”]*”|\"[^\"]*\"", lambda m: '"' + " " * (len(m.group()) - 2) + '"', text)
