"""Documents made by hand, with every layer that an export shows."""

from dataclasses import replace

import pytest

from bilingual import (
    Document,
    Entity,
    Finding,
    LexiconEntry,
    Link,
    Match,
    Mention,
    Segment,
    Span,
    Speaker,
    Translation,
    Unit,
)

SOURCE = "La Fiscalía detuvo a tres hombres."
TRANSLATION = "The Prosecutor's Office arrested three men."
REPORT = "Prosecutors arrested four men, a statement said."


def find(text: str, part: str, after: int = 0) -> Span:
    start = text.index(part, after)
    return Span(start, start + len(part), part)


def link(source: str, target: str, one: str, other: str, offsets=(0, 0)) -> Link:
    """A link between two words, offsets raised by where the texts stand."""
    a, b = source.index(one), target.index(other)
    return Link(
        offsets[0] + a, offsets[0] + a + len(one), offsets[1] + b, offsets[1] + b + len(other), 0.9
    )


def document_of(source: str, translation: str, report: str, **fields) -> Document:
    """An article of one reported and one Spanish sentence, with all layers."""
    text = f"{report}\n\n{source}\n\nNothing else happened."
    passage = Span(0, len(report), report)
    start = len(report) + 2
    spanish = Segment(
        start,
        start + len(source),
        source,
        "es",
        0.99,
        "post",
        Speaker("Fiscalía", "@FGRMexico", Span(0, 11, text[:11])),
        metadata={"date": "2026-02-22", "hashtags": ["Comunicado"]},
    )
    links = ()
    if source == SOURCE:
        links = (
            link(source, translation, "Fiscalía", "Prosecutor's"),
            link(source, translation, "Fiscalía", "Office"),
            link(source, translation, "tres", "three"),
        )
    unit = Unit(
        start,
        start + len(source),
        source,
        Translation(translation, translation, links, ("check the number",), 0.8, "engine:test"),
    )
    met = (link(source, report, "tres", "four", (start, 0)),) if links else ()
    match = Match(unit, passage, "report", 0.75, met)
    entry = LexiconEntry(
        "mx.fgr",
        "agency",
        {"es": "Fiscalía General de la República", "en": "Attorney General's Office"},
        wikidata="Q1",
    )
    mentions = (
        Mention(0, 11, text[:11], "ORG", "en", "lexicon"),
        Mention(start, start + 11, text[start : start + 11], "ORG", "es", "lexicon"),
    )
    entity = Entity("mx.fgr", "ORG", {"es": ("Fiscalía",), "en": ("FGR",)}, mentions, entry)
    findings = (
        Finding("same", unit, passage, 0.6, "Both speak of arrests."),
        Finding("number", unit, passage, 0.9, "Three men, not four.", met),
        Finding("omitted", unit, None, 0.7, "The article doesn't name the office."),
    )
    return Document(
        text,
        segments=(spanish,),
        mentions=mentions,
        units=(unit,),
        entities=(entity,),
        matches=(match,),
        findings=findings,
        signature="bilingual:0.1.0|engine:test",
        **fields,
    )


@pytest.fixture
def document() -> Document:
    return document_of(SOURCE, TRANSLATION, REPORT, id="d1", metadata={"title": "Arrests"})


@pytest.fixture
def make_document():
    return document_of


def many(count: int) -> list[Document]:
    """Documents with a sentence of their own each."""
    return [
        document_of(
            f"Sentencia número {i}: «tres» & <más>.",
            f"Sentence number {i}: “three” & <more>.",
            f"Report {i} says “four”.",
            id=f"d{i}",
        )
        for i in range(count)
    ]


@pytest.fixture
def thousand() -> list[Document]:
    return many(1000)


HOSTILE = "\"><script>window.ran=1</script><img src=x onerror=window.ran=1>' onclick='window.ran=1"


@pytest.fixture
def hostile() -> Document:
    """An article that tries to run something from every field."""
    source = f"Dijo que {HOSTILE} y </script><svg onload=window.ran=1> fin."
    document = document_of(source, HOSTILE, f"He said {HOSTILE}.")
    segment, entity, finding = document.segments[0], document.entities[0], document.findings[1]
    speaker = replace(segment.speaker, name=HOSTILE, handle=HOSTILE)
    metadata = {"date": HOSTILE, "hashtags": [HOSTILE]}
    entry = replace(entity.lexicon, id=HOSTILE, names={"es": HOSTILE}, wikidata=HOSTILE)
    return replace(
        document,
        id=HOSTILE,
        metadata={"title": HOSTILE, "url": "javascript:window.ran=1", HOSTILE: HOSTILE},
        segments=(replace(segment, speaker=speaker, metadata=metadata, kind=HOSTILE),),
        entities=(replace(entity, lexicon=entry, type=HOSTILE, names={"en": (HOSTILE,)}),),
        findings=(replace(finding, explanation=HOSTILE, kind=HOSTILE),),
        matches=(replace(document.matches[0], kind=HOSTILE),),
        signature=f"{HOSTILE}:{HOSTILE}",
    )
