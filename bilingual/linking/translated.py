"""Names that translate each other, by the word links of the translation.

A Spanish name whose translated words are the words of an English mention names the same: "Centro
Nacional de Inteligencia" comes out as "National Intelligence Center", which the English report
also writes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bilingual.document import Document, Mention, Unit
from bilingual.lexicon.surfaces import FUNCTION_WORDS, fold_tokens
from bilingual.spans import SpanIndex


def translated_pairs(document: Document, mentions: Sequence[Mention]) -> Iterator[tuple[int, int]]:
    """Pairs of places in ``mentions``: a Spanish name and an English one equal to its translation.

    A single word counts only under the same label.
    """
    units = SpanIndex(document.units)
    english: dict[frozenset[str], int] = {}
    for j, mention in enumerate(mentions):
        if mention.language == "en" and mention.strength == "name":
            english.setdefault(_content(mention.text), j)
    for i, mention in enumerate(mentions):
        if mention.language == "en" or mention.strength != "name":
            continue
        for rendering in renderings(units, mention):
            words = _content(rendering)
            j = english.get(words)
            if j is not None and (len(words) > 1 or mentions[j].label == mention.label):
                yield i, j


def renderings(units: SpanIndex[Unit], mention: Mention) -> Iterator[str]:
    """How a mention comes out in the translation of each unit that holds it."""
    for unit in units.within(mention.start, mention.end):
        if not unit.start <= mention.start < mention.end <= unit.end:
            continue
        start, end = mention.start - unit.start, mention.end - unit.start
        targets = [
            (link.target_start, link.target_end)
            for link in unit.translation.links
            if start <= link.source_start and link.source_end <= end
        ]
        if targets:
            yield unit.translation.text[min(targets)[0] : max(t[1] for t in targets)]


def _content(text: str) -> frozenset[str]:
    return frozenset(w for w in fold_tokens(text) if w.isalnum() and w not in FUNCTION_WORDS)
