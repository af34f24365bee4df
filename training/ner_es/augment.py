"""More training sentences from those at hand: capitals, no accents, other names.

Every variant keeps the length of what it changes, or moves the entities along.
"""

from __future__ import annotations

import random
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence

from training.ner_es.corpus import Sentence

RUN = 6
"""Neighbouring sentences that are changed alike."""


def capitals(sentence: Sentence) -> Sentence:
    """The sentence in capitals, as in a headline or an angry post."""
    upper = "".join(c.upper() if len(c.upper()) == 1 else c for c in sentence.text)
    return Sentence(upper, sentence.entities)


def without_accents(sentence: Sentence) -> Sentence:
    """The sentence without accents, as typed in haste (ñ becomes n)."""
    bare = "".join(unicodedata.normalize("NFD", c)[0] for c in sentence.text)
    return Sentence(bare, sentence.entities)


def other_names(
    sentence: Sentence, names: Mapping[str, Sequence[str]], rng: random.Random
) -> Sentence:
    """The sentence with about half of its entities replaced by other names of their label."""
    text, entities, done = "", [], 0
    for start, end, label in sorted(sentence.entities):
        text += sentence.text[done:start]
        surface = sentence.text[start:end]
        if names.get(label) and rng.random() < 0.5:
            surface = rng.choice(names[label])
        entities.append((len(text), len(text) + len(surface), label))
        text += surface
        done = end
    return Sentence(text + sentence.text[done:], tuple(entities))


def varied(sentence: Sentence, names: Mapping[str, Sequence[str]], rng: random.Random) -> Sentence:
    """The sentence, or now and then a variant of it."""
    if sentence.entities and rng.random() < 0.2:
        sentence = other_names(sentence, names, rng)
    chance = rng.random()
    if chance < 0.08:
        return capitals(sentence)
    return without_accents(sentence) if chance < 0.27 else sentence


def varied_runs(
    sentences: Sequence[Sentence],
    rng: random.Random,
    names: Mapping[str, Sequence[str]] | None = None,
) -> Iterator[Sentence]:
    """The sentences, some runs of them in capitals or without accents, some with other names."""
    for first in range(0, len(sentences), RUN):
        chance = rng.random()
        for sentence in sentences[first : first + RUN]:
            if names and sentence.entities and rng.random() < 0.2:
                sentence = other_names(sentence, names, rng)
            if chance < 0.07:
                yield capitals(sentence)
            else:
                yield without_accents(sentence) if chance < 0.27 else sentence


def augmented(
    sentences: Sequence[Sentence],
    names: Mapping[str, Sequence[str]],
    seed: int = 1,
    share_capitals: float = 0.12,
    share_bare: float = 0.2,
    share_renamed: float = 0.25,
) -> Iterable[Sentence]:
    """The sentences with a share of them again in each variant."""
    rng = random.Random(seed)
    for sentence in sentences:
        yield sentence
        if rng.random() < share_capitals:
            yield capitals(sentence)
        if rng.random() < share_bare:
            yield without_accents(sentence)
        if sentence.entities and rng.random() < share_renamed:
            yield other_names(sentence, names, rng)
