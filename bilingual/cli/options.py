"""Options that several commands share, and the settings made from them."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from bilingual.settings import DEFAULTS, Settings

TextColumn = Annotated[str, typer.Option(help="Where JSONL, CSV and Parquet hold the text.")]
Recognizers = Annotated[
    str,
    typer.Option(
        help='Who names people and institutions: "lexicon", "spacy", "stanza", by commas.'
    ),
]
Lexicons = Annotated[
    list[Path] | None,
    typer.Option("--lexicon", help="A lexicon file of your own; repeat to stack, the last wins."),
]
Engine = Annotated[str, typer.Option(help="Translation engine.")]
Model = Annotated[
    str | None, typer.Option(help="Translation package: a name from `models list`, or a path.")
]
BeamSize = Annotated[int, typer.Option(help="Hypotheses kept in translation; 1 is the fastest.")]
GlossaryStyle = Annotated[
    str, typer.Option(help="Institutions as press, official, bracketed, or off.")
]
Glossaries = Annotated[
    list[Path] | None,
    typer.Option("--glossary", help="Terms of your own: TSV, Spanish TAB English. Repeatable."),
]
Memory = Annotated[
    Path | None, typer.Option(help="Translation memory to use and to add to (SQLite file).")
]
Vectors = Annotated[
    bool, typer.Option("--vectors/--no-vectors", help="Rank matches with sentence vectors.")
]
MinConfidence = Annotated[float, typer.Option(help="Leave out findings below this, 0 to 1.")]
Threads = Annotated[int, typer.Option(help="Cores to use; 0 takes all.")]


DEFAULT_RECOGNIZERS = ",".join(DEFAULTS.recognizers)


def make_settings(
    recognizers: str = DEFAULT_RECOGNIZERS,
    lexicons: list[Path] | None = None,
    engine: str = DEFAULTS.engine,
    model: str | None = None,
    beam_size: int = DEFAULTS.beam_size,
    glossary_style: str = DEFAULTS.glossary_style,
    glossaries: list[Path] | None = None,
    memory: Path | None = None,
    vectors: bool = DEFAULTS.vectors,
    min_confidence: float = DEFAULTS.min_confidence,
    threads: int = DEFAULTS.threads,
) -> Settings:
    """Settings from what the command line gave; raises SettingsError on a value out of range."""
    return Settings(
        recognizers=tuple(name.strip() for name in recognizers.split(",") if name.strip()),
        lexicons=tuple(map(str, lexicons or ())),
        engine=engine,
        model=model,
        beam_size=beam_size,
        glossary_style=glossary_style,
        glossaries=tuple(map(str, glossaries or ())),
        memory=str(memory) if memory else None,
        vectors=vectors,
        min_confidence=min_confidence,
        threads=threads,
    )
