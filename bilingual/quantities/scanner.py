"""Finds the numbers of a text, one after the other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bilingual.quantities.digits import in_digits, is_number
from bilingual.quantities.fractions import fraction
from bilingual.quantities.listed import listed, roman, weak_one
from bilingual.quantities.number_words import OPENING
from bilingual.quantities.quantity import Quantity
from bilingual.quantities.scores import score, spoken_hour
from bilingual.quantities.spelled import in_words
from bilingual.quantities.words import Words
from bilingual.tokens import Token


def quantities(tokens: Sequence[Token], language: str) -> list[Quantity]:
    """The numbers in the tokens of one text, in order, none overlapping another.

    ``language`` is "es" or "en"; offsets are those of the tokens.
    """
    words = Words(tokens, language)
    found = []
    free = 0
    for place in words.openings(OPENING[language]):
        if place >= free and (quantity := _at(words, place)):
            first, last = quantity.tokens
            found.append(replace(quantity, tokens=(words.owner(first), words.owner(last))))
            free = last + 1
    return found


def _at(words: Words, place: int) -> Quantity | None:
    """The number that starts at a place."""
    word = words.at(place)
    if word[0].isdigit() and is_number(word):
        return fraction(words, place) or score(words, place) or in_digits(words, place)
    return (
        fraction(words, place)
        or spoken_hour(words, place)
        or in_words(words, place)
        or listed(words, place)
        or roman(words, place)
        or weak_one(words, place)
    )
