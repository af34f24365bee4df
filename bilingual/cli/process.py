"""``bilingual process``: everything about one article, or a few, on the terminal and as files."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from itertools import chain, count
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bilingual.cli import options
from bilingual.cli.inputs import Failures, documents
from bilingual.errors import BilingualError, SettingsError
from bilingual.settings import DEFAULTS

if TYPE_CHECKING:
    from bilingual.document import Document


def process(
    files: Annotated[
        list[str],
        typer.Argument(
            metavar="FILE...",
            help="Articles (.txt .md .html; .jsonl .csv .parquet hold many); - is standard input.",
        ),
    ],
    out: Annotated[
        Path | None, typer.Option("--out", "-o", help="Folder to write files to; made if missing.")
    ] = None,
    formats: Annotated[
        str,
        typer.Option(
            "--format",
            "-f",
            help="What to write to --out, by commas: html, tmx, xliff, xliff2, tsv, csv, json, "
            "jsonl, parquet, moses, conll.",
        ),
    ] = "html,tmx,tsv,json",
    as_json: Annotated[
        bool, typer.Option("--json", help="Print each document as one line of JSON.")
    ] = False,
    recognizers: options.Recognizers = options.DEFAULT_RECOGNIZERS,
    lexicon: options.Lexicons = None,
    engine: options.Engine = DEFAULTS.engine,
    model: options.Model = None,
    beam_size: options.BeamSize = DEFAULTS.beam_size,
    glossary_style: options.GlossaryStyle = DEFAULTS.glossary_style,
    glossary: options.Glossaries = None,
    memory: options.Memory = None,
    vectors: options.Vectors = DEFAULTS.vectors,
    min_confidence: options.MinConfidence = DEFAULTS.min_confidence,
    threads: options.Threads = DEFAULTS.threads,
    text_column: options.TextColumn = "text",
) -> None:
    """Explain articles: the Spanish in them, who said it, its English, and what the report says.

    Exit code 0: fine; 1: some documents failed (each is named on standard error); 2: bad usage.
    """
    from bilingual.pipeline import pipeline

    settings = options.make_settings(
        recognizers,
        lexicon,
        engine,
        model,
        beam_size,
        glossary_style,
        glossary,
        memory,
        vectors,
        min_confidence,
        threads,
    )
    if memory:
        print(f"memory: {memory.resolve()}", file=sys.stderr)
    names = _checked_formats(formats) if out else ()
    if out:
        _make_folder(out)
    failures, stems = Failures(), set()
    found = _documents(files, text_column, failures)
    pipe = pipeline(settings).pipe(found, on_failure=failures.add)
    for document in _with_progress(pipe, len(files)):
        try:
            _show(document, as_json)
            if out:
                for path in _write(document, names, out, stems):
                    print(f"wrote {path}", file=sys.stderr)
        except BilingualError as error:
            failures.add(error)
    failures.end()


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command()(process)


def _checked_formats(formats: str) -> tuple[str, ...]:
    from bilingual.exporting import available_formats

    known = {*available_formats(), "json"}
    names = tuple(name.strip() for name in formats.split(",") if name.strip())
    for name in names:
        if name not in known:
            raise SettingsError(f"format {name!r} is not known; give one of {sorted(known)}")
    return names


def _documents(files: list[str], text_column: str, failures: Failures) -> Iterator[Document]:
    """The documents of all files; a file that can't be read is a failure, the rest go on."""
    for name in files:
        try:
            yield from documents([name], text_column, failures)
        except BilingualError as error:
            failures.add(error)


def _make_folder(folder: Path) -> None:
    """Make the folder to write to; an error that is met now costs no processing."""
    from bilingual.exporting.files import write_error

    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise write_error(folder, error) from error


def _with_progress(documents: Iterator[Document], count: int) -> Iterator[Document]:
    """A progress line on standard error where somebody watches a longer run."""
    if count < 3 or not sys.stderr.isatty():
        return documents
    from rich.console import Console
    from rich.progress import track

    return iter(track(documents, "articles", total=count, console=Console(stderr=True)))


def _show(document: Document, as_json: bool) -> None:
    if as_json:
        print(document.to_json())
        return
    from bilingual.cli.view import print_document

    print_document(document)


def _write(
    document: Document, formats: tuple[str, ...], folder: Path, stems: set[str]
) -> Iterator[Path]:
    """Write the document in each format beside each other; gives the paths written.

    ``stems`` are the names that this run has given to documents; this one's is added.
    """
    from bilingual.exporting import export, suffix
    from bilingual.exporting.files import replacing

    stem = _stem(document, stems)
    stems.add(stem)
    for name in formats:
        if name == "json":
            path = folder / f"{stem}.json"
            with replacing(path) as stream:
                stream.write(document.to_json(indent=1).encode())
        else:
            path = folder / f"{stem}{suffix(name)}"
            export(document, name, path)
        yield path


def _stem(document: Document, taken: set[str]) -> str:
    """A file name for a document: its source's, with the row where the source holds many.

    A further document of that name gets "~2", "~3", …, as files of two folders do.
    """
    source = document.metadata.get("source", "")
    stem = Path(source).stem or document.id
    row = document.metadata.get("row")
    stem = stem if row is None else f"{stem}-{row}"
    further = (f"{stem}~{number}" for number in count(2))
    return next(name for name in chain([stem], further) if name not in taken)
