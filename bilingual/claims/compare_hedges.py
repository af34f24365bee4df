"""Claims that one side makes with a reserve and the other without."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bilingual.claims.cues import HEDGE_PHRASES, HEDGES, WEAK_HEDGES
from bilingual.claims.statement import Pair, Statement
from bilingual.document import Finding, Span
from bilingual.word_set import word_set

_LABELS = word_set("suspect suspects accused")
_SPOKEN_OF = 3
_NONE: frozenset[str] = frozenset()
_SUSPECT = re.compile(r"(?:imputad|detenid|acusad|inculpad|indiciad|procesad)[oa]s?")


def hedge_findings(pair: Pair) -> Iterator[Finding]:
    """ "hedge" where one side alleges or presumes and the other says nothing of the kind."""
    es, en = _hedges(pair.es), _hedges(pair.en)
    if pair.loose:
        es = [place for place in es if _told(pair, pair.es, place)]
        en = [place for place in en if _told(pair, pair.en, place)]
    if es and not en and not _has_weak(pair.en, _LABELS if _names_suspect(pair.es) else _NONE):
        for place in es[:1]:
            source = _around(pair.es, place)
            report = _opposite(pair, pair.en, pair.projection(_reach(place)), place)
            yield _finding(pair, source, report, "only the source hedges")
    elif en and not es and not _has_weak(pair.es, _NONE):
        for place in en[:1]:
            report = _around(pair.en, place)
            source = _opposite(pair, pair.es, pair.back_projection(_reach(place)), place)
            yield _finding(pair, source, report, "only the report hedges")


def _told(pair: Pair, statement: Statement, place: tuple[int, int]) -> bool:
    """Whether one of the next words, of which a hedge speaks, surely is in the other text."""
    after = range(place[1] + 1, min(place[1] + 1 + _SPOKEN_OF, len(statement.words)))
    linked = pair.surely_linked(statement)
    return any(i in linked and statement.is_content(i) for i in after)


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


def _finding(pair: Pair, source: Span, report: Span, what: str) -> Finding:
    explanation = f"{what}: “{source.text}” / “{report.text}”"
    return Finding("hedge", source, report, 0.75, explanation, pair.links_between(source, report))
