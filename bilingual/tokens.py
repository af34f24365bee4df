"""Words and punctuation with their offsets, the same for every stage that counts words."""

from __future__ import annotations

import re
from typing import NamedTuple

# Handles, hashtags and links stay whole; numbers keep their inner points and commas; words keep
# inner apostrophes, hyphens and full stops of acronyms ("U.S.", "EE.UU."), accents that are
# characters of their own, and invisible marks between their letters.
_TOKEN = re.compile(
    r"""https?://[^\s<>"«»“”]+
      | [@#]\w+(?:[\u0300-\u036f]+\w*)*
      | \d+(?:[.,:/]\d+)*
      | (?:[^\W\d_]\.){2,}
      | [^\W_]+(?:['’\-‑\u00ad\u200b\u2060][^\W_]+|[\u0300-\u036f]+[^\W_]*)*
      | [^\w\s]|_
    """,
    re.VERBOSE,
)


class Token(NamedTuple):
    """A word, number or punctuation mark; offsets into the text it was cut from."""

    start: int
    end: int
    text: str


def tokenize(text: str, start: int = 0) -> list[Token]:
    """The tokens of a text, in order; ``start`` is added to every offset."""
    # Only white space stands between tokens, so each is the next such text; asking the matches for
    # their places takes longer.
    tokens, make, position = [], tuple.__new__, 0
    for word in _TOKEN.findall(text):
        first = text.index(word, position)
        position = first + len(word)
        tokens.append(make(Token, (start + first, start + position, word)))
    return tokens
