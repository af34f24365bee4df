"""Sentences of a source and of its report put together where one side says in several what the
other says in one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from bilingual.alignment.evidence import Sentence, coverage

_ANSWERED = 0.35


class Block(NamedTuple):
    """Consecutive sentences of each side that answer to each other; ends are exclusive."""

    es: tuple[int, int]
    en: tuple[int, int]
    probability: float


def joined_blocks(
    pairs: Sequence[tuple[int, int, float]], es: Sequence[Sentence], en: Sequence[Sentence]
) -> list[Block]:
    """Pairs of sentences, each with the neighbours that have no partner and are answered in it.

    A sentence joins the pair beside it when a good share of its words have a translation in that
    pair's other side.
    """
    blocks = {i: Block((i, i + 1), (j, j + 1), p) for i, j, p in pairs}
    free_es = set(range(len(es))) - {i for i, _, _ in pairs}
    free_en = set(range(len(en))) - {j for _, j, _ in pairs}
    for j in sorted(free_en):
        beside = [b for b in blocks.values() if j in (b.en[0] - 1, b.en[1])]
        shares = [(coverage(es[b.es[0]], en[j])[1], b.es[0]) for b in beside]
        if shares and max(shares)[0] >= _ANSWERED:
            block = blocks[max(shares)[1]]
            blocks[block.es[0]] = block._replace(en=_with(block.en, j))
    for i in sorted(free_es):
        beside = [k for k, b in blocks.items() if i in (b.es[0] - 1, b.es[1])]
        shares = [(coverage(es[i], _joined(en, blocks[k].en))[0], k) for k in beside]
        if shares and max(shares)[0] >= _ANSWERED:
            key = max(shares)[1]
            blocks[key] = blocks[key]._replace(es=_with(blocks[key].es, i))
    free_es -= {i for b in blocks.values() for i in range(*b.es)}
    free_en -= {j for b in blocks.values() for j in range(*b.en)}
    return sorted([*blocks.values(), *_split(es, en, free_es, free_en)])


def _split(
    es: Sequence[Sentence], en: Sequence[Sentence], free_es: set[int], free_en: set[int]
) -> Iterator[Block]:
    """Sentences without a partner of which one side makes two of one."""
    for i in sorted(free_es):
        for j in sorted(free_en):
            for a, b in ((1, 2), (2, 1)):
                rows, columns = range(i, i + a), range(j, j + b)
                if not free_es.issuperset(rows) or not free_en.issuperset(columns):
                    continue
                shares = coverage(_joined(es, (i, i + a)), _joined(en, (j, j + b)))
                if min(shares) >= _ANSWERED:
                    free_es.difference_update(rows)
                    free_en.difference_update(columns)
                    yield Block((i, i + a), (j, j + b), min(shares))


def _with(sentences: tuple[int, int], one: int) -> tuple[int, int]:
    return min(sentences[0], one), max(sentences[1], one + 1)


def _joined(sentences: Sequence[Sentence], places: tuple[int, int]) -> Sentence:
    some = sentences[places[0] : places[1]]
    return some[0] if len(some) == 1 else Sentence(" ".join(s.text for s in some), some[0].language)
