"""English news with Spanish set into it at known places, made from parallel news sets."""

from __future__ import annotations

import random
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

KINDS = ("paragraph", "sentence", "quoted clause", "unquoted clause", "none")


class Spliced(NamedTuple):
    """A text and the offsets (start, end) of what is Spanish in it."""

    text: str
    spans: list[tuple[int, int]]


class NewsSet(NamedTuple):
    """English paragraphs (lists of sentences) and Spanish sentences of one set."""

    paragraphs: list[list[str]]
    spanish: list[str]


def read_news(data: Path, name: str) -> NewsSet:
    """A set of data/mt_eval; three sentences of one article make a paragraph."""
    folder = data / "mt_eval"
    english = (folder / f"{name}.en").read_text(encoding="utf-8").split("\n")[:-1]
    spanish = (folder / f"{name}.es").read_text(encoding="utf-8").split("\n")[:-1]
    info = folder / f"{name}.docinfo.tsv"
    articles = [""] * len(english)
    if info.exists():
        articles = [row.split("\t")[0] for row in info.read_text(encoding="utf-8").splitlines()]
    paragraphs = []
    for _, group in groupby(zip(articles, english), key=lambda pair: pair[0]):
        lines = [line for _, line in group]
        paragraphs.extend(lines[i : i + 3] for i in range(0, len(lines), 3))
    return NewsSet(paragraphs, spanish)


def splice(news: NewsSet, kind: str, chance: random.Random) -> Spliced:
    """One text of two English paragraphs with one piece of Spanish of a kind in it."""
    paragraphs = [list(p) for p in chance.sample(news.paragraphs, 2)]
    pieces: list[tuple[str, bool]] = []
    if kind == "paragraph":
        start = chance.randrange(len(news.spanish) - 3)
        spanish = " ".join(news.spanish[start : start + 3])
        pieces = [(" ".join(paragraphs[0]), False), ("\n\n", False), (spanish, True)]
        return _joined([*pieces, ("\n\n", False), (" ".join(paragraphs[1]), False)])
    target = paragraphs[0]
    if kind == "sentence":
        place = chance.randint(0, len(target))
        pieces = [(" ".join(target[:place]), False), (" ", False)]
        pieces += [(chance.choice(news.spanish), True), (" ", False)]
        pieces += [(" ".join(target[place:]), False)]
    elif kind == "none":
        pieces = [(" ".join(target), False)]
    else:
        marks = chance.choice(('""', "“”", "«»")) if kind == "quoted clause" else ("", "")
        words = " ".join(target).split()
        place = chance.randint(1, len(words) - 1)
        pieces = [(" ".join(words[:place]) + " " + marks[0], False)]
        pieces += [(_clause(news.spanish, chance), True)]
        pieces += [(marks[1] + " " + " ".join(words[place:]), False)]
    return _joined([*pieces, ("\n\n", False), (" ".join(paragraphs[1]), False)])


def splice_names(news: NewsSet, names: list[str], chance: random.Random) -> Spliced:
    """An English paragraph with three Spanish names between its words; nothing in it is Spanish."""
    words = " ".join(chance.choice(news.paragraphs)).split()
    for name in chance.sample(names, 3):
        words.insert(chance.randint(0, len(words)), name)
    return Spliced(" ".join(words), [])


def _clause(sentences: list[str], chance: random.Random) -> str:
    words: list[str] = []
    while len(words) < 9:
        words = chance.choice(sentences).split()
    length = chance.randint(4, 9)
    start = chance.randint(0, len(words) - length)
    return " ".join(words[start : start + length])


def _joined(pieces: list[tuple[str, bool]]) -> Spliced:
    text, spans = "", []
    for piece, is_spanish in pieces:
        if is_spanish:
            spans.append((len(text), len(text) + len(piece)))
        text += piece
    return Spliced(text, spans)
