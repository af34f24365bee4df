"""``bilingual entities``: who and what articles name, in both languages, under one id."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bilingual.cli import options
from bilingual.settings import DEFAULTS

if TYPE_CHECKING:
    from bilingual.document import Document, Entity


class EntityFormat(str, Enum):
    table = "table"
    json = "json"
    csv = "csv"
    conll = "conll"
    ftm = "ftm"


def entities(
    files: Annotated[list[str], typer.Argument(metavar="FILE...", help="Articles; - is stdin.")],
    format: Annotated[
        EntityFormat,
        typer.Option("--format", "-f", help="conll: BIO2 columns; ftm: FollowTheMoney lines."),
    ] = EntityFormat.table,
    out: Annotated[
        Path | None, typer.Option("--out", "-o", help="File to write; default standard output.")
    ] = None,
    recognizers: options.Recognizers = options.DEFAULT_RECOGNIZERS,
    lexicon: options.Lexicons = None,
    model: options.Model = None,
    threads: options.Threads = DEFAULTS.threads,
) -> None:
    """List the people, institutions and places of articles, each with all its mentions."""
    from bilingual.exporting import export
    from bilingual.exporting.files import replacing
    from bilingual.pipeline import Pipeline

    settings = options.make_settings(recognizers, lexicon, model=model, threads=threads)
    documents = Pipeline(settings, until="entities").pipe(_documents(files))
    if format is EntityFormat.conll:
        # /dev/stdout is no file to replace: write beside and copy.
        export(documents, "conll", out) if out else _print_export(documents)
        return
    lines = _lines(documents, format)
    if out is None:
        for line in lines:
            print(line)
        return
    with replacing(out) as stream:
        for line in lines:
            stream.write(f"{line}\n".encode("utf-8", "surrogatepass"))


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command()(entities)


def _documents(files: list[str]) -> Iterator[Document]:
    from bilingual.reading import read, read_bytes

    for name in files:
        yield from read_bytes(sys.stdin.buffer.read()) if name == "-" else read(name)


def _print_export(documents: Iterator[Document]) -> None:
    from tempfile import TemporaryDirectory

    from bilingual.exporting import export

    with TemporaryDirectory() as folder:
        path = Path(folder, "entities.conll")
        export(documents, "conll", path)
        sys.stdout.write(path.read_text("utf-8"))


def _lines(documents: Iterator[Document], format: EntityFormat) -> Iterator[str]:
    from bilingual.linking import exports

    if format is EntityFormat.csv:
        yield exports.csv_header()
    lines_of = {
        EntityFormat.table: _table_lines,
        EntityFormat.json: exports.json_lines,
        EntityFormat.csv: exports.csv_lines,
        EntityFormat.ftm: exports.ftm_lines,
    }[format]
    for document in documents:
        yield from lines_of(document)


def _table_lines(document: Document) -> Iterator[str]:
    yield document.metadata.get("source", document.id)
    for entity in document.entities:
        yield f"  {entity.id:<24} {_counted_names(entity)}"


def _counted_names(entity: Entity) -> str:
    """The surfaces met, with the language and how often: "CJNG (en) ×3"."""
    counts: dict[tuple[str, str], int] = {}
    for mention in entity.mentions:
        key = (mention.text.replace("\n", " "), mention.language)
        counts[key] = counts.get(key, 0) + 1
    return ", ".join(
        f"{text} ({language})" + (f" ×{count}" if count > 1 else "")
        for (text, language), count in counts.items()
    )
