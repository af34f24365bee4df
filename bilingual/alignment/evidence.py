"""What speaks for a Spanish and an English sentence saying the same."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
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
            "".join(c for c in t.text if c.isdigit())
            for t in self.tokens
            if t.text[0].isdigit()
        )


def lexical_features(es: Sentence, en: Sentence, strength: np.ndarray) -> list[float]:
    """The share of each side's words covered, names, numbers, and how unlike the lengths are.

    ``strength`` are the ``strengths`` of the two.
    """
    covered_es, covered_en = _coverage(es, en, strength)
    return [
        covered_es,
        covered_en,
        _shared(es.names, en.names),
        _shared(es.numbers, en.numbers),
        abs(np.log((len(es.text) + 10) / (len(en.text) + 10) / _TYPICAL_RATIO)),
    ]


def coverage(es: Sentence, en: Sentence) -> tuple[float, float]:
    """Which share of each sentence's words, by weight, has a translation in the other.

    Words of ``es.translation`` answer to those of ``en`` as well.
    """
    return _coverage(es, en, strengths(load_table(), es, en))


def _coverage(es: Sentence, en: Sentence, strength: np.ndarray) -> tuple[float, float]:
    if not strength.size:
        return 0.0, 0.0
    best_es, best_en = strength.max(axis=1), strength.max(axis=0)
    covered_es = float(best_es @ es.weights) / (es.weight + 1e-9)
    if es.translated is not None:
        covered_es = max(covered_es, _repeated(es.translated, en))
        best_en = np.maximum(best_en, _shared_stems(en, es.translated))
    covered_en = float(best_en @ en.weights) / (en.weight + 1e-9)
    return covered_es, covered_en


def _repeated(sentence: Sentence, other: Sentence) -> float:
    """The share of a sentence's words, by weight, that another of its language has too."""
    shared = _shared_stems(sentence, other)
    return float(shared @ sentence.weights) / (sentence.weight + 1e-9) if shared.size else 0.0


def _shared_stems(sentence: Sentence, other: Sentence) -> np.ndarray:
    """Which words of a sentence another of its language has too, as 0 or 1 each."""
    return np.array([stem_form(w) in other.stems for w in sentence.words], dtype=float)


def strengths(table: LexicalTable, es: Sentence, en: Sentence) -> np.ndarray:
    """How well each pair of words translates each other, 0 to 1."""
    return strengths_with_each(table, es, [en])[0]


def strengths_with_each(
    table: LexicalTable, es: Sentence, some: Sequence[Sentence]
) -> list[np.ndarray]:
    """``strengths`` of one Spanish with each of some English sentences, looked up together."""
    ids = WordIds(*(np.concatenate(column) for column in zip(*(en.ids for en in some))))
    to_en, to_es = table.probabilities(es.ids, ids)
    together = np.minimum(1.0, np.maximum(to_en, to_es) * 4)
    found = np.split(together, np.cumsum([len(en.words) for en in some])[:-1], axis=1)
    for strength, en in zip(found, some):
        for word in set(es.words) & set(en.words):
            strength[es.words.index(word), en.words.index(word)] = 1.0
    return found


def pair_strengths(
    es: Sequence[Sentence], en: Sequence[Sentence], pairs: Sequence[tuple[int, int]]
) -> Iterator[np.ndarray]:
    """``strengths`` of each pair (es index, en index) in turn; fast where pairs are in order."""
    table = load_table()
    for i, group in groupby(pairs, key=itemgetter(0)):
        yield from strengths_with_each(table, es[i], [en[j] for _, j in group])


def _shared(one: frozenset[str], two: frozenset[str]) -> float:
    """Overlap of two sets from -1 (nothing in common) to 1; 0 where either is empty."""
    if not one or not two:
        return 0.0
    return 2 * len(one & two) / min(len(one), len(two)) - 1
