"""What weighs in a source and is missing in the report."""

from __future__ import annotations

import re
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
        and not _is_part_of_told(cast, m)
    ]
    groups = _grouped(document, cast, silent)
    ranked = sorted(groups, key=lambda g: not any(cast.entity(m).lexicon for m in g))[:MOST]
    for group in sorted(ranked, key=lambda g: g[0].start):
        yield _finding(document, cast, segment, group)


def _is_part_of_told(cast: Cast, mention: Mention) -> bool:
    """Whether a name no lexicon knows is a branch of somebody the report names."""
    if cast.entity(mention).lexicon:
        return False
    return any(
        name != mention.text and re.search(rf"\b{re.escape(name)}\b", mention.text)
        for entity in cast.document.entities
        if entity.id in cast.named_in_english
        for name in entity.names.get("es", ())
    )


def _grouped(document: Document, cast: Cast, mentions: Sequence[Mention]) -> list[list[Mention]]:
    """Mentions with what stands right behind in brackets, or names the same again.

    "Fiscalía General de la República (FGR)" is one group; later mentions of it are left out.
    """
    groups: list[list[Mention]] = []
    seen: set[str] = set()
    for mention in mentions:
        entity = cast.entity(mention).id
        between = document.text[groups[-1][-1].end : mention.start].strip() if groups else None
        if between == "(" or (between == "" and entity in seen):
            groups[-1].append(mention)
        elif entity not in seen:
            groups.append([mention])
        seen.add(entity)
    return groups


def _finding(document: Document, cast: Cast, segment: Segment, group: Sequence[Mention]) -> Finding:
    end = group[-1].end
    if "(" in document.text[group[0].start : end] and document.text[end : end + 1] == ")":
        end += 1
    entity = cast.entity(group[0])
    source = Span(group[0].start, end, document.text[group[0].start : end])
    english = entity.usual_name("en")
    named = f"“{source.text}” ({english})" if english else f"“{source.text}”"
    confidence = 0.8 if entity.lexicon else 0.6
    return Finding(
        "omitted", source, None, confidence, f"the source names {named}; the report does not"
    )
