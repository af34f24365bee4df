"""Clauses that one side denies and the other does not."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from bilingual.claims.cues import (
    CLAUSE_NEGATIONS,
    NEGATIONS,
    PLAIN_DENIALS,
    is_denying_form,
    is_implicit_negation,
    is_left_open,
    is_ruled_out,
)
from bilingual.claims.statement import Pair, Statement
from bilingual.document import Finding, Span
from bilingual.word_set import word_set

_REACH = 4
_FAR = 0.25
_WIDER = 4
_CONNECTIVES = {
    ("sin", "embargo"),
    ("sin", "duda"),
    ("no", "obstante"),
    ("no", "doubt"),
    ("no", "matter"),
    ("nada", "más"),
}
_FORMS_OF_BE = word_set("fue son era ser was were are been")
_PARTICIPLE = re.compile(r"[ai]d[oa]s?$")


# Verbs that say of a charge or piece of news that it is not so, or that it is.
_DENIES = {
    "es": word_set("negó negaron niega niegan negamos desmintió desmintieron desmiente desmienten"),
    "en": word_set("denied denies deny denying refuted refutes"),
}
_ADMITS = {
    "es": word_set(
        "admitió admitieron admite admiten reconoció reconocieron reconoce reconocen confirmó "
        "confirmaron confirma confirman"
    ),
    "en": word_set(
        "admitted admits admit admitting acknowledged acknowledges acknowledge confirmed confirms "
        "confirm conceded concedes"
    ),
}
# Words that only repeat a "no" before them.
_CONCORD = word_set("nada nadie ningún ninguno ninguna nunca jamás tampoco")
_NOR = word_set("ni nor")
_NOT_MORE_THAN = word_set("más menos mayor mayores menor menores superior inferior")
_NOT_ONLY = word_set("más sólo solo solamente únicamente mucho")
_OPENS_CLAUSE = word_set("que y e pero aunque pues that and but although")


class _Denial(NamedTuple):
    """Words of denial that work together ("no … nunca"), by token; whether losing it matters.

    ``clauses`` says how many they deny: "nunca … ni" can stand for "never … and never".
    """

    first: int
    last: int
    turns_clause: bool
    clauses: int


def negation_findings(pair: Pair) -> Iterator[Finding]:
    """ "negation" where a clause is denied on one side only.

    Every denial of one side is set against those of the other. One that stays alone is reported
    when it turns a clause round that both sides tell, and when no word that denies by its
    meaning ("failed", "unable") stands where its answer would.
    """
    es_left, en_left = _cancel(pair, _denials(pair.es), _denials(pair.en))
    alone = [(pair.es, d) for d in es_left] + [(pair.en, d) for d in en_left]
    for statement, denial in alone:
        if (
            denial.turns_clause
            and (pair.translation or _told_on_both_sides(pair, statement, denial))
            and not _doubled(pair, statement, denial)
            and not _answered(pair, statement, denial)
        ):
            yield _finding(pair, statement, denial)
    yield from _denied_or_admitted(pair)
    yield from _open_or_ruled_out(pair)


def _open_or_ruled_out(pair: Pair) -> Iterator[Finding]:
    """Where one side rules out what the other does not: "no se descarta", "it ruled out"."""
    for es in _ruling_out(pair.es):
        for en in _ruling_out(pair.en):
            if is_ruled_out(pair.es, es) == is_ruled_out(pair.en, en):
                return
            denies = "source" if is_ruled_out(pair.es, es) else "report"
            yield _verbs_finding(
                pair, (es, es + 3), (en, en + 3), f"ruled out in the {denies} alone"
            )
            return


def _ruling_out(statement: Statement) -> list[int]:
    """Where a statement rules something out, or where it opens to say that it does not."""
    opens = [
        i
        for i, word in enumerate(statement.words)
        if _is_denial(word, statement.language) and is_left_open(statement, i)
    ]
    return opens or [i for i in range(len(statement.words)) if is_ruled_out(statement, i)]


def _denied_or_admitted(pair: Pair) -> Iterator[Finding]:
    """Where one side says that somebody denies what the other says that he admits."""
    for told, reported in ((_DENIES, _ADMITS), (_ADMITS, _DENIES)):
        if told["en"] & set(pair.en.words) or reported["es"] & set(pair.es.words):
            continue
        if reported is _ADMITS and any(_is_denial(w, "en") for w in pair.en.words):
            continue
        if told is _ADMITS and any(_is_denial(w, "es") for w in pair.es.words):
            continue
        for i in _places(pair.es, told["es"]):
            for j in _places(pair.en, reported["en"]):
                if pair.linked((i, i), (j, j)) or pair.governed_alike((i, i), (j, j)):
                    denies, admits = (
                        ("source", "report") if told is _DENIES else ("report", "source")
                    )
                    how = f"denied in the {denies}, admitted in the {admits}"
                    yield _verbs_finding(pair, (i, i + 2), (j, j + 2), how)
                    return


def _places(statement: Statement, words: frozenset[str]) -> list[int]:
    return [i for i, word in enumerate(statement.words) if word in words]


def _verbs_finding(pair: Pair, es: tuple[int, int], en: tuple[int, int], how: str) -> Finding:
    source = pair.es.span_of_tokens(es[0], min(es[1], len(pair.es.tokens) - 1))
    report = pair.en.span_of_tokens(en[0], min(en[1], len(pair.en.tokens) - 1))
    explanation = f"{how}: “{source.text}” / “{report.text}”"
    links = pair.links_between(source, report)
    return Finding("negation", source, report, 0.75, explanation, links)


# --- denials of one statement


def _denials(statement: Statement) -> list[_Denial]:
    groups: list[list[int]] = []
    for place, word in enumerate(statement.words):
        if not _is_denial(word, statement.language) or _is_no_denial(statement, place):
            continue
        if groups and _joins(statement, groups[-1][-1], place):
            groups[-1].append(place)
        else:
            groups.append([place])
    return [
        _Denial(g[0], g[-1], _turns_clause(statement, g), _clauses(statement, g)) for g in groups
    ]


def _clauses(statement: Statement, group: list[int]) -> int:
    """How many clauses words of denial deny together: two in "nunca … ni"."""
    return 1 + sum(statement.words[i] in _NOR for i in group[1:])


def _joins(statement: Statement, last: int, place: int) -> bool:
    """Whether two words of denial deny together: "no … nunca", "no … ni"."""
    if statement.words[place] in _NOR:
        return True
    between = statement.words[last:place]
    return statement.words[place] in _CONCORD and (
        len(between) <= _REACH or (len(between) <= 2 * _REACH and all(w.isalnum() for w in between))
    )


def _is_denial(word: str, language: str) -> bool:
    return word in NEGATIONS[language] or word.endswith("n't")


def _is_no_denial(statement: Statement, place: int) -> bool:
    """ "sin embargo", "no doubt" join, "no se descarta" leaves open: they deny nothing."""
    pair = tuple(statement.words[place : place + 2])
    if pair in _CONNECTIVES or "/" in statement.words[max(place - 1, 0) : place + 2]:
        return True
    return is_left_open(statement, place)


def _turns_clause(statement: Statement, group: list[int]) -> bool:
    """Whether a denial turns a statement round: not a participle, a question, a double denial."""
    words, language = statement.words, statement.language
    turning = [
        i
        for i in group
        if (words[i] in CLAUSE_NEGATIONS[language] or words[i].endswith("n't"))
        and not _is_idle(statement, i)
    ]
    if not turning:
        return False
    after = words[group[-1] + 1 : group[-1] + 2]
    return not (language == "es" and after and _PARTICIPLE.search(after[0]))


def _is_idle(statement: Statement, place: int) -> bool:
    """Words of denial that turn nothing round: "not only", "no sólo", "or not", "si no"."""
    words = statement.words
    word, before = words[place], words[place - 1] if place else ""
    after = words[place + 1 : place + 4]
    if statement.language == "es":
        return _is_idle_spanish(word, before, after) or _is_contrast(before, after)
    if after and after[0] in ("until", "least", "just", "merely"):
        return True
    if after[:1] == ["long"] and after[1:2] in (["after"], ["ago"], ["before"]):
        return True
    if before in ("or", "whether") and after[:1] != ["to"]:
        return True
    return "only" in after[:2] or (word.endswith("n't") and place == 0)


def _is_contrast(before: str, after: list[str]) -> bool:
    """A denial that only sets one thing against another: "cosa de empresarios, no de obreros"."""
    return before == "," and after[:1] in (["de"], ["del"], ["a"], ["al"], ["en"], ["por"])


def _is_idle_spanish(word: str, before: str, after: list[str]) -> bool:
    if word in ("nunca", "nadie"):
        return before == "que"
    if word != "no":
        return False
    if before in ("si", "o", "el", "la", "los", "las", "¿"):
        return True
    return bool(_NOT_MORE_THAN & set(after[:1])) or bool(_NOT_ONLY & set(after))


# --- denials of both


def _cancel(
    pair: Pair, es: list[_Denial], en: list[_Denial]
) -> tuple[list[_Denial], list[_Denial]]:
    """The denials that have no partner: linked ones go together first, then near ones.

    Where a report has as many denials as its source, all have theirs.
    """
    if not pair.translation and _are_as_many(es, en):
        return [], []
    choices = sorted(
        (not pair.linked(a[:2], b[:2]), pair.distance(a[:2], b[:2]), i, j)
        for i, a in enumerate(es)
        for j, b in enumerate(en)
        if _near(pair, a, b)
    )
    taken_es, taken_en = Counter[int](), Counter[int]()
    for _, _, i, j in choices:
        if taken_es[i] < es[i].clauses and taken_en[j] < en[j].clauses:
            taken_es[i] += 1
            taken_en[j] += 1
    return (
        [d for i, d in enumerate(es) if not taken_es[i]],
        [d for j, d in enumerate(en) if not taken_en[j]],
    )


def _are_as_many(es: list[_Denial], en: list[_Denial]) -> bool:
    """Whether two sides have as many denials, or deny as many clauses."""
    return len(es) == len(en) or sum(d.clauses for d in es) == sum(d.clauses for d in en)


def _near(pair: Pair, es: _Denial, en: _Denial) -> bool:
    """Whether two denials are linked or stand in like places of their texts."""
    if pair.linked(es[:2], en[:2]) or pair.distance(es[:2], en[:2]) <= _FAR:
        return True
    first, last = _opposite(pair, pair.es, es)
    return first <= en.first <= last


def _told_on_both_sides(pair: Pair, statement: Statement, denial: _Denial) -> bool:
    """Whether the words around a denial are mostly those of the other side.

    In a loose pair the very verb that is denied must be.
    """
    linked = pair.surely_linked(statement)
    if pair.loose and denial.last + 1 not in linked:
        return False
    after = _weighty(statement, denial.first + 1, denial.last + 5)
    around = _weighty(statement, denial.first - 2, denial.last + 6)
    return any(i in linked for i in after) or sum(i in linked for i in around) >= 2


def _weighty(statement: Statement, first: int, last: int) -> list[int]:
    """The longer words of a stretch that are no denials."""
    return [
        i
        for i in range(max(first, 0), min(last, len(statement.words)))
        if (statement.is_content(i) or statement.words[i] in _FORMS_OF_BE)
        and not _is_denial(statement.words[i], statement.language)
    ]


def _doubled(pair: Pair, statement: Statement, denial: _Denial) -> bool:
    """Whether the next words deny by their meaning what is denied: "no dejó de crecer"."""
    linked = pair.surely_linked(statement)
    return any(
        i not in linked and is_implicit_negation(statement.words[i], statement.language)
        for i in range(denial.last + 1, min(denial.last + 4, len(statement.words)))
    )


def _answered(pair: Pair, statement: Statement, denial: _Denial) -> bool:
    """Whether a word of implicit denial, free or linked to the denial, stands opposite."""
    other = pair.en if statement is pair.es else pair.es
    first, last = _opposite(pair, statement, denial)
    return any(
        is_implicit_negation(other.words[i], other.language)
        and not (is_ruled_out(other, i) and _opens_ruling(other, i))
        and (_is_plain(pair, other, i) or not _accounted(pair, other, i, denial))
        for i in range(first, last + 1)
    )


def _opens_ruling(statement: Statement, place: int) -> bool:
    """Whether a denial before a word says that it is not ruled out."""
    return any(
        _is_denial(statement.words[i], statement.language) and is_left_open(statement, i)
        for i in range(max(place - 3, 0), place)
    )


def _is_plain(pair: Pair, other: Statement, place: int) -> bool:
    """Whether a word of a report means a denial, whatever it is linked to: "kept … from"."""
    return not pair.translation and other.words[place] in PLAIN_DENIALS[other.language]


def _opposite(pair: Pair, statement: Statement, denial: _Denial) -> tuple[int, int]:
    """The stretch of the other side where the answer to a denial would stand."""
    around = (denial.first - _REACH, denial.last + _REACH)
    if statement is pair.es:
        other, places = pair.en, pair.projection(around)
    else:
        other, places = pair.es, pair.back_projection(around)
    if places is None:
        return 0, len(other.tokens) - 1
    return max(places[0] - 3, 0), min(places[1] + 3, len(other.tokens) - 1)


def _accounted(pair: Pair, other: Statement, place: int, denial: _Denial) -> bool:
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


def _finding(pair: Pair, statement: Statement, denial: _Denial) -> Finding:
    last = min(denial.last + 2, len(statement.tokens) - 1)
    here = statement.span_of_tokens(_clause_start(statement, denial.first), last)
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
