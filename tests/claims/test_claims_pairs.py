"""Pairs of a short source and its report, written by hand: what an editor would raise is found."""

from __future__ import annotations

import pytest
from pair_findings import Pairs, is_hard, is_soft, words_stand_in_their_texts

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def pairs() -> Pairs:
    return Pairs("pairs.yaml")


@pytest.fixture(scope="module")
def coverage() -> Pairs:
    """Pairs about what is left out or added, half of them without anything that weighs."""
    return Pairs("coverage.yaml")


def test_the_words_of_each_annotation_stand_in_its_texts(pairs, coverage):
    assert all(map(words_stand_in_their_texts, [*pairs.pairs, *coverage.pairs]))


def test_most_differences_are_found(pairs):
    assert len(pairs.missed()) <= 0.2 * len(pairs.wanted()), pairs.missed()


def test_hard_findings_are_right(pairs):
    false = pairs.false(is_hard)
    assert len(false) <= 0.04 * len(pairs.pairs), false


def test_most_of_what_is_said_to_be_omitted_or_added_is(pairs):
    false = pairs.false(is_soft)
    assert len(false) <= 0.2 * pairs.count(is_soft), false


def test_most_of_what_is_left_out_or_added_is_found(coverage):
    assert len(coverage.missed()) <= 0.25 * len(coverage.wanted()), coverage.missed()


def test_what_is_told_in_other_words_is_not_said_to_be_left_out(coverage):
    false = coverage.false(is_soft)
    assert len(false) <= 0.2 * coverage.count(is_soft), false
