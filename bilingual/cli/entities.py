"""``bilingual entities``: who and what articles name, in both languages, under one id."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bilingual.cli import options
from bilingual.cli.inputs import Failures, documents
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
    text_column: options.TextColumn = "text",
) -> None:
    """List the people, institutions and places of articles, each with all its mentions.

    Exit code 0: fine; 1: some documents failed; 2: a file can't be read.
    """
    from bilingual.exporting import export
    from bilingual.exporting.files import replacing
    from bilingual.pipeline import Pipeline

    settings = options.make_settings(recognizers, lexicon, model=model, threads=threads)
    failures = Failures()
    found = documents(files, text_column, failures)
    processed = Pipeline(settings, until="entities").pipe(found, failures.add)
    if format is EntityFormat.conll:
        # /dev/stdout is no file to replace: write beside and copy.
        export(processed, "conll", out) if out else _print_export(processed)
    elif out:
        with replacing(out) as stream:
            for line in _lines(processed, format):
                stream.write(f"{line}\n".encode("utf-8", "surrogatepass"))
    else:
        for line in _lines(processed, format):
            print(line)
    failures.end()


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command()(entities)


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
