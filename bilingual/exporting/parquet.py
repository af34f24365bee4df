"""Parquet in the Hugging Face translation shape: ``id``, ``translation: {es, en}``, provenance.

The schema carries the features that ``datasets`` looks for, so that ``load_dataset("parquet", …)``
gives a Translation column.
"""

from __future__ import annotations

import json
from contextlib import suppress

import pyarrow as pa
import pyarrow.parquet as pq

from bilingual.document import Document
from bilingual.exporting.characters import legal_text
from bilingual.exporting.pairs import Pair, pairs_of
from bilingual.exporting.writer import Writer

# Rows held in memory before they go out: large enough to compress, small enough for a laptop.
_ROWS = 20_000

_PROVENANCE = {
    "origin": pa.string(),
    "document": pa.string(),
    "start": pa.int64(),
    "end": pa.int64(),
    "kind": pa.string(),
    "speaker": pa.string(),
    "date": pa.string(),
    "match": pa.string(),
    "probability": pa.float64(),
    "quality": pa.float64(),
    "warnings": pa.list_(pa.string()),
    "signature": pa.string(),
}


class ParquetWriter(Writer):
    """Writes Parquet."""

    suffix = ".parquet"
    _table: pq.ParquetWriter | None = None

    def begin(self) -> None:
        self._languages = (self.options.source_code, self.options.target_code)
        self._schema = _schema(*self._languages)
        self._table = pq.ParquetWriter(self.stream, self._schema, compression="zstd")
        self._rows: list[Pair] = []

    def add(self, document: Document) -> None:
        for pair in pairs_of(document, self.options):
            self._rows.append(pair)
            self.summary.pairs += 1
            if len(self._rows) >= _ROWS:
                self._flush()

    def end(self) -> None:
        self._flush()
        self._table.close()

    def discard(self) -> None:
        # Left open, it would try to write its footer when it is collected.
        with suppress(OSError, ValueError):
            if self._table:
                self._table.close()
        super().discard()

    def _flush(self) -> None:
        if not self._rows:
            return
        rows, self._rows = self._rows, []
        sides = dict(zip(self._languages, ("source", "target")))
        translation = pa.StructArray.from_arrays(
            [self._strings([getattr(row, sides[code]) for row in rows]) for code in sorted(sides)],
            names=sorted(sides),
        )
        columns = [self._strings([row.id for row in rows]), translation]
        for name, type_ in _PROVENANCE.items():
            values = [getattr(row, name) for row in rows]
            is_text = type_ == pa.string()
            columns.append(self._strings(values) if is_text else pa.array(values, type_))
        self._table.write_table(pa.Table.from_arrays(columns, schema=self._schema))

    def _strings(self, values: list[str | None]) -> pa.Array:
        """A column of text that UTF-8 can hold: a lone surrogate would end the export."""
        legal = [(None, 0) if value is None else legal_text(value) for value in values]
        self.summary.removed_characters += sum(replaced for _, replaced in legal)
        return pa.array([value for value, _ in legal], pa.string())


def _schema(*codes: str) -> pa.Schema:
    # ``datasets`` takes the column for a Translation only where its languages are sorted.
    languages = sorted(codes)
    fields = [
        pa.field("id", pa.string()),
        pa.field("translation", pa.struct([(code, pa.string()) for code in languages])),
        *(pa.field(name, type_) for name, type_ in _PROVENANCE.items()),
    ]
    features = {
        "id": _value("string"),
        "translation": {"languages": languages, "_type": "Translation"},
        **{
            name: [_value("string")] if pa.types.is_list(type_) else _value(_hugging(type_))
            for name, type_ in _PROVENANCE.items()
        },
    }
    return pa.schema(fields, {"huggingface": json.dumps({"info": {"features": features}})})


def _value(dtype: str) -> dict[str, str]:
    return {"dtype": dtype, "_type": "Value"}


def _hugging(type_: pa.DataType) -> str:
    return "float64" if type_ == pa.float64() else str(type_)
