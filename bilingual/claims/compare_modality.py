"""Claims that one side makes with a reserve and the other without, or as plan and as deed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bilingual.claims.cues import HEDGE_PHRASES, HEDGES, PLANS, WEAK_HEDGES
from bilingual.claims.statement import Pair, Statement
from bilingual.claims.word_set import word_set
from bilingual.document import Finding, Span

# --- hedges

_LABELS = word_set("suspect suspects accused")
_NONE: frozenset[str] = frozenset()
_SUSPECT = re.compile(r"(?:imputad|detenid|acusad|inculpad|indiciad|procesad)[oa]s?")


def hedge_findings(pair: Pair) -> Iterator[Finding]:
    """ "hedge" where one side alleges or presumes and the other says nothing of the kind."""
    es, en = _hedges(pair.es), _hedges(pair.en)
    if es and not en and not _has_weak(pair.en, _LABELS if _names_suspect(pair.es) else _NONE):
        for place in es[:1]:
            source = _around(pair.es, place)
            report = _opposite(pair, pair.en, pair.projection(_reach(place)), place)
            yield _finding(pair, "hedge", source, report, "only the source hedges")
    elif en and not es and not _has_weak(pair.es, _NONE):
        for place in en[:1]:
            report = _around(pair.en, place)
            source = _opposite(pair, pair.es, pair.back_projection(_reach(place)), place)
            yield _finding(pair, "hedge", source, report, "only the report hedges")


def _hedges(statement: Statement) -> list[tuple[int, int]]:
    """Where a statement alleges or presumes, as first and last tokens."""
    words = statement.words
    found = [(i, i) for i, w in enumerate(words) if w in HEDGES[statement.language]]
    for phrase in HEDGE_PHRASES[statement.language]:
        parts = phrase.split()
        found += [
            (i, i + len(parts) - 1)
            for i in range(len(words) - len(parts) + 1)
            if words[i : i + len(parts)] == parts
        ]
    if statement.language == "es":
        found += [(i, i + 1) for i in range(len(words) - 1) if _is_rumour(words, i)]
    return sorted(place for place in set(found) if not _is_idle(words, place))


def _is_rumour(words: list[str], place: int) -> bool:
    """The conditional of rumour, "habría disparado", where no condition is named."""
    if words[place] not in ("habría", "habrían"):
        return False
    if not re.search(r"[ai]do$|to$|cho$", words[place + 1]):
        return False
    return not {"si", "de haber", "hubiera", "hubiese"} & set(words)


def _is_idle(words: list[str], place: tuple[int, int]) -> bool:
    """ "por supuesto", "supposed to", "suspected of" after a name stay hedges; these do not."""
    before = words[place[0] - 1] if place[0] else ""
    after = words[place[1] + 1] if place[1] + 1 < len(words) else ""
    return (before == "por" and words[place[0]] == "supuesto") or (
        words[place[0]] == "supposed" and after == "to"
    )


def _has_weak(statement: Statement, labels: frozenset[str]) -> bool:
    """Whether a statement has any word, but for ``labels``, that can answer to a hedge."""
    hedges = (WEAK_HEDGES[statement.language] | HEDGES[statement.language]) - labels
    return any(w in hedges for w in statement.words)


def _names_suspect(statement: Statement) -> bool:
    """Whether a source calls somebody by the standing in law for which English has "suspect"."""
    return any(_SUSPECT.fullmatch(w) for w in statement.words)


# --- status

_FUTURE = re.compile(r"\w{2,}(?:rá|rán|ré|remos|rás)$")
_PAST = re.compile(r"\w{2,}(?:ó|aron|ieron|jeron)$")
_PAST_IRREGULAR = word_set(
    "hizo hicieron fue fueron puso pusieron dijo dijeron tuvo tuvieron vino vinieron dio dieron "
    "quiso estuvo estuvieron"
)
_EN_PAST_IRREGULAR = word_set(
    "was were had did took gave sent began built held met left sold bought brought found made put "
    "cut shut paid spent struck hit won lost killed shot seized drew withdrew became came went "
    "broke closed set"
)
_NO_FUTURE = word_set("será serán estará estarán habrá habrán podrá podrán tendrá tendrán")


def status_findings(pair: Pair) -> Iterator[Finding]:
    """ "status" where one side tells as done what the other plans, attempts or threatens."""
    for i in range(len(pair.es.words)):
        planned = _planned_spanish(pair.es, i)
        if not planned and not _is_past_spanish(pair.es, i):
            continue
        for j in pair.to_en.get(i, ()):
            if planned and _is_done_english(pair.en, j):
                what = "planned in the source, done in the report"
            elif not planned and _is_planned_english(pair.en, j):
                what = "done in the source, planned in the report"
            else:
                continue
            source = pair.es.span_of_tokens(max(planned - 1, 0) if planned else i, i)
            report = pair.en.span_of_tokens(max(j - 1, 0), j)
            yield _finding(pair, "status", source, report, what)
            return


def _planned_spanish(statement: Statement, place: int) -> int:
    """Where the planning of the act at a place begins, counted from 1; 0 where there is none."""
    word = statement.words[place]
    if _FUTURE.fullmatch(word) and word not in _NO_FUTURE:
        return place + 1
    if not re.search(r"(?:ar|er|ir)(?:lo|la|los|las|se|le)?$", word):
        return 0
    for back in range(1, 4):
        if place - back >= 0 and statement.words[place - back] in PLANS["es"]:
            return place - back + 1
    return 0


def _is_past_spanish(statement: Statement, place: int) -> bool:
    word = statement.words[place]
    if word in PLANS["es"]:
        return False
    return bool(_PAST.fullmatch(word)) or word in _PAST_IRREGULAR


def _is_done_english(statement: Statement, place: int) -> bool:
    word = statement.words[place]
    past = word in _EN_PAST_IRREGULAR or (word.endswith("ed") and word not in PLANS["en"])
    return past and not _has_plan(statement, place)


def _is_planned_english(statement: Statement, place: int) -> bool:
    """Whether "will", "plans to" or the like stands right before a verb."""
    before = statement.words[max(place - 3, 0) : place]
    return bool({"will", "'ll"} & set(before)) or (
        before[-1:] == ["to"] and bool(PLANS["en"] & set(before[:-1]))
    )


def _has_plan(statement: Statement, place: int) -> bool:
    before = statement.words[max(place - 6, 0) : place]
    return any(w in PLANS["en"] for w in before)


# --- shared


def _reach(place: tuple[int, int]) -> tuple[int, int]:
    return place[0] - 2, place[1] + 4


def _around(statement: Statement, place: tuple[int, int]) -> Span:
    """A hedge with the word that follows it."""
    return statement.span_of_tokens(place[0], min(place[1] + 1, len(statement.tokens) - 1))


def _opposite(
    pair: Pair, other: Statement, places: tuple[int, int] | None, at: tuple[int, int]
) -> Span:
    if places is None:
        here = pair.en if other is pair.es else pair.es
        guess = min(int(at[0] / len(here.tokens) * len(other.tokens)), len(other.tokens) - 1)
        places = (max(guess - 2, 0), min(guess + 2, len(other.tokens) - 1))
    return other.span_of_tokens(*places)


def _finding(pair: Pair, kind: str, source: Span, report: Span, what: str) -> Finding:
    explanation = f"{what}: “{source.text}” / “{report.text}”"
    return Finding(kind, source, report, 0.75, explanation, pair.links_between(source, report))
