"""The files of a corpus run: shards written whole, and a manifest that says a batch is done."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

from bilingual.corpus.inputs import Batch, Failure
from bilingual.corpus.options import CorpusOptions
from bilingual.document import Document, Finding
from bilingual.exporting import export
from bilingual.exporting.files import replacing

ENTITY_COLUMNS = ("document", "entity", "type", "name_es", "name_en", "mentions_es", "mentions_en")
FINDING_COLUMNS = (
    "document",
    "kind",
    "confidence",
    "source_start",
    "source_end",
    "source",
    "report_start",
    "report_end",
    "report",
    "explanation",
)


class Shards:
    """Where the batches of one run go."""

    def __init__(self, folder: Path, options: CorpusOptions) -> None:
        self.folder = folder
        self.options = options

    def path(self, kind: str, index: int, suffix: str) -> Path:
        """The shard of a kind ("documents", "parallel", …) for one batch."""
        return self.folder / kind / f"{index:06d}.{suffix}"

    def is_done(self, batch: Batch) -> bool:
        """Whether this very batch, file by file and row by row, was finished before."""
        manifest = self.manifest(batch.index)
        return manifest is not None and manifest["key"] == batch.key

    def manifest(self, index: int) -> dict[str, Any] | None:
        """The manifest of a finished batch, or None."""
        try:
            return json.loads(self.path("manifests", index, "json").read_bytes())
        except FileNotFoundError:
            return None

    def manifests(self) -> Iterator[dict[str, Any]]:
        """The manifests of all finished batches, in order."""
        for path in sorted((self.folder / "manifests").glob("*.json")):
            yield json.loads(path.read_bytes())

    def write(
        self,
        batch: Batch,
        documents: list[Document],
        failures: list[Failure],
        figures: dict[str, Any],
    ) -> dict[str, Any]:
        """Write the shards of a batch, then its manifest; every file whole or not at all."""
        self._write_documents(batch.index, documents)
        _make_parent(parallel := self.path("parallel", batch.index, "tsv"))
        export([d for d in documents if d.units], "tsv", parallel, pairs="both")
        self._write_table("entities", batch.index, ENTITY_COLUMNS, _entity_rows(documents))
        self._write_table("findings", batch.index, FINDING_COLUMNS, _finding_rows(documents))
        manifest = {
            "index": batch.index,
            "key": batch.key,
            "figures": figures,
            "failures": [asdict(failure) for failure in failures],
        }
        write_json(self.path("manifests", batch.index, "json"), manifest)
        return manifest

    def remove(self, index: int) -> None:
        """Take back a batch: its manifest first, so that it never stands without its shards."""
        self.path("manifests", index, "json").unlink(missing_ok=True)
        for kind in ("documents", "parallel", "entities", "findings"):
            for path in (self.folder / kind).glob(f"{index:06d}.*"):
                path.unlink()

    def _write_documents(self, index: int, documents: list[Document]) -> None:
        suffix = self.options.document_format
        _make_parent(path := self.path("documents", index, suffix))
        if suffix == "jsonl":
            with replacing(path) as stream:
                for document in documents:
                    stream.write(document.to_json().encode() + b"\n")
        else:
            _write_parquet(path, documents)

    def _write_table(
        self, kind: str, index: int, columns: tuple[str, ...], rows: Iterable[tuple]
    ) -> None:
        _make_parent(path := self.path(kind, index, "csv"))
        with replacing(path) as stream:
            text = io.TextIOWrapper(stream, "utf-8", errors="backslashreplace", newline="")
            writer = csv.writer(text)
            writer.writerow(columns)
            writer.writerows(rows)
            text.detach()


def write_json(path: Path, value: object) -> None:
    """Write a JSON file whole or not at all."""
    _make_parent(path)
    with replacing(path) as stream:
        stream.write(json.dumps(value, indent=1).encode())


def _make_parent(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)


def _write_parquet(path: Path, documents: list[Document]) -> None:
    """Columns to filter by, and the whole document as JSON in the last one."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    segment = pa.struct(
        [
            ("start", pa.int64()),
            ("end", pa.int64()),
            ("language", pa.string()),
            ("kind", pa.string()),
            ("speaker", pa.string()),
        ]
    )
    schema = pa.schema(
        [("id", pa.string()), ("segments", pa.list_(segment)), ("document", pa.string())]
    )
    rows = [
        {
            "id": document.id,
            "segments": [
                {
                    "start": s.start,
                    "end": s.end,
                    "language": s.language,
                    "kind": s.kind,
                    "speaker": s.speaker.name if s.speaker else None,
                }
                for s in document.segments
            ],
            "document": document.to_json(),
        }
        for document in documents
    ]
    with replacing(path) as stream:
        pq.write_table(pa.Table.from_pylist(rows, schema), stream)


def _entity_rows(documents: list[Document]) -> Iterator[tuple]:
    for document in documents:
        for entity in document.entities:
            spanish = sum(m.language == "es" for m in entity.mentions)
            english = sum(m.language == "en" for m in entity.mentions)
            names = [next(iter(entity.names.get(code, ())), "") for code in ("es", "en")]
            yield (document.id, entity.id, entity.type, *names, spanish, english)


def _finding_rows(documents: list[Document]) -> Iterator[tuple]:
    for document in documents:
        for finding in document.findings:
            yield (document.id, finding.kind, finding.confidence, *_evidence(finding))


def _evidence(finding: Finding) -> Iterator[object]:
    for span in (finding.source, finding.report):
        yield from (span.start, span.end, span.text) if span else ("", "", "")
    yield finding.explanation
