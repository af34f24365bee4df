"""``bilingual translate``: Spanish in, English out, line by line or as whole texts."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from bilingual.cli import options
from bilingual.settings import DEFAULTS

if TYPE_CHECKING:
    from bilingual.document import Translation
    from bilingual.settings import Settings

LINES_PER_BATCH = 512


def translate(
    files: Annotated[
        list[str] | None,
        typer.Argument(metavar="[FILE]...", help="Text files, UTF-8; - or none: standard input."),
    ] = None,
    source: Annotated[str, typer.Option(help="Language to translate from.")] = "es",
    target: Annotated[str, typer.Option(help="Language to translate into.")] = "en",
    whole: Annotated[
        bool, typer.Option("--whole", help="Each file as one text, not line by line.")
    ] = False,
    as_json: Annotated[
        bool, typer.Option("--json", help="One JSON object a line: text, raw, warnings, quality.")
    ] = False,
    links: Annotated[
        bool, typer.Option("--links", help="Show the word links too (in JSON: as offsets).")
    ] = False,
    engine: options.Engine = DEFAULTS.engine,
    model: options.Model = None,
    beam_size: options.BeamSize = DEFAULTS.beam_size,
    glossary_style: options.GlossaryStyle = DEFAULTS.glossary_style,
    glossary: options.Glossaries = None,
    memory: options.Memory = None,
    threads: options.Threads = DEFAULTS.threads,
) -> None:
    """Translate text; as many lines out as in. Warnings go to standard error, by line number."""
    settings = options.make_settings(
        engine=engine,
        model=model,
        beam_size=beam_size,
        glossary_style=glossary_style,
        glossaries=glossary,
        memory=memory,
        threads=threads,
    )
    if memory:
        print(f"memory: {memory.resolve()}", file=sys.stderr)
    texts = _whole_texts(files or ["-"]) if whole else _lines(files or ["-"])
    for number, (text, translation) in enumerate(_translated(texts, settings, source, target), 1):
        _show(number, text, translation, as_json, links)


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command()(translate)


def _translated(
    texts: Iterator[str], settings: Settings, source: str, target: str
) -> Iterator[tuple[str, Translation]]:
    from bilingual.translation import translate as translate_texts

    while batch := list(islice(texts, LINES_PER_BATCH)):
        yield from zip(batch, translate_texts(batch, settings, source, target))


def _lines(files: Iterable[str]) -> Iterator[str]:
    for text in _whole_texts(files):
        lines = text.replace("\r\n", "\n").split("\n")
        yield from lines if lines[-1] else lines[:-1]


def _whole_texts(files: Iterable[str]) -> Iterator[str]:
    from bilingual.errors import InputError

    for name in files:
        try:
            data = sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
            yield data.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            raise InputError(f"{name}: not UTF-8 text (byte {error.start})") from error
        except OSError as error:
            raise InputError(f"{name}: can't be read: {error.strerror or error}") from error


def _show(number: int, text: str, translation: Translation, as_json: bool, links: bool) -> None:
    if as_json:
        print(json.dumps(_fields(text, translation, links), ensure_ascii=False))
        return
    print(translation.text)
    if links:
        pairs = (f"{text[a:b]}→{translation.text[c:d]}" for a, b, c, d, _ in translation.links)
        print("  " + "  ".join(pairs))
    for warning in translation.warnings:
        print(f"line {number}: {warning}", file=sys.stderr)


def _fields(text: str, translation: Translation, links: bool) -> dict[str, Any]:
    fields: dict[str, Any] = {
        "source": text,
        "text": translation.text,
        "raw": translation.raw,
        "warnings": translation.warnings,
        "quality": translation.quality,
        "signature": translation.signature,
    }
    return {**fields, "links": translation.links} if links else fields
