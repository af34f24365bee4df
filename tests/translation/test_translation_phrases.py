"""Fixed phrases are put plainly for the model; marks that stand apart never reach it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from table_engine import TableEngine

from bilingual import Settings, translate
from bilingual.translation.attempts import Attempter
from bilingual.translation.glossary import Glossary, overlap
from bilingual.translation.phrases import Phrases, load_phrases
from bilingual.translation.protection import protect, restore

PHRASES = Phrases(
    [
        ("se hace del conocimiento", "se informa", ""),
        ("sicarios", "criminales", "hitmen"),
        ("cuerno de chivo", "rifle", "AK-47"),
    ]
)


def attempt(engine, sentence):
    return Attempter(engine, Glossary({}), frozenset(), PHRASES).attempt([sentence], 1)[0]


def test_the_engine_gets_the_plain_words_and_links_go_to_the_phrase(table_engine):
    engine = table_engine({"Se informa que no hay agua.": "It is reported that no water is."})
    sentence = "Se hace del conocimiento que no hay agua."
    hypothesis = attempt(engine, sentence).hypothesis
    assert hypothesis.text == "It is reported that no water is."
    linked = {sentence[k.source_start : k.source_end] for k in hypothesis.links}
    assert {"Se", "hace", "del", "conocimiento", "que"} <= linked


def test_the_english_of_a_phrase_is_set_in_with_its_article(table_engine):
    table = {
        "Dos criminales huyeron ayer.": "Two criminals fled yesterday.",
        "Dejaron un rifle ahí.": "They left a rifle there.",
    }
    pairs = {"Dejaron un rifle ahí.": [(0, 1), (1, 2), (2, 3), (3, 4), (4, 5)]}
    engine = table_engine(table, links=pairs)
    assert (
        attempt(engine, "Dos sicarios huyeron ayer.").hypothesis.text
        == "Two hitmen fled yesterday."
    )
    left = attempt(engine, "Dejaron un cuerno de chivo ahí.")
    assert left.hypothesis.text == "They left an AK-47 there." and not left.doubts
    assert left.raw == "They left a rifle there."


def test_a_word_that_is_a_name_is_no_phrase():
    assert not PHRASES.find("Juegan los Sicarios de Xalapa.")
    assert PHRASES.find("Sicarios huyen.")[0].plain == "Criminales"
    assert PHRASES.find("LOS SICARIOS HUYEN")[0].plain == "CRIMINALES"


def test_a_phrase_within_a_glossary_term_is_left_alone(table_engine):
    glossary = Glossary({"Observatorio de Sicarios": "Hitmen Watch"})
    engine = table_engine()
    attempter = Attempter(engine, glossary, frozenset(), PHRASES)
    attempter.attempt(["Habló el Observatorio de Sicarios ayer."], 1)
    assert engine.asked[0][0] == "Habló el Observatorio de Sicarios ayer."


def test_the_shipped_phrases_are_whole():
    phrases = load_phrases()
    for start, end, plain, _ in phrases.find("se dio vista a los sicarios en flagrancia"):
        assert plain and end > start


@given(
    st.lists(st.sampled_from(["sicarios", "@a_b", "😀", "hoy", "#c", "FGR", "un", "."]), max_size=8)
)
def test_links_of_any_mixture_lie_within_both_texts(words):
    sentence = " ".join(words)
    found = PHRASES.find(sentence)
    protected = protect(sentence, TableEngine(), (), found)
    restored = restore(protected, TableEngine().translate([protected.text], 1)[0])
    assert not any(overlap(a, b) for a in found for b in found if a is not b)
    for a, b, c, d, _ in restored.links:
        assert 0 <= a < b <= len(sentence) and 0 <= c < d <= len(restored.text)


@pytest.mark.parametrize(
    ("sentence", "asked"),
    [
        ("🚨 Arde un mercado en Tepito 🔥", "Arde un mercado en Tepito"),
        ("#UltimaHora Cierran el puente", "Cierran el puente"),
        ("@CFE: no hay luz https://t.co/a", "no hay luz"),
        ("Lea más en https://t.co/a", "Lea más en X1"),
        ("Gracias a @CFE", "Gracias a X1"),
        ("@CFE confirmó el corte", "X1 confirmó el corte"),
    ],
)
def test_marks_that_stand_apart_are_no_part_of_the_sentence(table_engine, sentence, asked):
    protected = protect(sentence, table_engine())
    assert protected.text == asked
    assert restore(protected, table_engine().translate([asked], 1)[0]).text == sentence


@pytest.mark.slow
def test_officialese_is_readable_and_off_means_off():
    line = "Se hace del conocimiento de la opinión pública que no hubo heridos."
    assert translate(line).text.startswith("The public is informed that")
    assert "phrases" not in translate(line, Settings(glossary_style="off")).signature


@pytest.mark.slow
@pytest.mark.parametrize(
    ("spanish", "english"),
    [
        ("El homicidio doloso bajó en siete entidades federativas.", "intentional homicide"),
        ("El homicidio doloso bajó en siete entidades federativas.", "seven states"),
        ("La delincuencia organizada opera en la sierra sinaloense.", "organized crime"),
        ("La delincuencia organizada opera en la sierra sinaloense.", "Sinaloa"),
        ("Los reos inconformes serán trasladados mañana.", "inmates"),
        ("La balacera ocurrió en inmediaciones del mercado.", "near the market"),
        ("Los legisladores panistas abandonaron la sala.", "PAN"),
        ("No se detuvo a ninguna persona.", "arrest"),
    ],
)
def test_words_of_mexican_news_are_translated(spanish, english):
    assert english.lower() in translate(spanish).text.lower()


@pytest.mark.slow
def test_words_that_english_does_without_are_not_called_dropped():
    assert not translate("La policía actuó de manera rápida y detuvo a dos hombres.").warnings


@pytest.mark.parametrize(
    "text, found",
    [
        ("Detienen a tres en Tepic.", ["Detienen a"]),
        ("Dicen que detienen a tres en Tepic.", []),
        ("VIDEO: Detienen a tres.", ["Detienen a"]),
        ("La Marina aseguró 20 vehículos.", ["aseguró"]),
        ("La Marina aseguró que no hay riesgo.", []),
        ("Hay tres detenidos.", ["detenidos"]),
        ("Fueron detenidos en Tepic.", []),
    ],
)
def test_marked_phrases_hold_in_their_place_alone(text, found):
    rows = [
        ("^detienen a", "detuvieron a", "they arrest"),
        ("aseguró N", "confiscó", "seized"),
        ("N detenidos", "arrestados", "detainees"),
    ]
    assert [text[p.start : p.end] for p in Phrases(rows).find(text)] == found
