"""What speaks for a Spanish and an English sentence saying the same."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, groupby
from operator import itemgetter

import numpy as np

from bilingual.alignment.lexical import LexicalTable, WordIds, load_table, stem_form, word_form
from bilingual.quantities import Quantity, quantities
from bilingual.tokens import Token, tokenize

_TYPICAL_RATIO = 1.1


@dataclass(frozen=True)
class Sentence:
    """A sentence prepared for comparison: its distinct words and what each weighs.

    ``weights`` are inverse frequencies: words that stand in every sentence weigh next to nothing.
    ``translation`` is what the sentence is in the other language, where that is known.
    """

    text: str
    language: str
    translation: str = ""

    @cached_property
    def tokens(self) -> list[Token]:
        return tokenize(self.text)

    @cached_property
    def words(self) -> tuple[str, ...]:
        forms = (word_form(t.text) for t in self.tokens)
        return tuple(dict.fromkeys(w for w in forms if w.isalnum() or any(map(str.isalnum, w))))

    @cached_property
    def places(self) -> dict[str, int]:
        """The number of each word."""
        return {word: place for place, word in enumerate(self.words)}

    @cached_property
    def ids(self) -> WordIds:
        table = load_table()
        return table.es_ids(self.words) if self.language == "es" else table.en_ids(self.words)

    @cached_property
    def weights(self) -> np.ndarray:
        return load_table().weights(self.ids, self.language)

    @cached_property
    def weight_list(self) -> list[float]:
        return self.weights.tolist()

    @cached_property
    def weight(self) -> float:
        """The sum of the weights."""
        return float(self.weights.sum())

    @cached_property
    def word_stems(self) -> tuple[str, ...]:
        """The stem of each word."""
        return tuple(map(stem_form, self.words))

    @cached_property
    def stems(self) -> frozenset[str]:
        """The stems of the words."""
        return frozenset(self.word_stems)

    @cached_property
    def translated(self) -> Sentence | None:
        """The translation, prepared in its turn."""
        other = "en" if self.language == "es" else "es"
        return Sentence(self.translation, other) if self.translation else None

    @cached_property
    def names(self) -> frozenset[str]:
        """Capitalised words after the first, in lower case."""
        return frozenset(
            word_form(t.text)
            for i, t in enumerate(self.tokens)
            if len(t.text) > 2 and i and t.text[0].isupper()
        )

    @cached_property
    def quantities(self) -> list[Quantity]:
        """The figures in the sentence, but for articles that may be numbers."""
        return [q for q in quantities(self.tokens, self.language) if not q.weak]

    @cached_property
    def numbers(self) -> frozenset[str]:
        return frozenset(
            "".join(c for c in t.text if c.isdigit()) for t in self.tokens if t.text[0].isdigit()
        )


def lexical_features(
    es: Sequence[Sentence], en: Sequence[Sentence], pairs: Sequence[tuple[int, int]]
) -> np.ndarray:
    """A row for each pair (es index, en index), fast where pairs are in order: the share of each
    side's words covered, names, numbers, and how unlike the lengths are.

    No sentence of a pair may be without words.
    """
    rows: list[list[float]] = []
    for i, group in groupby(pairs, key=itemgetter(0)):
        one, some = es[i], [en[j] for _, j in group]
        rows += (
            [
                covered_es,
                covered_en,
                _shared(one.names, other.names),
                _shared(one.numbers, other.numbers),
                abs(math.log((len(one.text) + 10) / (len(other.text) + 10) / _TYPICAL_RATIO)),
            ]
            for other, covered_es, covered_en in zip(some, *_coverages(one, some))
        )
    return np.array(rows)


def coverage(es: Sentence, en: Sentence) -> tuple[float, float]:
    """Which share of each sentence's words, by weight, has a translation in the other.

    Words of ``es.translation`` answer to those of ``en`` as well.
    """
    if not es.words or not en.words:
        return 0.0, 0.0
    (covered_es,), (covered_en,) = _coverages(es, [en])
    return covered_es, covered_en


def _coverages(es: Sentence, some: Sequence[Sentence]) -> tuple[list[float], list[float]]:
    """``coverage`` of one Spanish with each of some English sentences, none without words."""
    together = _strengths_with_all(load_table(), es, some)
    starts = list(accumulate((len(en.words) for en in some[:-1]), initial=0))
    covered_es = es.weights @ np.maximum.reduceat(together, starts, axis=1) / (es.weight + 1e-9)
    best_en = together.max(axis=0)
    if es.translated is not None:
        repeated = np.array([_repeated(es.translated, en) for en in some])
        covered_es = np.maximum(covered_es, repeated)
        stems = es.translated.stems
        shared = np.array([stem in stems for en in some for stem in en.word_stems], dtype=float)
        best_en = np.maximum(best_en, shared)
    weights = np.concatenate([en.weights for en in some])
    totals = np.array([en.weight for en in some]) + 1e-9
    covered_en = np.add.reduceat(best_en * weights, starts) / totals
    return covered_es.tolist(), covered_en.tolist()


def _repeated(sentence: Sentence, other: Sentence) -> float:
    """The share of a sentence's words, by weight, that another of its language has too."""
    stems = other.stems
    shared = sum(w for stem, w in zip(sentence.word_stems, sentence.weight_list) if stem in stems)
    return shared / (sentence.weight + 1e-9)


def strengths(table: LexicalTable, es: Sentence, en: Sentence) -> np.ndarray:
    """How well each pair of words translates each other, 0 to 1."""
    return _strengths_with_all(table, es, [en])


def _strengths_with_all(table: LexicalTable, es: Sentence, some: Sequence[Sentence]) -> np.ndarray:
    """``strengths`` of one Spanish with each of some English sentences, side by side."""
    ids = WordIds(*(np.concatenate(column) for column in zip(*(en.ids for en in some))))
    together = np.minimum(1.0, table.best_probabilities(es.ids, ids) * 4)
    start = 0
    for en in some:
        for word in es.places.keys() & en.places.keys():
            together[es.places[word], start + en.places[word]] = 1.0
        start += len(en.words)
    return together


def _shared(one: frozenset[str], two: frozenset[str]) -> float:
    """Overlap of two sets from -1 (nothing in common) to 1; 0 where either is empty."""
    if not one or not two:
        return 0.0
    return 2 * len(one & two) / min(len(one), len(two)) - 1
