"""What the report shows of a document, in the order it shows it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from bilingual.document import (
    FINDING_KINDS,
    Block,
    Document,
    Entity,
    Finding,
    Match,
    Segment,
    Span,
    Unit,
)
from bilingual.exporting.conll import longest_names
from bilingual.exporting.names import both_names
from bilingual.exporting.options import ExportOptions
from bilingual.exporting.pairs import matches_by_unit, speaker_label
from bilingual.exporting.report.text import Group, Labelled, Layers
from bilingual.exporting.report.words import Words
from bilingual.spans import SpanIndex

LANGUAGES = {
    "ca": "Catalan",
    "de": "German",
    "es": "Spanish",
    "fr": "French",
    "gl": "Galician",
    "it": "Italian",
    "nah": "Nahuatl",
    "pt": "Portuguese",
    "und": "Language not known",
}
ENTITY_TYPES = {"PER": "Person", "ORG": "Organisation", "LOC": "Place", "MISC": "Other"}
MATCH_KINDS = {
    "quotation": "Quoted in the article",
    "report": "Reported in the article",
    "mention": "Mentioned in the article",
}

FINDING_LABELS = {
    "negation": "Says the opposite",
    "status": "Different status",
    "number": "Different number",
    "date": "Different date",
    "entity": "Different name",
    "hedge": "Different certainty",
    "added": "Only in the report",
    "omitted": "Only in the source",
    "same": "Same in both",
}
_GRAVITY = {kind: place for place, kind in enumerate(FINDING_KINDS)}
_SERIOUS = ("negation", "status", "number", "date", "entity")

_TITLE_LENGTH = 110
_CONTEXT = 150
_LINE_BREAK = re.compile(r"[\r\n\u2028\u2029\x85]")

# Cards are as high as a few paragraphs; the style sheet knows rooms up to this.
_MOST_ROOM = 6


@dataclass(frozen=True, slots=True)
class Evidence:
    """Words that a finding rests on, what stands around them, and where the page shows them."""

    before: str
    text: str
    after: str
    anchor: str


@dataclass(frozen=True, slots=True)
class FindingView:
    """A finding; ``gravity`` is "serious", "notable" or "fine"."""

    label: str
    gravity: str
    explanation: str
    confidence: float
    source: Evidence | None
    report: Evidence | None


@dataclass(frozen=True, slots=True)
class PassageView:
    """An English passage that answers to a sentence."""

    label: str
    probability: float
    anchor: str
    groups: list[Group]


@dataclass(frozen=True, slots=True)
class SentenceView:
    """A sentence's translation beside it, with what to doubt and where the article reports it."""

    groups: list[Group]
    warnings: tuple[str, ...]
    quality: float
    passages: list[PassageView]


@dataclass(frozen=True, slots=True)
class CardView:
    """What stands beside a segment in another language than English."""

    number: int
    language: str
    kind: str
    speaker: str
    speaker_entity: str
    speaker_anchor: str
    date: str
    hashtags: list[str]
    truncated: bool
    sentences: list[SentenceView]


@dataclass(frozen=True, slots=True)
class RowView:
    """A paragraph or post, with the cards of the segments that start in it.

    ``room`` is how many rows the cards may stand beside: this one and those without cards below.
    """

    kind: str
    byline: str
    groups: list[Group]
    cards: list[CardView]
    room: int


@dataclass(frozen=True, slots=True)
class EntityView:
    """A person, institution or place under both its names."""

    number: int
    type: str
    source_name: str
    target_name: str
    official_name: str
    source_surfaces: list[str]
    target_surfaces: list[str]
    lexicon_id: str
    wikidata: str
    verified: bool
    mentions: list[str]


