"""The recipe of the translation model, on a model and a corpus of a few pieces."""

import argparse
import sys
from pathlib import Path

import ctranslate2
import numpy as np
import pytest
import torch

sys.path.insert(0, str(Path(__file__).parents[2]))

from training.es_en import arrays
from training.es_en.arrays import TokenisedPair
from training.es_en.corpus import clean_pairs, detokenise
from training.es_en.filter_teacher import reason_to_drop, repair_tilde


def make_pairs(count: int, vocabulary: int = 30, seed: int = 0) -> list[TokenisedPair]:
    rng = np.random.default_rng(seed)
    pairs = []
    for _ in range(count):
        source, target = (
            np.append(rng.integers(2, vocabulary, rng.integers(2, 9)), 0).astype(np.uint16)
            for _ in range(2)
        )
        links = np.array([(i, min(i, len(source) - 1)) for i in range(len(target) - 1)], np.uint8)
        pairs.append(TokenisedPair(source, target, links))
    return pairs


@pytest.fixture
def tiny_model():
    from training.es_en.model import ModelConfig, Student

    torch.manual_seed(1)
    return Student(ModelConfig(30, 30, 16, 2, 32, encoder_layers=2, decoder_layers=1))


def test_shards_give_back_the_pairs_and_stay_small(tmp_path, monkeypatch):
    monkeypatch.setattr(arrays, "SHARD_BYTES", 400)
    pairs = make_pairs(50)
    arrays.save(tmp_path, pairs)
    read = arrays.load(tmp_path)
    assert len(list(tmp_path.glob("*.npz"))) > 3
    assert len(read) == 50
    for before, after in zip(pairs, read):
        assert all(np.array_equal(a, b) for a, b in zip(before, after))


def test_missing_arrays_say_so(tmp_path):
    with pytest.raises(FileNotFoundError, match="run prepare"):
        arrays.load(tmp_path)


def test_a_pass_holds_every_pair_as_often_as_weighted(tmp_path):
    from training.es_en.batches import TrainingSet

    arrays.save(tmp_path / "a", make_pairs(20, seed=1))
    arrays.save(tmp_path / "b", make_pairs(30, seed=2))
    data = TrainingSet([(tmp_path / "a", 2), (tmp_path / "b", 1)])
    batches = list(data.one_pass(40, np.random.default_rng(0)))
    assert sum(len(batch.source) for batch in batches) == 70
    assert all(max(batch.source.numel(), batch.target.numel()) <= 40 for batch in batches)


def test_held_out_pairs_and_copies_are_dropped():
    pairs = [
        ("El perro ladra.", "The dog barks."),
        ("¡El perro ladra!", "The dog barks."),
        ("La casa es roja.", "The house is red!"),
        ("Hola.", "«Hello.»"),
    ]
    kept, dropped = clean_pairs(pairs, {"the house is red"})
    assert kept == [pairs[0], ("Hola.", '"Hello."')]
    assert dropped == {"duplicate": 1, "held out": 1}


def test_detokenise_undoes_spaces():
    assert detokenise("¿ Qué dijo ( ayer ) , Juan ?") == "¿Qué dijo (ayer), Juan?"
    assert detokenise('He said it \'s " fine " .') == 'He said it\'s "fine".'


def test_teacher_lines_that_lost_something_are_dropped():
    source = "Detuvieron a Luis Peña en Culiacán con 14 armas."
    target = repair_tilde(source, "They arrested Luis Pena in Culiacán with 14 weapons.")
    assert "Luis Peña" in target
    assert reason_to_drop(source, target, source) is None
    assert reason_to_drop(source, target.replace("14", "40"), source) == "numbers"
    assert reason_to_drop(source, target.replace("Culiacán", "Culican"), source) == "names"
    assert reason_to_drop(source, "They arrested.", source) == "lengths"


def test_sampled_loss_with_every_piece_equals_the_full_one(tiny_model):
    from training.es_en.loss import FullVocabulary, SampledVocabulary

    states, target = torch.randn(12, 16), torch.randint(0, 30, (12,))
    full = FullVocabulary()(tiny_model, states, target, 0.1)
    sampled = SampledVocabulary(np.ones(30), frequent=30)(tiny_model, states, target, 0.1)
    assert torch.allclose(full, sampled, atol=1e-5)


def test_link_loss_falls_as_attention_moves_to_the_links():
    from training.es_en.train import link_loss

    links = torch.zeros(1, 2, 3, dtype=torch.bool)
    links[0, 0, 1] = True
    attention = torch.full((1, 2, 2, 3), 1 / 3)
    before = link_loss(attention, links)
    attention[0, 0, 0] = torch.tensor([0.05, 0.9, 0.05])
    assert link_loss(attention, links) < before
    attention[0, 0, 1] = torch.tensor([1.0, 0.0, 0.0])  # a piece without links does not count
    assert link_loss(attention, links) == pytest.approx(-np.log(0.9), abs=1e-5)


def test_decoder_sees_no_later_piece(tiny_model):
    source = torch.tensor([[5, 6, 0]])
    memory, mask = tiny_model.encode(source, torch.ones_like(source, dtype=torch.bool))
    first, _ = tiny_model.decode(torch.tensor([[0, 7, 8]]), memory, mask)
    other, _ = tiny_model.decode(torch.tensor([[0, 7, 9]]), memory, mask)
    assert torch.allclose(first[:, :2], other[:, :2])
    assert not torch.allclose(first[:, 2], other[:, 2])


def test_training_learns_saves_and_resumes(tmp_path, tiny_model):
    from training.es_en.model import load_model, save_model
    from training.es_en.train import Run, make_parser

    save_model(tiny_model, tmp_path / "start.npz")
    arrays.save(tmp_path / "pairs", make_pairs(8))
    options = make_parser("").parse_args(
        f"--start {tmp_path}/start.npz --out {tmp_path}/run --minutes 0.02 --rate 0.01 "
        f"--warm-up 5 --log-every 1000 --data {tmp_path}/pairs".split()
    )
    run = Run(options)
    batch = next(run.data.one_pass(5000, run.rng))
    first = run.train_on(batch)
    run.go()
    assert run.train_on(batch) < first
    again = Run(argparse.Namespace(**{**vars(options), "minutes": 1.0}))
    assert again.step == run.step - 1
    assert load_model(tmp_path / "run" / "average.npz").config == tiny_model.config


@pytest.mark.slow
def test_exported_model_gives_the_same_scores(tmp_path, tiny_model):
    from training.es_en.export import export

    pieces = ["</s>", "<unk>", *(f"p{i}" for i in range(28))]
    for name in ("src_vocab.txt", "tgt_vocab.txt"):
        (tmp_path / name).write_text("\n".join(pieces) + "\n")
    export(tiny_model.eval(), tmp_path, tmp_path / "model", quantization="float32")
    translator = ctranslate2.Translator(str(tmp_path / "model"))
    scored = translator.score_batch([["p3", "p4"]], [["p7", "p8"]])[0].log_probs
    source = torch.tensor([[5, 6, 0]])
    memory, mask = tiny_model.encode(source, torch.ones_like(source, dtype=torch.bool))
    states, _ = tiny_model.decode(torch.tensor([[0, 9, 10]]), memory, mask)
    wanted = tiny_model.logits(states).log_softmax(-1)[0, range(3), [9, 10, 0]]
    assert scored == pytest.approx(wanted.tolist(), abs=1e-4)
