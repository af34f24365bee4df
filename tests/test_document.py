from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from awkward_text import awkward_text
from hypothesis import given
from hypothesis import strategies as st

from bilingual import (
    Block,
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
from bilingual.errors import InputError
from bilingual.serialization import document_to_dict, json_schema

ROOT = Path(__file__).resolve().parents[1]


def spans_in(record: Any) -> Iterator[Span]:
    """Every record with offsets into the document, however deep it sits."""
    if isinstance(record, Span):
        yield record
    if isinstance(record, (list, tuple)) and not isinstance(record, Link):
        for item in record:
            yield from spans_in(item)
    elif hasattr(record, "__slots__") and not isinstance(record, (str, Translation)):
        for cls in type(record).__mro__:
            for name in getattr(cls, "__slots__", ()):
                yield from spans_in(getattr(record, name))


@st.composite
def documents(draw: st.DrawFn) -> Document:
    """A document with one record in each layer, at arbitrary offsets of arbitrary text."""
    document = Document(draw(awkward_text | st.text(st.characters(codec=None), max_size=30)))
    end = draw(st.integers(0, len(document.text)))
    start = draw(st.integers(0, end))
    span = document.span(start, end)
    at = (span.start, span.end, span.text)
    speaker = Speaker("Defensa", "@Defensamx1", span)
    mention = Mention(*at, "ORG", "es", "lexicon+spacy", lexicon_ids=("mx.defensa",))
    links = (Link(0, 1, 2, 3, 0.5),)
    unit = Unit(*at, Translation("x", "y", links, ("a warning",), 0.5, "s"))
    entry = LexiconEntry(
        "mx.defensa",
        "secretariat",
        names={"es": "a"},
        aliases={"en": ("b",)},
        acronyms=("SEDENA",),
        verified=True,
    )
    return document.add(
        blocks=[Block(*at, "post", {"lang": "es"})],
        segments=[Segment(*at, "es", 0.9, "post", speaker, True, {"hashtags": ["UltimaHora"]})],
        mentions=[mention],
        units=[unit],
        entities=[Entity("mx.defensa", "ORG", {"es": ("a",)}, (mention,), entry)],
        matches=[Match(unit, span, "report", 0.5, links)],
        findings=[Finding("omitted", span, None, 0.5, "why", links)],
    )


@given(documents())
def test_json_round_trip_is_lossless(document: Document) -> None:
    assert Document.from_json(document.to_json()) == document
    assert Document.from_json(document.to_json(indent=2)) == document


@given(documents())
def test_json_validates_against_the_published_schema(document: Document) -> None:
    schema = json.loads((ROOT / "docs" / "document.schema.json").read_text())
    jsonschema.validate(json.loads(document.to_json()), schema)


def test_published_schema_is_current() -> None:
    assert json.loads((ROOT / "docs" / "document.schema.json").read_text()) == json_schema()


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("{", "Expecting"),
        ("[]", "top level"),
        ('{"text": "a", "segments": [{"start": 0}]}', "segments.0.end"),
        ('{"text": 3}', "text"),
    ],
)
def test_a_faulty_json_is_refused_with_its_place(text: str, named: str) -> None:
    with pytest.raises(InputError, match=named):
        Document.from_json(text)


def test_id_depends_on_the_text_alone() -> None:
    assert Document("a").id == Document("a", metadata={"x": 1}).id
    assert Document("a").id != Document("b").id
    assert Document("\ud800").id
    assert Document("a", id="mine").id == "mine"


def test_records_are_frozen_and_slotted() -> None:
    document = Document("text")
    with pytest.raises(AttributeError):
        document.text = "other"  # type: ignore[misc]
    assert not hasattr(document, "__dict__")
    assert not hasattr(Mention(0, 1, "t", "ORG", "en", "lexicon"), "__dict__")


def test_speaker_entity_goes_by_handle_then_evidence_then_name() -> None:
    text = "Defensa said so. The FGR agreed."
    document = Document(text)
    defensa = Mention(0, 7, "Defensa", "ORG", "en", "lexicon")
    fgr = Mention(21, 24, "FGR", "ORG", "en", "lexicon")
    entry = LexiconEntry("mx.defensa", "secretariat", handles=("@Defensamx1",))
    entities = [
        Entity("mx.fgr", "ORG", {"en": ("FGR",)}, (fgr,)),
        Entity("mx.defensa", "ORG", {"en": ("Defense Secretariat",)}, (defensa,), entry),
    ]
    document = document.add(entities=entities)

    def speaking(name: str, handle: str | None, start: int, end: int) -> str | None:
        speaker = Speaker(name, handle, document.span(start, end))
        entity = document.speaker_entity(Segment(0, 1, "D", "es", 1.0, speaker=speaker))
        return entity.id if entity else None

    assert speaking("?", "@defensamx1", 30, 31) == "mx.defensa"
    assert speaking("Defensa", None, 0, 12) == "mx.defensa"
    assert speaking("FGR", None, 30, 31) == "mx.fgr"
    assert speaking("Nobody", None, 30, 31) is None
    assert document.speaker_entity(Segment(0, 1, "D", "es", 1.0)) is None


def test_dictionary_form_keeps_plain_types() -> None:
    assert document_to_dict(Document("a", id="1"))["segments"] == ()
