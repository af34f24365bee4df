"""Files to documents: one from a text or a page, many from a table."""

from __future__ import annotations

import csv
import gzip
import io
import json
import zlib
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path, PurePath
from typing import Any, BinaryIO

from bilingual.document import Document
from bilingual.errors import InputError
from bilingual.reading.decoding import decode, encoding_of
from bilingual.reading.html import document_from_html

_HTML = (".html", ".htm", ".xhtml")
_ROWS = (".jsonl", ".ndjson", ".csv", ".tsv")
READABLE_SUFFIXES = (".txt", ".md", *_HTML, *_ROWS, ".parquet")
"""The file endings that a search through folders takes; ``.gz`` may follow each."""
MOST_BYTES = 1 << 28
"""What one article may take, unpacked: a few kilobytes of gzip can hold any amount."""
_TOO_MUCH = ": this is no article; cut it up, or give it as a table of one article a row"
_GZIP = b"\x1f\x8b"
_SAMPLE = 1 << 20

OnFailure = Callable[[InputError], None]


def read(
    path: str | PurePath,
    text_column: str = "text",
    on_failure: OnFailure | None = None,
    on_open: Callable[[BinaryIO], None] | None = None,
) -> Iterator[Document]:
    """The documents in a file, gzipped or not.

    A page (.html) and a text (any other ending) give one document, a table (.jsonl, .csv, .tsv,
    .parquet) one a row, in constant memory: the text from ``text_column``, the id from the column
    ``id`` where there is one, the other columns as metadata. ``metadata["source"]`` is the path,
    ``metadata["row"]`` the row, counted from 1. ``on_open`` is given the open file, whose position
    tells how much of it is read.

    Raises InputError for a file that is missing, a folder, empty, binary or damaged. A row that
    can't be read raises it too, or goes to ``on_failure`` and is left out.
    """
    path = Path(path)
    if path.is_dir():
        raise InputError(f"{path}: this is a folder; name the files in it")
    try:
        with path.open("rb") as file:
            if on_open:
                on_open(file)
            yield from _read_open(file, str(path), text_column, on_failure)
    except FileNotFoundError:
        raise InputError(f"{path}: there is no such file") from None
    except PermissionError:
        raise InputError(f"{path}: no permission to read this file") from None
    except (gzip.BadGzipFile, EOFError, zlib.error) as error:
        raise InputError(f"{path}: damaged gzip data: {error}") from error
    except OSError as error:
        raise InputError(f"{path}: can't be read: {error.strerror or error}") from error


def read_bytes(
    data: bytes,
    name: str = "standard input",
    text_column: str = "text",
    on_failure: OnFailure | None = None,
) -> Iterator[Document]:
    """The documents in data already read; the ending of ``name`` says what it is, as in read."""
    try:
        yield from _read_open(io.BytesIO(data), name, text_column, on_failure)
    except (gzip.BadGzipFile, EOFError, zlib.error) as error:
        raise InputError(f"{name}: damaged gzip data: {error}") from error


def _read_open(
    file: Any, name: str, text_column: str, on_failure: OnFailure | None
) -> Iterator[Document]:
    head = file.read(2)
    file.seek(0)
    file = gzip.GzipFile(fileobj=file) if head == _GZIP else file
    suffix = _suffix(name)
    if suffix == ".parquet":
        rows = _parquet_rows(file, name, text_column)
    elif suffix in _ROWS:
        rows = _text_rows(file, name, suffix)
    else:
        data = file.read(MOST_BYTES + 1)
        if len(data) > MOST_BYTES:
            raise InputError(f"{name}: more than {MOST_BYTES:,} bytes{_TOO_MUCH}")
        text = decode(data, name, html=suffix in _HTML)
        metadata = {"source": name}
        page = suffix in _HTML
        yield (
            document_from_html(text, metadata=metadata)
            if page
            else Document(text, metadata=metadata)
        )
        return
    try:
        yield from _documents(rows, name, text_column, on_failure)
    except UnicodeDecodeError as error:  # UTF-16 and UTF-32 have no way to carry bad bytes along
        raise InputError(
            f"{name}: bytes that do not decode as {error.encoding}; save the file as UTF-8"
        ) from error


def _suffix(name: str) -> str:
    """The ending that names the format, also before ``.gz``."""
    path = PurePath(name)
    return (PurePath(path.stem) if path.suffix.lower() == ".gz" else path).suffix.lower()


def _documents(
    rows: Iterable[tuple[int, dict[str, Any] | InputError]],
    name: str,
    text_column: str,
    on_failure: OnFailure | None,
) -> Iterator[Document]:
    empty = True
    for number, row in rows:
        empty = False
        try:
            yield _document(row, number, name, text_column)
        except InputError as error:
            if on_failure is None:
                raise
            on_failure(error)
    if empty:
        raise InputError(f"{name}: the table has no rows")


