"""The words of a text as the readers of numbers see them."""

from __future__ import annotations

import re
from collections.abc import Container, Sequence

from bilingual.quantities.number_words import BY_LANGUAGE
from bilingual.tokens import Token


class Words:
    """The tokens of one text in lower case, cut at the hyphens of "four-year-old".

    ``tokens`` are the pieces, ``lists`` the number words of the language.
    """

    def __init__(self, tokens: Sequence[Token], language: str) -> None:
        self.language = language
        self.lists = BY_LANGUAGE[language]
        self.tokens, self._owners = _without_hyphens(tokens, language)
        self._words = [t.text.lower() for t in self.tokens]

    def __len__(self) -> int:
        return len(self._words)

    def at(self, place: int) -> str:
        """The word at a place; "" outside the text."""
        return self._words[place] if 0 <= place < len(self._words) else ""

    def openings(self, opening: Container[str]) -> list[int]:
        """The places of digits, of words that can open a number, and of words in capitals."""
        return [
            place
            for place, (word, token) in enumerate(zip(self._words, self.tokens))
            if word in opening or word[0].isdigit() or token.text.isupper()
        ]

    def adjoins(self, place: int) -> bool:
        """Whether nothing stands between a word and the one before."""
        return self.tokens[place].start == self.tokens[place - 1].end

    def follows_blank(self, place: int) -> bool:
        """Whether one character, a blank of some kind, stands before a word."""
        return self.tokens[place].start - self.tokens[place - 1].end == 1

    def owner(self, place: int) -> int:
        """The number of the token that a piece comes from."""
        return self._owners[place]


def _without_hyphens(tokens: Sequence[Token], language: str) -> tuple[list[Token], list[int]]:
    """The tokens, with those cut at hyphens that start with a number in words: "four-year-old".

    Beside them, for each piece, the number of the token that it comes from.
    """
    pieces: list[Token] = []
    owners: list[int] = []
    for place, token in enumerate(tokens):
        cut = [token]
        if "-" in token.text and token.text.split("-")[0].lower() in BY_LANGUAGE[language].small:
            cut = [
                Token(token.start + m.start(), token.start + m.end(), m.group())
                for m in re.finditer(r"[^-]+", token.text)
            ]
        pieces += cut
        owners += [place] * len(cut)
    return pieces, owners
