"""``bilingual corpus``: a whole archive, resumable."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, Any

import typer

from bilingual.cli import options
from bilingual.settings import DEFAULTS


def corpus(
    inputs: Annotated[
        list[str],
        typer.Argument(metavar="INPUT...", help="Files, folders, patterns; .gz is unpacked."),
    ],
    out: Annotated[Path, typer.Option("--out", "-o", help="Folder for everything written.")],
    document_format: Annotated[
        str, typer.Option("--format", "-f", help="Shards of documents as jsonl or parquet.")
    ] = "jsonl",
    text_column: Annotated[
        str, typer.Option(help="Where JSONL, CSV and Parquet hold the text.")
    ] = "text",
    limit: Annotated[int | None, typer.Option(help="Stop after this many documents.")] = None,
    sample: Annotated[
        float, typer.Option(help="Take this share of the documents, the same in every run.")
    ] = 1.0,
    only_with_spanish: Annotated[
        bool, typer.Option("--only-with-spanish", help="Write only documents with Spanish.")
    ] = False,
    entities: Annotated[
        bool, typer.Option("--entities", help="Name entities also where there is no Spanish.")
    ] = False,
    engine: Annotated[str, typer.Option(help="Who does the work: local or ray.")] = "local",
    ray_address: Annotated[
        str | None, typer.Option(help="A Ray cluster, ray://host:port; default this machine.")
    ] = None,
    workers: Annotated[int, typer.Option(help="Processes with models; 0 takes one a core.")] = 0,
    batch_size: Annotated[int, typer.Option(help="Documents in a batch and its shards.")] = 128,
    recognizers: options.Recognizers = options.DEFAULT_RECOGNIZERS,
    lexicon: options.Lexicons = None,
    model: options.Model = None,
    beam_size: options.BeamSize = DEFAULTS.beam_size,
    glossary_style: options.GlossaryStyle = DEFAULTS.glossary_style,
    glossary: options.Glossaries = None,
    memory: options.Memory = None,
    vectors: options.Vectors = DEFAULTS.vectors,
    min_confidence: options.MinConfidence = DEFAULTS.min_confidence,
) -> None:
    """Process an archive into shards; run the same command again to resume.

    Exit code 0: fine; 1: some documents failed (failures.jsonl says which and why); 2: bad usage;
    130: stopped by Ctrl-C after the batches under way.
    """
    from bilingual.corpus import CorpusOptions, run_corpus

    settings = options.make_settings(
        recognizers,
        lexicon,
        model=model,
        beam_size=beam_size,
        glossary_style=glossary_style,
        glossaries=glossary,
        memory=memory,
        vectors=vectors,
        min_confidence=min_confidence,
    )
    choices = CorpusOptions(
        settings=settings,
        batch_size=batch_size,
        document_format=document_format,
        text_column=text_column,
        limit=limit,
        sample=sample,
        only_with_spanish=only_with_spanish,
        entities=entities,
        engine=engine,
        workers=workers,
        ray_address=ray_address,
    )
    if memory:
        print(f"memory: {memory.resolve()}", file=sys.stderr)
    with _ProgressLine() as line:
        result = run_corpus(inputs, out, choices, line.advance)
    documents = result.figures.get("documents", 0)
    print(f"{documents} documents, {result.failures} failures; summary: {out / 'summary.html'}")
    if result.stopped:
        print("stopped; run the same command again to go on", file=sys.stderr)
        raise typer.Exit(130)
    if result.failures:
        raise typer.Exit(1)


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command()(corpus)


class _ProgressLine:
    """A bar with what ``_state`` says; it starts when the first batch is there."""

    def __init__(self) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

        self.progress = Progress(
            BarColumn(),
            TextColumn("{task.fields[state]}"),
            TimeElapsedColumn(),
            console=Console(stderr=True),
        )
        self.task = self.progress.add_task("", total=None, state="loading models")
        self.documents = 0
        self.resumed = 0
        self.with_spanish = 0

    def __enter__(self) -> _ProgressLine:
        self.progress.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.progress.stop()

    def advance(self, manifest: dict[str, Any], resumed: bool, expected: int) -> None:
        """Count one finished batch; a resumed one does not count for the speed."""
        figures = manifest["figures"]
        self.documents += figures["documents"]
        self.with_spanish += figures["with_spanish"]
        self.resumed += figures["documents"] if resumed else 0
        elapsed = self.progress.tasks[0].elapsed or 1e-9
        speed = (self.documents - self.resumed) / elapsed
        share = self.with_spanish / max(1, self.documents)
        state = _state(self.documents, expected, speed, share)
        self.progress.update(self.task, completed=self.documents, total=expected, state=state)


def _state(documents: int, expected: int, speed: float, share: float) -> str:
    """Documents done and expected, documents a second, the share with Spanish, and time left."""
    parts = [
        f"{documents:,} of about {max(documents, expected):,} documents",
        f"{speed:.1f}/s" if speed < 10 else f"{speed:.0f}/s",
        f"{share:.0%} with Spanish",
    ]
    if speed and expected > documents:
        parts.append(f"{_duration((expected - documents) / speed)} left")
    return ", ".join(parts)


def _duration(seconds: float) -> str:
    minutes = round(seconds / 60)
    if minutes < 1:
        return f"{seconds:.0f} s"
    if minutes < 120:
        return f"{minutes} min"
    hours = round(seconds / 3600)
    return f"{hours} h" if hours < 48 else f"{round(hours / 24)} days"
