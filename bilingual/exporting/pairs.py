"""The parallel text of a document: sentence and translation, sentence and reported passage."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from bilingual.document import Document, Link, Match, Segment, Span, Speaker, Unit
from bilingual.exporting.options import ExportOptions
from bilingual.reading.normalization import NormalizedText, Place, as_it_is, placed
from bilingual.reading.wrapping import unwrapped
from bilingual.spans import SpanIndex


class Pair(NamedTuple):
    """One source text and one target text, with where they come from.

    Lines that were broken at a width are joined. ``start`` and ``end`` are the source's code
    points in the document, end exclusive; ``links`` count from the start of ``source`` and
    ``target``. ``origin`` is "mt" or "report"; ``match`` is the kind of the match and
    ``probability`` its own, both None for machine translations; ``quality`` and ``warnings`` are
    the translation's, None and empty for reported passages. ``date`` is ISO as far as the source
    gives it.
    """

    id: str
    source: str
    target: str
    origin: str
    document: str
    start: int
    end: int
    kind: str
    speaker: str | None
    date: str | None
    match: str | None
    probability: float | None
    quality: float | None
    warnings: tuple[str, ...]
    signature: str
    links: tuple[Link, ...]
    unit: Unit


def pairs_of(document: Document, options: ExportOptions) -> Iterator[Pair]:
    """The pairs of a document that the options ask for, in the order of the text.

    A pair with a blank side is none.
    """
    segments = SpanIndex(document.segments)
    lines = _lines(document)
    matches = matches_by_unit(document, options.min_probability)
    for unit in document.units:
        segment = segments.at(unit.start)
        if options.pairs != "report" and _speaks(unit.text, unit.translation.text):
            yield _machine_pair(document, unit, segment, lines)
        if options.pairs != "mt":
            for match in matches.get((unit.start, unit.end), ()):
                if _speaks(unit.text, match.report.text):
                    yield _report_pair(document, unit, segment, match, lines)


def matches_by_unit(
    document: Document, min_probability: float
) -> dict[tuple[int, int], list[Match]]:
    """The matches of each unit that reach a probability, the likeliest first, no passage twice."""
    found: dict[tuple[int, int], list[Match]] = {}
    seen = set()
    for match in sorted(document.matches, key=lambda m: (-m.probability, m.report.start)):
        place = (match.unit.start, match.unit.end, match.report.start, match.report.end)
        if match.probability >= min_probability and place not in seen:
            seen.add(place)
            found.setdefault(place[:2], []).append(match)
    return found


def _speaks(source: str, target: str) -> bool:
    return bool(source.strip() and target.strip())


def _machine_pair(
    document: Document, unit: Unit, segment: Segment | None, lines: NormalizedText | None
) -> Pair:
    translation = unit.translation
    source, place = _on_one_line(unit, lines)
    return Pair(
        f"{document.id}:{unit.start}-{unit.end}:mt",
        source,
        translation.text,
        "mt",
        *_place(document, unit, segment),
        None,
        None,
        translation.quality,
        translation.warnings,
        translation.signature or document.signature,
        placed(translation.links, place, as_it_is),
        unit,
    )


def _report_pair(
    document: Document,
    unit: Unit,
    segment: Segment | None,
    match: Match,
    lines: NormalizedText | None,
) -> Pair:
    report = match.report
    source, source_place = _on_one_line(unit, lines)
    target, target_place = _on_one_line(report, lines)
    links = _relative(match.links, unit.start, report.start)
    return Pair(
        f"{document.id}:{unit.start}-{unit.end}:report:{report.start}-{report.end}",
        source,
        target,
        "report",
        *_place(document, unit, segment),
        match.kind,
        match.probability,
        None,
        (),
        document.signature,
        placed(links, source_place, target_place),
        unit,
    )


def _lines(document: Document) -> NormalizedText | None:
    """The text without soft line breaks; None where no break concerns a pair, as in most."""
    spans = (*document.units, *(match.report for match in document.matches))
    return (
        unwrapped(document.text) if any("\n" in s.text or "\r" in s.text for s in spans) else None
    )


def _on_one_line(span: Span, lines: NormalizedText | None) -> tuple[str, Place]:
    """The text of a span without soft line breaks, and where stretches of the span are in it."""
    if lines is None:
        return span.text, as_it_is
    first, last = lines.from_original(span.start, span.end)

    def place(start: int, end: int) -> tuple[int, int]:
        start, end = lines.from_original(span.start + start, span.start + end)
        return start - first, end - first

    return lines.text[first:last], place


def _place(
    document: Document, unit: Unit, segment: Segment | None
) -> tuple[str, int, int, str, str | None, str | None]:
    """Document, start, end, kind, speaker and date of a sentence."""
    kind = segment.kind if segment else "prose"
    return document.id, unit.start, unit.end, kind, _speaker(segment), _date(segment)


def _relative(links: Sequence[Link], source: int, target: int) -> Iterator[Link]:
    for link in links:
        yield Link(
            link.source_start - source,
            link.source_end - source,
            link.target_start - target,
            link.target_end - target,
            link.probability,
        )


def provenance(pair: Pair) -> Iterator[tuple[str, str]]:
    """Where a pair comes from, as names and values; what isn't known is left out."""
    yield "origin", pair.origin
    yield "document", pair.document
    yield "offsets", f"{pair.start}-{pair.end}"
    yield "segment-kind", pair.kind
    if pair.speaker:
        yield "speaker", pair.speaker
    if pair.date:
        yield "date", pair.date
    if pair.match:
        yield "match-kind", pair.match
        yield "match-probability", f"{pair.probability:.4f}"
    if pair.quality is not None:
        yield "quality", f"{pair.quality:.4f}"
    if pair.signature:
        yield "signature", pair.signature


def _speaker(segment: Segment | None) -> str | None:
    return speaker_label(segment.speaker) if segment and segment.speaker else None


def _date(segment: Segment | None) -> str | None:
    value = segment.metadata.get("date") if segment else None
    return str(value) if value else None


def speaker_label(speaker: Speaker) -> str:
    """Name and handle of a speaker, each once."""
    name, handle = speaker.name, speaker.handle
    return f"{name} ({handle})" if handle and handle != name else name
