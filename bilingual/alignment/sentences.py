"""Sentence alignment: in any order with gaps, or in order with 1-2, 2-1 and 2-2."""

from __future__ import annotations

from collections.abc import Sequence

from bilingual.alignment.evidence import Sentence
from bilingual.alignment.probability import scored_pairs

SentencePair = tuple[list[int], list[int], float]
THRESHOLD = 0.5


def align_sentences(
    es: Sequence[str], en: Sequence[str], monotone: bool = False, vectors: bool = True
) -> list[SentencePair]:
    """Which sentences translate each other: (es indices, en indices, probability), in es order.

    Indices count from 0. Sentences without a partner are in no pair. ``monotone`` keeps the
    order of both texts and also joins one sentence to two, and two to two; otherwise the order
    is free and each pair has one sentence a side.
    """
    es_sentences = [Sentence(text, "es") for text in es]
    en_sentences = [Sentence(text, "en") for text in en]
    if monotone:
        from bilingual.alignment.monotone import align_in_order

        return align_in_order(es_sentences, en_sentences)
    return [
        ([i], [j], round(p, 4))
        for i, j, p in best_pairs(scored_pairs(es_sentences, en_sentences, vectors))
    ]


def best_pairs(
    scored: Sequence[tuple[int, int, float]], threshold: float = THRESHOLD
) -> list[tuple[int, int, float]]:
    """The likeliest pairs, each sentence at most once, in the order of the first index."""
    taken_es: set[int] = set()
    taken_en: set[int] = set()
    chosen = []
    for i, j, probability in sorted(scored, key=lambda s: (-s[2], s[0], s[1])):
        if probability < threshold:
            break
        if i not in taken_es and j not in taken_en:
            taken_es.add(i)
            taken_en.add(j)
            chosen.append((i, j, probability))
    return sorted(chosen)
