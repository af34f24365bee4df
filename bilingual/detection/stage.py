"""The stage that marks segments, and the function that does it for one text."""

from __future__ import annotations

from bilingual.detection.segments import find_segments
from bilingual.document import Document, Segment
from bilingual.settings import DEFAULTS, Settings


class Detection:
    """Adds ``segments`` to documents that have blocks."""

    name = "detection"
    requires = ("blocks",)
    provides = "segments"

    def __init__(self, settings: Settings) -> None:
        self.settings = settings

    def __call__(self, documents: list[Document]) -> list[Document]:
        return [document.add(segments=find_segments(document)) for document in documents]


def detect(text: str) -> list[Segment]:
    """The segments of a plain text, in order: which language, from where to where, said by whom.

    Offsets are Unicode code points of ``text``, 0-based, end exclusive.
    """
    from bilingual.reading import Reading
    from bilingual.reading.placement import normalized, restored

    original = Document(text)
    document, normalized_text = normalized(original)
    (document,) = Detection(DEFAULTS)(Reading(DEFAULTS)([document]))
    return list(restored(document, normalized_text, original).segments)
