"""Names that differ, in an article with entities made by hand."""

from bilingual import Document, Entity, Match, Mention, Segment, Translation, Unit
from bilingual.alignment.words import align_tokens
from bilingual.claims import Claims
from bilingual.document import Span
from bilingual.settings import Settings
from bilingual.tokens import tokenize


def entities(es: str, en: str, *named: tuple[str, str, str]) -> list[tuple[str, str]]:
    """The differing names; ``named`` are entity id, label and name, by the side that has it."""
    text, start = f"{en}\n\n{es}", len(en) + 2
    mentions: dict[tuple[str, str], list[Mention]] = {}
    for identity, label, name in named:
        at = text.index(name)
        language = "en" if at < start else "es"
        mention = Mention(at, at + len(name), name, label, language, "lexicon")
        mentions.setdefault((identity, label), []).append(mention)
    unit = Unit(start, len(text), es, Translation(""))
    report = Span(0, len(en), en)
    links = tuple(align_tokens(tokenize(es, start), tokenize(en)))
    document = Document(
        text,
        segments=(Segment(0, len(en), en, "en", 1.0), Segment(start, len(text), es, "es", 1.0)),
        units=(unit,),
        mentions=tuple(m for some in mentions.values() for m in some),
        entities=tuple(Entity(i, kind, {}, tuple(ms)) for (i, kind), ms in mentions.items()),
        matches=(Match(unit, report, "report", 0.95, links),),
    )
    found = Claims(Settings(vectors=False))([document])[0].findings
    return [(f.source.text, f.report.text) for f in found if f.kind == "entity"]


def test_somebody_brought_from_another_country():
    found = entities(
        "La fiscalía acusó a Jaime Lozornio, extraditado de España el 17 de marzo.",
        "The prosecutor charged Jaime Lozornio, who had been brought from Panama on March 17.",
        ("e1", "LOC", "España"),
        ("e2", "LOC", "Panama"),
    )
    assert found == [("España", "Panama")]


def test_a_country_that_only_describes_is_none_to_come_from():
    found = entities(
        "La fiscalía acusó a Jaime Lozornio, empresario de España, el 17 de marzo.",
        "The prosecutor charged Jaime Lozornio, who had been brought from Panama on March 17.",
        ("e1", "LOC", "España"),
        ("e2", "LOC", "Panama"),
    )
    assert found == []


def test_a_part_of_a_name_that_both_sides_have_is_no_counterpart():
    found = entities(
        "La Fiscalía General de la República (FGR), a través de la Fiscalía Especializada de "
        "Control Competencial, obtuvo el pasado viernes vinculación a proceso contra Jaime "
        "Arturo “L”, extraditado el 17 de marzo.",
        "A judge ordered its founder, Jaime Arturo Lozornio Beltrán, held for trial on Friday, the "
        "Attorney General's Office said in a statement; he had been brought that week.",
        ("mx.fgr", "ORG", "Fiscalía General de la República"),
        ("mx.fgr", "ORG", "FGR"),
        ("mx.fgr", "ORG", "Attorney General's Office"),
        ("mx.fecoc", "ORG", "Fiscalía Especializada de Control Competencial"),
    )
    assert found == []
