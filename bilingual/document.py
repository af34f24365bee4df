"""The records: one immutable text with standoff layers.

Every record that names a stretch of text carries ``start`` and ``end``: Unicode code points of
``Document.text`` exactly as read, 0-based, end exclusive, so that ``text[start:end]`` gives back
what it names. Two records measure otherwise, since they can stand alone: the links of a
``Translation`` count from the start of the sentence it translates and of ``Translation.text``.
"""

from __future__ import annotations

import dataclasses
import hashlib
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, NamedTuple

FINDING_KINDS = (
    "negation",
    "status",
    "number",
    "date",
    "entity",
    "hedge",
    "added",
    "omitted",
    "same",
)
"""What a finding can be, most serious first: the meaning turned round, a wrong fact, a lack."""


class Link(NamedTuple):
    """One source word linked to one target word, as offsets into the two texts it joins.

    ``probability`` is between 0 and 1.
    """

    source_start: int
    source_end: int
    target_start: int
    target_end: int
    probability: float


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of ``Document.text``; ``text`` equals ``Document.text[start:end]``."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Block(Span):
    """A piece of the layout: paragraph, post, quotation, caption, headline.

    ``attributes`` holds what markup or layout said of it: ``lang``, ``author``, ``handle``,
    ``date`` (ISO), ``cite``.
    """

    kind: str
    attributes: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who said a segment, with the words of the document that say so."""

    name: str
    handle: str | None
    evidence: Span


@dataclass(frozen=True, slots=True)
class Segment(Span):
    """Consecutive text in one language.

    ``language`` is a BCP 47 tag ("en", "es", "pt", …, "und"); ``kind`` is "prose", "quotation",
    "post", "headline" or "caption"; ``truncated`` says that the source breaks off. ``metadata``
    may hold ``hashtags``, ``handles``, ``urls`` (lists) and ``date`` (an ISO string).
    """

    language: str
    confidence: float
    kind: str = "prose"
    speaker: Speaker | None = None
    truncated: bool = False
    metadata: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Mention(Span):
    """A name of somebody or something, or a nominal reference to it.

    ``label`` is "PER", "ORG", "LOC" or "MISC"; ``language`` that of the text around it;
    ``recognizer`` the recognisers that found it, joined by "+"; ``strength`` "name" or "nominal".
    ``lexicon_ids`` lists the lexicon entries that the surface can stand for, best first: several
    where the context could not decide, and ``note`` says why.
    """

    label: str
    language: str
    recognizer: str
    strength: str = "name"
    lexicon_ids: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Translation:
    """An English (or Spanish) rendering of one text.

    ``raw`` is the model's own output, before the glossary was set in. ``links`` join the words of
    the source text and of ``text``, offsets relative to each. ``quality`` lies between 0 and 1,
    and ``warnings`` say in words what a reader should doubt.
    """

    text: str
    raw: str = ""
    links: tuple[Link, ...] = ()
    warnings: tuple[str, ...] = ()
    quality: float = 0.0
    signature: str = ""


@dataclass(frozen=True, slots=True)
class Unit(Span):
    """One sentence of a segment with its translation.

    The links of ``translation`` are relative to ``Unit.text``: add ``start`` for the document.
    """

    translation: Translation


@dataclass(frozen=True, slots=True)
class LexiconEntry:
    """What the lexicon knows of one institution, person or place.

    ``names`` holds the official name by language, ``press`` the English one that the press uses;
    ``aliases`` other names that identify it alone; ``weak`` names that need context ("Marina")
    and ``nominal`` common nouns ("soldados"), all by language. ``english`` renders single Spanish
    surfaces; ``former_names`` tells what it was called before ("… (until 2018-12-14)").
    ``wikidata`` is None where no source gives it.
    """

    id: str
    type: str
    names: dict[str, str] = field(default_factory=dict)
    press: str = ""
    aliases: dict[str, tuple[str, ...]] = field(default_factory=dict)
    weak: dict[str, tuple[str, ...]] = field(default_factory=dict)
    nominal: dict[str, tuple[str, ...]] = field(default_factory=dict)
    english: dict[str, str] = field(default_factory=dict)
    acronyms: tuple[str, ...] = ()
    handles: tuple[str, ...] = ()
    former_names: tuple[str, ...] = ()
    parent: str | None = None
    country: str | None = None
    wikidata: str | None = None
    source: str = ""
    verified: bool = False


@dataclass(frozen=True, slots=True)
class Entity:
    """One person, institution or place, with all its mentions in both languages.

    ``id`` is the lexicon's where it has an entry, else one made within the document. ``names``
    holds, by language, the lexicon's names and every surface met.
    """

    id: str
    type: str
    names: dict[str, tuple[str, ...]]
    mentions: tuple[Mention, ...]
    lexicon: LexiconEntry | None = None

    def usual_name(self, language: str) -> str:
        """What readers of a language ("es", "en") know it by, or "" where nothing tells.

        The press's name, where the lexicon has one in English, else the lexicon's, else the first
        that the text gives.
        """
        entry = self.lexicon
        if entry and language == "en" and entry.press:
            return entry.press
        if entry and entry.names.get(language):
            return entry.names[language]
        return next(iter(self.names.get(language, ())), "")


@dataclass(frozen=True, slots=True)
class Match:
    """A unit and the passage of the English report that answers to it.

    ``kind`` is "quotation" (the source's words in translation), "report" (what it says, in other
    words) or "mention" (a passing reference). The offsets of ``links`` are the document's, on
    both sides.
    """

    unit: Unit
    report: Span
    kind: str
    probability: float
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that source and report agree or differ on, with its evidence.

    ``kind`` is "same", "number", "date", "entity", "negation", "hedge", "status", "omitted"
    (``report`` is None) or "added" (``source`` is None). ``links`` use the coordinates of
    ``source`` and ``report``.
    """

    kind: str
    source: Span | None
    report: Span | None
    confidence: float
    explanation: str
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """A text as read, and the layers that the stages add to it.

    ``id`` defaults to a hash of the text. A layer that is empty has not been made, or nothing
    was found. Stages return new documents and never edit an earlier layer.
    """

    text: str
    id: str = ""
    metadata: dict[str, Any] = field(default_factory=dict)
    blocks: tuple[Block, ...] = ()
    segments: tuple[Segment, ...] = ()
    mentions: tuple[Mention, ...] = ()
    units: tuple[Unit, ...] = ()
    entities: tuple[Entity, ...] = ()
    matches: tuple[Match, ...] = ()
    findings: tuple[Finding, ...] = ()
    signature: str = ""

    def __post_init__(self) -> None:
        if not self.id:
            digest = hashlib.sha256(self.text.encode("utf-8", "surrogatepass"))
            object.__setattr__(self, "id", digest.hexdigest()[:16])

    @classmethod
    def from_html(cls, html: str | bytes, **fields: Any) -> Document:
        """The article in an HTML page: its text, with posts, quotations and headlines as blocks.

        ``fields`` are further fields of the document (``id``, ``metadata``). Raises InputError
        when nothing readable is in the page.
        """
        from bilingual.reading import document_from_html

        return document_from_html(html, **fields)

    @classmethod
    def from_json(cls, json: str | bytes) -> Document:
        """The document that ``to_json`` wrote; InputError names the first fault."""
        from bilingual.serialization import document_from_json

        return document_from_json(json)

    def to_json(self, indent: int | None = None) -> str:
        """The whole document as JSON, ASCII only; the schema is docs/document.schema.json."""
        from bilingual.serialization import document_to_json

        return document_to_json(self, indent)

    def add(self, **layers: Iterable[Any]) -> Document:
        """This document with the given layers set, each as a tuple."""
        return dataclasses.replace(self, **{name: tuple(items) for name, items in layers.items()})

    def span(self, start: int, end: int) -> Span:
        """The stretch of text between two offsets."""
        return Span(start, end, self.text[start:end])

    def segment_of(self, span: Span) -> Segment | None:
        """The segment in which a span starts, or None where it lies in metadata."""
        before = bisect_right(self.segments, span.start, key=_start)
        segment = self.segments[before - 1] if before else None
        return segment if segment and span.start < segment.end else None

    def units_of(self, segment: Segment) -> tuple[Unit, ...]:
        """The translated sentences of one segment, in order."""
        first = bisect_left(self.units, segment.start, key=_start)
        return self.units[first : bisect_left(self.units, segment.end, key=_start)]

    def entity_of(self, mention: Mention) -> Entity | None:
        """The entity that linking gave a mention, or None."""
        return next((e for e in self.entities if mention in e.mentions), None)

    def speaker_entity(self, segment: Segment) -> Entity | None:
        """The entity that said a segment: by handle, by the evidence, or by name."""
        speaker = segment.speaker
        if speaker is None:
            return None
        handle = (speaker.handle or "").lower()
        for entity in self.entities:
            known = entity.lexicon.handles if entity.lexicon else ()
            if handle and handle in (h.lower() for h in known):
                return entity
        start, end = speaker.evidence.start, speaker.evidence.end
        within = [
            (m.end - m.start, i)
            for i, entity in enumerate(self.entities)
            for m in entity.mentions
            if start <= m.start and m.end <= end and _is_name(m.text, speaker)
        ]
        if within:
            return self.entities[max(within)[1]]
        named = (e for e in self.entities if any(speaker.name in n for n in e.names.values()))
        return next(named, None)


def _is_name(text: str, speaker: Speaker) -> bool:
    """Whether words of the text are the speaker's name or handle, however they are written."""
    from bilingual.reading.normalization import normalize

    return normalize(text).text in (speaker.name, speaker.handle)


def _start(span: Span) -> int:
    return span.start
