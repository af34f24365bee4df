"""Phrases and pairs that teach rare words: grammar, agreement and exchange, without Apertium."""

import random
import re
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[2]))

from bilingual.document import Link
from training.es_en import arrays, copies
from training.es_en.dictionary import Category, Deck, Grammar, category, with_case_of
from training.es_en.substitution import Exchange, exchanged

WORDS = {
    Category("noun", "f", "sg"): ["rejilla", "carpa"],
    Category("noun", "m", "pl"): ["guiones"],
    Category("adjective", "mf", "sg"): ["verde"],
    Category("adjective", "m", "pl"): ["rotos"],
    Category("verb", "", "sg"): ["cubrió"],
    Category("verb", "", "pl"): ["cubrieron"],
    Category("inf"): ["cubrir"],
    Category("ger"): ["cubriendo"],
}


@pytest.mark.parametrize(
    ("readings", "expected"),
    [
        (["rejilla<n><f><sg>"], Category("noun", "f", "sg")),
        (["verde<adj><mf><sg>"], Category("adjective", "mf", "sg")),
        (["comer<vblex><ifi><p3><sg>"], Category("verb", "", "sg")),
        (["comer<vblex><inf>"], Category("inf")),
        (["comer<vblex><prs><p3><sg>"], None),
        (["dar<vblex><inf>+lo<prn><enc><p3><m><sg>"], None),
        (["bajo<pr>", "bajo<n><m><sg>"], None),
        ([], None),
    ],
)
def test_a_word_has_the_category_of_its_readings(readings, expected):
    assert category(readings) == expected


def test_a_deck_deals_everything_before_it_repeats():
    deck = Deck(range(5), random.Random(1))
    for _ in range(3):
        assert sorted(deck.draw() for _ in range(5)) == [0, 1, 2, 3, 4]


def test_phrases_agree_in_gender_and_number():
    grammar = Grammar(WORDS, random.Random(2))
    phrases = [grammar.phrase().lower().rstrip(".") for _ in range(500)]
    text = "\n".join(phrases)
    assert re.search(r"\bla rejilla verde\b", text)
    assert re.search(r"\blos guiones rotos\b", text)
    assert re.search(r"\b(rejilla|carpa|verde) cubrió\b", text)
    assert re.search(r"\b(guiones|rotos) cubrieron\b", text)
    assert not re.search(r"\b(el|un|los) (rejilla|carpa)|\b(la|un|el) guiones", text)
    assert not re.search(r"guiones verde|(rejilla|carpa) rotos|rotos cubrió", text)
    assert not re.search(r"^(los |estos )?guiones cubrió", text, re.MULTILINE)


@pytest.mark.parametrize(
    ("source", "target", "expected"),
    [("las plumas", "The feathers", "the feathers"), ("Un irlandés", "AN Irish", "An Irish")],
)
def test_case_follows_the_source(source, target, expected):
    assert with_case_of(source, target) == expected


def link(pair: tuple[str, str], source: str, target: str) -> Link:
    places = [(side.index(word), word) for side, word in zip(pair, (source, target))]
    (start, es), (other, en) = places
    return Link(start, start + len(es), other, other + len(en), 1.0)


def test_words_are_exchanged_on_both_sides_with_their_article():
    pair = "La casa tiene un perro viejo.", "The house has an old dog."
    exchanges = [
        Exchange(link(pair, "casa", "house"), "carpa", "tent"),
        Exchange(link(pair, "viejo", "old"), "verde", "green"),
        Exchange(link(pair, "perro", "dog"), "iguana", "iguana"),
    ]
    assert exchanged(pair, exchanges) == (
        "La carpa tiene un iguana verde.",
        "The tent has a green iguana.",
    )
    first = [Exchange(link(("Es un perro", "It is a dog"), "perro", "dog"), "ácaro", "acarus")]
    assert exchanged(("Es un perro", "It is a dog"), first) == ("Es un ácaro", "It is an acarus")


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Piedra Ibarra", True),
        ("Anthony M. Norcia", True),
        ("Papa Francisco", False),
        ("ROSA", False),
        ("2Pac", False),
    ],
)
def test_only_names_that_stay_as_they_are_are_copied(name, expected):
    assert copies.is_person(name) is expected


def test_annotated_names_are_read_whole(tmp_path):
    path = tmp_path / "file"
    path.write_text("Ana NP B-PER\nRuiz NP I-PER\n, Fc O\n\nOEA NP B-ORG\n", "utf-8")
    assert list(copies.annotated(path)) == [("PER", "Ana Ruiz"), ("ORG", "OEA")]


def test_sampled_sources_give_the_same_text(tmp_path):
    import sentencepiece

    text = tmp_path / "text"
    text.write_text("\n".join(f"la casa número {i} está vacía" for i in range(200)), "utf-8")
    sentencepiece.SentencePieceTrainer.train(
        input=str(text), model_prefix=str(tmp_path / "m"), vocab_size=60, hard_vocab_limit=False
    )
    model = sentencepiece.SentencePieceProcessor(model_file=str(tmp_path / "m.model"))
    sentencepiece.set_random_generator_seed(1)
    pairs = [("la casa número 7 está vacía", "the house")] * 20
    done = arrays.tokenise(pairs, arrays.Vocabulary(model, model), sampled=8)
    assert {model.decode(p.source[:-1].tolist()) for p in done} == {pairs[0][0]}
    assert len({tuple(p.source) for p in done}) > 1
