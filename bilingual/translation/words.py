"""The tokens of a text, kept for the next part of the chain that asks for them."""

from __future__ import annotations

from functools import lru_cache

from bilingual.tokens import Token
from bilingual.tokens import tokenize as _tokenize


@lru_cache(maxsize=2048)
def tokenize(text: str) -> tuple[Token, ...]:
    """The tokens of a text, in order; links, repairs, terms and guards all ask for them."""
    return tuple(_tokenize(text))
