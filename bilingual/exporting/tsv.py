"""Tables for spreadsheets and scripts: one header line, then one line a pair.

TSV knows no quotes: tab, newline, carriage return and backslash are written ``\\t``, ``\\n``,
``\\r`` and ``\\\\``, as in PostgreSQL and MySQL dumps. CSV follows RFC 4180, with quotes.
"""

from __future__ import annotations

import csv
import io
import re

from bilingual.document import Document
from bilingual.exporting.characters import legal_text
from bilingual.exporting.pairs import Pair, pairs_of
from bilingual.exporting.writer import Writer

_ESCAPES = {"\t": "\\t", "\n": "\\n", "\r": "\\r", "\\": "\\\\"}
_SPECIAL = re.compile(r"[\t\n\r\\]")
_PLAIN = {written: plain for plain, written in _ESCAPES.items()}
_ESCAPED = re.compile(r"\\[tnr\\]")

PROVENANCE = (
    "origin",
    "document",
    "start",
    "end",
    "kind",
    "speaker",
    "date",
    "match",
    "probability",
    "quality",
    "warnings",
    "signature",
)


class TsvWriter(Writer):
    """Writes tab-separated values."""

    suffix = ".tsv"

    def begin(self) -> None:
        self._row(["id", self.options.source_code, self.options.target_code, *PROVENANCE])

    def add(self, document: Document) -> None:
        for pair in pairs_of(document, self.options):
            self._row(_cells(pair))
            self.summary.pairs += 1

    def _row(self, cells: list[str]) -> None:
        self.put("\t".join(map(_escaped, cells)) + "\n", legal_text)


class CsvWriter(TsvWriter):
    """Writes comma-separated values."""

    suffix = ".csv"

    def begin(self) -> None:
        self._buffer = io.StringIO(newline="")
        self._table = csv.writer(self._buffer)
        super().begin()

    def _row(self, cells: list[str]) -> None:
        self._table.writerow(cells)
        self.put(self._buffer.getvalue(), legal_text)
        self._buffer.seek(0)
        self._buffer.truncate()


def unescaped(cell: str) -> str:
    """The text of a cell as it was before it was written."""
    return _ESCAPED.sub(lambda found: _PLAIN[found.group()], cell)


def _escaped(cell: str) -> str:
    return _SPECIAL.sub(lambda found: _ESCAPES[found.group()], cell)


def _cells(pair: Pair) -> list[str]:
    return [
        pair.id,
        pair.source,
        pair.target,
        pair.origin,
        pair.document,
        str(pair.start),
        str(pair.end),
        pair.kind,
        pair.speaker or "",
        pair.date or "",
        pair.match or "",
        _number(pair.probability),
        _number(pair.quality),
        " | ".join(pair.warnings),
        pair.signature,
    ]


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:.4f}"
