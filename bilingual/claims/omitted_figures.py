"""Figures of a source that weigh and that the report leaves out: victims, arrests, hauls, money."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bilingual.claims.statement import Statement
from bilingual.claims.told import Told
from bilingual.document import Document, Finding, Segment
from bilingual.quantities import Quantity
from bilingual.quantities.units import CURRENCIES

# What a figure has to count, or what has to be done to those counted, for it to weigh.
_WEIGHTY = re.compile(
    r"(?:muert[oa]s?|muertes|murieron|fallecid[oa]s?|fallecieron|fallecimientos|"
    r"herid[oa]s|lesionad[oa]s|hirieron|hirió|víctimas|asesinad[oa]s|asesinó|asesinaron|"
    r"asesinatos|homicidios|mató|mataron|ejecutad[oa]s|cuerpos|cadáveres|"
    r"desaparecid[oa]s|secuestrad[oa]s|rehenes|damnificad[oa]s|desplazad[oa]s|evacuad[oa]s|"
    r"detenid[oa]s|detuvieron|detuvo|arrestad[oa]s|arrestaron|capturad[oa]s|capturaron|"
    r"aprehendid[oa]s|sentenciad[oa]s|procesad[oa]s|intoxicad[oa]s|contagios|"
    r"quemaduras|quemad[oa]s|lesiones|ahogad[oa]s|ahogaron|atropellad[oa]s|balead[oa]s|reubicad[oa]s|"
    r"hospitalizad[oa]s|rescatad[oa]s|deportad[oa]s|artefactos|laboratorios|"
    r"minas|armas|fusiles|rifles|pistolas|granadas|explosivos|cartuchos|drones|"
    r"prisión|cárcel|despedid[oa]s|despidos)"
)
_AFTER, _BEFORE = 5, 4
_SURE, _LESS_SURE = 0.65, 0.6
_MASS = "mass"
# The second part of a measure: "2 kilos 350 gramos".
_MEASURE = re.compile(r"(?:kilo(?:gramo)?|tonelada|gramo|litro|metro|hora)s?")


def omitted_figures(document: Document, segment: Segment, told: Told) -> Iterator[Finding]:
    """ "omitted" for figures of a segment that weigh, when no English of the article has them.

    What the figure counts must be missing too: "several people were arrested" tells of the
    arrests, if vaguely.
    """
    for unit in document.units_of(segment):
        statement = Statement(unit.text, "es", unit.start)
        for quantity in statement.quantities:
            if quantity.kind != "number" or quantity.weak:
                continue
            cue = _cue(statement, quantity)
            if cue is None or told.figure(quantity):
                continue
            if not told.word(statement.words[cue]):
                yield _finding(statement, quantity, cue)


def _cue(statement: Statement, quantity: Quantity) -> int | None:
    """The token that says why a figure weighs, in its own clause; the noun that is paid, of money.

    None where the figure does not weigh.
    """
    first, last = quantity.tokens
    around = [*_clause_after(statement, last), *_clause_before(statement, first)]
    if quantity.unit in CURRENCIES or quantity.unit == _MASS:
        nouns = [i for i in reversed(_clause_before(statement, first)) if statement.is_content(i)]
        is_part = nouns and _MEASURE.fullmatch(statement.words[nouns[0]])
        return nouns[0] if nouns and not is_part else None
    return next((i for i in around if _WEIGHTY.fullmatch(statement.words[i])), None)


def _clause_after(statement: Statement, place: int) -> list[int]:
    places: list[int] = []
    for i in range(place + 1, min(place + 1 + _AFTER, len(statement.words))):
        if not statement.words[i][0].isalnum():
            break
        places.append(i)
    return places


def _clause_before(statement: Statement, place: int) -> list[int]:
    places: list[int] = []
    for i in range(place - 1, max(place - 1 - _BEFORE, -1), -1):
        if not statement.words[i][0].isalnum():
            break
        places.append(i)
    return places[::-1]


def _finding(statement: Statement, quantity: Quantity, cue: int) -> Finding:
    last = max(cue, quantity.tokens[1])
    if cue < quantity.tokens[0]:
        following = [i for i in _clause_after(statement, last) if statement.is_content(i)]
        last = following[0] if following else last
    source = statement.span_of_tokens(min(cue, quantity.tokens[0]), last)
    confidence = _LESS_SURE if quantity.unit else _SURE
    explanation = f"the source gives the figure “{source.text}”; the report does not"
    return Finding("omitted", source, None, confidence, explanation)
