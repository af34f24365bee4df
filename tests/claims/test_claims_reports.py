"""What a report rounds or says in other words, and what it turns into something else."""

import pytest

from bilingual.alignment.words import align_tokens
from bilingual.claims.stage import claim_findings
from bilingual.claims.statement import Pair, Statement

HARD = {"number", "date", "entity", "negation", "hedge", "status"}


def kinds(es: str, en: str) -> list[str]:
    """The kinds of hard findings between a source and a report that is no translation."""
    source, report = Statement(es, "es", 0, es), Statement(en, "en", 0, en)
    pair = Pair(source, report, align_tokens(source.tokens, report.tokens), translation=False)
    return [f.kind for f in claim_findings(pair) if f.kind in HARD]


@pytest.mark.parametrize(
    ("es", "en", "kind"),
    [
        (
            "El grupo operaría en tres municipios.",
            "The group operates in three towns.",
            "hedge",
        ),
        (
            "El atacante pudo haber huido a Guatemala.",
            "The attacker fled to Guatemala.",
            "hedge",
        ),
        (
            "El incendio fue provocado.",
            "The fire may have been set on purpose.",
            "hedge",
        ),
        (
            "No descartamos que haya funcionarios del puerto involucrados.",
            "Port officials were in on it, the agency said.",
            "hedge",
        ),
        (
            "No se descartan cortes rotativos.",
            "It ruled out rotating cuts during the week.",
            "negation",
        ),
        (
            "No se descarta la participación de servidores públicos de la aduana.",
            "Officials of the customs house were not involved, the office added.",
            "negation",
        ),
        (
            "Fueron asegurados dos vehículos, ocho armas largas y un lanzacohetes.",
            "Two vehicles, eight rifles and three rocket launchers were seized.",
            "number",
        ),
        (
            "El incendio tiene 60% de control y 35% de liquidación.",
            "The fire has 35% control and 60% liquidation.",
            "number",
        ),
        (
            "Fue detenido el 9 de octubre en San Pedro.",
            "He was arrested on Oct. 19 in San Pedro.",
            "date",
        ),
    ],
)
def test_what_is_told_otherwise(es, en, kind):
    assert set(kinds(es, en)) == {kind}


@pytest.mark.parametrize(
    ("es", "en"),
    [
        (
            "El alcalde dijo que presentaría la denuncia el lunes.",
            "The mayor said he would file it.",
        ),
        ("La secretaría confirmó tres casos.", "The ministry confirmed three cases."),
        (
            "No descartamos que haya funcionarios involucrados.",
            "Officials may have been involved, the agency said.",
        ),
        ("No se descarta ninguna línea.", "No line of inquiry has been ruled out."),
        (
            "Tres casillas no pudieron instalarse por hechos violentos.",
            "Violence kept three polling stations from opening this morning.",
        ),
        ("Mi cliente no ha sido condenado por nada.", "He has been convicted of nothing."),
        ("Nunca aceptó un sobre ni quiso irse.", "He never took a bribe and never wished to go."),
        ("El dictamen estará en un plazo no mayor a 90 días.", "Its report is due within 90 days."),
        (
            "Fallecieron cuatro integrantes del grupo y tres más camino al hospital.",
            "Seven members of the group died.",
        ),
        ("Hay 2 mil 140 personas detenidas.", "More than two thousand people are detained."),
        (
            "Están privados de la libertad desde el 21 de abril.",
            "They were freed on April 30.",
        ),
    ],
)
def test_what_is_told_in_other_words(es, en):
    assert kinds(es, en) == []


def test_what_both_sides_say_is_confirmed():
    source, report = (
        Statement("No hubo heridos el 3 de mayo.", "es"),
        Statement("Nobody was hurt on May 3.", "en"),
    )
    pair = Pair(source, report, align_tokens(source.tokens, report.tokens), translation=False)
    same = {f.report.text for f in claim_findings(pair) if f.kind == "same"}
    assert any("May 3" in text for text in same)
