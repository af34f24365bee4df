"""What the English of an article tells, to hold against what a source says."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

import numpy as np

from bilingual.alignment.evidence import Sentence, strengths
from bilingual.alignment.lexical import load_table, stem_form
from bilingual.claims.statement import Statement
from bilingual.document import Span
from bilingual.quantities import Quantity

_TRANSLATES = 0.1
_HEAVY = 0.25


class Told:
    """``text`` is all English of the article; ``report`` the sentences that speak for a source."""

    def __init__(self, text: str, report: Sequence[Span]) -> None:
        self._text = text
        self._report = " ".join(s.text for s in report)

    @cached_property
    def _figures(self) -> list[Quantity]:
        statement = Statement(self._text, "en")
        return [*statement.quantities, *statement.years]

    @cached_property
    def _words(self) -> Sentence:
        return Sentence(self._report, "en")

    def figure(self, quantity: Quantity) -> bool:
        """Whether any figure of the article's English agrees with one of a source."""
        return any(quantity.agrees(figure) for figure in self._figures)

    def share(self, text: str) -> float:
        """The share of a Spanish text's weighty words that the report translates, by weight."""
        source = Sentence(text, "es")
        heavy = source.weights >= _HEAVY
        if not self._words.words or not heavy.any():
            return 0.0
        known = strengths(load_table(), source, self._words).max(axis=1) >= _TRANSLATES
        known |= np.array([stem_form(w) in self._words.stems for w in source.words])
        return float(source.weights[known & heavy].sum() / source.weights[heavy].sum())

    def word(self, word: str) -> bool:
        """Whether the report translates one Spanish word."""
        source = Sentence(word, "es")
        if not source.words or not self._words.words:
            return False
        strength = strengths(load_table(), source, self._words).max()
        return bool(strength >= _TRANSLATES) or stem_form(source.words[0]) in self._words.stems
