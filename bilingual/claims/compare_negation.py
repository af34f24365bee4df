"""Clauses that one side denies and the other does not."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bilingual.claims.cues import (
    CLAUSE_NEGATIONS,
    NEGATIONS,
    is_denying_form,
    is_implicit_negation,
)
from bilingual.claims.statement import Pair, Statement
from bilingual.document import Finding, Span

_REACH = 4
_FAR = 0.4
_PARTICIPLE = re.compile(r"[ai]d[oa]s?$")


def negation_findings(pair: Pair) -> Iterator[Finding]:
    """ "negation" where a clause is denied on one side only.

    Every word of denial of one side is set against those of the other. One that stays alone is
    reported when it denies a clause, and when no word that denies by its meaning ("failed",
    "unable") stands where the other side tells the same and has no counterpart of its own.
    """
    es_left, en_left = _cancel(
        pair, _groups(pair.es, _plain(pair.es)), _groups(pair.en, _plain(pair.en))
    )
    if es_left and not en_left:
        alone = [(pair.es, group) for group in es_left]
    elif en_left and not es_left:
        alone = [(pair.en, group) for group in en_left]
    else:
        return
    for statement, group in alone:
        if _denies_clause(statement, group) and not _answered(pair, statement, group):
            yield _finding(pair, statement, group)


def _denies_clause(statement: Statement, group: list[int]) -> bool:
    """Whether a denial turns a statement round: not a participle, a question, a double denial."""
    words = statement.words
    if not any(
        w in CLAUSE_NEGATIONS[statement.language] or w.endswith("n't") for w in _at(words, group)
    ):
        return False
    after = words[group[-1] + 1 : group[-1] + 4]
    if any(is_implicit_negation(w, statement.language) for w in after[:3]):
        return False
    if statement.language == "es" and after and _PARTICIPLE.search(after[0]):
        return False
    rest = words[group[-1] + 1 :]
    ends = [w for w in rest if w in ".?!;"]
    return not ends or ends[0] != "?"


def _at(words: list[str], places: list[int]) -> list[str]:
    return [words[i] for i in places]


def _answered(pair: Pair, statement: Statement, group: list[int]) -> bool:
    """Whether a word of implicit denial, free or linked to the denial, stands opposite."""
    other = pair.en if statement is pair.es else pair.es
    first, last = _opposite(pair, statement, group)
    return any(
        is_implicit_negation(other.words[i], other.language)
        and not _accounted(pair, other, i, set(group))
        for i in range(first, last + 1)
    )


def _opposite(pair: Pair, statement: Statement, group: list[int]) -> tuple[int, int]:
    """The stretch of the other side where the answer to a denial would stand."""
    other = pair.en if statement is pair.es else pair.es
    around = (group[0] - _REACH, group[-1] + _REACH)
    if statement is pair.es:
        places = pair.projection(around)
    else:
        places = pair.back_projection(around)
    if places is None:
        return 0, len(other.tokens) - 1
    return max(places[0] - 3, 0), min(places[1] + 3, len(other.tokens) - 1)


def _accounted(pair: Pair, other: Statement, place: int, group: set[int]) -> bool:
    """Whether a word surely translates a word that is no denial."""
    if other is pair.en:
        partners = [pair.es.words[i] for i, j in pair.sure if j == place and i not in group]
    else:
        partners = [pair.en.words[j] for i, j in pair.sure if i == place and j not in group]
    if is_denying_form(other.words[place], other.language):
        language = "es" if other.language == "en" else "en"
        return any(is_implicit_negation(w, language) for w in partners)
    return bool(partners)


def _plain(statement: Statement) -> list[int]:
    """The tokens that deny: "no", "nunca", "not", "n't"."""
    cues = NEGATIONS[statement.language]
    return [
        i
        for i, word in enumerate(statement.words)
        if (word in cues or word.endswith("n't")) and not _is_idle(statement, i)
    ]


def _is_idle(statement: Statement, place: int) -> bool:
    """Words of denial that deny nothing: "no. 5", "not only", "no sólo", "sin embargo"."""
    words = statement.words
    word, before = words[place], words[place - 1] if place else ""
    after = words[place + 1 : place + 4]
    if "/" in (before, *after[:1]):
        return True
    if statement.language == "es":
        return _is_idle_spanish(word, before, after)
    if word in ("not", "no") and after[:1] in (
        ["doubt"],
        ["matter"],
        ["until"],
        ["long"],
        ["least"],
    ):
        return True
    if before in ("or", "whether") and not after[:1] == ["to"]:
        return True
    return "only" in after or "just" in after[:1] or "merely" in after[:1]


def _is_idle_spanish(word: str, before: str, after: list[str]) -> bool:
    if word == "sin":
        return after[:1] in (["embargo"], ["duda"], ["hogar"])
    if word == "no" and (before == "si" or ("más" in after and "que" in after)):
        return True
    if word == "no" and after[:1] == ["obstante"]:
        return True
    if word in ("nunca", "nadie") and before == "que":
        return True
    if word == "nada":
        return after[:1] in (["más"], ["menos"])
    return word == "no" and bool({"sólo", "solo", "solamente", "únicamente"} & set(after))


def _groups(statement: Statement, places: list[int]) -> list[list[int]]:
    """Words of denial that work together in one clause: "no … nunca", "ni … ni"."""
    groups: list[list[int]] = []
    for place in places:
        if groups and place - groups[-1][-1] <= _REACH and statement.language == "es":
            groups[-1].append(place)
        else:
            groups.append([place])
    return groups


def _cancel(
    pair: Pair, es: list[list[int]], en: list[list[int]]
) -> tuple[list[list[int]], list[list[int]]]:
    """The denials that have no partner: linked ones go together first, then near ones."""
    choices = sorted(
        (
            not pair.linked((a[0], a[-1]), (b[0], b[-1])),
            pair.distance((a[0], a[-1]), (b[0], b[-1])),
            i,
            j,
        )
        for i, a in enumerate(es)
        for j, b in enumerate(en)
        if _near(pair, a, b)
    )
    gone_es: set[int] = set()
    gone_en: set[int] = set()
    for _, _, i, j in choices:
        if i not in gone_es and j not in gone_en:
            gone_es.add(i)
            gone_en.add(j)
    return (
        [g for i, g in enumerate(es) if i not in gone_es],
        [g for j, g in enumerate(en) if j not in gone_en],
    )


def _near(pair: Pair, es: list[int], en: list[int]) -> bool:
    """Whether two denials are linked or stand in like places of their texts."""
    one, two = (es[0], es[-1]), (en[0], en[-1])
    return pair.linked(one, two) or pair.distance(one, two) <= _FAR


def _finding(pair: Pair, statement: Statement, group: list[int]) -> Finding:
    last = min(group[-1] + 2, len(statement.tokens) - 1)
    here = statement.span_of_tokens(max(group[0] - 1, 0), last)
    reach = (group[0] - 1, last + 2)
    if statement is pair.es:
        source, report = here, _there(pair, pair.en, pair.projection(reach), group[0])
        who = "the source denies what the report states"
    else:
        source, report = _there(pair, pair.es, pair.back_projection(reach), group[0]), here
        who = "the report denies what the source states"
    return Finding(
        "negation",
        source,
        report,
        0.75,
        f"{who}: “{source.text}” / “{report.text}”",
        pair.links_between(source, report),
    )


def _there(pair: Pair, other: Statement, places: tuple[int, int] | None, at: int) -> Span:
    """The words of the other side that answer to a denied clause."""
    if places is None:
        here = pair.en if other is pair.es else pair.es
        guess = min(int(at / len(here.tokens) * len(other.tokens)), len(other.tokens) - 1)
        places = (guess, guess)
    places = (max(places[0] - 2, 0), min(places[1] + 1, len(other.tokens) - 1))
    return other.span_of_tokens(*places)
