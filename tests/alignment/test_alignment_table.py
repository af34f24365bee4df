"""The lexical table: written and read back, and what it gives for words it does not know."""

import numpy as np
import pytest

from bilingual.alignment.jumps import JUMP_LIMIT, jump_matrix
from bilingual.alignment.lexical import LexicalTable, load_table, save_table, stem_form


@pytest.fixture
def table(tmp_path):
    path = tmp_path / "table.npz"
    jumps = np.ones(2 * JUMP_LIMIT + 1)
    save_table(
        path,
        ["casa", "perro"],
        ["house", "dog", "home"],
        np.array([1, 1, 2]),
        np.array([1, 3, 2]),
        np.array([30.0, 10.0, 20.0]),
        [jumps, jumps],
    )
    return LexicalTable(path)


def test_probabilities_come_from_the_counts(table):
    to_en, to_es = table.probabilities(table.es_ids(["casa"]), table.en_ids(["house", "home"]))
    assert to_en[0] == pytest.approx([0.74, 0.25], abs=0.03)
    assert to_es[0] == pytest.approx([0.98, 0.95], abs=0.03)


def test_words_that_are_not_known_have_no_probability(table):
    to_en, to_es = table.probabilities(table.es_ids(["gato"]), table.en_ids(["dog"]))
    assert to_en[0, 0] == to_es[0, 0] == 0


def test_inflected_words_fall_back_to_their_stem(table):
    to_en, _ = table.probabilities(table.es_ids(["perros"]), table.en_ids(["dog"]))
    assert to_en[0, 0] == pytest.approx(0.3 * 20 / 20.5, abs=0.02)


def test_rare_words_weigh_more():
    table = load_table()
    weights = table.weights(table.es_ids(["de", "metanfetamina", "xkcdq"]), "es")
    assert weights[0] < 0.1 < weights[1] <= weights[2] <= 1


def test_stems_have_no_accents():
    assert stem_form("Jalapeño".lower()) == "jalap"
    assert stem_form("niño") == "nino"


def test_transitions_sum_to_one_and_prefer_short_jumps():
    weights = np.exp(-np.abs(np.arange(-JUMP_LIMIT, JUMP_LIMIT + 1) - 1.0))
    moves = jump_matrix(weights, 40)
    assert moves.sum(axis=1) == pytest.approx(np.ones(40))
    assert moves[0, 1] > moves[0, 5] > moves[0, 39] > 0
