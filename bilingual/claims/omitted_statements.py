"""Statements of a source that weigh and that no English sentence reports.

What somebody does by saying it, a denial, reproach, demand, promise, announcement; a condition;
and what is stated of a figure, or of somebody who is named. Courtesies, calls to the reader,
questions and labels don't weigh.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from bilingual.claims.statement import Statement
from bilingual.claims.told import Told
from bilingual.document import Document, Finding, Segment, Span, Unit
from bilingual.word_set import word_set

# Verbs by their stems. Forms in -a and -o may be nouns ("la denuncia"): not behind an article.
_ENDINGS = (
    "(?:ó|aron|a|an|amos|aba|aban|ará|arán|ad[oa]s?|"
    "ió|ieron|e|en|imos|ía|ían|irá|irán|id[oa]s?|í|é|o)"
)
_STEMS = {
    "denial": "neg nieg rechaz desment desmint desmient descart",
    "reproach": "acus denunci responsabiliz culp reproch critic cuestion lament",
    "demand": "exig reclam demand solicit orden prohib ped pid",
    "warning": "amenaz advert advirt alert",
    "promise": "promet compromet garantiz",
    "announcement": "anunci",
    "claim": "sostien sostuv sosten aleg insist afirm",
}
_ACTS = {name: re.compile(rf"(?:{'|'.join(s.split())}){_ENDINGS}") for name, s in _STEMS.items()}
_DETERMINERS = word_set("la una su sus esta esa esta de del por en sin con para bajo")
_FINITE = re.compile(
    r"\w{2,}(?:ó|aron|ieron|jeron|aba|aban|ía|ían|rá|rán|remos|an|en)|"
    r"es|son|está|están|hay|hubo|fue|fueron|era|eran|va|van|ha|han|hizo|puso|dio|dijo|tuvo|vino|"
    r"tiene|puede|debe|sigue|queda|cuenta|\w{2,}(?:ntiene|aliza|abora|ecibe|artici[pb]a|ermanece)"
)
_CONDITION = re.compile(r"(?:si|en caso de|de no|mientras no|siempre que)\b", re.I)
_OF_COURTESY = re.compile(
    r"\b(?:gracias|agradec\w+|p[ée]same|condolencias?|duelo|dolor|solidari\w+|felici\w+|saludos?|"
    r"bienvenid\w+|compromiso|reiter\w+|respet\w+|invit\w+|record(?:amos|emos)|recuerd\w+|"
    r"s[íi]gue\w*|consult[ae]n?|marqu?[ea]n?|llam[ae]n?|visit[ae]n?|esper(?:amos|en)|"
    r"permiso|buen[oa]s (?:d[íi]as|tardes|noches))\b",
    re.I,
)
_OPENING = 8
_LEAST_WORDS = 5
_MOST_TOLD = 0.4
_SURE, _LESS_SURE = 0.6, 0.55


def omitted_statements(document: Document, segment: Segment, told: Told) -> Iterator[Finding]:
    """ "omitted" for sentences of a segment that weigh and have no match.

    Hardly a word of what they say may be in the report, and not their act.
    """
    matched = {m.unit.start for m in document.matches}
    named = [m.start for entity in document.entities for m in entity.mentions]
    for unit in document.units_of(segment):
        statement = Statement(unit.text, "es", unit.start)
        if unit.start in matched or not _states_something(statement):
            continue
        act = _act(statement)
        if act is not None and told.word(statement.words[act[1]]):
            continue
        if act is None and not _weighs(statement, named):
            continue
        said = statement.span_of_tokens(act[1] if act else 0, len(statement.tokens) - 1)
        if told.share(said.text) <= _MOST_TOLD:
            yield _finding(unit, act[0] if act else None)


def _states_something(statement: Statement) -> bool:
    """Whether a text is a sentence of some words that states more than a courtesy."""
    words = [w for w in statement.words if w[0].isalnum()]
    return (
        len(words) >= _LEAST_WORDS
        and not statement.text.isupper()
        and "?" not in statement.text
        and not _OF_COURTESY.search(statement.text)
        and any(_FINITE.fullmatch(w) for w in words)
    )


def _weighs(statement: Statement, named: Sequence[int]) -> bool:
    """Whether a statement sets a condition, gives a figure or is about somebody who is named.

    A bare "no" weighs little: it is often told as its opposite ("was unhurt").
    """
    if _CONDITION.match(statement.text):
        return True
    if statement.words[0] == "no":
        return False
    end = statement.start + len(statement.text)
    figures = any(not q.weak for q in statement.quantities)
    return figures or any(statement.start <= place < end for place in named)


def _act(statement: Statement) -> tuple[str, int] | None:
    """What a sentence does, and the token of its verb, among its first words."""
    for place, word in enumerate(statement.words[:_OPENING]):
        if place and statement.words[place - 1] in _DETERMINERS:
            continue
        for name, verbs in _ACTS.items():
            if verbs.fullmatch(word):
                return name, place
    return None


def _finding(unit: Unit, act: str | None) -> Finding:
    source = Span(unit.start, unit.end, unit.text)
    if act is None:
        explanation = f"the source states “{source.text}”; the report does not"
        return Finding("omitted", source, None, _LESS_SURE, explanation)
    article = "an" if act[0] in "aeiou" else "a"
    explanation = f"the source makes {article} {act} that the report leaves out: “{source.text}”"
    return Finding("omitted", source, None, _SURE, explanation)
