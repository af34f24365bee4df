"""Denials, accusations, demands and announcements of a source that no English sentence reports."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bilingual.alignment.stage import MIN_PROBABILITY
from bilingual.claims.statement import Statement
from bilingual.claims.told import Told
from bilingual.document import Document, Finding, Segment, Span

_ACTS = {
    "denial": re.compile(
        r"neg(?:ó|aron|amos)|nieg(?:a|an)|rechaz(?:ó|aron|a|an|amos)|desm(?:intió|intieron|iente|ienten|entimos)"
    ),
    "accusation": re.compile(
        r"acus(?:ó|aron|a|an|amos)|denunci(?:ó|aron|an|amos)|responsabiliz(?:ó|aron|a|an|amos)|"
        r"culp(?:ó|aron|a|an|amos)"
    ),
    "demand": re.compile(
        r"exig(?:ió|ieron|e|en|imos)|reclam(?:ó|aron|an|amos)|demand(?:ó|aron|an|amos)"
    ),
    "threat": re.compile(r"amenaz(?:ó|aron|an|amos)|advirti(?:ó|eron)"),
    "announcement": re.compile(r"anunci(?:ó|aron|an|amos)"),
}
_OPENING = 6
_MOST_TOLD = 0.4
_LEAST_WORDS = 6


def omitted_statements(document: Document, segment: Segment, told: Told) -> Iterator[Finding]:
    """ "omitted" for sentences of a segment that open with such an act and have no match.

    Neither the act nor most of what it is about may be in the report.
    """
    matched = {m.unit.start for m in document.matches if m.probability >= MIN_PROBABILITY}
    for unit in document.units_of(segment):
        if unit.start in matched:
            continue
        statement = Statement(unit.text, "es", unit.start)
        act = _act(statement)
        if act is None or len(statement.words) < _LEAST_WORDS or told.word(statement.words[act[1]]):
            continue
        rest = statement.span_of_tokens(act[1], len(statement.tokens) - 1)
        if told.share(rest.text) <= _MOST_TOLD:
            yield _finding(rest, act[0])


def _act(statement: Statement) -> tuple[str, int] | None:
    """What a sentence does, and the token of its verb, among its first words."""
    for place, word in enumerate(statement.words[:_OPENING]):
        for name, verbs in _ACTS.items():
            if verbs.fullmatch(word):
                return name, place
    return None


def _finding(source: Span, act: str) -> Finding:
    article = "an" if act[0] in "aeiou" else "a"
    explanation = f"the source makes {article} {act} that the report leaves out: “{source.text}”"
    return Finding("omitted", source, None, 0.6, explanation)
