"""The parts of the language model: n-grams, decoder, words."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bilingual.detection.decoder import decode
from bilingual.detection.model import Scores, load_language_model
from bilingual.detection.ngrams import ngram_rows
from bilingual.detection.words import OTHER, find_words, normalize

words = st.lists(st.text(min_size=1, max_size=12), min_size=1, max_size=6)
floats = st.floats(-5, 5, width=32)
costs = st.floats(0, 5, width=32)


@given(words)
def test_rows_of_a_word_do_not_depend_on_its_neighbors(batch: list[str]) -> None:
    rows, offsets = ngram_rows(batch, 12)
    for word, start, end in zip(batch, offsets, offsets[1:]):
        alone, _ = ngram_rows([word], 12)
        assert rows[start:end].tolist() == alone.tolist()
        assert (rows < 1 << 12).all()


@given(st.lists(st.tuples(floats, costs, costs), min_size=1, max_size=8))
def test_the_decoder_finds_a_best_path(steps: list[tuple[float, float, float]]) -> None:
    odds, up, down = (np.array(column, dtype=np.float32) for column in zip(*steps))

    def score(path: tuple[bool, ...]) -> float:
        total = sum(float(odd) for odd, spanish in zip(odds, path) if spanish)
        for i in range(1, len(path)):
            if path[i] != path[i - 1]:
                total -= float(up[i] if path[i] else down[i])
        return total

    best = max(map(score, itertools.product((False, True), repeat=len(steps))))
    found = decode(Scores(odds, up, down))
    assert score(tuple(found)) == pytest.approx(best, abs=1e-4)


def test_words_and_gaps_cut_the_text_without_loss() -> None:
    text = 'El "señor" de EE.UU. ve a @ana en https://x.org/a, n\u0303u y l\u2019home.'
    found = find_words(text)
    assert (
        "".join(g + text[s:e] for g, s, e in zip(found.gaps, found.starts, found.ends)) + "."
        == text
    )
    assert found.surfaces.count(OTHER) == 2
    assert normalize("N\u0303U\u00ad2\u2019") == "ñu0'"


def test_long_input_scores_as_in_one_piece() -> None:
    text = "The house is red. La casa es roja y grande. " * 6000  # more words than one chunk holds
    model = load_language_model()
    long = model.scores(find_words(text))
    short = model.scores(find_words(text[:4400]))
    middle = slice(200, 600)
    assert np.allclose(long.odds[middle], short.odds[middle], atol=1e-3)
    assert len(long.odds) == len(find_words(text).starts)
