"""Sentence alignment: any order with gaps, and in order with joined sentences."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bilingual import align_sentences

ES = [
    "La Marina aseguró dos toneladas de cocaína frente a Manzanillo.",
    "El gobernador visitó el hospital de la capital.",
    "Los maestros levantaron el bloqueo de la autopista.",
    "Un juez ordenó la libertad del periodista.",
]
EN = [
    "The Navy seized two tons of cocaine off Manzanillo.",
    "The governor visited the hospital in the capital.",
    "The teachers lifted the blockade of the highway.",
    "A judge ordered the release of the journalist.",
]


def pairs(found):
    return [(es, en) for es, en, _ in found]


def test_any_order_with_sentences_that_have_no_partner():
    en = [EN[3], "It rained in Lisbon all week.", EN[0], EN[2]]
    found = pairs(align_sentences(ES, en, vectors=False))
    assert found == [([0], [2]), ([2], [3]), ([3], [0])]


@pytest.mark.slow
def test_vectors_agree():
    found = align_sentences(ES, EN[::-1])
    assert pairs(found) == [([i], [3 - i]) for i in range(4)]
    assert all(0 < p <= 1 for _, _, p in found)


def test_in_order_joins_and_splits():
    en = [EN[0], EN[1] + " " + EN[2], *EN[3].replace(" the", " the", 1).split("\n")]
    assert pairs(align_sentences(ES, en, monotone=True)) == [([0], [0]), ([1, 2], [1]), ([3], [2])]


def test_in_order_with_a_gap():
    found = pairs(align_sentences(ES, [EN[0], EN[3]], monotone=True))
    assert found == [([0], [0]), ([3], [1])]


@pytest.mark.parametrize("monotone", [False, True])
@pytest.mark.parametrize(("es", "en"), [([], EN), (ES, []), ([], []), ([""], [""])])
def test_empty_sides(es, en, monotone):
    assert align_sentences(es, en, monotone=monotone, vectors=False) == []


@given(
    st.lists(st.sampled_from([*ES, "…", "¿Qué?", ""]), max_size=6),
    st.lists(st.sampled_from([*EN, "???", "No."]), max_size=6),
    st.booleans(),
)
@settings(max_examples=40, deadline=None)
def test_each_sentence_is_used_once_and_ids_are_valid(es, en, monotone):
    found = align_sentences(es, en, monotone=monotone, vectors=False)
    es_ids = [i for ids, _, _ in found for i in ids]
    en_ids = [j for _, ids, _ in found for j in ids]
    assert len(set(es_ids)) == len(es_ids) and set(es_ids) <= set(range(len(es)))
    assert len(set(en_ids)) == len(en_ids) and set(en_ids) <= set(range(len(en)))
    if monotone:
        assert es_ids == sorted(es_ids) and en_ids == sorted(en_ids)


def test_many_sentences_take_little_more_than_few():
    es = [f"{ES[i % 4]} Fue el caso número {i} del expediente {i * 7}." for i in range(400)]
    en = [f"{EN[i % 4]} It was case number {i} of file {i * 7}." for i in range(400)]
    found = pairs(align_sentences(es, en, monotone=True))
    assert sum(a == b for a, b in found) > 380


def _long_text(sentences: int) -> tuple[list[str], list[str]]:
    """Sentences that differ from each other, and their translations."""
    names = ["Torreón", "Cosalá", "Parral", "Ayutla", "Tecate", "Ixtapa", "Zamora", "Apizaco"]
    acts = [("halló", "found"), ("perdió", "lost"), ("vendió", "sold"), ("pagó", "paid")]
    things = [("casas", "houses"), ("barcos", "ships"), ("libros", "books"), ("vacas", "cows")]
    es, en = [], []
    for i in range(sentences):
        name = f"{names[i % 8]} {i // 128}"
        act, thing = acts[i // 8 % 4], things[i // 32 % 4]
        es.append(f"El alcalde de {name} {act[0]} ayer {i} {thing[0]}.")
        en.append(f"The mayor of {name} {act[1]} {i} {thing[1]} yesterday.")
    return es, en


@pytest.mark.slow
@pytest.mark.parametrize("monotone", [True, False])
def test_time_grows_with_the_number_of_sentences_not_with_its_square(monotone):
    seconds = []
    for size in (500, 2000):
        es, en = _long_text(size)
        start = time.process_time()
        align_sentences(es, en, monotone=monotone, vectors=False)
        seconds.append(time.process_time() - start)
    assert seconds[1] <= 8 * seconds[0]
