"""What the text itself says of names: "known as", "alias", and acronyms in brackets."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from bilingual.document import Document, Mention
from bilingual.recognition.acronyms import defines_acronym
from bilingual.recognition.kinds import PERSON

# What may stand between a name and another name of the same bearer.
_ALIAS = re.compile(
    r"""[\s,(«“"'‘]*
    (?:(?:(?:also|better|widely|popularly)\s+)?(?:known|nicknamed|dubbed)(?:\s+as)?
      |who\s+is\s+known\s+as|a\.?k\.?a\.?|alias|(?:mejor\s+|también\s+)?conocid[oa]s?\s+como
      |apodad[oa]s?|\(a\)|or|o|known\s+(?:locally\s+)?by\s+(?:its|the)\s+(?:Spanish\s+)?(?:acronym|initials)
      |(?:por|con)\s+sus\s+siglas|en\s+(?:lo\s+sucesivo|adelante))
    [\s:,«“"'‘(]*(?:(?:the|el|la)\s+)?["“«'‘]?""",
    re.VERBOSE | re.IGNORECASE,
)


def alias_pairs(document: Document, mentions: Sequence[Mention]) -> Iterator[tuple[int, int]]:
    """Pairs of places in ``mentions`` that the text declares to be one and the same."""
    order = sorted(range(len(mentions)), key=lambda i: (mentions[i].start, -mentions[i].end))
    for i, j in pairwise(_outermost(mentions, order)):
        one, other = mentions[i], mentions[j]
        between = document.text[one.end : other.start]
        if len(between) > 40 or other.start < one.end:
            continue
        if _ALIAS.fullmatch(between):
            is_nickname = one.label == PERSON and other.text.startswith(("El ", "La ", "Los "))
            declared = one.label == other.label or is_nickname
        else:
            declared = defines_acronym(one.text, between, other.text) or defines_acronym(
                other.text, between, one.text
            )
        if declared:
            yield i, j


def _outermost(mentions: Sequence[Mention], order: Sequence[int]) -> Iterator[int]:
    """The mentions that lie in no other, by place."""
    reach = 0
    for i in order:
        if mentions[i].end > reach:
            reach = mentions[i].end
            yield i
