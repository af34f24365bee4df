"""Claims that one side makes with a reserve and the other without."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from bilingual.alignment.lexical import load_table
from bilingual.claims.cues import (
    HEDGE_PHRASES,
    HEDGES,
    NEGATIONS,
    PLAIN_DENIALS,
    PLANS,
    WEAK_HEDGES,
    is_left_open,
    is_ruled_out,
)
from bilingual.claims.statement import Pair, Statement
from bilingual.document import Finding, Span
from bilingual.word_set import word_set

# The phrases that hedge, by their first words.
_PHRASES: dict[str, dict[str, list[list[str]]]] = {"es": {}, "en": {}}
for _language, _phrases in HEDGE_PHRASES.items():
    for _parts in map(str.split, _phrases):
        _PHRASES[_language].setdefault(_parts[0], []).append(_parts)
_LABELS = word_set("suspect suspects accused")
_SPOKEN_OF = 6
_MARKS = (",", ":")
_STOPS = frozenset('.;?!"“”«»')
# How far a hedge reaches, and how much is shown of what the other side tells instead.
_CLAUSE = 20
_BEFORE = 3
_AROUND = 3
_SUBJECT = 2
_NONE: frozenset[str] = frozenset()
_SUSPECT = re.compile(r"(?:imputad|detenid|acusad|inculpad|indiciad|procesad)[oa]s?")
_PARTICIPLE = re.compile(r".+(?:[aií]d[oa]s?|t[oa]s?|ch[oa]s?)$")
_CONDITIONAL = re.compile(r"(?:(?P<verb>.+[aei]r)|(?:pod|ten|ven|pon|sal|val|quer|hab|d|h)r)ían?$")
_BEFORE_NOUN = word_set("el la los las un una de del en al su sus esta otra cada por con")
_SUPPOSES = {"si", "de haber", "hubiera", "hubiese"}
_NO_DOUBT = word_set("ninguna sin no")
# What is possible in Spanish ("podría"), and what English makes of it without saying so.
_POSSIBLE = word_set("podría podrían podria podrian pudiera pudieran quizá quizás")
_PERHAPS = (["a", "lo", "mejor"], ["tal", "vez"])
_MAY_HAVE_BEEN = word_set("pudo pudieron")
_NOT_POSSIBLE = word_set("would will should must if whether")
_NO_PLANS = word_set("to about set if until can")
_MAY = word_set("may might could")
_ESTIMATES = word_set("estima calcula estiman calculan estimated")
_ABOUT = word_set("about around some roughly approximately nearly almost cerca unos casi cálculo")
# Who says something, which keeps no reserve of its own in a report.
_ATTRIBUTION = word_set("according")
# "Probable participante", "posible fuga", where no verb or degree stands before.
_LIKELY = word_set("probable probables posible posibles")
_NOT_BEFORE_LIKELY = word_set("es sea fue será muy más hacer hace hizo lo si ser menos cuanto")
# "Es señalado de", "fue acusado de", "es investigado por": what others say of somebody.
_ACCUSED = re.compile(r"(?:acusad|señalad|investigad|sospechos|imputad|indiciad)[oa]s?")
_OF = word_set("de por como")
_KNOWN = 2


class _Hedge(NamedTuple):
    """Where a statement keeps a reserve, by token.

    ``possible`` where it only says what may be, ``modal`` where it says so by "podría".
    """

    first: int
    last: int
    possible: bool = False
    modal: bool = False


def hedge_findings(pair: Pair) -> Iterator[Finding]:
    """ "hedge" where one side alleges, presumes or leaves open what the other plainly says.

    In a report the other side has to tell what the hedge speaks of.
    """
    es, en = (_hedges(pair, side) for side in (pair.es, pair.en))
    if es and not en and not _is_answered(pair, pair.en, es[0]):
        source = _around(pair.es, es[0])
        report = _opposite(pair, pair.en, es[0])
        yield _finding(pair, source, report, "only the source hedges")
    elif en and not es and not _is_answered(pair, pair.es, en[0]):
        report = _around(pair.en, en[0])
        source = _opposite(pair, pair.es, en[0])
        yield _finding(pair, source, report, "only the report hedges")


def _hedges(pair: Pair, statement: Statement) -> list[_Hedge]:
    """The hedges of one side, in order, whose matter both sides tell."""
    found = [h for h in _kept(statement) if not _is_idle(statement.words, h)]
    if not pair.translation:
        found = [h for h in found if _is_told(pair, statement, h)]
    else:
        found = [h for h in found if not h.possible or _is_told(pair, statement, h)]
    return sorted(set(found))


def _kept(statement: Statement) -> Iterator[_Hedge]:
    """Every reserve of a statement."""
    yield from _alleged(statement)
    yield from _possible(statement)


def _is_told(pair: Pair, statement: Statement, hedge: _Hedge) -> bool:
    """Whether one of the next words, of which a hedge speaks, surely is in the other text."""
    side = 0 if statement is pair.es else 1
    linked = {link[side] for link in pair.borne_out}
    return any(i in linked and statement.is_content(i) for i in _matter(statement, hedge))


def _matter(statement: Statement, hedge: _Hedge) -> Iterator[int]:
    """The words that a hedge speaks of: those after it, in its clause; of a verb, its subject."""
    if hedge.possible or hedge.last > hedge.first:
        before = range(max(hedge.first - _SUBJECT, 0), hedge.first)
        yield from (i for i in before if statement.words[i].isalpha())
        yield hedge.last
    first = hedge.last + 1
    while first < len(statement.words) and statement.words[first] in _MARKS:
        first += 1
    for i in range(first, min(first + _SPOKEN_OF, len(statement.words))):
        if not statement.words[i][0].isalnum():
            return
        yield i


# --- hedges of one statement


def _alleged(statement: Statement) -> Iterator[_Hedge]:
    """What a statement alleges or presumes."""
    words = statement.words
    for i, word in enumerate(words):
        if word in HEDGES[statement.language]:
            yield _Hedge(i, i)
        elif statement.language == "es" and (_is_rumour(words, i) or _is_likely(words, i)):
            yield _Hedge(i, i + 1)
        for parts in _PHRASES[statement.language].get(word, ()):
            if words[i : i + len(parts)] == parts:
                yield _Hedge(i, i + len(parts) - 1)


def _possible(statement: Statement) -> Iterator[_Hedge]:
    """What a statement only says may be so."""
    words = statement.words
    for i, word in enumerate(words):
        after = words[i + 1] if i + 1 < len(words) else ""
        if word in NEGATIONS[statement.language] and is_left_open(statement, i):
            yield _Hedge(i, min(i + 2, len(words) - 1), True)
        elif statement.language == "en" and word in _MAY and after == "have":
            yield _Hedge(i, i + 1, True)
        elif statement.language == "es" and (_may_be(words, i) or _is_conditional(words, i)):
            yield _Hedge(i, i, True, _may_be(words, i))
        elif statement.language == "es" and _is_accused(words, i):
            yield _Hedge(i, i)


def _is_likely(words: list[str], place: int) -> bool:
    """Whether a noun is only likely what it says: "un probable participante"."""
    if words[place] not in _LIKELY or not words[place + 1 : place + 2]:
        return False
    before, after = words[max(place - 1, 0) : place], words[place + 1]
    return after[0].isalpha() and after != "que" and not _NOT_BEFORE_LIKELY & set(before)


def _is_accused(words: list[str], place: int) -> bool:
    """Whether others say of somebody what follows: "es señalado de cobrar"."""
    return bool(_ACCUSED.fullmatch(words[place]) and _OF & set(words[place + 1 : place + 2]))


def _may_be(words: list[str], place: int) -> bool:
    """ "Podría", "puede que", "pudo haber"."""
    word, after = words[place], words[place + 1 : place + 3]
    return (
        word in _POSSIBLE
        or (word == "puede" and "que" in after)
        or [word, *after] in _PERHAPS
        or [word, *after[:1]] in _PERHAPS
        or (word in _MAY_HAVE_BEEN and after[:1] == ["haber"])
    )


def _is_conditional(words: list[str], place: int) -> bool:
    """The conditional of rumour, "entre ellos estaría", where no condition is named."""
    if _is_rumour(words, place) or _SUPPOSES & set(words):
        return False
    if place and words[place - 1] in _BEFORE_NOUN:
        return False
    return is_conditional(words[place])


@lru_cache(maxsize=8192)
def is_conditional(word: str) -> bool:
    """Whether a lower-case Spanish word is a verb in the conditional: not "secretaría"."""
    form = _CONDITIONAL.match(word)
    if form is None:
        return False
    return form["verb"] is None or load_table().count_es(form["verb"]) >= _KNOWN


def _is_rumour(words: list[str], place: int) -> bool:
    """The conditional of rumour, "habría disparado", where no condition is named."""
    if words[place] not in ("habría", "habrían") or place + 1 == len(words):
        return False
    return bool(_PARTICIPLE.match(words[place + 1])) and not _SUPPOSES & set(words)


def _is_idle(words: list[str], hedge: _Hedge) -> bool:
    """ "por supuesto" and "supposed to" keep no reserve."""
    before = words[hedge.first - 1] if hedge.first else ""
    after = words[hedge.last + 1] if hedge.last + 1 < len(words) else ""
    return (before == "por" and words[hedge.first] == "supuesto") or (
        words[hedge.first] == "supposed" and after == "to"
    )


# --- what the other side has instead


def _is_answered(pair: Pair, statement: Statement, hedge: _Hedge) -> bool:
    """Whether the side ``statement`` has any word that can answer to a hedge of the other.

    What may be so is also answered by a denial, if the hedge doesn't speak of one. Where a
    suspect is named by his standing in law, "suspect" is no more than that. In a report
    "according to" only says whose words they are.
    """
    language = statement.language
    other = pair.es if statement is pair.en else pair.en
    answers = WEAK_HEDGES[language] | HEDGES[language]
    if language == "en" and _names_suspect(other):
        answers -= _LABELS
    if not pair.translation:
        answers -= _ATTRIBUTION
    if hedge.possible:
        answers = answers - _NOT_POSSIBLE if hedge.modal else answers | PLANS[language] - _NO_PLANS
    if other.words[hedge.last] in _ESTIMATES:
        answers |= _ABOUT
    is_denied = _speaks_of_denial(other, hedge)
    if hedge.possible and not is_denied:
        answers |= NEGATIONS[language] | PLAIN_DENIALS[language]
    words = statement.words
    return any(
        (
            word in answers
            and not _leaves_no_doubt(words, i)
            and (is_denied or not _may_not(words, i))
        )
        or is_ruled_out(statement, i)
        for i, word in enumerate(words)
    )


def _speaks_of_denial(statement: Statement, hedge: _Hedge) -> bool:
    """Whether what a hedge speaks of is denied: "podría no corresponder"."""
    after = statement.words[hedge.last + 1 : hedge.last + 3]
    return bool(NEGATIONS[statement.language] & set(after))


def _may_not(words: list[str], place: int) -> bool:
    """ "May not be caught": what is forbidden, and no reserve."""
    return words[place] in _MAY and words[place + 1 : place + 2] == ["not"]


def _leaves_no_doubt(words: list[str], place: int) -> bool:
    """ "Ninguna duda", "no cabe duda": no reserve."""
    return words[place] == "duda" and bool(_NO_DOUBT & set(words[max(place - 3, 0) : place]))


def _names_suspect(statement: Statement) -> bool:
    """Whether a source calls somebody by the standing in law for which English has "suspect"."""
    return any(_SUSPECT.fullmatch(w) for w in statement.words)


# --- the finding


def _around(statement: Statement, hedge: _Hedge) -> Span:
    """A hedge with the word that follows it."""
    return statement.span_of_tokens(hedge.first, min(hedge.last + 1, len(statement.tokens) - 1))


def _opposite(pair: Pair, other: Statement, hedge: _Hedge) -> Span:
    """The words of the other side that tell what a hedge speaks of, or where they would stand."""
    here = pair.en if other is pair.es else pair.es
    last = _clause_end(here, hedge.last)
    links = pair.borne_out if other is pair.en else {(j, i) for i, j in pair.borne_out}
    told = [there for place, there in links if hedge.first < place <= last]
    told = told or [there for place, there in links if hedge.first - _BEFORE <= place < hedge.first]
    if not told:
        guess = int(hedge.first / len(here.tokens) * len(other.tokens))
        told = [min(guess, len(other.tokens) - 1)]
    first, last = min(told), max(told)
    while first > max(min(told) - _AROUND, 0) and other.words[first - 1] not in _STOPS:
        first -= 1
    while last < min(max(told) + _AROUND, len(other.words) - 1):
        if other.words[last + 1] in _STOPS:
            break
        last += 1
    return other.span_of_tokens(first, last)


def _clause_end(statement: Statement, place: int) -> int:
    """The last word that a hedge can speak of."""
    for i in range(place + 2, min(place + _CLAUSE, len(statement.words))):
        if statement.words[i] in _STOPS:
            return i - 1
    return min(place + _CLAUSE, len(statement.words) - 1)


def _finding(pair: Pair, source: Span, report: Span, what: str) -> Finding:
    explanation = f"{what}: “{source.text}” / “{report.text}”"
    return Finding("hedge", source, report, 0.75, explanation, pair.links_between(source, report))
