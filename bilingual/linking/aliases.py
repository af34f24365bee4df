"""What the text itself says of names: "known as", "alias", and acronyms in brackets."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from bilingual.document import Document, Mention
from bilingual.linking.names import is_acronym_of

# What may stand between a name and another name of the same bearer.
_ALIAS = re.compile(
    r"""[\s,(«“"'‘]*
    (?:(?:(?:also|better|widely|popularly)\s+)?(?:known|nicknamed|dubbed|called)(?:\s+as)?
      |who\s+is\s+known\s+as|a\.?k\.?a\.?|alias|(?:mejor\s+|también\s+)?conocid[oa]s?\s+como
      |apodad[oa]s?|\(a\)|o)
    [\s:,«“"'‘(]*(?:(?:the|el|la)\s+)?["“«'‘]?""",
    re.VERBOSE | re.IGNORECASE,
)
_BRACKET = re.compile(r"""["”»'’]?\s*\(\s*(?:the\s+|la\s+|el\s+)?["“«'‘]?""")


def alias_pairs(document: Document, mentions: Sequence[Mention]) -> Iterator[tuple[int, int]]:
    """Pairs of places in ``mentions`` that the text declares to be one and the same."""
    order = sorted(range(len(mentions)), key=lambda i: mentions[i].start)
    for i, j in pairwise(order):
        one, other = mentions[i], mentions[j]
        between = document.text[one.end : other.start]
        if len(between) > 40 or other.start < one.end:
            continue
        if _ALIAS.fullmatch(between):
            declared = one.label == other.label
        else:
            declared = bool(_BRACKET.fullmatch(between)) and (
                is_acronym_of(other.text, one.text) or is_acronym_of(one.text, other.text)
            )
        if declared:
            yield i, j
