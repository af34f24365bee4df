"""What one side has done with something, and the other without it."""

from __future__ import annotations

from collections.abc import Iterator

from bilingual.claims.cues import IMPLICIT_NEGATIONS, NEGATIONS, is_denying_form
from bilingual.claims.statement import Pair, Statement
from bilingual.document import Finding
from bilingual.word_set import word_set

_WITHOUT = {"es": "sin", "en": "without"}
_WITH = {"es": word_set("con mediante previa"), "en": word_set("with having")}
_REACH = 3


def without_findings(pair: Pair) -> Iterator[Finding]:
    """ "negation" where "sin autorización" answers to "with the approval", or the other way."""
    for statement, other in ((pair.es, pair.en), (pair.en, pair.es)):
        if any(_denies(word, other.language) for word in other.words):
            continue
        for place, word in enumerate(statement.words):
            if word != _WITHOUT[statement.language]:
                continue
            there = _had(pair, statement, other, place)
            if there is not None:
                yield _finding(pair, statement, (place, place + 1), there)
                return


def _denies(word: str, language: str) -> bool:
    return (
        word in NEGATIONS[language]
        or word in IMPLICIT_NEGATIONS[language]
        or word.endswith("n't")
        or is_denying_form(word, language)
    )


def _had(pair: Pair, statement: Statement, other: Statement, place: int) -> tuple[int, int] | None:
    """Where the other side says "with" before what this one is without."""
    side = 0 if statement is pair.es else 1
    links = {(link[side], link[1 - side]) for link in pair.borne_out}
    for i in range(place + 1, min(place + 1 + _REACH, len(statement.words))):
        for j in (there for here, there in links if here == i and statement.is_content(i)):
            for k in range(max(j - _REACH, 0), j):
                if other.words[k] in _WITH[other.language]:
                    return k, j
    return None


def _finding(
    pair: Pair, statement: Statement, here: tuple[int, int], there: tuple[int, int]
) -> Finding:
    es, en = (here, there) if statement is pair.es else (there, here)
    source, report = pair.es.span_of_tokens(*es), pair.en.span_of_tokens(*en)
    explanation = f"with it on one side, without it on the other: “{source.text}” / “{report.text}”"
    links = pair.links_between(source, report)
    return Finding("negation", source, report, 0.7, explanation, links)
