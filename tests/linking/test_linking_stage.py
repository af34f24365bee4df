"""Mentions become entities, in both languages."""

from __future__ import annotations

from bilingual.document import Document, Entity, Link, Mention, Segment, Translation, Unit
from bilingual.lexicon import load_lexicon
from bilingual.linking.stage import link


def entities(text: str, *named: tuple, units: tuple[Unit, ...] = ()) -> list[Entity]:
    """The entities of mentions given as (name, label, language, lexicon ids…), in text order."""
    mentions, done = [], 0
    for name, label, language, *ids in named:
        start = text.index(name, done)
        done = start + len(name)
        mentions.append(
            Mention(start, done, name, label, language, "spacy", lexicon_ids=tuple(ids))
        )
    return link(Document(text, mentions=tuple(mentions), units=units), load_lexicon())


def groups(found: list[Entity]) -> list[list[str]]:
    return [[mention.text for mention in entity.mentions] for entity in found]


def test_the_lexicon_joins_both_languages_under_its_id():
    text = "Defense Secretariat … SEDENA … @Defensamx1"
    (entity,) = entities(
        text,
        ("Defense Secretariat", "ORG", "en", "mx.defensa"),
        ("SEDENA", "ORG", "es", "mx.defensa"),
        ("@Defensamx1", "ORG", "und", "mx.defensa"),
    )
    assert entity.id == "mx.defensa" and entity.lexicon is not None
    assert "Secretaría de la Defensa Nacional" in entity.names["es"]
    assert {"Defense Secretariat", "Secretariat of National Defense"} <= set(entity.names["en"])
    assert "SEDENA" in entity.names["es"]


def test_an_alias_given_in_the_text_joins_a_person():
    text = "Rogelio Téllez Prado, known as “El Cuervo,” fled. El Cuervo and Téllez were seen."
    found = entities(
        text,
        ("Rogelio Téllez Prado", "PER", "en"),
        ("El Cuervo", "PER", "en"),
        ("El Cuervo", "PER", "en"),
        ("Téllez", "PER", "en"),
    )
    assert len(found) == 1


def test_aliases_in_spanish():
    for between in (", alias ", ", conocido como ", ", apodado “", " (a) "):
        text = f"Rogelio Téllez{between}El Cuervo"
        assert len(entities(text, ("Rogelio Téllez", "PER", "es"), ("El Cuervo", "PER", "es"))) == 1


def test_neighbours_are_not_one():
    text = "Rogelio Téllez, El Cuervo and others"
    assert len(entities(text, ("Rogelio Téllez", "PER", "en"), ("El Cuervo", "PER", "en"))) == 2


def test_two_persons_of_one_surname_stay_apart():
    text = "Ovidio Guzmán, Joaquín Guzmán, Guzmán"
    found = entities(
        text, *((name, "PER", "en") for name in ("Ovidio Guzmán", "Joaquín Guzmán", "Guzmán"))
    )
    assert len(found) == 3


def test_a_surname_that_several_bear_goes_to_the_one_named_most():
    text = "Eladio Ruiz, Eladio Ruiz, Inés Ruiz, Ruiz"
    found = entities(
        text,
        *((name, "PER", "en") for name in ("Eladio Ruiz", "Eladio Ruiz", "Inés Ruiz", "Ruiz")),
    )
    assert groups(found) == [["Eladio Ruiz", "Eladio Ruiz", "Ruiz"], ["Inés Ruiz"]]


def test_companies_go_by_what_follows_the_word_for_them():
    found = entities(
        "Grupo Visión Norte, Visión Norte",
        ("Grupo Visión Norte", "ORG", "en"),
        ("Visión Norte", "ORG", "en"),
    )
    assert len(found) == 1


def test_the_laws_initial_stands_for_the_surnames_of_one_person():
    names = ("Jesús Ramos", "Jesús “N”", "Luis “N”")
    found = entities(", ".join(names), *((name, "PER", "es") for name in names))
    assert groups(found) == [["Jesús Ramos", "Jesús “N”"], ["Luis “N”"]]


def test_an_acronym_defined_in_the_text():
    text = "Frente Amplio de Pescadores (FAP) … the FAP"
    found = entities(
        text,
        ("Frente Amplio de Pescadores", "ORG", "es"),
        ("FAP", "ORG", "es"),
        ("FAP", "ORG", "en"),
    )
    assert groups(found) == [["Frente Amplio de Pescadores", "FAP", "FAP"]]


def test_accents_and_wrong_labels_do_not_part_equal_names():
    text = "Tibú, Tibu"
    assert len(entities(text, ("Tibú", "LOC", "en"), ("Tibu", "ORG", "es"))) == 1


def test_countries_are_known_in_both_languages():
    text = "Brazil, Brasil"
    assert len(entities(text, ("Brazil", "LOC", "en"), ("Brasil", "LOC", "es"))) == 1


def test_the_translations_word_links_join_names_that_the_lexicon_lacks():
    english = "Front of Relatives said so. "
    spanish = "El Frente de Familiares informó."
    start = len(english)
    translation = Translation(
        "The Front of Relatives reported.",
        links=(Link(3, 9, 4, 9, 0.9), Link(10, 12, 10, 12, 0.9), Link(13, 23, 13, 22, 0.9)),
    )
    found = entities(
        english + spanish,
        ("Front of Relatives", "ORG", "en"),
        ("Frente de Familiares", "ORG", "es"),
        units=(Unit(start, start + len(spanish), spanish, translation),),
    )
    assert groups(found) == [["Front of Relatives", "Frente de Familiares"]]


def test_different_lexicon_entries_are_never_joined():
    text = "PGR, FGR (PGR)"
    found = entities(text, ("PGR", "ORG", "es", "mx.pgr"), ("FGR", "ORG", "es", "mx.fgr"))
    assert [entity.id for entity in found] == ["mx.pgr", "mx.fgr"]


def test_a_mention_of_several_readings_gets_no_lexicon_entry():
    (entity,) = entities("FGE", ("FGE", "ORG", "es", "mx.sin.fiscalia", "mx.ver.fiscalia"))
    assert entity.lexicon is None


def test_entities_speak_for_segments():
    text = "Se informa. — @FGRMexico"
    document = Document(
        text,
        segments=(Segment(0, 11, text[:11], "es", 1.0),),
        mentions=(Mention(14, 24, "@FGRMexico", "ORG", "und", "lexicon", lexicon_ids=("mx.fgr",)),),
    )
    (entity,) = link(document, load_lexicon())
    assert document.add(entities=[entity]).entity_of(document.mentions[0]) is entity
