"""``bilingual detect``: the segments of a file, as a list, as JSON, or coloured in the text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from bilingual.cli import options
from bilingual.cli.inputs import Failures, documents

if TYPE_CHECKING:
    from rich.console import Console

    from bilingual.document import Document, Segment

_COLORS = {"en": "default", "es": "bold yellow"}
_THIRD_LANGUAGE = "bold magenta"


def detect(
    file: Annotated[
        str,
        typer.Argument(
            metavar="FILE",
            help="An article, as for process; - is standard input.",
        ),
    ],
    as_json: Annotated[
        bool, typer.Option("--json", help="Print each document as one line of JSON.")
    ] = False,
    color: Annotated[
        bool, typer.Option("--color", help="Print the text with its languages in colours.")
    ] = False,
    text_column: options.TextColumn = "text",
) -> None:
    """Say which language stands where in a file, and who said it.

    Each line: start and end (code points, end exclusive), language, kind, speaker, text.
    Exit code 0: fine; 1: some rows of a table failed; 2: the file can't be read.
    """
    from rich.console import Console

    from bilingual.pipeline import Pipeline

    console = Console(highlight=False, soft_wrap=True, force_terminal=color or None)
    failures = Failures()
    found = documents([file], text_column, failures)
    for document in Pipeline(until="segments").pipe(found, failures.add):
        if as_json:
            print(document.to_json())
        elif color:
            _print_colored(document, console)
        else:
            _print_list(document, console)
    failures.end()


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command()(detect)


def _print_list(document: Document, console: Console) -> None:
    from rich.text import Text

    for segment in document.segments:
        speaker = _said_by(segment) or "-"
        place = f"{segment.start}-{segment.end}"
        facts = f"{place:<14}{segment.language:<4}{segment.kind:<11}{speaker}"
        console.print(Text(facts, style=_style(segment)))
        console.print(Text(f"    {' '.join(segment.text.split())}"))


def _print_colored(document: Document, console: Console) -> None:
    from rich.text import Text

    text = Text(document.text)
    for segment in document.segments:
        text.stylize(_style(segment), segment.start, segment.end)
    console.print(text)


def _said_by(segment: Segment) -> str:
    if segment.speaker is None:
        return ""
    name, handle = segment.speaker.name, segment.speaker.handle
    return name if handle in (None, name) else f"{name} ({handle})"


def _style(segment: Segment) -> str:
    return _COLORS.get(segment.language, _THIRD_LANGUAGE)
