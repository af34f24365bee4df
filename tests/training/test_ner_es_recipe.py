"""The recipe of the Spanish taggers: sentences from token files, their variants, and packing."""

from __future__ import annotations

import random
import struct
import sys
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).parents[2]))

from training.ner_es.augment import augmented, capitals, other_names, without_accents
from training.ner_es.corpus import Sentence, detokenize

SENTENCE = Sentence("El alcalde Raúl Peña vive en Ávila.", ((11, 20, "PER"), (29, 34, "LOC")))
NAMES = {"PER": ["Ana María Gil"], "LOC": ["Cádiz"]}


def surfaces(sentence: Sentence) -> list[tuple[str, str]]:
    return [(sentence.text[start:end], label) for start, end, label in sentence.entities]


def test_tokens_become_running_text_with_the_names_in_place():
    tokens = ["(", "EFE", ")", ".", '"', "Hola", '"', ",", "dijo", "Juan", "Pérez", "."]
    tags = ["O", "B-ORG", *"OOOOOOO", "B-PER", "I-PER", "O"]
    sentence = detokenize(tokens, tags)
    assert sentence.text == '(EFE). "Hola", dijo Juan Pérez.'
    assert surfaces(sentence) == [("EFE", "ORG"), ("Juan Pérez", "PER")]


def test_variants_carry_their_names():
    assert surfaces(capitals(SENTENCE)) == [("RAÚL PEÑA", "PER"), ("ÁVILA", "LOC")]
    assert surfaces(without_accents(SENTENCE)) == [("Raul Pena", "PER"), ("Avila", "LOC")]


@given(st.integers(0, 10_000))
def test_other_names_stand_where_the_old_ones_stood(seed: int):
    changed = other_names(SENTENCE, NAMES, random.Random(seed))
    assert [label for _, label in surfaces(changed)] == ["PER", "LOC"]
    for (now, label), (before, _) in zip(surfaces(changed), surfaces(SENTENCE)):
        assert now == before or now in NAMES[label]


def test_the_sentences_themselves_are_among_the_augmented():
    assert list(augmented([SENTENCE] * 3, NAMES)).count(SENTENCE) >= 3


def test_four_bits_are_read_low_halves_first():
    from training.ner_es.encoder import four_bits

    block = struct.pack("<e16B", 0.5, *(0x80 + i for i in range(16)))
    values = four_bits(block * 2)
    assert values.shape == (2, 32)
    assert values[0, :16].tolist() == [(i - 8) * 0.5 for i in range(16)]
    assert values[1, 16:].tolist() == [0.0] * 16


def test_a_packed_encoder_gives_its_pieces_and_tensors(tmp_path: Path):
    from training.ner_es.encoder import PackedModel

    pieces = ["<s>", "\u2581de"]
    text = "".join(pieces).encode()
    borders = [0, 3, len(text)]
    head = b"E5S1" + struct.pack("<I7ifi", 1, 4, 1, 2, 8, 2, 9, 1, 1e-12, 32)
    table = struct.pack("<5iQ3I2f", 2, 0, 2, 1, 3, len(text), *borders, -1.0, -2.5) + text
    name = b"emb.ln.w"
    before = len(head) + len(table) + struct.calcsize("<iI") + struct.calcsize("<iH")
    offset = before + len(name) + struct.calcsize("<BIQQ")
    entry = struct.pack("<iIiH", 0, 0, 1, len(name)) + name + struct.pack("<BIQQ", 0, 4, offset, 16)
    path = tmp_path / "encoder.bin"
    path.write_bytes(head + table + entry + struct.pack("<4f", 1, 2, 3, 4))
    model = PackedModel(path)
    assert (model.width, model.layers, model.heads, model.inner) == (4, 1, 2, 8)
    assert model.pieces == [("<s>", -1.0), ("\u2581de", -2.5)]
    assert model.tensor("emb.ln.w").tolist() == [1, 2, 3, 4]


@given(st.integers(0, 10_000), st.integers(1, 12))
def test_the_best_tags_begin_every_name(seed: int, words: int):
    from training.ner_es.teacher import TAGS, best_tags

    chances = np.random.default_rng(seed).dirichlet(np.ones(len(TAGS)), words)
    tags = best_tags(chances)
    assert len(tags) == words
    for before, tag in zip(["O", *tags], tags):
        assert tag[0] != "I" or before[2:] == tag[2:]
    likeliest = [TAGS[i] for i in chances.argmax(1)]
    allowed = all(t[0] != "I" or b[2:] == t[2:] for b, t in zip(["O", *likeliest], likeliest))
    assert not allowed or tags == likeliest


def test_tagged_words_become_names_in_place():
    from bilingual.tokens import tokenize
    from training.ner_es.teacher_labels import entities

    tags = ["O", "O", "B-PER", "I-PER", "O", "O", "B-LOC", "O"]
    assert tuple(entities(tokenize(SENTENCE.text), tags)) == SENTENCE.entities


@pytest.mark.slow
def test_whole_numbers_times_scales_give_the_word_vectors_again():
    from training.ner_es.more_words import whole_numbers

    vectors = np.random.default_rng(1).uniform(-1, 1, (50, 6)).astype(np.float32)
    vectors[:, 5] = 0
    vectors[3, 5] = 1  # a feature of almost no word
    numbers, scales = whole_numbers(vectors)
    assert numbers.dtype == np.int8
    # Half a step off by rounding; the largest thousandth of the values is cut as well.
    assert np.abs(numbers * scales - vectors).max() < 0.06


@pytest.mark.slow
def test_new_words_get_the_columns_that_known_ones_have():
    from training.ner_es.more_words import as_learnt

    rng = np.random.default_rng(1)
    raw = rng.normal(size=(300, 20)).astype(np.float32)
    centred = raw - raw.mean(0)
    unit = centred / np.linalg.norm(centred, axis=1, keepdims=True)
    columns = unit @ rng.normal(size=(20, 4)) + 0.3
    assert np.allclose(as_learnt(raw, columns, raw[:40]), columns[:40], atol=1e-3)
