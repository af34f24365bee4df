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


class _SideBySide:
    """English sentences with words, for comparing all of them with Spanish ones at once.

    A word that several of them have is looked up once: ``columns`` says which of the distinct
    words each word of the row of sentences is, ``starts`` where each sentence begins in the row.
    """

    def __init__(self, sentences: Sequence[Sentence]) -> None:
        self.sentences = sentences
        row = [word for sentence in sentences for word in sentence.words]
        self.places: dict[str, int] = {}
        places = self.places
        self.columns = np.array([places.setdefault(w, len(places)) for w in row], dtype=np.int64)
        self.starts = list(accumulate((len(s.words) for s in sentences[:-1]), initial=0))
        self.ids = load_table().en_ids(list(places))
        self.weights = load_table().weights(self.ids, "en")[self.columns]

    @cached_property
    def totals(self) -> np.ndarray:
        """The sum of the weights of each sentence."""
        return np.add.reduceat(self.weights, self.starts) + 1e-9

    @cached_property
    def stems(self) -> list[str]:
        """The stem of each distinct word."""
        return list(map(stem_form, self.places))

    @cached_property
    def bearers(self) -> dict[str, list[int]]:
        """The numbers of the sentences that have each stem."""
        bearers: dict[str, list[int]] = {}
        for number, sentence in enumerate(self.sentences):
            for stem in sentence.stems:
                bearers.setdefault(stem, []).append(number)
        return bearers

    def strengths(self, table: LexicalTable, es: Sentence) -> np.ndarray:
        """How well each word of a Spanish sentence and each distinct word translate each other."""
        found = np.minimum(1.0, table.best_probabilities(es.ids, self.ids) * 4)
        for word in es.places.keys() & self.places.keys():
            found[es.places[word], self.places[word]] = 1.0
        return found

    def coverages(self, es: Sentence) -> tuple[list[float], list[float]]:
        """``coverage`` of a Spanish sentence with each of the sentences."""
        found = self.strengths(load_table(), es)
        best_es = np.maximum.reduceat(found[:, self.columns], self.starts, axis=1)
        covered_es = es.weights @ best_es / (es.weight + 1e-9)
        best_en = found.max(axis=0)
        if es.translated is not None:
            covered_es = np.maximum(covered_es, self._repeated(es.translated))
            stems = es.translated.stems
            shared = np.array([stem in stems for stem in self.stems], dtype=float)
            best_en = np.maximum(best_en, shared)
        covered_en = np.add.reduceat(best_en[self.columns] * self.weights, self.starts)
        return covered_es.tolist(), (covered_en / self.totals).tolist()

    def _repeated(self, sentence: Sentence) -> np.ndarray:
        """The share of an English sentence's words, by weight, that each of these has too."""
        shared = np.zeros(len(self.sentences))
        for stem, weight in zip(sentence.word_stems, sentence.weights.tolist()):
            if stem in self.bearers:
                shared[self.bearers[stem]] += weight
        return shared / (sentence.weight + 1e-9)


def lexical_features(
    es: Sequence[Sentence], en: Sequence[Sentence], pairs: Sequence[tuple[int, int]]
) -> np.ndarray:
    """A row for each pair (es index, en index), fast where pairs are in order: the share of each
    side's words covered, names, numbers, and how unlike the lengths are.

    No sentence of a pair may be without words.
    """
    rows: list[list[float]] = []
    numbers: list[int] = []
    for i, group in groupby(pairs, key=itemgetter(0)):
        before, numbers = numbers, [j for _, j in group]
        if numbers != before:
            beside = _SideBySide([en[j] for j in numbers])
        one = es[i]
        rows += (
            [
                covered_es,
                covered_en,
                _shared(one.names, other.names),
                _shared(one.numbers, other.numbers),
                abs(math.log((len(one.text) + 10) / (len(other.text) + 10) / _TYPICAL_RATIO)),
            ]
            for other, covered_es, covered_en in zip(beside.sentences, *beside.coverages(one))
        )
    return np.array(rows)


def coverage(es: Sentence, en: Sentence) -> tuple[float, float]:
    """Which share of each sentence's words, by weight, has a translation in the other.

    Words of ``es.translation`` answer to those of ``en`` as well.
    """
    if not es.words or not en.words:
        return 0.0, 0.0
    (covered_es,), (covered_en,) = _SideBySide([en]).coverages(es)
    return covered_es, covered_en


def strengths(table: LexicalTable, es: Sentence, en: Sentence) -> np.ndarray:
    """How well each pair of words translates each other, 0 to 1."""
    return _SideBySide([en]).strengths(table, es)


def _shared(one: frozenset[str], two: frozenset[str]) -> float:
    """Overlap of two sets from -1 (nothing in common) to 1; 0 where either is empty."""
    if not one or not two:
        return 0.0
    return 2 * len(one & two) / min(len(one), len(two)) - 1
