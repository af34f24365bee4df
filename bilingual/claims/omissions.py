"""What weighs in a source and is missing in the report."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bilingual.claims.compare_entities import Cast
from bilingual.claims.scope import Attribution
from bilingual.document import Document, Finding, Mention, Segment, Span

MOST = 3
_INSTITUTIONS = ("ORG",)


def omitted_findings(
    document: Document, cast: Cast, scope: Sequence[Attribution]
) -> Iterator[Finding]:
    """ "omitted" for institutions of a reported source that the article nowhere names in English.

    At most three a source: those that the lexicon knows first, then in the order of the source.
    """
    for segment in document.segments:
        if any(a.segment is segment for a in scope):
            yield from _of_segment(document, cast, segment)


def _of_segment(document: Document, cast: Cast, segment: Segment) -> Iterator[Finding]:
    speaker = document.speaker_entity(segment)
    silent = [
        m
        for m in cast.within(segment, "name")
        if m.label in _INSTITUTIONS
        and (speaker is None or cast.entity(m).id != speaker.id)
        and not cast.told_in_english(m)
    ]
    groups = _with_acronyms(document, silent)
    ranked = sorted(groups, key=lambda g: not any(cast.entity(m).lexicon for m in g))[:MOST]
    for group in sorted(ranked, key=lambda g: g[0].start):
        yield _finding(document, cast, segment, group)


def _with_acronyms(document: Document, mentions: Sequence[Mention]) -> list[list[Mention]]:
    """Mentions with the one in brackets right behind: "Fiscalía General de la República (FGR)"."""
    groups: list[list[Mention]] = []
    for mention in mentions:
        between = document.text[groups[-1][-1].end : mention.start] if groups else ""
        if between.strip() == "(":
            groups[-1].append(mention)
        else:
            groups.append([mention])
    return groups


def _finding(document: Document, cast: Cast, segment: Segment, group: Sequence[Mention]) -> Finding:
    end = group[-1].end
    if len(group) > 1 and document.text[end : end + 1] == ")":
        end += 1
    entity = cast.entity(group[0])
    source = Span(group[0].start, end, document.text[group[0].start : end])
    english = next(iter(entity.names.get("en", ())), None)
    named = f"“{source.text}” ({english})" if english else f"“{source.text}”"
    confidence = 0.8 if entity.lexicon else 0.6
    return Finding(
        "omitted", source, None, confidence, f"the source names {named}; the report does not"
    )
