"""Who said a segment: the author of a post, or whom the words around a quotation name."""

from __future__ import annotations

import dataclasses

from bilingual.detection.pieces import Piece
from bilingual.detection.regions import Region
from bilingual.document import Document, Segment, Speaker
from bilingual.reading.posts import find_posts


def with_speakers(
    document: Document, segments: list[Segment], owners: list[Piece]
) -> list[Segment]:
    """The segments, those that somebody is known to have said with their speaker.

    ``owners`` are the pieces that the segments lie in, one each.
    """
    attributed = []
    for segment, piece in zip(segments, owners):
        speaker = _author(document, piece.region) if piece.region.kind == "post" else None
        attributed.append(dataclasses.replace(segment, speaker=speaker) if speaker else segment)
    return attributed


def _author(document: Document, region: Region) -> Speaker | None:
    """The author of a post, with the words of its signature as evidence."""
    block = region.block
    posts = find_posts(document.text, block.start, block.end)
    if posts:
        evidence = document.span(posts[-1].evidence_start, posts[-1].evidence_end)
        return Speaker(posts[-1].author or posts[-1].handle, posts[-1].handle, evidence)
    handle, name = block.attributes.get("handle", ""), block.attributes.get("author", "")
    place = document.text.find(handle or name, block.start, block.end)
    if place < 0 or not (handle or name):
        return None
    evidence = document.span(place, place + len(handle or name))
    return Speaker(name or handle, handle or None, evidence)
