"""Comparison of two texts that are not an article: a source and a report of it."""

from __future__ import annotations

from collections.abc import Sequence

from bilingual.alignment.evidence import Sentence
from bilingual.alignment.probability import scored_batches
from bilingual.alignment.sentences import best_pairs
from bilingual.alignment.words import align_tokens
from bilingual.claims.stage import by_place, pair_findings
from bilingual.claims.statement import Pair, Statement
from bilingual.document import Finding
from bilingual.sentences import split_sentences

_MIN_CONFIDENCE = 0.5


def compare(es: str, en: str, vectors: bool = True) -> list[Finding]:
    """What a Spanish source and an English report of it agree and differ on.

    ``Finding.source`` offsets index ``es``, ``Finding.report`` offsets index ``en``. The whole
    report is taken to speak for the source.
    """
    return compare_batch([(es, en)], vectors)[0]


def compare_batch(pairs: Sequence[tuple[str, str]], vectors: bool = True) -> list[list[Finding]]:
    """``compare`` for many pairs of texts, with their sentence vectors encoded together."""
    es = [_statements(source, "es") for source, _ in pairs]
    en = [_statements(report, "en") for _, report in pairs]
    several = [i for i in range(len(pairs)) if len(es[i]) > 1 or len(en[i]) > 1]
    texts = [
        (
            [Sentence(s.text, "es") for s in es[i]],
            [Sentence(s.text, "en") for s in en[i]],
        )
        for i in several
    ]
    matched = {i: [(0, 0)] if es[i] and en[i] else [] for i in range(len(pairs))}
    for i, scored in zip(several, scored_batches(texts, vectors)):
        matched[i] = [(a, b) for a, b, _ in best_pairs(scored)]
    return [_findings(es[i], en[i], matched[i]) for i in range(len(pairs))]


def _statements(text: str, language: str) -> list[Statement]:
    return [Statement(text[a:b], language, a) for a, b in split_sentences(text, language)]


def _findings(
    es: Sequence[Statement], en: Sequence[Statement], matched: Sequence[tuple[int, int]]
) -> list[Finding]:
    found = []
    for i, j in matched:
        links = align_tokens(es[i].tokens, en[j].tokens)
        found += pair_findings(Pair(es[i], en[j], links))
    return sorted((f for f in found if f.confidence >= _MIN_CONFIDENCE), key=by_place)