@dataclass(frozen=True, slots=True)
class ArticleView:
    """One document as the page shows it."""

    number: int
    title: str
    byline: list[str]
    link: str
    rows: list[RowView]
    differences: list[FindingView]
    agreements: list[FindingView]
    entities: list[EntityView]
    foreign_count: int
    foreign_language: str
    pair_count: int
    source_language: str
    target_language: str
    document_id: str
    metadata: list[tuple[str, str]]
    signature: list[tuple[str, str]]

    @classmethod
    def of(cls, document: Document, options: ExportOptions, number: int) -> ArticleView:
        """The view of a document that stands at a place, from 1, on its page."""
        return _Builder(document, options, number).article()


class _Builder:
    """Gathers the parts; ids on the page start with "a" and the document's number."""

    def __init__(self, document: Document, options: ExportOptions, number: int) -> None:
        self.document = document
        self.options = options
        self.codes = (options.source_code, options.target_code)
        self.number = number
        self.matches = matches_by_unit(document, options.min_probability)
        self.shown_matches = [match for found in self.matches.values() for match in found]
        self.words = Words(document, self.shown_matches)
        self.foreign = [s for s in document.segments if _is_foreign(s, options.target_code)]
        self.foreign_by_place = SpanIndex(self.foreign)
        self.card_numbers = {s.start: place for place, s in enumerate(self.foreign, 1)}
        self.findings = sorted(document.findings, key=_gravity)
        self.unit_numbers = {(u.start, u.end): place for place, u in enumerate(document.units)}
        self.units = SpanIndex(document.units)
        self.layers = self._layers()

    def article(self) -> ArticleView:
        document = self.document
        views = [self._finding(place, f) for place, f in enumerate(self.findings)]
        return ArticleView(
            number=self.number,
            title=_title(document),
            byline=_byline(document.metadata),
            link=_web_link(document.metadata.get("url")),
            rows=list(self._rows()),
            differences=[view for view in views if view.gravity != "fine"],
            agreements=[view for view in views if view.gravity == "fine"],
            entities=[self._entity(place, e) for place, e in enumerate(document.entities, 1)],
            foreign_count=len(self.foreign),
            foreign_language=self._foreign_language(),
            pair_count=len(document.units),
            source_language=self.options.source_language,
            target_language=self.options.target_language,
            document_id=document.id,
            metadata=_scalars(document.metadata),
            signature=_signature(document.signature),
        )

    def _foreign_language(self) -> str:
        """The language that all passages share, or that they are in another one than English."""
        languages = {_language(segment) for segment in self.foreign}
        return languages.pop() if len(languages) == 1 else "Foreign"

    def _id(self, name: str) -> str:
        return f"a{self.number}-{name}"

    def _layers(self) -> Layers:
        document = self.document
        names, mention_anchors = self._names()
        evidence = [
            _labelled(span, self._id(f"f{place}{side}"))
            for place, finding in enumerate(self.findings)
            for side, span in (("s", finding.source), ("r", finding.report))
            if span is not None
        ]
        passages = [
            _labelled(match.report, self._card_of(match.unit)) for match in self.shown_matches
        ]
        speakers = [
            _labelled(s.speaker.evidence, self._id(f"k{self.card_numbers[s.start]}"))
            for s in self.foreign
            if s.speaker
        ]
        starts = [_labelled(m.report, self._passage_id(m.report)) for m in self.shown_matches]
        unique = {(anchor.start, anchor.label): anchor for anchor in starts}
        return Layers(
            document.text,
            self.words,
            self.words.in_text,
            segments=self.foreign,
            passages=passages,
            names=names,
            evidence=evidence,
            anchors=[*evidence, *mention_anchors, *speakers, *unique.values()],
        )

    def _names(self) -> tuple[list[Labelled], list[Labelled]]:
        """Names with their entity's number, and an anchor for each."""
        entity_of = {
            (m.start, m.end): place
            for place, entity in enumerate(self.document.entities, 1)
            for m in entity.mentions
        }
        mentions = [m for entity in self.document.entities for m in entity.mentions]
        names = [
            _labelled(m, str(entity_of[m.start, m.end])) for m in longest_names(tuple(mentions))
        ]
        return names, [_labelled(m, self._id(f"m{m.start}-{m.end}")) for m in names]

    def _passage_id(self, report: Span) -> str:
        return self._id(f"p{report.start}-{report.end}")

    def _card_of(self, unit: Unit) -> str:
        segment = self.foreign_by_place.at(unit.start)
        return self._id(f"c{self.card_numbers[segment.start]}") if segment else ""

    def _rows(self) -> Iterator[RowView]:
        blocks = list(_stretches(self.document))
        cards = [self._cards(block) for block in blocks]
        for place, block in enumerate(blocks):
            below = cards[place + 1 : place + _MOST_ROOM]
            room = 1 + next((i for i, found in enumerate(below) if found), len(below))
            yield RowView(
                block.kind,
                " · ".join(
                    block.attributes[name]
                    for name in ("author", "handle", "date")
                    if block.attributes.get(name)
                ),
                self.layers.groups(block.start, block.end),
                cards[place],
                room,
            )

    def _cards(self, block: Block) -> list[CardView]:
        return [
            self._card(segment)
            for segment in self.foreign_by_place.within(block.start, block.end)
            if block.start <= segment.start
        ]

    def _card(self, segment: Segment) -> CardView:
        speaker = segment.speaker
        number = self.card_numbers[segment.start]
        return CardView(
            number=number,
            language=_language(segment),
            kind=segment.kind,
            speaker=speaker_label(speaker) if speaker else "",
            speaker_entity=self._speaker_names(segment),
            speaker_anchor=self._id(f"k{number}") if speaker else "",
            date=str(segment.metadata.get("date") or ""),
            hashtags=[str(tag) for tag in segment.metadata.get("hashtags") or ()],
            truncated=segment.truncated,
            sentences=[self._sentence(u) for u in self.units.within(segment.start, segment.end)],
        )

    def _speaker_names(self, segment: Segment) -> str:
        """The names of the speaker's entity that differ from the one the text uses."""
        entity = self.document.speaker_entity(segment)
        names = both_names(entity, self.codes) if entity else []
        return " · ".join(name for name in names if name != segment.speaker.name)

    def _sentence(self, unit: Unit) -> SentenceView:
        number = self.unit_numbers[unit.start, unit.end]
        text = unit.translation.text
        layers = Layers(text, self.words, self.words.in_translation(number))
        return SentenceView(
            layers.groups(0, len(text)),
            unit.translation.warnings,
            unit.translation.quality,
            [self._passage(match) for match in self.matches.get((unit.start, unit.end), ())],
        )

    def _passage(self, match: Match) -> PassageView:
        layers = Layers(self.document.text, self.words, self.words.in_text)
        return PassageView(
            MATCH_KINDS.get(match.kind, match.kind),
            match.probability,
            self._passage_id(match.report),
            layers.groups(match.report.start, match.report.end),
        )

    def _finding(self, place: int, finding: Finding) -> FindingView:
        return FindingView(
            FINDING_LABELS.get(finding.kind, finding.kind),
            _gravity_name(finding.kind),
            finding.explanation,
            finding.confidence,
            self._evidence(finding.source, f"f{place}s"),
            self._evidence(finding.report, f"f{place}r"),
        )

    def _evidence(self, span: Span | None, name: str) -> Evidence | None:
        if span is None:
            return None
        before, after = _context(self.document.text, span)
        return Evidence(before, span.text, after, self._id(name))

    def _entity(self, number: int, entity: Entity) -> EntityView:
        source, target = self.codes
        source_name, target_name = entity.usual_name(source), entity.usual_name(target)
        entry = entity.lexicon
        official = entry.names.get(target, "") if entry else ""
        return EntityView(
            number=number,
            type=ENTITY_TYPES.get(entity.type, entity.type.replace("_", " ").capitalize()),
            source_name=source_name,
            target_name=target_name,
            official_name=official if official != target_name else "",
            source_surfaces=_met(entity, source, source_name),
            target_surfaces=_met(entity, target, target_name),
            lexicon_id=entry.id if entry else "",
            wikidata=entry.wikidata or "" if entry else "",
            verified=entry.verified if entry else False,
            mentions=[
                self._id(f"m{m.start}-{m.end}") for m in longest_names(tuple(entity.mentions))
            ],
        )


