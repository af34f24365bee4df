"""Handles, links, emoji and capitals are hidden from the model and come back whole."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from table_engine import TableEngine

from bilingual import translate
from bilingual.translation.attempts import Attempter
from bilingual.translation.glossary import Glossary
from bilingual.translation.protection import protect, restore

ITEMS = ["@Defensamx1", "#UltimaHora", "https://t.co/a_b", "😀", "👨‍👩‍👧", "a@b.mx", "www.gob.mx/x"]


def round_trip(sentence, engine):
    protected = protect(sentence, engine)
    return protected, restore(protected, engine.translate([protected.text], 1)[0])


@given(st.lists(st.sampled_from([*ITEMS, "hoy", "La", "FGR", "3", ",", "."]), max_size=9))
def test_an_engine_that_copies_gives_the_sentence_back(words):
    sentence = " ".join(words)
    protected, restored = round_trip(sentence, TableEngine())
    assert restored.text == sentence
    assert not any(item in protected.text for item in ITEMS)
    for link in restored.links:
        assert (
            sentence[link.source_start : link.source_end]
            == (restored.text[link.target_start : link.target_end])
        )


@given(st.text(max_size=60))
def test_links_stay_within_any_text(text):
    _, restored = round_trip(text, TableEngine())
    for a, b, c, d, _ in restored.links:
        assert 0 <= a < b <= len(text)
        assert 0 <= c < d <= len(restored.text)


def test_a_lost_mask_is_set_in_again(table_engine):
    engine = table_engine({"Vea X1 hoy.": "See today."})
    assert "https://t.co/x" in round_trip("Vea https://t.co/x hoy.", engine)[1].text


def test_a_doubled_mask_comes_out_once(table_engine):
    engine = table_engine({"Gracias X1.": "Thanks X1 X1."})
    assert round_trip("Gracias @a_b.", engine)[1].text == "Thanks @a_b."


def test_capitals_go_in_as_running_text_and_come_out_as_capitals(table_engine):
    engine = table_engine(
        {"La FGR detuvo a doce.": "The FGR detained twelve."}, known={"la", "detuvo", "a", "doce"}
    )
    attempter = Attempter(engine, Glossary({}), frozenset({"FGR"}))
    (attempt,) = attempter.attempt(["LA FGR DETUVO A DOCE."], 1)
    assert attempt.hypothesis.text == "THE FGR DETAINED TWELVE."


@pytest.mark.parametrize("sentence", ["X1 y @a_b", "Q1 X1 Z1 #c"])
def test_masks_do_not_meet_words_of_the_text(sentence, table_engine):
    assert round_trip(sentence, table_engine())[1].text == sentence


@pytest.mark.slow
@pytest.mark.parametrize(
    ("spanish", "kept"),
    [
        ("Entre los detenidos está Delfino “N”, alias “El Cuico”, de 30 años.", "Delfino “N”"),
        ("Entre los detenidos está Delfino “N”, alias “El Cuico”, de 30 años.", "alias “El Cuico”"),
        ('La FGR acusó a Jaime Arturo "L" de lavado de dinero.', 'Jaime Arturo "L"'),
    ],
)
def test_withheld_surnames_and_aliases_stay_as_they_are(spanish, kept):
    translation = translate(spanish)
    assert kept in translation.text
    assert not translation.warnings
