"""The gold articles of tests/articles, with every quoted string resolved to offsets.

A gold file names places by the words that stand there, so that people can write and check it.
Loading turns each into offsets of the article's text (Unicode code points, 0-based, end
exclusive) and raises GoldError when a string isn't there, or stands there more than once and no
``occurrence`` says which one is meant.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from bilingual import Document

FOLDER = Path(__file__).resolve().parent.parent / "articles"
SCHEMA = FOLDER / "schema.json"
SUFFIXES = (".txt", ".html", ".md")
HARD_KINDS = frozenset({"number", "date", "entity", "negation", "hedge", "status"})


class GoldError(ValueError):
    """A gold file that doesn't fit its article; the message names the file and the string."""


class Place(NamedTuple):
    """A stretch of the article's text."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class GoldSpeaker:
    """Who said something; ``entity`` is an id of ``GoldArticle.entities`` or None."""

    name: str
    handle: str | None
    entity: str | None


@dataclass(frozen=True, slots=True)
class GoldSegment:
    """A segment that isn't English."""

    place: Place
    language: str
    kind: str
    speaker: GoldSpeaker | None
    truncated: bool
    metadata: dict[str, Any]


@dataclass(frozen=True, slots=True)
class GoldQuotation:
    """A quotation in English, for its speaker."""

    place: Place
    speaker: GoldSpeaker | None


@dataclass(frozen=True, slots=True)
class GoldMention:
    """A name or nominal reference; an ``optional`` one may be found or not, without credit.

    ``ids`` are the entity ids that are right: that of ``entity``, and others that the words can
    as well stand for (the navy as a force, or as a secretariat).
    """

    place: Place
    entity: str
    ids: tuple[str, ...]
    type: str
    lexicon: bool
    strength: str
    optional: bool


@dataclass(frozen=True, slots=True)
class GoldMatch:
    """A Spanish sentence and the English passage that reports it."""

    source: Place
    report: Place
    kind: str


@dataclass(frozen=True, slots=True)
class GoldAttribution:
    """An English sentence that speaks for segment number ``source``, or, with None, for others.

    An ``optional`` one may be taken to speak for the source or not.
    """

    report: Place
    source: int | None
    optional: bool


@dataclass(frozen=True, slots=True)
class GoldFinding:
    """A finding; an ``optional`` one may be reported or not, without credit."""

    kind: str
    source: Place | None
    report: Place | None
    optional: bool

    @property
    def hard(self) -> bool:
        """Whether it accuses the report of a mistake in a number, date, name, or claim."""
        return self.kind in HARD_KINDS


@dataclass(frozen=True, slots=True)
class GoldArticle:
    """One article and what a careful reader finds in it."""

    name: str
    split: str
    description: str
    document: Document
    segments: tuple[GoldSegment, ...]
    quotations: tuple[GoldQuotation, ...]
    mentions: tuple[GoldMention, ...]
    matches: tuple[GoldMatch, ...]
    attribution: tuple[GoldAttribution, ...]
    findings: tuple[GoldFinding, ...]


def gold_files(folder: Path = FOLDER) -> list[Path]:
    """All gold files, in order of their names."""
    return sorted(folder.glob("*.yaml"))


@lru_cache(maxsize=1)
def load_articles() -> tuple[GoldArticle, ...]:
    """Every gold article; raises GoldError on the first fault."""
    return tuple(load_article(path) for path in gold_files())


def load_article(path: Path) -> GoldArticle:
    """The article of one gold file; raises GoldError when file and text don't fit."""
    gold = yaml.safe_load(path.read_text(encoding="utf-8"))
    try:
        check_schema(gold)
        return resolve(path.stem, gold, _document(path, gold))
    except GoldError as error:
        raise GoldError(f"{path.name}: {error}") from None


def check_schema(gold: Any) -> None:
    """Raises GoldError with the place and the reason when ``gold`` breaks the schema."""
    fault = next(iter(_validator().iter_errors(gold)), None)
    if fault is not None:
        where = "/".join(str(step) for step in fault.absolute_path)
        raise GoldError(f"{where or 'top'}: {fault.message}")


def resolve(name: str, gold: dict[str, Any], document: Document) -> GoldArticle:
    """The annotations of ``gold`` with offsets of ``document.text``."""
    text = document.text
    segments = tuple(_segment(text, item, gold["entities"]) for item in gold["segments"])
    source = [segment.place for segment in segments]
    report = _rest(len(text), source)
    whole = [Place(0, len(text))]
    return GoldArticle(
        name=name,
        split=gold["split"],
        description=gold["description"],
        document=document,
        segments=segments,
        quotations=tuple(
            GoldQuotation(
                find(text, item["text"], report), _speaker(item["speaker"], gold["entities"])
            )
            for item in gold["quotations"]
        ),
        mentions=tuple(_mention(text, item, gold["entities"], whole) for item in gold["mentions"]),
        matches=tuple(
            GoldMatch(
                find(text, item["source"], source), find(text, item["report"], report), item["kind"]
            )
            for item in gold["matches"]
        ),
        attribution=tuple(_attribution(text, i, report, segments) for i in gold["attribution"]),
        findings=tuple(
            GoldFinding(
                item["kind"],
                _optional_place(text, item["source"], source),
                _optional_place(text, item["report"], report),
                item.get("optional", False),
            )
            for item in gold["findings"]
        ),
    )


