"""Acts that one side tells as done and the other as planned, attempted or threatened."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from bilingual.alignment.lexical import load_table, word_form
from bilingual.alignment.speech import saying_words
from bilingual.claims.acts import (
    deeds_english,
    is_act_noun,
    is_done_english,
    is_done_spanish,
    is_planned_english,
    planned_spanish,
    plans_english,
    tells_deeds_spanish,
)
from bilingual.claims.statement import Pair, Statement
from bilingual.document import Finding
from bilingual.word_set import word_set

# How far before a noun its verb may stand: "filed a formal complaint".
_VERB_REACH = 3
# How far from a word that both sides have a deed may stand.
_NEAR = 4
# How much of what both sides have is shown around it.
_WIDE = 10
# The second words of verbs: "set out", "take off".
_PARTICLES = word_set("out up off down away back over on")
_TRANSLATES = 0.03


def status_findings(pair: Pair) -> Iterator[Finding]:
    """ "status" where one side tells as done what the other plans, attempts or threatens.

    The two words for the act are linked, translate each other, or stand before the same thing
    and answer to nothing else; or a source tells of plans alone, and its report of none.
    """
    for i in range(len(pair.es.words)):
        begin = planned_spanish(pair.es, i)
        if begin is None and not is_done_spanish(pair.es, i):
            continue
        for j in _answers(pair, i, begin is not None):
            if begin is not None and is_done_english(pair.en, j):
                what = "planned in the source, done in the report"
            elif begin is None and is_planned_english(pair.en, j):
                what = "done in the source, planned in the report"
            else:
                continue
            yield _finding(pair, (i if begin is None else begin, i), (max(j - 1, 0), j), what)
            return
    yield from _only_planned(pair)


def _only_planned(pair: Pair) -> Iterator[Finding]:
    """Where a source tells of plans alone, and its report of deeds alone, in other words."""
    if pair.translation or pair.loose or plans_english(pair.en) or tells_deeds_spanish(pair.es):
        return
    places = range(len(pair.es.words))
    plans = [(begin, i) for i in places if (begin := planned_spanish(pair.es, i)) is not None]
    told = {j for i, j in pair.borne_out if pair.es.is_content(i)}
    deeds = [j for j in deeds_english(pair.en) if any(abs(j - k) <= _NEAR for k in told)]
    if plans and deeds:
        what = "planned in the source, done in the report"
        shared = [j for j in told if abs(j - deeds[0]) <= _WIDE]
        report = (min(deeds[0] - 1, *shared), max(deeds[0], *shared))
        yield _finding(pair, plans[0], (max(report[0], 0), report[1]), what)


def _answers(pair: Pair, place: int, planned: bool) -> Iterator[int]:
    """The report's words for an act that the source tells as planned or done, likeliest first."""
    translated = _translations(pair, place)
    linked = pair.to_en.get(place, [])
    linked = [j for j in linked if translated[j]] or linked
    linked = [*linked, *(j - 1 for j in linked if j and pair.en.words[j] in _PARTICLES)]
    yield from linked
    if is_act_noun(pair.es.words[place]):
        yield from (k for j in linked for k in range(j - 1, max(j - 1 - _VERB_REACH, -1), -1))
    if linked and any(i == place for i, _ in pair.sure):
        return
    free = [j for j in range(len(pair.en.words)) if j not in linked and _may_answer(pair, j)]
    yield from (j for j in free if translated[j])
    told_as_it_is = (
        plans_english(pair.en) if planned else any(is_done_english(pair.en, j) for j in free)
    )
    if not told_as_it_is:
        yield from (j for j in free if _before_the_same(pair, place, j))


def _may_answer(pair: Pair, place: int) -> bool:
    """Whether a word of the report is a verb that surely translates no word of the source."""
    word = pair.en.words[place]
    if word in saying_words() or not word.isalpha():
        return False
    return not any(j == place for _, j in pair.sure)


def _translations(pair: Pair, place: int) -> np.ndarray:
    """Which words of the report translate a word of the source, as a mask."""
    table = load_table()
    es = table.es_ids([word_form(pair.es.tokens[place].text)])
    en = table.en_ids([word_form(t.text) for t in pair.en.tokens])
    to_en, to_es = table.probabilities(es, en)
    return (to_en[0] >= _TRANSLATES) | (to_es[0] >= _TRANSLATES)


def _before_the_same(pair: Pair, es: int, en: int) -> bool:
    """Whether the first weighty words after two verbs are surely linked."""
    source = _objects(pair.es, es)
    report = _objects(pair.en, en)
    return any(i in source and j in report for i, j in pair.sure)


def _objects(statement: Statement, place: int) -> list[int]:
    """The first weighty words after a place, in its clause."""
    places: list[int] = []
    for i in range(place + 1, min(place + 7, len(statement.words))):
        if not statement.words[i][0].isalnum() or len(places) == 2:
            break
        if statement.is_content(i):
            places.append(i)
    return places


def _finding(pair: Pair, es: tuple[int, int], en: tuple[int, int], what: str) -> Finding:
    source, report = pair.es.span_of_tokens(*es), pair.en.span_of_tokens(*en)
    explanation = f"{what}: “{source.text}” / “{report.text}”"
    links = pair.links_between(source, report)
    return Finding("status", source, report, 0.75, explanation, links)
