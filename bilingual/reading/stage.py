"""The stage that gives plain text its blocks."""

from __future__ import annotations

import dataclasses

from bilingual.document import Document
from bilingual.reading.front_matter import front_matter
from bilingual.reading.layout import find_blocks
from bilingual.settings import Settings


class Reading:
    """Adds ``blocks`` to documents that have only text, and the fields of their front matter.

    Fields that stand before the prose ("date 2026-02-22 …", or a YAML head) go to ``metadata``
    where it does not have them yet.
    """

    name = "reading"
    requires: tuple[str, ...] = ()
    provides = "blocks"

    def __init__(self, settings: Settings) -> None:
        self.settings = settings

    def __call__(self, documents: list[Document]) -> list[Document]:
        return [_with_blocks(document) for document in documents]


def _with_blocks(document: Document) -> Document:
    _, fields = front_matter(document.text)
    metadata = {**fields, **document.metadata}
    return dataclasses.replace(
        document, metadata=metadata, blocks=tuple(find_blocks(document.text))
    )
