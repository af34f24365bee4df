"""Clauses that one side denies and the other does not."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from bilingual.claims.compare_admissions import denied_or_admitted, open_or_ruled_out
from bilingual.claims.compare_without import without_findings
from bilingual.claims.cues import (
    PLAIN_DENIALS,
    is_denying_form,
    is_implicit_negation,
    is_left_open,
    is_ruled_out,
)
from bilingual.claims.denials import Denial, denials, is_denial
from bilingual.claims.statement import Pair, Statement
from bilingual.document import Finding, Span
from bilingual.word_set import word_set

_REACH = 4
_FAR = 0.25
_WIDER = 4
_LOOK_BACK = 8
# Words that turn a denial before them into its contrary: "nadie votó en contra".
_OPPOSED = word_set("contra opuso opusieron opone oponen against opposed opposes oppose objected")
_OPPOSED_REACH = 5
# How far "sino" stands behind what it corrects.
_CONTRAST = 15
# "Nunca había llovido tanto" is the most rain ever.
_NEVER = word_set("nunca jamás never")
_UTMOST = re.compile(r"most|record|best|worst|first|\w{2,}est|récord|mayor|peor|mejor|máxim[oa]")
_DEGREES = word_set(
    "mucha tan tanto tantos tanta tantas muy especialmente very so much especially particularly"
)
_FORMS_OF_BE = word_set("fue fueron son era eran ser is was were are been")
_AUXILIARIES = _FORMS_OF_BE | word_set("ha han había habían hay hemos has have had")
_OPENS_CLAUSE = word_set("que y e pero aunque pues that and but although")


def negation_findings(pair: Pair) -> Iterator[Finding]:
    """ "negation" where a clause is denied on one side only, "same" where a report denies it too.

    Every denial of one side is set against those of the other. One that stays alone is reported
    when it turns a clause round that both sides tell, and when no word that denies by its
    meaning ("failed", "unable") stands where its answer would.
    """
    es, en = denials(pair.es), denials(pair.en)
    agreed, es_left, en_left = _cancel(pair, es, en)
    if not pair.translation:
        yield from (_agreement(pair, *both) for both in agreed if _is_shared(pair, *both))
    if not pair.translation and es and en:
        # A report that denies at all has put its source's denials in other words.
        es_left = en_left = []
    alone = [(pair.es, d) for d in es_left] + [(pair.en, d) for d in en_left]
    for statement, denial in alone:
        if (
            denial.turns_clause
            and (pair.translation or _is_plainly_told(pair, statement, denial))
            and not _is_contrasted(pair, statement, denial)
            and not _doubled(pair, statement, denial)
            and not _answered(pair, statement, denial)
        ):
            yield _finding(pair, statement, denial)
    yield from denied_or_admitted(pair)
    yield from open_or_ruled_out(pair)
    yield from without_findings(pair)


def _cancel(
    pair: Pair, es: list[Denial], en: list[Denial]
) -> tuple[list[tuple[Denial, Denial]], list[Denial], list[Denial]]:
    """Denials of both sides that answer to each other, and those left over on either.

    Linked ones go together first, then near ones. Where a report has as many denials as its
    source, all have their partners.
    """
    if not pair.translation and _are_as_many(es, en):
        return list(zip(es, en)), [], []
    choices = sorted(
        (not pair.linked(a[:2], b[:2]), pair.distance(a[:2], b[:2]), i, j)
        for i, a in enumerate(es)
        for j, b in enumerate(en)
        if _near(pair, a, b)
    )
    agreed = []
    taken_es, taken_en = Counter[int](), Counter[int]()
    for _, _, i, j in choices:
        if taken_es[i] < _most(pair, es[i]) and taken_en[j] < _most(pair, en[j]):
            taken_es[i] += 1
            taken_en[j] += 1
            agreed.append((es[i], en[j]))
    return (
        agreed,
        [d for i, d in enumerate(es) if not taken_es[i]],
        [d for j, d in enumerate(en) if not taken_en[j]],
    )


def _most(pair: Pair, denial: Denial) -> int:
    """How many partners a denial may have: in a report, as many as the things it denies."""
    return denial.clauses if pair.translation else denial.things


def _is_shared(pair: Pair, es: Denial, en: Denial) -> bool:
    """Whether two denials turn round a clause that both sides tell."""
    return es.turns_clause and en.turns_clause and _told_on_both_sides(pair, pair.es, es)


def _agreement(pair: Pair, es: Denial, en: Denial) -> Finding:
    source, report = _clause(pair.es, es), _clause(pair.en, en)
    explanation = f"source and report both deny: “{source.text}” / “{report.text}”"
    return Finding("same", source, report, 0.8, explanation, pair.links_between(source, report))


def _clause(statement: Statement, denial: Denial) -> Span:
    """A denial with the words around it in its clause."""
    last = min(denial.last + 2, len(statement.tokens) - 1)
    return statement.span_of_tokens(_clause_start(statement, denial.first), last)


def _are_as_many(es: list[Denial], en: list[Denial]) -> bool:
    """Whether two sides have as many denials, or deny as many clauses."""
    return len(es) == len(en) or sum(d.things for d in es) == sum(d.things for d in en)


def _near(pair: Pair, es: Denial, en: Denial) -> bool:
    """Whether two denials are linked or stand in like places of their texts."""
    if pair.linked(es[:2], en[:2]) or pair.distance(es[:2], en[:2]) <= _FAR:
        return True
    first, last = _opposite(pair, pair.es, es)
    return first <= en.first <= last


def _is_plainly_told(pair: Pair, statement: Statement, denial: Denial) -> bool:
    """Whether both sides tell what is denied, and not how much: "no tiene mucha", "is small"."""
    after = statement.words[denial.last + 1 : denial.last + 1 + _REACH]
    return not _DEGREES & set(after) and _told_on_both_sides(pair, statement, denial)


def _told_on_both_sides(pair: Pair, statement: Statement, denial: Denial) -> bool:
    """Whether the words around a denial are mostly those of the other side.

    In a loose pair the very verb that is denied must be.
    """
    linked = pair.surely_linked(statement)
    if not pair.translation:
        linked &= _linked_to_weight(pair, statement)
    if pair.loose and (
        denial.last + 1 not in linked or not statement.tokens[denial.last + 1].text.islower()
    ):
        return False
    after = _predicate(statement, denial)
    if (
        after
        and "," in statement.words[denial.last : after[-1] + 3]
        and (statement.words[denial.last + 1] in _FORMS_OF_BE)
    ):
        return any(i in linked for i in after)
    around = _weighty(statement, denial.first - 2, denial.last + 6)
    return any(i in linked for i in after) or sum(i in linked for i in around) >= 2


def _linked_to_weight(pair: Pair, statement: Statement) -> set[int]:
    """The words of one side that are linked to more than pronouns and articles."""
    other, side = (pair.en, 0) if statement is pair.es else (pair.es, 1)
    return {
        link[side]
        for link in pair.sure
        if other.is_content(link[1 - side])
        or {other.words[link[1 - side]], statement.words[link[side]]} <= _AUXILIARIES
    }


def _predicate(statement: Statement, denial: Denial) -> list[int]:
    """The weighty words after a denial; of "no eran los pacientes, era …" only what was not."""
    after = _weighty(statement, denial.first + 1, denial.last + 5)
    if after and statement.words[after[0]] in _FORMS_OF_BE:
        clause = [i for i in after if "," not in statement.words[after[0] : i]]
        return clause[1:] or after
    return after


def _weighty(statement: Statement, first: int, last: int) -> list[int]:
    """The longer words of a stretch that are no denials."""
    return [
        i
        for i in range(max(first, 0), min(last, len(statement.words)))
        if (statement.is_content(i) or statement.words[i] in _FORMS_OF_BE)
        and not is_denial(statement.words[i], statement.language)
    ]


def _doubled(pair: Pair, statement: Statement, denial: Denial) -> bool:
    """Whether the next words deny by their meaning what is denied: "no dejó de crecer"."""
    linked = pair.surely_linked(statement)
    after = statement.words[denial.last + 1 : denial.last + 1 + _OPPOSED_REACH]
    other = pair.en if statement is pair.es else pair.es
    if _OPPOSED & set(after) and not _OPPOSED & set(other.words):
        return True
    return any(
        i not in linked and is_implicit_negation(statement.words[i], statement.language)
        for i in range(denial.last + 1, min(denial.last + 4, len(statement.words)))
        if not _only_leaves(statement, i)
    )


def _only_leaves(statement: Statement, place: int) -> bool:
    """Whether "dejó" is no "dejó de": what leaves nobody hurt stops nothing."""
    word, after = statement.words[place], statement.words[place + 1 : place + 2]
    return word.startswith("dej") and after != ["de"]


def _is_contrasted(pair: Pair, statement: Statement, denial: Denial) -> bool:
    """Whether a report leaves out what a source says is not so, "sino" something else."""
    after = statement.words[denial.last : denial.last + _CONTRAST]
    if "sino" not in after:
        return False
    end = denial.last + after.index("sino")
    denied = [i for i in range(denial.last + 1, end) if statement.is_content(i)]
    return bool(denied) and denied[-1] not in pair.surely_linked(statement)


def _answered(pair: Pair, statement: Statement, denial: Denial) -> bool:
    """Whether a word of implicit denial, free or linked to the denial, stands opposite."""
    other = pair.en if statement is pair.es else pair.es
    first, last = _opposite(pair, statement, denial)
    if _is_superlative(statement, denial) and any(_UTMOST.fullmatch(w) for w in other.words):
        return True
    return any(
        (is_implicit_negation(other.words[i], other.language) or is_ruled_out(other, i))
        and not (is_ruled_out(other, i) and _opens_ruling(other, i))
        and (_is_plain(pair, other, i) or not _accounted(pair, other, i, denial))
        for i in range(first, last + 1)
    )


def _is_superlative(statement: Statement, denial: Denial) -> bool:
    """Whether a denial says that something was never so much."""
    after = statement.words[denial.last + 1 : denial.last + 1 + _WIDER]
    return statement.words[denial.first] in _NEVER and bool(_DEGREES & set(after))


def _opens_ruling(statement: Statement, place: int) -> bool:
    """Whether a denial before a word says that it is not ruled out."""
    return any(
        is_denial(statement.words[i], statement.language) and is_left_open(statement, i)
        for i in range(max(place - _LOOK_BACK, 0), place)
    )


def _is_plain(pair: Pair, other: Statement, place: int) -> bool:
    """Whether a word of a report means a denial, whatever it is linked to: "kept … from"."""
    if other.words[place : place + 2] == ["yet", "to"]:
        return True
    return not pair.translation and other.words[place] in PLAIN_DENIALS[other.language]


def _opposite(pair: Pair, statement: Statement, denial: Denial) -> tuple[int, int]:
    """The stretch of the other side where the answer to a denial would stand."""
    around = (denial.first - _REACH, denial.last + _REACH)
    if statement is pair.es:
        other, places = pair.en, pair.projection(around)
    else:
        other, places = pair.es, pair.back_projection(around)
    if places is None:
        return 0, len(other.tokens) - 1
    return max(places[0] - 3, 0), min(places[1] + 3, len(other.tokens) - 1)


def _accounted(pair: Pair, other: Statement, place: int, denial: Denial) -> bool:
    """Whether a word surely translates a word that is no denial."""
    if other is pair.en:
        language, words = "es", pair.es.words
        partners = [i for i, j in pair.sure if j == place]
    else:
        language, words = "en", pair.en.words
        partners = [j for i, j in pair.sure if i == place]
    partners = [words[i] for i in partners if not denial.first <= i <= denial.last]
    if is_denying_form(other.words[place], other.language):
        return any(is_implicit_negation(w, language) for w in partners)
    return bool(partners)


def _finding(pair: Pair, statement: Statement, denial: Denial) -> Finding:
    last = min(denial.last + 2, len(statement.tokens) - 1)
    here = _clause(statement, denial)
    reach = (denial.first - 1, last + 2)
    if statement is pair.es:
        source, report = here, _there(pair, pair.en, pair.projection(reach), denial.first)
        who = "the source denies what the report states"
    else:
        source, report = _there(pair, pair.es, pair.back_projection(reach), denial.first), here
        who = "the report denies what the source states"
    explanation = f"{who}: “{source.text}” / “{report.text}”"
    return Finding(
        "negation", source, report, 0.75, explanation, pair.links_between(source, report)
    )


def _clause_start(statement: Statement, place: int, reach: int = _WIDER) -> int:
    """Where the clause around a place begins; half as far as looked for where that is far off."""
    for first in range(place, max(place - reach, 0) - 1, -1):
        if not first or not _may_begin(statement.words[first - 1]):
            return first
    return max(place - reach // 2, 0)


def _may_begin(word: str) -> bool:
    """Whether a word can begin what is quoted of a clause: no mark, no "that", no "and"."""
    return word[0].isalnum() and word not in _OPENS_CLAUSE


def _there(pair: Pair, other: Statement, places: tuple[int, int] | None, at: int) -> Span:
    """The words of the other side that answer to a denied clause, as far as its punctuation."""
    if places is None:
        here = pair.en if other is pair.es else pair.es
        guess = min(int(at / len(here.tokens) * len(other.tokens)), len(other.tokens) - 1)
        places = (guess, guess)
    first, last = _clause_start(other, places[0], 2 * _WIDER), places[1]
    while first < last and not _may_begin(other.words[first]):
        first += 1
    end = min(places[1] + _WIDER, len(other.tokens) - 1)
    while last < end and other.words[last + 1][0].isalnum():
        last += 1
    return other.span_of_tokens(first, last)
