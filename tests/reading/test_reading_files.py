"""Files to documents: texts, pages, tables, gzip, and clear refusals."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pyarrow
import pyarrow.parquet
import pytest

from bilingual import Document, read
from bilingual.errors import InputError
from bilingual.reading import files, read_bytes

TEXT = "He said no.\r\n\r\nNo lo sé.\n"


def test_a_text_is_one_document_exactly_as_decoded(tmp_path: Path) -> None:
    for name in ("a.txt", "a.md", "a"):
        path = tmp_path / name
        path.write_bytes(TEXT.encode())
        (document,) = read(path)
        assert document.text == TEXT
        assert document.metadata["source"] == str(path)


def test_gzip_is_read_through(tmp_path: Path) -> None:
    path = tmp_path / "a.txt.gz"
    path.write_bytes(gzip.compress(TEXT.encode()))
    assert [d.text for d in read(path)] == [TEXT]
    rows = gzip.compress(b'{"text": "uno"}\n{"text": "dos"}\n')
    assert [d.text for d in read_bytes(rows, "rows.jsonl.gz")] == ["uno", "dos"]


def test_damaged_gzip_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.txt.gz"
    path.write_bytes(gzip.compress(TEXT.encode() * 100)[:40])
    with pytest.raises(InputError, match="damaged gzip"):
        list(read(path))


def test_rows_give_text_id_and_metadata(tmp_path: Path) -> None:
    path = tmp_path / "rows.jsonl"
    path.write_text('{"id": 7, "text": "uno", "outlet": "X"}\n\n{"text": "dos"}\n')
    first, second = read(path)
    assert (first.id, first.text, first.metadata["outlet"]) == ("7", "uno", "X")
    assert first.metadata["row"] == 1
    assert second.id == Document("dos").id


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_csv_finds_its_delimiter(delimiter: str) -> None:
    data = f'id{delimiter}body\nx{delimiter}"dos líneas\nen una celda"\n'.encode()
    (document,) = read_bytes(data, "rows.csv", text_column="body")
    assert (document.id, document.text) == ("x", "dos líneas\nen una celda")


def test_parquet_streams_its_rows(tmp_path: Path) -> None:
    path = tmp_path / "rows.parquet"
    pyarrow.parquet.write_table(pyarrow.table({"text": ["uno", "dos"], "id": ["a", "b"]}), path)
    assert [(d.id, d.text) for d in read(path)] == [("a", "uno"), ("b", "dos")]
    with pytest.raises(InputError, match="no column 'body'; there are: text, id"):
        list(read(path, text_column="body"))


def test_documents_of_our_own_come_back_with_their_layers() -> None:
    written = Document("hola", id="x", signature="s").to_json()
    assert list(read_bytes(written.encode(), "rows.jsonl")) == [Document.from_json(written)]


def test_a_bad_row_is_set_aside_and_the_rest_goes_on() -> None:
    data = (
        b'{"text": "uno"}\n{oops\n[1]\n{"body": 1}\n{"text": 3}\n{"text": "\xff"}\n{"text": "dos"}'
    )
    failures: list[InputError] = []
    documents = list(read_bytes(data, "r.jsonl", on_failure=failures.append))
    assert [d.text for d in documents] == ["uno", "dos"]
    assert [str(f).split(":")[0] for f in failures] == [f"r.jsonl, row {n}" for n in range(2, 7)]
    with pytest.raises(InputError, match="row 2: not JSON"):
        list(read_bytes(data, "r.jsonl"))


def test_deep_json_is_a_bad_row_and_not_a_crash() -> None:
    with pytest.raises(InputError, match="row 1"):
        list(read_bytes(b"[" * 100_000, "r.jsonl"))


def test_missing_files_and_folders_are_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such file"):
        list(read(tmp_path / "missing.txt"))
    with pytest.raises(InputError, match="a folder"):
        list(read(tmp_path))


@pytest.mark.parametrize("name", ["a.txt", "a.html", "a.jsonl", "a.csv"])
def test_empty_files_are_refused(name: str) -> None:
    with pytest.raises(InputError, match="empty"):
        list(read_bytes(b"", name))
    with pytest.raises(InputError):
        list(read_bytes(json.dumps("x").encode(), "a.parquet"))


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.txt.gz", b"x" * 5000),
        ("a.html.gz", b"<p>" + b"x" * 5000),
        ("a.jsonl.gz", b'{"text": "' + b"x" * 5000),
        ("a.csv.gz", b"text\n" + b"x" * 5000),
        ("a.csv.gz", b'text\n"' + b"x\n" * 5000),
    ],
)
def test_a_packed_file_that_unpacks_without_end_is_refused(tmp_path, monkeypatch, name, content):
    monkeypatch.setattr(files, "MOST_BYTES", 1000)
    path = tmp_path / name
    path.write_bytes(gzip.compress(content))
    with pytest.raises(InputError, match=r"more than 1,000|limit"):
        list(read(path))
