"""Closed lists of words, written as running text."""

from __future__ import annotations


def word_set(words: str) -> frozenset[str]:
    """The words of a list separated by blanks."""
    return frozenset(words.split())
