"""Words of denial in one statement: which belong together, and which turn a clause round."""

from __future__ import annotations

import re
from typing import NamedTuple

from bilingual.claims.cues import CLAUSE_NEGATIONS, NEGATIONS, is_left_open
from bilingual.claims.statement import Statement
from bilingual.word_set import word_set

_REACH = 4
_CONNECTIVES = {
    ("sin", "embargo"),
    ("sin", "duda"),
    ("no", "obstante"),
    ("no", "doubt"),
    ("no", "matter"),
    ("nada", "más"),
}
_PARTICIPLE = re.compile(r"[ai]d[oa]s?$")
# Words that only repeat a "no" before them.
_CONCORD = word_set("nada nadie ningún ninguno ninguna nunca jamás tampoco")
_OPENS = word_set("porque pues aunque cuando si y pero")
_NOR = word_set("ni nor")
# What begins a clause behind "ni" and "nor".
_VERB = re.compile(
    r"\w+(?:ó|aron|ieron|ía|ían|aba|aban|rá|rán)|se|lo|la|le|les|me|nos|ha|han|es|son|hay|hubo|"
    r"fue|quis[oe]|tiene|tienen|puede|pueden|quiere|quieren|did|do|does|is|are|was|were|has|have|"
    r"had|will|would|can|could"
)
_NOT_MORE_THAN = word_set("más menos mayor mayores menor menores superior inferior")
_NOT_ONLY = word_set("más sólo solo solamente únicamente mucho")


class Denial(NamedTuple):
    """Words of denial that work together ("no … nunca"), by token; whether losing it matters.

    ``things`` says how many they deny, ``clauses`` how many of these are clauses: "nunca … ni"
    can stand for "never … and never".
    """

    first: int
    last: int
    turns_clause: bool
    things: int
    clauses: int


def denials(statement: Statement) -> list[Denial]:
    """What a statement denies, but for what it leaves open: "no se descarta ninguna línea"."""
    groups: list[list[int]] = []
    for place, word in enumerate(statement.words):
        if not is_denial(word, statement.language) or _is_connective(statement, place):
            continue
        if groups and _joins(statement, groups[-1][-1], place):
            groups[-1].append(place)
        else:
            groups.append([place])
    return [
        Denial(g[0], g[-1], _turns_clause(statement, g), *_clauses(statement, g))
        for g in groups
        if not is_left_open(statement, g[0])
    ]


def _clauses(statement: Statement, group: list[int]) -> tuple[int, int]:
    """How many things words of denial deny together, and how many of them are clauses.

    Two in "nunca aceptó … ni quiso"; "sin agua ni luz" is one clause.
    """
    words = statement.words
    nors = [i + 1 for i in group[1:] if words[i] in _NOR]
    return 1 + len(nors), 1 + sum(bool(_VERB.fullmatch(w)) for i in nors for w in words[i : i + 1])


def _joins(statement: Statement, last: int, place: int) -> bool:
    """Whether two words of denial deny together: "no … nunca", "no … ni"."""
    if statement.words[place] in _NOR:
        return True
    between = statement.words[last:place]
    if _OPENS & set(between):
        return False
    return statement.words[place] in _CONCORD and (
        len(between) <= _REACH or (len(between) <= 2 * _REACH and all(w.isalnum() for w in between))
    )


def is_denial(word: str, language: str) -> bool:
    """Whether a lower-case word denies what it stands with."""
    return word in NEGATIONS[language] or word.endswith("n't")


def _is_connective(statement: Statement, place: int) -> bool:
    """ "sin embargo", "sin duda", "no obstante", "no doubt": they join, and deny nothing."""
    pair = tuple(statement.words[place : place + 2])
    return pair in _CONNECTIVES or "/" in statement.words[max(place - 1, 0) : place + 2]


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
