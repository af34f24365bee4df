"""``bilingual export``: processed documents, stored as JSON, into another format."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bilingual.cli.inputs import naming, read_text

if TYPE_CHECKING:
    from bilingual.document import Document


class PairChoice(str, Enum):
    mt = "mt"
    report = "report"
    both = "both"


def export(
    files: Annotated[
        list[str],
        typer.Argument(help="Documents that process wrote: .json, or .jsonl with one a line; -"),
    ],
    out: Annotated[Path, typer.Option("--out", "-o", help="File to write; for moses, a prefix.")],
    format: Annotated[
        str, typer.Option("--format", "-f", help="tmx, xliff, xliff2, tsv, csv, jsonl, …")
    ],
    pairs: Annotated[
        PairChoice, typer.Option(help="Machine translations, reported passages, or both.")
    ] = PairChoice.mt,
    min_probability: Annotated[
        float, typer.Option(min=0, max=1, help="Leave out matches below this.")
    ] = 0.0,
    source_language: Annotated[str, typer.Option(help="Tag for the Spanish.")] = "es-MX",
    target_language: Annotated[str, typer.Option(help="Tag for the English.")] = "en-US",
) -> None:
    """Write processed documents in another format."""
    from bilingual import exporting

    summary = exporting.export(
        _documents(files),
        format,
        out,
        pairs=pairs.value,
        min_probability=min_probability,
        source_language=source_language,
        target_language=target_language,
    )
    removed = summary.removed_characters
    note = f", {removed} characters that {format} can't hold taken out" if removed else ""
    typer.echo(f"{out}: {summary.documents} documents, {summary.pairs} pairs{note}", err=True)


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command("export")(export)


def _documents(files: Iterable[str]) -> Iterator[Document]:
    for name in files:
        if name == "-":
            yield from _lines(sys.stdin, "standard input")
        elif name.endswith(".jsonl"):
            yield from _stored_lines(name)
        else:
            yield _document(read_text(name), name)


def _stored_lines(name: str) -> Iterator[Document]:
    with naming(name), open(name, encoding="utf-8") as lines:
        yield from _lines(lines, name)


def _lines(lines: Iterable[str], name: str) -> Iterator[Document]:
    for number, line in enumerate(lines, 1):
        if line.strip():
            yield _document(line, f"{name}, line {number}")


def _document(text: str, place: str) -> Document:
    from bilingual.document import Document
    from bilingual.errors import InputError

    try:
        return Document.from_json(text)
    except InputError as error:
        raise InputError(f"{place}: {error}") from error