def _is_foreign(segment: Segment, target_code: str) -> bool:
    return segment.language.split("-")[0] not in (target_code, "und")


def _language(segment: Segment) -> str:
    return LANGUAGES.get(segment.language.split("-")[0], segment.language)


def _labelled(span: Span, label: str) -> Labelled:
    return Labelled(span.start, span.end, span.text, label)


def _stretches(document: Document) -> Iterator[Block]:
    """The outermost blocks, and the lines of what lies outside them, in order."""
    outside = "outside" if document.blocks else "paragraph"
    done = 0
    for block in sorted(document.blocks, key=lambda b: (b.start, -b.end)):
        if block.start >= done:
            yield from _lines(document, done, block.start, outside)
            yield block
            done = block.end
    yield from _lines(document, done, len(document.text), outside)


def _lines(document: Document, start: int, end: int, kind: str) -> Iterator[Block]:
    for line in document.text[start:end].splitlines(keepends=True):
        if line.strip():
            yield Block(start, start + len(line), line, kind)
        start += len(line)


def _context(text: str, span: Span) -> tuple[str, str]:
    """The words of the line around a span, as many as make it understood."""
    room = max(0, _CONTEXT - len(span.text)) // 2
    before = _LINE_BREAK.split(text[max(0, span.start - room) : span.start])[-1]
    after = _LINE_BREAK.split(text[span.end : span.end + room])[0]
    if len(before) == room < span.start:
        before = "…" + before[len(before.split(" ", 1)[0]) :]
    if len(after) == room < len(text) - span.end:
        after = after[: len(after) - len(after.rsplit(" ", 1)[-1])] + "…"
    return before, after


