"""``bilingual align``: the sentences, or the words, of two texts that translate each other."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from bilingual.cli import options
from bilingual.cli.inputs import read_text
from bilingual.settings import DEFAULTS


def align(
    es: Annotated[Path, typer.Argument(metavar="ES", help="Spanish text, one sentence a line.")],
    en: Annotated[Path, typer.Argument(metavar="EN", help="English text, one sentence a line.")],
    words: Annotated[
        bool,
        typer.Option("--words", help="Link the words of line n with line n: Pharaoh i-j, from 0."),
    ] = False,
    any_order: Annotated[
        bool, typer.Option("--any-order", help="Sentences may stand in any order; 1-1 only.")
    ] = False,
    as_json: Annotated[
        bool, typer.Option("--json", help="One JSON object a line, offsets in code points.")
    ] = False,
    vectors: options.Vectors = DEFAULTS.vectors,
) -> None:
    """Align two texts: sentence with sentence in order, or word with word.

    Prints a line for each pair: line numbers from 1 on either side, the probability, and both
    sentences, separated by tabs.
    """
    es_lines, en_lines = _lines(es), _lines(en)
    if words:
        _print_words(es_lines, en_lines, as_json)
    else:
        _print_sentences(es_lines, en_lines, not any_order, vectors, as_json)


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command()(align)


def _lines(path: Path) -> list[str]:
    lines = read_text(path).split("\n")
    return lines if lines[-1] else lines[:-1]


def _print_words(es: list[str], en: list[str], as_json: bool) -> None:
    from bilingual.alignment import align_words
    from bilingual.errors import InputError

    if len(es) != len(en):
        raise InputError(f"--words links line by line, but there are {len(es)} and {len(en)} lines")
    for source, target in zip(es, en):
        links = align_words(source, target)
        if as_json:
            print(json.dumps([link._asdict() for link in links]))
        else:
            print(_pharaoh(source, target, links))


def _pharaoh(es: str, en: str, links: list) -> str:
    """The links as token numbers of either side."""
    from bilingual.tokens import tokenize

    es_places = {t.start: i for i, t in enumerate(tokenize(es))}
    en_places = {t.start: i for i, t in enumerate(tokenize(en))}
    pairs = ((es_places[k.source_start], en_places[k.target_start]) for k in links)
    return " ".join(f"{i}-{j}" for i, j in pairs)


def _print_sentences(
    es: list[str], en: list[str], monotone: bool, vectors: bool, as_json: bool
) -> None:
    from bilingual.alignment import align_sentences

    for es_ids, en_ids, probability in align_sentences(es, en, monotone, vectors):
        if as_json:
            print(json.dumps({"es": es_ids, "en": en_ids, "probability": probability}))
            continue
        numbers = [",".join(str(i + 1) for i in ids) for ids in (es_ids, en_ids)]
        texts = (" ".join(es[i] for i in es_ids), " ".join(en[j] for j in en_ids))
        print(*numbers, f"{probability:.3f}", *texts, sep="\t")
