"""What speaks for a Spanish and an English sentence saying the same."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from bilingual.alignment.lexical import LexicalTable, WordIds, load_table, stem_form, word_form
from bilingual.tokens import tokenize

_TYPICAL_RATIO = 1.1


@dataclass(frozen=True)
class Sentence:
    """A sentence prepared for comparison: its distinct words and what each weighs.

    ``weights`` are inverse frequencies: words that stand in every sentence weigh next to nothing.
    """

    text: str
    language: str

    @cached_property
    def words(self) -> tuple[str, ...]:
        forms = (word_form(t.text) for t in tokenize(self.text))
        return tuple(dict.fromkeys(w for w in forms if any(c.isalnum() for c in w)))

    @cached_property
    def ids(self) -> WordIds:
        table = load_table()
        return table.es_ids(self.words) if self.language == "es" else table.en_ids(self.words)

    @cached_property
    def weights(self) -> np.ndarray:
        return load_table().weights(self.ids, self.language)

    @cached_property
    def weight(self) -> float:
        """The sum of the weights."""
        return float(self.weights.sum())

    @cached_property
    def stems(self) -> frozenset[str]:
        """The stems of the words."""
        return frozenset(map(stem_form, self.words))

    @cached_property
    def names(self) -> frozenset[str]:
        """Capitalised words after the first, in lower case."""
        tokens = tokenize(self.text)
        return frozenset(
            word_form(t.text)
            for i, t in enumerate(tokens)
            if len(t.text) > 2 and i and t.text[0].isupper()
        )

    @cached_property
    def numbers(self) -> frozenset[str]:
        return frozenset(
            "".join(c for c in t.text if c.isdigit())
            for t in tokenize(self.text)
            if t.text[0].isdigit()
        )


def lexical_features(es: Sentence, en: Sentence) -> list[float]:
    """The share of each side's words covered, names, numbers, and how unlike the lengths are."""
    covered_es, covered_en = coverage(es, en)
    return [
        covered_es,
        covered_en,
        _shared(es.names, en.names),
        _shared(es.numbers, en.numbers),
        abs(np.log((len(es.text) + 10) / (len(en.text) + 10) / _TYPICAL_RATIO)),
    ]


def coverage(es: Sentence, en: Sentence) -> tuple[float, float]:
    """Which share of each sentence's words, by weight, has a translation in the other."""
    if not es.words or not en.words:
        return 0.0, 0.0
    strength = strengths(load_table(), es, en)
    covered_es = float(strength.max(axis=1) @ es.weights) / (es.weight + 1e-9)
    covered_en = float(strength.max(axis=0) @ en.weights) / (en.weight + 1e-9)
    return covered_es, covered_en


def strengths(table: LexicalTable, es: Sentence, en: Sentence) -> np.ndarray:
    """How well each pair of words translates each other, 0 to 1."""
    to_en, to_es = table.probabilities(es.ids, en.ids)
    strength = np.minimum(1.0, np.maximum(to_en, to_es) * 4)
    for word in set(es.words) & set(en.words):
        strength[es.words.index(word), en.words.index(word)] = 1.0
    return strength


def _shared(one: frozenset[str], two: frozenset[str]) -> float:
    """Overlap of two sets from -1 (nothing in common) to 1; 0 where either is empty."""
    if not one or not two:
        return 0.0
    return 2 * len(one & two) / min(len(one), len(two)) - 1
