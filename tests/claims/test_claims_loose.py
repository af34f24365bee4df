"""Sentences that have little in common: only what sure links bear out differs."""

import pytest

import bilingual
from bilingual.alignment.words import align_tokens
from bilingual.claims.stage import loose_findings
from bilingual.claims.statement import Pair, Statement


def kinds(es: str, en: str) -> list[str]:
    source, report = Statement(es, "es"), Statement(en, "en")
    links = align_tokens(source.tokens, report.tokens)
    return [f.kind for f in loose_findings(Pair(source, report, links, False, loose=True))]


@pytest.mark.parametrize(
    ("es", "en", "kind"),
    [
        (
            "El INE no ha fijado postura sobre el dictamen y lo hará hasta conocer el texto.",
            "The electoral institute has taken a position on the draft, it said in a post.",
            "negation",
        ),
        (
            "Vamos a estallar la huelga el lunes si la Rectoría no cumple.",
            "The union of professors has gone on strike, the organization announced.",
            "status",
        ),
        (
            "La dependencia entregó 300 viviendas en la colonia y abrió un refugio más.",
            "Officials said 200 houses had been handed out by the agency.",
            "number",
        ),
    ],
)
def test_what_sure_links_bear_out_differs(es, en, kind):
    assert kinds(es, en) == [kind]


@pytest.mark.parametrize(
    ("es", "en"),
    [
        (
            "Vamos a parar si la Rectoría no entrega antes los comprobantes de pago.",
            "It accused the rector of paying contractors first.",
        ),
        (
            "El imputado habría seguido a la víctima durante dos semanas.",
            "In a second passage of its statement, the office wrote to the family.",
        ),
    ],
)
def test_what_they_speak_of_must_be_the_same(es, en):
    assert kinds(es, en) == []


def test_what_is_done_may_stand_in_a_noun_with_its_verb():
    assert kinds(
        "Alista sindicato denuncia ante la Secretaría del Trabajo por traslado de línea.",
        "The union has filed a complaint with the Labor Ministry, according to the newspaper.",
    ) == ["status"]


@pytest.mark.slow
def test_words_that_differ_are_not_added_as_well():
    article = (
        "At least nine people were killed on Tuesday night, the state security secretary said.\n\n"
        "Informo que, tras los hechos registrados anoche en la sindicatura de Costa Rica, se tiene "
        "el reporte de ocho personas sin vida y cuatro lesionadas. Elementos del #Ejército y la "
        "@GN_MEXICO_ reforzarán la vigilancia a partir de mañana. No hay detenidos.\n"
        "— Gerardo Medrano Vela (@medranovela_) May 13, 2026\n\n"
        "Medrano said four people were wounded and that soldiers and the National Guard had "
        "already reinforced patrols in the area."
    )
    findings = bilingual.process(article).findings
    differing = [f.report for f in findings if f.kind == "status"]
    assert differing
    for added in (f.report for f in findings if f.kind == "added"):
        assert all(added.end <= d.start or d.end <= added.start for d in differing)
