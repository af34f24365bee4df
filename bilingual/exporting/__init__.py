"""Documents out into the tools that people use.

In: documents with units, and, as far as wanted, mentions, entities, matches and findings. Out:
one file in a format of ``available_formats()`` (Moses: three). Writers are found through the
entry point group ``bilingual.exporters`` and stream: memory doesn't grow with the number of
documents.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from importlib.metadata import entry_points
from pathlib import Path

from bilingual.document import Document
from bilingual.errors import ExportError
from bilingual.exporting.options import ExportOptions
from bilingual.exporting.pairs import Pair, pairs_of
from bilingual.exporting.writer import Summary, Writer

__all__ = [
    "ExportOptions",
    "Pair",
    "Summary",
    "Writer",
    "available_formats",
    "export",
    "open_writer",
    "pairs_of",
    "suffix",
]


def export(
    documents: Document | Iterable[Document],
    format: str,
    path: str | Path,
    *,
    pairs: str = "mt",
    min_probability: float = 0.0,
    source_language: str = "es-MX",
    target_language: str = "en-US",
) -> Summary:
    """Write one document, or a stream of them, to a file; gives back what was written.

    ``format`` is one of ``available_formats()``; for "moses" ``path`` is a prefix. The other
    arguments are the fields of ``ExportOptions``. The file appears whole at the end, or not at
    all. Raises ExportError where the format is unknown or the file can't be written,
    SettingsError where an option can't be used.
    """
    options = ExportOptions(pairs, min_probability, source_language, target_language)
    if isinstance(documents, Document):
        documents = [documents]
    with open_writer(format, path, options) as writer:
        for document in documents:
            writer.write(document)
    return writer.summary


def open_writer(format: str, path: str | Path, options: ExportOptions | None = None) -> Writer:
    """A writer to feed document by document, as a context manager.

    Leaving the block publishes the file; leaving it through an error discards what was written.
    """
    return _writer_class(format)(Path(path), options or ExportOptions())


def available_formats() -> tuple[str, ...]:
    """The names of the formats that can be written, plug-ins included."""
    return tuple(sorted(point.name for point in entry_points(group="bilingual.exporters")))


def suffix(format: str) -> str:
    """How the names of files in a format end: ".tmx"; empty for a prefix format."""
    return _writer_class(format).suffix


@cache
def _writer_class(format: str) -> type[Writer]:
    found = list(entry_points(group="bilingual.exporters", name=format))
    if not found:
        raise ExportError(
            f"unknown export format {format!r}; choose from {', '.join(available_formats())}"
        )
    return found[0].load()
