"""What the pairs around a pair say of it."""

import pytest

from bilingual.alignment.context import Position, context_features


def pair(unit: int, sentence: int, segment: int = 0) -> Position:
    """A unit with a whole sentence of ten code points."""
    return Position(unit, segment, sentence, 10 * sentence, 10 * sentence + 10, 500)


def test_better_partners_of_either_side_are_told():
    source, passage, beside, apart = context_features(
        [pair(0, 0), pair(0, 5), pair(3, 5), pair(9, 9)], [0.2, 0.9, 0.4, 0.8]
    )[:, :2]
    assert list(source) == [0.9, 0.0]
    assert list(passage) == [0.2, 0.4]
    assert list(beside) == [0.0, 0.9]
    assert list(apart) == [0.0, 0.0]


@pytest.mark.parametrize(
    ("neighbour", "support"),
    [
        (pair(1, 1), 0.9),
        (pair(2, 2), 0.9),
        (pair(1, -1), 0.0),  # the other way round
        (pair(3, 1), 0.0),  # too far
        (pair(1, 1, segment=7), 0.0),  # another source
    ],
)
def test_likely_neighbours_in_the_same_order_speak_for_a_pair(neighbour, support):
    rows = context_features([pair(0, 0), neighbour], [0.2, 0.9])
    assert rows[0, 2] == support


def test_distance_is_told_on_a_logarithmic_scale():
    assert context_features([pair(0, 0)], [0.5])[0, 3] == pytest.approx(0.693, abs=0.001)


def test_a_clause_and_its_sentence_are_no_rivals_for_one_source():
    whole, clause = Position(0, 0, 0, 0, 40, 0), Position(0, 0, 0, 20, 40, 0)
    assert not context_features([whole, clause], [0.9, 0.8])[:, :2].any()
