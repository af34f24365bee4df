"""Which sentences speak for a source, on documents made by hand."""

import pytest

from bilingual import Document, Entity, Match, Mention, Segment, Speaker, Translation, Unit
from bilingual.alignment.speech import reported_regions
from bilingual.claims import attribution
from bilingual.claims.scope import told_of_source
from bilingual.document import Span

SOURCE = "Personal de esta institución reforzará la inspección de los contenedores."


def article(english: str, matched: tuple[str, float] | None = None) -> Document:
    """English, then a post by the Navy; ``matched`` is the passage that answers to the post."""
    text = f"{english}\n\n{SOURCE}"
    start = len(english) + 2
    mentions = [
        Mention(at, at + len(name), name, "ORG", "en", "lexicon")
        for name in ("Navy Secretariat", "Health Ministry")
        if (at := english.find(name)) >= 0
    ]
    handle = Mention(start, start + 8, text[start : start + 8], "ORG", "es", "lexicon")
    entities = [
        Entity("navy", "ORG", {"en": ("Navy Secretariat",)}, (handle, *mentions[:1])),
        Entity("health", "ORG", {"en": ("Health Ministry",)}, tuple(mentions[1:])),
    ]
    speaker = Speaker("Personal", None, Span(handle.start, handle.end, handle.text))
    unit = Unit(start, len(text), SOURCE, Translation(""))
    matches = ()
    if matched:
        at = english.index(matched[0])
        report = Span(at, at + len(matched[0]), matched[0])
        matches = (Match(unit, report, "report", matched[1]),)
    return Document(
        text,
        segments=(
            Segment(0, len(english), english, "en", 1.0),
            Segment(start, len(text), SOURCE, "es", 1.0, "post", speaker),
        ),
        mentions=(*mentions, handle),
        units=(unit,),
        entities=tuple(entities),
        matches=matches,
    )


def spoken(document: Document) -> list[str]:
    return [a.report.text for a in attribution(document)]


def test_who_is_named_as_saying_it_speaks_for_the_source():
    text = "The Navy Secretariat said in a post that it will look at more cargo. It rained."
    assert spoken(article(text)) == [text.removesuffix(" It rained.")]


def test_sentences_that_carry_on_belong_to_who_spoke_last():
    text = "The Navy Secretariat said that dogs help. The search goes on, it added. Then it rained."
    assert len(spoken(article(text))) == 2


@pytest.mark.parametrize(
    "text",
    [
        "The search goes on, the statement said.",
        "More cargo will be looked at, according to the post.",
        "The Navy Secretariat has ships in port, it wrote.",
        "Ships are in port, the Navy Secretariat in Veracruz told reporters on Friday.",
        "Ships have been put out to sea, the secretariat said.",
    ],
)
def test_the_phrase_beside_the_verb_says_who_speaks(text):
    assert spoken(article(text)) == [text]


@pytest.mark.parametrize(
    "text",
    [
        "The Health Ministry said that the Navy Secretariat has ships.",
        "Ships are in port, according to the indictment.",
        "Ships belong to the Navy Secretariat, the Health Ministry told reporters.",
    ],
)
def test_a_name_that_is_no_subject_does_not_speak(text):
    assert spoken(article(text)) == []


def test_somebody_else_does_not():
    text = "The Navy Secretariat has ships. The Health Ministry said that masks help."
    assert spoken(article(text)) == []


def test_what_says_the_same_speaks_for_the_source_though_nobody_is_named():
    text = "Containers will be inspected more closely. It rained."
    document = article(text, (text[:42], 0.9))
    (found,) = attribution(document)
    assert found.report.text == text[:42]
    assert found.segment is document.segments[1]


def test_a_sentence_that_introduces_the_source_does_not_speak_for_it():
    assert spoken(article("In a post, the Navy Secretariat said:")) == []


def test_no_source_no_attribution():
    assert attribution(Document("The Navy said so.")) == []


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("The army said it found guns.", [" it found guns."]),
        (
            "Guns were found in the hills near the town, the army said.",
            ["Guns were found in the hills near the town"],
        ),
        ('She said "we saw it all happen" to a man.', ['"we saw it all happen"']),
        ("Rain fell.", ["Rain fell."]),
        ("He is guilty of nothing, said Ana Paz, his lawyer.", ["He is guilty of nothing"]),
        ("The truce began in May, Juan Paz, the envoy, said.", ["The truce began in May"]),
        ("It fell, the army said, on a curve.", ["It fell", " on a curve."]),
        (
            "It has a plan, she said on Monday; the plan is old.",
            ["It has a plan", " the plan is old."],
        ),
        ("The envoy, Juan Paz, told them on Monday that it rained.", [" it rained."]),
        ("She accused a mayor of lying.", ["accused a mayor of lying."]),
        ("According to the army, it rained.", [" it rained."]),
        ("PUEBLA, Mexico — Rain fell, the army said.", ["Rain fell"]),
    ],
)
def test_the_told_part_of_a_sentence(text, told):
    regions = reported_regions(Span(5, 5 + len(text), text))
    assert [text[a - 5 : b - 5] for a, b in regions] == told


def test_only_what_a_source_is_named_for_can_be_added_to_it():
    document = article(
        "The Navy Secretariat said inspections will be reinforced. Containers wait for weeks.",
        ("Containers wait for weeks.", 0.9),
    )
    told = told_of_source(document, attribution(document))
    assert [a.report.text for a in told] == [
        "The Navy Secretariat said inspections will be reinforced."
    ]
    assert len(attribution(document)) == 2
