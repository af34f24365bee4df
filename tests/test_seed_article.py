"""What the article that started it must show, from text to findings."""

from __future__ import annotations

import pytest

from bilingual import Document, Entity, process

pytestmark = pytest.mark.slow

HARD = {"number", "date", "entity", "negation", "hedge", "status"}


@pytest.fixture(scope="module")
def article(seed_text: str) -> Document:
    return process(seed_text)


def entity_named(article: Document, *surfaces: str) -> Entity:
    """The one entity that all these surfaces belong to."""
    entities = {
        entity.id: entity
        for entity in article.entities
        for mention in entity.mentions
        if mention.text in surfaces
    }
    found = {m.text for entity in entities.values() for m in entity.mentions}
    assert set(surfaces) <= found
    assert len(entities) == 1, (surfaces, list(entities))
    return next(iter(entities.values()))


def test_one_spanish_segment_with_its_speaker(article: Document) -> None:
    (segment,) = (s for s in article.segments if s.language != "en")
    assert segment.language == "es"
    assert segment.text.startswith("se hace del conocimiento")
    assert segment.text.endswith("planearon y…")
    assert segment.kind == "post"
    assert segment.truncated
    assert segment.metadata["date"] == "2026-02-22"
    assert {tag.lstrip("#") for tag in segment.metadata["hashtags"]} == {
        "UltimaHora",
        "Comunicado",
    }
    assert segment.speaker is not None
    assert segment.speaker.handle == "@Defensamx1"
    speaker = article.speaker_entity(segment)
    assert speaker is not None
    assert speaker.id == "mx.defensa"


def test_translation_gives_institutions_their_usual_names(article: Document) -> None:
    (unit,) = article.units
    english = unit.translation.text
    for name, spanish in (
        ("National Intelligence Center", "Inteligencia"),
        ("Attorney General's Office (FEMDO)", "Fiscalía"),
        ("Special Forces of the Mexican Army", "Ejército"),
    ):
        assert name in english
        begin = english.index(name)
        linked = {
            unit.text[link.source_start : link.source_end]
            for link in unit.translation.links
            if begin <= link.target_start < begin + len(name)
        }
        assert spanish in linked
    assert any("truncated" in warning for warning in unit.translation.warnings)


@pytest.mark.parametrize(
    ("surfaces", "lexicon_id"),
    [
        (
            (
                "Nemesio Ruben Oseguera Cervantes",
                "El Mencho",
                "Oseguera Cervantes",
            ),
            None,
        ),
        (("Cártel Jalisco Nueva Generación", "CJNG"), "mx.cjng"),
        (("Defense Secretariat", "@Defensamx1"), "mx.defensa"),
        (("Centro Nacional de Inteligencia",), "mx.cni"),
        (("Fiscalía General de República",), "mx.fgr"),
        (("FEMDO",), "mx.femdo"),
        (("Fuerzas Especiales del Ejército Mexicano",), None),
        (("CIA",), "us.cia"),
        (("Claudia Sheinbaum",), None),
        (("Donald Trump",), None),
        (("Jalisco",), None),
    ],
)
def test_each_is_one_entity(
    article: Document, surfaces: tuple[str, ...], lexicon_id: str | None
) -> None:
    entity = entity_named(article, *surfaces)
    assert lexicon_id in (None, entity.id)


def test_the_post_matches_the_paragraph_on_the_press_release(article: Document) -> None:
    matches = [m for m in article.matches if "In a press release" in m.report.text]
    assert matches
    links = {
        (
            article.text[link.source_start : link.source_end],
            article.text[link.target_start : link.target_end],
        )
        for link in matches[0].links
    }
    assert {
        ("trabajos", "tasks"),
        ("inteligencia", "intelligence"),
        ("militar", "military"),
        ("central", "central"),
    } <= links


def test_findings_are_what_a_careful_editor_would_note(article: Document) -> None:
    omitted = " ".join(f.source.text for f in article.findings if f.kind == "omitted" and f.source)
    for name in (
        "Centro Nacional de Inteligencia",
        "Fiscalía General de República (FEMDO)",
        "Fuerzas Especiales",
    ):
        assert name in omitted
    (added,) = (f for f in article.findings if f.kind == "added")
    assert added.source is None
    assert added.report is not None
    assert "bilateral coordination and cooperation with the U.S." in added.report.text
    assert "breaks off" in added.explanation
    assert not [f for f in article.findings if f.kind in HARD]


def test_result_is_signed_and_survives_json(article: Document) -> None:
    for key in ("bilingual:", "model:", "lexicon:"):
        assert key in article.signature
    assert Document.from_json(article.to_json()) == article
