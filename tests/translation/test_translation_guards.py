"""Repairs and warnings: what the model got wrong is put right, or said."""

import pytest

from bilingual.translation.attempts import Attempter
from bilingual.translation.edits import Edit, apply_edits
from bilingual.translation.engine import Hypothesis
from bilingual.translation.glossary import Glossary
from bilingual.translation.guards import doubts, longest_loop


def attempt(table_engine, source, target, pairs=None, known=()):
    engine = table_engine({source: target}, known, {source: pairs} if pairs else None)
    return Attempter(engine, Glossary({}), frozenset()).attempt([source], 2)[0]


def kinds(table_engine, source, target):
    return {d.kind for d in doubts(source, Hypothesis(target, (), -0.1, 0.9), table_engine())}


@pytest.mark.parametrize(
    ("source", "target", "kind"),
    [
        ("Los llevó ante la OMC y denunció.", "He took them to the WTO to the WTO.", "repetition"),
        ("La nota tiene muchas palabras y sigue.", "!", "empty"),
        ("Dos hombres salieron ayer.", "Men went " + "far and wide, then near, " * 4, "length"),
        ("Desalojan una finca okupada hoy.", "They clear a finca okupada.", "untranslated"),
        ("Murieron 14 personas el lunes.", "People died on Monday.", "number missing"),
        ("Murieron varias personas ahí.", "Some 37 people died there.", "number invented"),
        ("El señor Evaristo “N” salió.", "Mister Evaristo went out.", "quotation marks missing"),
        ("Había 29 tractocamiones ahí.", "There were 29 tractoccamions there.", "word invented"),
        ("La NRK informó del caso ayer.", "The channel told of it yesterday.", "acronym missing"),
    ],
)
def test_each_fault_has_its_warning(table_engine, source, target, kind):
    assert kind in kinds(table_engine, source, target)


def test_a_dropped_verb_is_named(table_engine):
    source, pairs = "El juez quiere resolver el caso.", [(0, 0), (1, 1), (2, 2), (4, 3), (5, 4)]
    found = attempt(table_engine, source, "The judge wants the case.", pairs).doubts
    assert [str(doubt) for doubt in found] == ["dropped: nothing renders “resolver”"]
    pairs = [*pairs, (3, 2)]
    assert not attempt(table_engine, source, "The judge wants the case.", pairs).doubts


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("No, no, no quiero ir.", "No, no, no, I don't want to go."),
        ("Gastó 2.000 millones de pesos.", "It spent 2 billion pesos."),
        ("El PIB de EE.UU. creció.", "The GDP of the U.S. grew."),
        ("En el siglo XX hubo dos guerras.", "In the 20th century there were two wars."),
    ],
)
def test_right_translations_raise_no_doubt(table_engine, source, target):
    assert not kinds(table_engine, source, target)


def test_loops_are_counted():
    assert longest_loop("a b a b a b c") == ("a b", 3)
    assert longest_loop("very, very good")[1] == 1


@pytest.mark.parametrize(
    ("source", "target", "text"),
    [
        ("Ella pagó ayer 2.000 pesos.", "She paid yesterday 2.000 pesos.",
         "She paid yesterday 2,000 pesos."),
        ("La bolsa perdió 1,5 puntos.", "The market lost 5 points.",
         "The market lost 1.5 points."),
        ("El canal NRK lo informó.", "The channel KNR it told.",
         "The channel NRK it told."),
        ("Ayer habló Yulia Tymoshenko.", "Yesterday spoke Yulia Tymosenko.",
         "Yesterday spoke Yulia Tymoshenko."),
        ("Hay 7,391 casos en Chiapas.", "There 7.391 cases in Chiapas.",
         "There 7,391 cases in Chiapas."),
        ("Cerró el lunes a las 18:00.", "Closed the Monday at the 6:00 a.m.",
         "Closed the Monday at the 18:00."),
        ("La «Casa» y “otra” de ayer.", 'The "House" and "other" of yesterday.',
         "The «House» and “other” of yesterday."),
        ("Ayer murió aquí “Licenciado”.", "Yesterday died here old Lawyer.",
         "Yesterday died here old “Lawyer”."),
        ("Habló Rosario Piedra Ibarra.", "Spoke Rosario Stone Ibarra.",
         "Spoke Rosario Piedra Ibarra."),
    ],
)  # fmt: skip
def test_numbers_acronyms_and_names_are_put_right(table_engine, source, target, text):
    assert attempt(table_engine, source, target).hypothesis.text == text


def test_an_english_form_of_a_word_is_no_spoilt_name(table_engine):
    source, target = "Votó el Senado entero.", "Voted the Senate whole."
    assert attempt(table_engine, source, target).hypothesis.text == target


def test_edits_move_links_and_link_new_words():
    source, target = "uno dos tres", "one two three"
    links = [(0, 3, 0, 3), (4, 7, 4, 7), (8, 12, 8, 13)]
    from bilingual.document import Link

    text, moved = apply_edits(
        source, target, [Link(*k, 0.9) for k in links], [Edit(4, 7, "number 2", 4, 7)]
    )
    assert text == "one number 2 three"
    assert [(source[a:b], text[c:d]) for a, b, c, d, _ in moved] == [
        ("uno", "one"), ("dos", "number"), ("dos", "2"), ("tres", "three"),
    ]  # fmt: skip


def test_a_doubtful_sentence_is_tried_in_two_halves(table_engine):
    source = "Llegaron 14 hombres, pero nadie los vio."
    engine = table_engine(
        {
            source: "Nobody saw them.",
            "Llegaron 14 hombres,": "14 men came,",
            "pero nadie los vio.": "But nobody saw them.",
        }
    )
    attempter = Attempter(engine, Glossary({}), frozenset())
    assert attempter.attempt([source], 1)[0].weight > 0
    best = next(attempter.attempts_again([source], 5, in_two=True))
    assert best.weight == 0
    assert best.hypothesis.text == "14 men came, but nobody saw them."