def _title(document: Document) -> str:
    """The title that the source gives, a headline, or the first words."""
    title = document.metadata.get("title")
    headlines = (block.text for block in document.blocks if block.kind == "headline")
    first = document.blocks[0].text if document.blocks else document.text
    words = str(title or next(headlines, first))[: 2 * _TITLE_LENGTH].split()
    shown = " ".join(words)
    if len(shown) <= _TITLE_LENGTH:
        return shown or "An empty document"
    return shown[:_TITLE_LENGTH].rsplit(" ", 1)[0] + " …"


def _byline(metadata: dict[str, Any]) -> list[str]:
    names = ("author", "publisher", "date")
    return [str(metadata[name]) for name in names if metadata.get(name)]


def _web_link(url: object) -> str:
    """The address if it is one that a browser opens without running anything."""
    address = str(url or "")
    return address if address.lower().startswith(("https://", "http://")) else ""


def _gravity(finding: Finding) -> tuple[int, float]:
    return _GRAVITY.get(finding.kind, _GRAVITY["same"] - 1), -finding.confidence


def _gravity_name(kind: str) -> str:
    if kind in _SERIOUS:
        return "serious"
    return "fine" if kind == "same" else "notable"


def _met(entity: Entity, code: str, known: str) -> list[str]:
    """The other names under which the text itself speaks of an entity in a language."""
    met = (m.text for m in entity.mentions if m.language.split("-")[0] == code)
    return [text for text in dict.fromkeys(met) if text != known]


def _scalars(metadata: dict[str, Any]) -> list[tuple[str, str]]:
    plain = (str, int, float, bool)
    return [(key, str(value)) for key, value in metadata.items() if isinstance(value, plain)]


def _signature(signature: str) -> list[tuple[str, str]]:
    """The parts of a signature, "key:value" joined by "|"."""
    parts: Sequence[str] = signature.split("|") if signature else ()
    return [(key, value) for key, _, value in (part.partition(":") for part in parts)]
