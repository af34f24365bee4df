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
    place = 0
    while place < len(words):
        quantity = _at(words, place)
        if quantity is None:
            place += 1
        else:
            first, last = quantity.tokens
            found.append(replace(quantity, tokens=(words.owner(first), words.owner(last))))
            place = last + 1
    return found


def _at(words: Words, place: int) -> Quantity | None:
    """The number that starts at a place."""
    word = words.at(place)
    if not word[0].isdigit():
        if word not in OPENING[words.language] and not words.tokens[place].text.isupper():
            return None
    elif is_number(word):
        return fraction(words, place) or score(words, place) or in_digits(words, place)
    return (
        fraction(words, place)
        or spoken_hour(words, place)
        or in_words(words, place)
        or listed(words, place)
        or roman(words, place)
        or weak_one(words, place)
    )