def find(text: str, wanted: str | dict[str, Any], within: Iterable[Place]) -> Place:
    """The place that ``wanted`` names, inside one of the places ``within``.

    Words match whole, and any white space between two words matches any other. Raises GoldError
    when there is no such place, or several and no occurrence that chooses.
    """
    if isinstance(wanted, str):
        wanted = {"text": wanted}
    regions = list(within)
    if "start" in wanted:
        first = _find_string(text, wanted["start"], None, regions)
        rest = [Place(max(first.start, r.start), r.end) for r in regions if r.end > first.start]
        return Place(first.start, _find_string(text, wanted["end"], None, rest).end)
    return _find_string(text, wanted["text"], wanted.get("occurrence"), regions)


def _find_string(text: str, wanted: str, occurrence: int | None, within: list[Place]) -> Place:
    pattern = _pattern(wanted)
    found = [
        Place(*match.span())
        for region in within
        for match in pattern.finditer(text)
        if region.start <= match.start() and match.end() <= region.end
    ]
    if not found:
        raise GoldError(f"{wanted!r} is not in the text")
    if occurrence is None and len(found) > 1:
        raise GoldError(f"{wanted!r} stands {len(found)} times in the text; give its occurrence")
    if (occurrence or 1) > len(found):
        raise GoldError(f"{wanted!r} stands only {len(found)} times in the text")
    return found[(occurrence or 1) - 1]


def _pattern(wanted: str) -> re.Pattern[str]:
    pattern = r"\s+".join(re.escape(word) for word in wanted.split())
    before = r"(?<!\w)" if wanted[0].isalnum() else ""
    after = r"(?!\w)" if wanted[-1].isalnum() else ""
    return re.compile(before + pattern + after)


def _optional_place(text: str, wanted: Any, within: list[Place]) -> Place | None:
    return None if wanted is None else find(text, wanted, within)


def _segment(text: str, item: dict[str, Any], entities: dict[str, Any]) -> GoldSegment:
    place = find(text, item, [Place(0, len(text))])
    speaker = _speaker(item["speaker"], entities)
    return GoldSegment(
        place, item["language"], item["kind"], speaker, item["truncated"], item["metadata"]
    )


def _speaker(item: dict[str, Any] | None, entities: dict[str, Any]) -> GoldSpeaker | None:
    if item is None:
        return None
    if item["entity"] is not None:
        _known(item["entity"], entities)
    return GoldSpeaker(item["name"], item.get("handle"), item["entity"])


def _mention(
    text: str, item: dict[str, Any], entities: dict[str, Any], within: list[Place]
) -> GoldMention:
    entity = _known(item["entity"], entities)
    return GoldMention(
        find(text, item, within),
        item["entity"],
        (item["entity"], *item.get("accept", ())),
        entity["type"],
        entity["lexicon"],
        item["strength"],
        item.get("optional", False),
    )


def _attribution(
    text: str, item: dict[str, Any], report: list[Place], segments: tuple[GoldSegment, ...]
) -> GoldAttribution:
    source = item["source"]
    if source is not None and source >= len(segments):
        raise GoldError(f"attribution to segment {source}, but there are {len(segments)}")
    return GoldAttribution(find(text, item["report"], report), source, item.get("optional", False))


def _known(entity: str, entities: dict[str, Any]) -> dict[str, Any]:
    if entity not in entities:
        raise GoldError(f"entity {entity!r} is used but not listed")
    return entities[entity]


def _rest(length: int, taken: list[Place]) -> list[Place]:
    """What lies between the places, in order."""
    bounds = [0, *(offset for place in sorted(taken) for offset in place), length]
    return [Place(a, b) for a, b in zip(bounds[::2], bounds[1::2]) if a < b]


def _document(path: Path, gold: dict[str, Any]) -> Document:
    names = [gold["text"]] if "text" in gold else [path.stem + suffix for suffix in SUFFIXES]
    file = next((path.parent / name for name in names if (path.parent / name).exists()), None)
    if file is None:
        raise GoldError(f"no text beside it: {', '.join(names)}")
    content = file.read_text(encoding="utf-8")
    if file.suffix == ".html":
        return Document.from_html(content, id=path.stem)
    return Document(content, id=path.stem)


@lru_cache(maxsize=1)
def _validator() -> Any:
    from jsonschema import Draft202012Validator

    return Draft202012Validator(json.loads(SCHEMA.read_text(encoding="utf-8")))
