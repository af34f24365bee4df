"""Which words answer to which: in the source, in its translation and in the report."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bilingual.document import Document, Link, Match, Span
from bilingual.spans import SpanIndex
from bilingual.tokens import Token, tokenize

LEAST_PROBABILITY = 0.5
"""Links below this light nothing up: a reader takes what lights up for certain."""


@dataclass(frozen=True, slots=True)
class Word(Span):
    """A word that may have partners; ``key`` is the same wherever the page shows it."""

    key: str


class Words:
    """The linked words of a document.

    Keys: "s12" is the source word at offset 12 of the document, "r12" a word of the report, and
    "t3-12" the word at offset 12 of the translation of unit 3.
    """

    in_text: SpanIndex[Word]
    """Those of the document itself, source and report."""

    def __init__(self, document: Document, matches: Iterable[Match]) -> None:
        self._partners: defaultdict[str, set[str]] = defaultdict(set)
        self._words: defaultdict[str, dict[str, Word]] = defaultdict(dict)
        for number, unit in enumerate(document.units):
            translation = unit.translation
            links = [_shifted(link, unit.start) for link in translation.links]
            self._join(unit, Span(0, len(translation.text), translation.text), _t(number), links)
        for match in matches:
            self._join(match.unit, match.report, "r", match.links)
        self._meet_through_the_source()
        self.in_text = SpanIndex([*self._words["s"].values(), *self._words["r"].values()])

    def in_translation(self, number: int) -> SpanIndex[Word]:
        """The linked words of a unit's translation, by offset in it."""
        return SpanIndex(list(self._words[_t(number)].values()))

    def partners(self, key: str) -> str:
        """The keys that light up with a word, by spaces."""
        return " ".join(sorted(self._partners[key]))

    def _join(self, source: Span, target: Span, prefix: str, links: Sequence[Link]) -> None:
        if not links:
            return
        sources = SpanIndex(tokenize(source.text, source.start))
        targets = SpanIndex(tokenize(target.text, target.start))
        for link in links:
            if link.probability < LEAST_PROBABILITY:
                continue
            for one in sources.within(link.source_start, link.source_end):
                for other in targets.within(link.target_start, link.target_end):
                    if _is_word(one) and _is_word(other):
                        self._marry(self._word(one, "s"), self._word(other, prefix))

    def _word(self, token: Token, prefix: str) -> str:
        key = f"{prefix}{token.start}"
        self._words[prefix].setdefault(key, Word(*token, key))
        return key

    def _marry(self, one: str, other: str) -> None:
        self._partners[one].add(other)
        self._partners[other].add(one)

    def _meet_through_the_source(self) -> None:
        """A word of the translation and one of the report are partners if a source word is."""
        direct = {key: set(keys) for key, keys in self._partners.items()}
        for key, sources in direct.items():
            if key[0] != "s":
                for source in sources:
                    self._partners[key] |= {k for k in direct[source] if k[0] != key[0]}


def _t(number: int) -> str:
    """What the keys of a translation's words start with."""
    return f"t{number}-"


def _is_word(token: Token) -> bool:
    return any(map(str.isalnum, token.text))


def _shifted(link: Link, start: int) -> Link:
    """A link of a translation with its source counted from the start of the document."""
    return link._replace(source_start=link.source_start + start, source_end=link.source_end + start)
