"""The texts that the language model of detection is trained on, read from BILINGUAL_DATA."""

from __future__ import annotations

import gzip
import os
import re
import sys
from collections.abc import Iterator
from pathlib import Path

# newstest2013, flores200-devtest and CoNLL testa are for reports and are not read here, nor are
# newssyscomb2009 and flores200-dev, on which rules and thresholds are tuned.
NEWS = (
    "news-test2008",
    "newstest2009",
    "newstest2010",
    "newstest2011",
    "newstest2012",
)
HELD_OUT_TWEETS = 10


def data_folder() -> Path:
    """The folder named by BILINGUAL_DATA; ends the program with a message where it is missing."""
    folder = os.environ.get("BILINGUAL_DATA")
    if not folder or not Path(folder).is_dir():
        sys.exit("set BILINGUAL_DATA to the folder with the training and evaluation data")
    return Path(folder)


def mt_lines(name: str, language: str) -> list[str]:
    """The lines of one side of a news or flores set."""
    path = data_folder() / "mt_eval" / f"{name}.{language}"
    return path.read_text(encoding="utf-8").split("\n")[:-1]


def parallel_lines(prefix: str) -> tuple[list[str], list[str]]:
    """Spanish and English lines of the parallel files whose names begin so."""
    spanish, english = [], []
    for path in sorted((data_folder() / "parallel").glob(f"{prefix}*.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                es, _, en = line.rstrip("\n").partition("\t")
                spanish.append(es)
                english.append(en)
    return spanish, english


def mono_lines(prefix: str, limit: int) -> list[str]:
    """Up to ``limit`` Spanish lines of the monolingual files whose names begin so."""
    lines: list[str] = []
    for path in sorted((data_folder() / "mono").glob(f"{prefix}*.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as file:
            lines.extend(line.strip() for line in file if line.strip())
    step = max(1, len(lines) // limit)
    return lines[::step]


def treebank_texts(name: str) -> list[str]:
    """The raw sentences of a CoNLL-U file."""
    path = data_folder() / "ud" / name
    with path.open(encoding="utf-8") as lines:
        return [line[9:].strip() for line in lines if line.startswith("# text = ")]


def tagged_sentences(name: str) -> Iterator[list[tuple[str, str]]]:
    """(token, entity tag) sentences of a named-entity file, blank lines between sentences."""
    path = data_folder() / "ner" / name
    sentence: list[tuple[str, str]] = []
    for line in path.read_text(encoding="utf-8").split("\n"):
        columns = line.split()
        if columns:
            sentence.append((columns[0], columns[-1]))
        elif sentence:
            yield sentence
            sentence = []
    if sentence:
        yield sentence


def plain_texts(name: str) -> list[str]:
    """The sentences of a named-entity file as text, punctuation set close again."""
    texts = (" ".join(token for token, _ in sentence) for sentence in tagged_sentences(name))
    return [re.sub(r" ([,.;:!?%)]|'s|n't)", r"\1", text) for text in texts]


def names(name: str) -> list[str]:
    """The persons, institutions and places of a named-entity file, in order, with repeats."""
    found: list[str] = []
    for sentence in tagged_sentences(name):
        current: list[str] = []
        for token, tag in [*sentence, ("", "O")]:
            if current and not tag.startswith("I-"):
                found.append(" ".join(current))
                current = []
            if tag[2:5] in ("PER", "ORG", "LOC"):
                current.append(token)
    return found


def tweets(held_out: bool) -> list[list[tuple[str, str]]]:
    """(token, label) of the LinCE tweets; every tenth one is held out."""
    path = data_folder() / "lid" / "lince_spaeng_train.conll.gz"
    every: list[list[tuple[str, str]]] = [[]]
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            token, _, label = line.rstrip("\n").partition("\t")
            if line.startswith("# sent_enum"):
                every.append([])
            elif token.strip() and label:
                every[-1].append((token, label.strip()))
    every = [tweet for tweet in every if tweet]
    return [t for i, t in enumerate(every) if (i % HELD_OUT_TWEETS == 0) == held_out]
