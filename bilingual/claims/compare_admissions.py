"""What somebody denies or rules out on one side, and admits or leaves open on the other."""

from __future__ import annotations

from collections.abc import Iterator

from bilingual.claims.cues import is_left_open, is_ruled_out
from bilingual.claims.denials import is_denial
from bilingual.claims.statement import Pair, Statement
from bilingual.document import Finding
from bilingual.word_set import word_set

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


def denied_or_admitted(pair: Pair) -> Iterator[Finding]:
    """Where one side says that somebody denies what the other says that he admits."""
    for told, reported in ((_DENIES, _ADMITS), (_ADMITS, _DENIES)):
        if told["en"] & set(pair.en.words) or reported["es"] & set(pair.es.words):
            continue
        if reported is _ADMITS and any(is_denial(w, "en") for w in pair.en.words):
            continue
        if told is _ADMITS and any(is_denial(w, "es") for w in pair.es.words):
            continue
        for i in _places(pair.es, told["es"]):
            for j in _places(pair.en, reported["en"]):
                if pair.linked((i, i), (j, j)) or pair.governed_alike((i, i), (j, j)):
                    denies, admits = (
                        ("source", "report") if told is _DENIES else ("report", "source")
                    )
                    how = f"denied in the {denies}, admitted in the {admits}"
                    yield _finding(pair, (i, i + 2), (j, j + 2), how)
                    return


def _places(statement: Statement, words: frozenset[str]) -> list[int]:
    return [i for i, word in enumerate(statement.words) if word in words]


def open_or_ruled_out(pair: Pair) -> Iterator[Finding]:
    """Where one side rules out what the other does not: "no se descarta", "it ruled out"."""
    for es in _ruling_out(pair.es):
        for en in _ruling_out(pair.en):
            if is_ruled_out(pair.es, es) == is_ruled_out(pair.en, en):
                return
            denies = "source" if is_ruled_out(pair.es, es) else "report"
            yield _finding(pair, (es, es + 3), (en, en + 3), f"ruled out in the {denies} alone")
            return


def _ruling_out(statement: Statement) -> list[int]:
    """Where a statement rules something out, or where it opens to say that it does not."""
    opens = [
        i
        for i, word in enumerate(statement.words)
        if is_denial(word, statement.language) and is_left_open(statement, i)
    ]
    return opens or [i for i in range(len(statement.words)) if is_ruled_out(statement, i)]


def _finding(pair: Pair, es: tuple[int, int], en: tuple[int, int], how: str) -> Finding:
    source = pair.es.span_of_tokens(es[0], min(es[1], len(pair.es.tokens) - 1))
    report = pair.en.span_of_tokens(en[0], min(en[1], len(pair.en.tokens) - 1))
    explanation = f"{how}: “{source.text}” / “{report.text}”"
    links = pair.links_between(source, report)
    return Finding("negation", source, report, 0.75, explanation, links)
