"""Which words answer to which: in the source, in its translation and in the report."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bilingual.document import Document, Link, Match, Span
from bilingual.exporting.pairs import SpanIndex
from bilingual.tokens import tokenize


@dataclass(frozen=True, slots=True)
class Word(Span):
    """A word that may have partners; ``key`` is the same wherever the page shows it."""

    key: str


class Words:
    """The linked words of a document.

    Keys: "s12" is the source word at offset 12 of the document, "r12" a word of the report, and
    "t3-12" the word at offset 12 of the translation of unit 3.
    """

    def __init__(self, document: Document, matches: Iterable[Match]) -> None:
        self._partners: defaultdict[str, set[str]] = defaultdict(set)
        self._words: dict[str, Word] = {}
        self._translations: list[SpanIndex[Word]] = []
        for number, unit in enumerate(document.units):
            text = unit.translation.text
            sources = self._tokens(unit.text, unit.start, "s")
            targets = self._tokens(text, 0, f"t{number}-")
            links = [_shifted(link, unit.start, 0) for link in unit.translation.links]
            self._join(sources, targets, links)
            self._translations.append(self._linked(targets))
        for match in matches:
            sources = self._tokens(match.unit.text, match.unit.start, "s")
            reports = self._tokens(match.report.text, match.report.start, "r")
            self._join(sources, reports, match.links)
        self.in_text = SpanIndex(
            [word for key, word in self._words.items() if key[0] != "t" and self._partners[key]]
        )
        self._meet_through_the_source()

    def in_translation(self, number: int) -> SpanIndex[Word]:
        """The linked words of a unit's translation, by offset in it."""
        return self._translations[number]

    def partners(self, key: str) -> str:
        """The keys that light up with a word, by spaces."""
        return " ".join(sorted(self._partners[key]))

    def _tokens(self, text: str, start: int, prefix: str) -> SpanIndex[Word]:
        words = []
        for token in tokenize(text, start):
            if any(map(str.isalnum, token.text)):
                key = f"{prefix}{token.start}"
                words.append(self._words.setdefault(key, Word(*token, key)))
        return SpanIndex(words)

    def _join(
        self, sources: SpanIndex[Word], targets: SpanIndex[Word], links: Sequence[Link]
    ) -> None:
        for link in links:
            for source in sources.within(link.source_start, link.source_end):
                for target in targets.within(link.target_start, link.target_end):
                    self._partners[source.key].add(target.key)
                    self._partners[target.key].add(source.key)

    def _linked(self, words: SpanIndex[Word]) -> SpanIndex[Word]:
        return SpanIndex([word for word in words if self._partners[word.key]])

    def _meet_through_the_source(self) -> None:
        """A word of the translation and one of the report are partners if a source word is."""
        direct = {key: set(keys) for key, keys in self._partners.items()}
        for key, sources in direct.items():
            if key[0] != "s":
                for source in sources:
                    self._partners[key] |= {k for k in direct[source] if k[0] != key[0]}


def _shifted(link: Link, source: int, target: int) -> Link:
    return Link(
        link.source_start + source,
        link.source_end + source,
        link.target_start + target,
        link.target_end + target,
        link.probability,
    )
