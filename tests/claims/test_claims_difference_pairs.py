"""Pairs of a source and its report on all sorts of topics: one hard difference, or none."""

from __future__ import annotations

import pytest
from pair_findings import Pairs, is_hard, words_stand_in_their_texts

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def pairs() -> Pairs:
    return Pairs("difference_pairs.yaml")


def test_the_words_of_each_annotation_stand_in_its_texts(pairs):
    assert all(words_stand_in_their_texts(pair) for pair in pairs.pairs)


def test_most_differences_are_found(pairs):
    missed = pairs.missed()
    assert len(missed) <= 0.15 * len(pairs.wanted()), missed


def test_what_is_told_in_other_words_is_no_difference(pairs):
    false = pairs.false(is_hard)
    assert len(false) <= 0.05 * len(pairs.pairs), false
