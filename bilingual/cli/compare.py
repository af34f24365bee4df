"""``bilingual compare``: what a source and its report agree and differ on."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bilingual.cli import options
from bilingual.document import FINDING_KINDS
from bilingual.errors import SettingsError
from bilingual.settings import DEFAULTS

if TYPE_CHECKING:
    from bilingual.document import Finding
    from bilingual.settings import Settings

EXIT_FOUND = 3


def compare(
    source: Annotated[
        Path, typer.Argument(metavar="SOURCE", help="The Spanish text; or alone, an article.")
    ],
    report: Annotated[
        Path | None, typer.Argument(metavar="[REPORT]", help="The English text.")
    ] = None,
    as_json: Annotated[
        bool, typer.Option("--json", help="One JSON object a line for each finding.")
    ] = False,
    fail_on: Annotated[
        str, typer.Option(help=f"End with {EXIT_FOUND} on these kinds: number,negation,…")
    ] = "",
    show_same: Annotated[
        bool, typer.Option("--same/--no-same", help="Show also what was confirmed.")
    ] = True,
    recognizers: options.Recognizers = options.DEFAULT_RECOGNIZERS,
    lexicon: options.Lexicons = None,
    model: options.Model = None,
    glossary: options.Glossaries = None,
    memory: options.Memory = None,
    vectors: options.Vectors = DEFAULTS.vectors,
    min_confidence: options.MinConfidence = DEFAULTS.min_confidence,
    threads: options.Threads = DEFAULTS.threads,
) -> None:
    """Say what source and report agree and differ on, with both places side by side.

    One file is an article that holds both; its offsets index the article. Exit code 0: fine;
    3: something that --fail-on names was found; 2: bad usage.
    """
    watched = _kinds(fail_on)
    settings = options.make_settings(
        recognizers,
        lexicon,
        model=model,
        glossaries=glossary,
        memory=memory,
        vectors=vectors,
        min_confidence=min_confidence,
        threads=threads,
    )
    findings = (
        _of_article(source, settings) if report is None else _of_two(source, report, settings)
    )
    shown = [f for f in findings if show_same or f.kind != "same"]
    if as_json:
        for finding in shown:
            print(json.dumps(_as_dict(finding)))
    else:
        _print_table(shown)
    if any(f.kind in watched for f in findings):
        raise typer.Exit(EXIT_FOUND)


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command()(compare)


def _kinds(fail_on: str) -> frozenset[str]:
    kinds = frozenset(kind.strip() for kind in fail_on.split(",") if kind.strip())
    for kind in sorted(kinds):
        if kind not in FINDING_KINDS:
            raise SettingsError(
                f"--fail-on {kind}: no such finding; give some of {', '.join(FINDING_KINDS)}"
            )
    return kinds


def _of_article(path: Path, settings: Settings) -> list[Finding]:
    from bilingual.pipeline import pipeline
    from bilingual.reading import read

    return [f for document in pipeline(settings).pipe(read(path)) for f in document.findings]


def _of_two(source: Path, report: Path, settings: Settings) -> list[Finding]:
    from bilingual.claims import compare
    from bilingual.reading import read

    es, en = ("\n\n".join(d.text for d in read(path)) for path in (source, report))
    return compare(es, en, settings)


def _as_dict(finding: Finding) -> dict:
    return dataclasses.asdict(finding) | {"links": [link._asdict() for link in finding.links]}


def _print_table(findings: list[Finding]) -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    console = Console()
    if not findings:
        console.print("Nothing found: no differences, and nothing to confirm.")
        return
    table = Table(show_edge=False, pad_edge=False)
    for title in ("finding", "source", "report", "confidence", "why"):
        table.add_column(title, overflow="fold")
    for f in findings:
        sides = [Text(side.text if side else "—") for side in (f.source, f.report)]
        table.add_row(f.kind, *sides, f"{f.confidence:.2f}", Text(f.explanation))
    console.print(table)