def _document(
    row: dict[str, Any] | InputError, number: int, name: str, text_column: str
) -> Document:
    if isinstance(row, InputError):
        raise row
    where = f"{name}, row {number}"
    if "segments" in row and "signature" in row:  # a document that this package wrote
        return Document.from_json(json.dumps(row))
    if text_column not in row:
        columns = ", ".join(map(str, row)) or "none"
        raise InputError(f"{where}: no column {text_column!r}; there are: {columns}")
    text = row[text_column]
    if text is None:
        raise InputError(f"{where}: no text in column {text_column!r}")
    if not isinstance(text, str):
        raise InputError(f"{where}: column {text_column!r} holds {type(text).__name__}, not text")
    metadata = {key: value for key, value in row.items() if key not in (text_column, "id")}
    identifier = row.get("id")
    return Document(
        text,
        id="" if identifier is None else str(identifier),
        metadata={**metadata, "source": name, "row": number},
    )


def _text_rows(
    file: Any, name: str, suffix: str
) -> Iterator[tuple[int, dict[str, Any] | InputError]]:
    sample = file.read(_SAMPLE)
    file.seek(0)
    if not sample.strip():
        raise InputError(f"{name}: the file is empty")
    # A sample cut inside a character would look damaged: end it at a line where it has one.
    encoding = encoding_of(sample[: sample.rfind(b"\n") + 1] or sample, name)
    is_json = suffix in (".jsonl", ".ndjson")
    if is_json and not encoding.startswith("utf"):
        encoding = "utf-8"  # by the standard of JSON: the row with other bytes is a bad one
    # Bytes that do not decode become lone surrogates, so that one bad row does not end the rest.
    lines = io.TextIOWrapper(file, encoding, errors="surrogateescape", newline="")
    return _json_rows(_bounded(lines, name), name) if is_json else _csv_rows(lines, name)


def _bounded(lines: io.TextIOWrapper, name: str) -> Iterator[str]:
    """The lines as they are; InputError at one without end."""
    number = 0
    while line := lines.readline(MOST_BYTES):
        number += 1
        if len(line) == MOST_BYTES:
            where = f"{name}, line {number}"
            raise InputError(f"{where}: more than {MOST_BYTES:,} characters{_TOO_MUCH}")
        yield line


def _json_rows(
    lines: Iterable[str], name: str
) -> Iterator[tuple[int, dict[str, Any] | InputError]]:
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        row: Any = _damage(line, name, number)
        if row is None:
            try:
                row = json.loads(line)
            except (ValueError, RecursionError) as error:
                row = InputError(f"{name}, row {number}: not JSON: {error}")
        if not isinstance(row, dict | InputError):
            row = InputError(f"{name}, row {number}: a JSON object is wanted")
        yield number, row


def _csv_rows(
    lines: io.TextIOWrapper, name: str
) -> Iterator[tuple[int, dict[str, Any] | InputError]]:
    csv.field_size_limit(MOST_BYTES)
    rows = _bounded(lines, name)
    header = next(rows, "")
    delimiter = max(",;\t|", key=header.count)
    columns = next(csv.reader([header], delimiter=delimiter))
    reader = csv.reader(rows, delimiter=delimiter)
    try:
        for number, values in enumerate(reader, 1):
            if values:
                damage = _damage("".join(values), name, number)
                yield number, damage or dict(zip(columns, values))
    except csv.Error as error:
        raise InputError(f"{name}, line {reader.line_num}: {error}") from error


def _damage(text: str, name: str, number: int) -> InputError | None:
    """An error for a row with bytes that do not decode (they stand in it as lone surrogates)."""
    if text.isascii() or not any("\udc80" <= character <= "\udcff" for character in text):
        return None
    return InputError(f"{name}, row {number}: bytes that do not decode; save the file as UTF-8")


def _parquet_rows(
    file: Any, name: str, text_column: str
) -> Iterator[tuple[int, dict[str, Any] | InputError]]:
    import pyarrow
    import pyarrow.parquet

    source = pyarrow.BufferReader(file.read()) if isinstance(file, gzip.GzipFile) else file
    try:
        table = pyarrow.parquet.ParquetFile(source)
    except pyarrow.ArrowException as error:
        raise InputError(f"{name}: not a Parquet table: {error}") from error
    if text_column not in table.schema_arrow.names:
        columns = ", ".join(table.schema_arrow.names)
        raise InputError(f"{name}: no column {text_column!r}; there are: {columns}")
    number = 0
    try:
        for batch in table.iter_batches(batch_size=256):
            for row in batch.to_pylist():
                number += 1
                yield number, row
    except (pyarrow.ArrowException, OSError) as error:
        raise InputError(f"{name}: damaged after row {number}: {error}") from error
