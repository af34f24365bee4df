"""Pairs of documents made from aligned news sentences, with known alignment.

Documents of newstest2013 are those of its docinfo; the earlier sets, which have none, are cut
into runs of 25 lines.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from benchmarks.data_folder import lines

RUN = 25


@dataclass(frozen=True)
class DocumentPair:
    """Sentences of both sides and which translate which: (es indices, en indices)."""

    es: list[str]
    en: list[str]
    gold: list[tuple[tuple[int, ...], tuple[int, ...]]]


def aligned_documents(name: str) -> Iterator[list[tuple[str, str]]]:
    """The sentence pairs of each document of a test set."""
    pairs = list(zip(lines(f"mt_eval/{name}.es"), lines(f"mt_eval/{name}.en")))
    if name == "newstest2013":
        ids = [line.split("\t")[0] for line in lines(f"mt_eval/{name}.docinfo.tsv")]
        for _, group in groupby(zip(ids, pairs), key=lambda item: item[0]):
            yield [pair for _, pair in group]
    else:
        for first in range(0, len(pairs) - RUN + 1, RUN):
            yield pairs[first : first + RUN]


def scrambled(
    documents: list[list[tuple[str, str]]], seed: int, drop: float = 1 / 3, foreign: float = 0.3
) -> Iterator[DocumentPair]:
    """Documents with sentences dropped on either side, foreign ones mixed in, and shuffled."""
    rng = random.Random(seed)
    for number, document in enumerate(documents):
        sides = []
        for side in (0, 1):
            kept = [(i, p[side]) for i, p in enumerate(document) if rng.random() >= drop]
            strangers = round(foreign * len(document))
            for _ in range(strangers):
                other = rng.choice([d for n, d in enumerate(documents) if n != number])
                kept.append((-1, rng.choice(other)[side]))
            rng.shuffle(kept)
            sides.append(kept)
        places = {i: k for k, (i, _) in enumerate(sides[1]) if i >= 0}
        gold = [((k,), (places[i],)) for k, (i, _) in enumerate(sides[0]) if i in places]
        yield DocumentPair([t for _, t in sides[0]], [t for _, t in sides[1]], gold)


def merged_and_split(documents: list[list[tuple[str, str]]], seed: int) -> Iterator[DocumentPair]:
    """Documents in order in which, at random, one side joins two sentences or splits one.

    A sentence is split at a comma or semicolon near its middle; the other side stays whole.
    """
    rng = random.Random(seed)
    for document in documents:
        es: list[str] = []
        en: list[str] = []
        gold = []
        i = 0
        while i < len(document):
            chance = rng.random()
            one = ([document[i][0]], [document[i][1]])
            if chance < 0.15 and i + 1 < len(document):
                side = rng.randrange(2)
                two = [[document[i][s], document[i + 1][s]] for s in (0, 1)]
                two[side] = [" ".join(two[side])]
                one = (two[0], two[1])
                i += 1
            elif chance < 0.3:
                side = rng.randrange(2)
                halves = _halves(document[i][side])
                one = (halves, one[1]) if side == 0 else (one[0], halves)
            gold.append(
                (
                    tuple(range(len(es), len(es) + len(one[0]))),
                    tuple(range(len(en), len(en) + len(one[1]))),
                )
            )
            es += one[0]
            en += one[1]
            i += 1
        yield DocumentPair(es, en, gold)


def _halves(sentence: str) -> list[str]:
    middle = len(sentence) / 2
    marks = [i + 1 for i, c in enumerate(sentence) if c in ",;:" and sentence[i + 1 : i + 2] == " "]
    marks = [m for m in marks if 0.25 * len(sentence) < m < 0.75 * len(sentence)]
    if not marks:
        return [sentence]
    cut = min(marks, key=lambda m: abs(m - middle))
    return [sentence[:cut], sentence[cut:].strip()]
