"""The stretches of a document that hold prose, each with what its block says of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from bilingual.detection.transcripts import Label, find_label, labels_of_transcript
from bilingual.document import Block, Document
from bilingual.reading.dates import DATE
from bilingual.reading.posts import find_posts, strip_marks

_KINDS = {"paragraph": "prose"}
# "Ciudad de México, a 5 de febrero de 2026.-": the head of a communiqué.
_DATELINE = re.compile(
    rf"[^\n]{{2,60}}?,?\s+a\s+(?:\w+\s+)?{DATE}\s*(?:\.?\s*[-–—]+|\.|$)\s*", re.IGNORECASE
)


class Region(NamedTuple):
    """Prose between two offsets; ``kind`` is that of the segments in it.

    ``label`` names the speaker in front of a paragraph of a transcript.
    """

    start: int
    end: int
    kind: str
    block: Block
    label: Label | None = None


def find_regions(document: Document) -> Iterator[Region]:
    """Prose regions in order. A post's signature, and its leading and trailing hashtags, handles
    and links lie outside, and so do the dateline of a communiqué and the labels of a transcript."""
    text = document.text
    labels = _labels(document)
    for block in document.blocks:
        start, end = block.start, block.end
        label = labels.get(block.start)
        if block.kind == "post":
            start, end = strip_marks(text, *_body(text, block))
        elif label:
            start = label.end
        elif dateline := _DATELINE.match(text, start, end):
            start = dateline.end()
        if start < end:
            yield Region(start, end, _KINDS.get(block.kind, block.kind), block, label)


def _labels(document: Document) -> dict[int, Label]:
    """The labels of a transcript, by the offset of their block."""
    found = [find_label(document.text, b.start, b.end) for b in document.blocks]
    labels = [label for label in found if label]
    return {label.start: label for label in labels_of_transcript(document.text, labels)}


def _body(text: str, block: Block) -> tuple[int, int]:
    """A post without its signature line or the lines that head it."""
    if "body" in block.attributes:
        return block.start + int(block.attributes["body"]), block.end
    posts = find_posts(text, block.start, block.end)
    return (posts[0].body_start, posts[-1].body_end) if posts else (block.start, block.end)
