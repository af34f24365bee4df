"""Trains the language model of detection and writes bilingual/detection/language_model.npz.

A conditional random field (Lafferty, McCallum and Pereira 2001) over words with two states,
English and Spanish. Its scores come from hashed character n-grams, a word's capitals and the
gap before it, through three convolutions; words whose language is not known are summed out.

    BILINGUAL_DATA=... python -m training.detection.train [--steps 9000]
"""

from __future__ import annotations

import argparse
import json
import random
from functools import lru_cache
from pathlib import Path

import numpy as np
import torch
from torch import nn

from bilingual.detection import vocabulary
from bilingual.detection import words as words_module
from bilingual.detection.ngrams import ngram_rows
from bilingual.detection.vocabulary import ODDS_FEATURES
from bilingual.detection.words import GAP_FEATURES, SHAPES, find_words
from training.detection import corpus
from training.detection.mixing import UNKNOWN, Piece, Sources, mixed_document

normalize = lru_cache(maxsize=None)(words_module.normalize)
odds_features = lru_cache(maxsize=None)(vocabulary.odds_features)
shape = lru_cache(maxsize=None)(words_module.shape)
gap_bits = lru_cache(maxsize=None)(words_module.gap_bits)

HASH_BITS = 16
EMBEDDING = 24
HIDDEN = 48
KERNEL = 5
DILATIONS = (1, 2, 4)
INPUTS = EMBEDDING + ODDS_FEATURES + len(SHAPES) + len(GAP_FEATURES)
HIDDEN_ODDS = 0.1  # share of words whose frequencies are hidden, for the sake of unknown words


def read_sources() -> Sources:
    """All training text; a third of it news in both languages."""
    english = [line for name in corpus.NEWS for line in corpus.mt_lines(name, "en")]
    spanish = [line for name in corpus.NEWS for line in corpus.mt_lines(name, "es")]
    domains = {f"news {number}": (english, spanish) for number in range(4)}
    domains["wire"] = (corpus.plain_texts("ieer_newswire.bio"), [])
    for prefix in (
        "tatoeba",
        "python_docs",
        "fisher",
        "europarl_wmt06",
        "newscommentary",
        "pawsx",
        "xquad_p",
        "tico19",
        "ud_pud",
    ):
        spanish, english = corpus.parallel_lines(prefix)
        domains[prefix] = (english, spanish)
    domains["newscommentary again"] = domains["newscommentary"]
    domains["treebank"] = (corpus.treebank_texts("en_ewt-ud-dev.conllu"), [])
    for prefix, limit in (
        ("ljz_zacatecas_security", 15000),
        ("ljz_zacatecas_other", 10000),
        ("presidencia", 12000),
        ("fakenews", 10000),
        ("cess", 6000),
    ):
        domains[prefix] = ([], corpus.mono_lines(prefix, limit))
    spanish_names = corpus.names("esp.train") + corpus.names("cess_esp_ne.bio")
    names = (corpus.names("ieer_newswire.bio"), spanish_names)
    return Sources(domains, names, corpus.tweets(held_out=False))


class Network(nn.Module):
    """Per word: the log-odds of Spanish, and the costs of a change to Spanish and to English."""

    def __init__(self) -> None:
        super().__init__()
        self.table = nn.EmbeddingBag(1 << HASH_BITS, EMBEDDING, mode="mean")
        nn.init.normal_(self.table.weight, std=0.3)
        sizes = [INPUTS, *[HIDDEN] * len(DILATIONS)]
        self.layers = nn.ModuleList(
            nn.Conv1d(a, b, KERNEL, dilation=d, padding=d * (KERNEL // 2))
            for a, b, d in zip(sizes, sizes[1:], DILATIONS)
        )
        self.output = nn.Linear(INPUTS + HIDDEN, 3)

    def forward(self, rows, offsets, odds, types, shapes, gaps):
        forms = nn.functional.dropout(self.table(rows, offsets), 0.1, self.training)
        if self.training:
            odds = odds * (torch.rand(len(odds), 1) > HIDDEN_ODDS)
        words = nn.functional.embedding(types, torch.cat([forms, odds], dim=-1))
        shape_inputs = nn.functional.one_hot(shapes, len(SHAPES)).float()
        inputs = torch.cat([words, shape_inputs, gaps], dim=-1)
        hidden = inputs.transpose(1, 2)
        for number, layer in enumerate(self.layers):
            new = torch.relu(layer(hidden))
            hidden = new if number == 0 else hidden + new
        out = self.output(torch.cat([inputs, hidden.transpose(1, 2)], dim=-1))
        return out[..., 0], nn.functional.softplus(out[..., 1]), nn.functional.softplus(out[..., 2])


def log_partition(odds, to_spanish, to_english, allowed, mask):
    """log of the summed scores of all paths that ``allowed`` (… × 2, English first) admits.

    ``allowed`` has a leading axis: several such questions are answered in one pass.
    """
    closed = torch.where(allowed, 0.0, -1e4)
    # Padding: nothing to add, and no way to change.
    odds = odds * mask
    to_spanish, to_english = (torch.where(mask, c, 1e4) for c in (to_spanish, to_english))
    # unbind, because the gradient of a slice is as long as what it was cut from.
    into_english, into_spanish = closed[..., 0].unbind(-1), (closed[..., 1] + odds).unbind(-1)
    english, spanish = into_english[0], into_spanish[0]
    for t, (up, down) in enumerate(zip(to_spanish.unbind(1), to_english.unbind(1))):
        if t:
            stay = torch.logaddexp(english, spanish - down)
            move = torch.logaddexp(spanish, english - up)
            english, spanish = stay + into_english[t], move + into_spanish[t]
    return torch.logaddexp(english, spanish)


def labelled_words(pieces: list[Piece]):
    """Surfaces, gaps and labels of a document's words."""
    text = "".join(piece.text for piece in pieces)
    labels = np.repeat([p.label for p in pieces], [len(p.text) for p in pieces])
    words = find_words(text)
    return words.surfaces, words.gaps, [int(labels[s]) for s in words.starts]


def batch_of(documents, length: int = 160):
    """Tensors of a batch of (surfaces, gaps, labels), cut at ``length`` words and padded."""
    size = min(length, max(len(d[0]) for d in documents))
    types: dict[str, int] = {}
    index = np.zeros((len(documents), size), dtype=np.int64)
    shapes = np.full((len(documents), size), len(SHAPES) - 1, dtype=np.int64)
    bits = np.zeros((len(documents), size), dtype=np.int64)
    labels = np.full((len(documents), size), UNKNOWN, dtype=np.int64)
    mask = np.zeros((len(documents), size), dtype=bool)
    for row, (surfaces, before, marks) in enumerate(documents):
        for i, surface in enumerate(surfaces[:size]):
            index[row, i] = types.setdefault(normalize(surface), len(types))
            shapes[row, i] = shape(surface)
            bits[row, i] = gap_bits(before[i])
            labels[row, i] = marks[i]
            mask[row, i] = True
    bits[:, 0] |= 1  # the first word begins a block
    gaps = ((bits[..., None] >> np.arange(len(GAP_FEATURES))) & 1).astype(np.float32)
    rows, offsets = ngram_rows(list(types), HASH_BITS)
    odds = np.array([odds_features(word) for word in types], dtype=np.float32)
    arrays = (rows, offsets[:-1], odds, index, shapes, gaps, labels, mask)
    return tuple(map(torch.from_numpy, arrays))


def loss_of(network: Network, batch) -> torch.Tensor:
    """Minus the log-probability of the known labels, a word."""
    *inputs, labels, mask = batch
    scores = network(*inputs)
    allowed = torch.stack([labels != 1, labels != 0], dim=-1)
    free, known = log_partition(*scores, torch.stack([torch.ones_like(allowed), allowed]), mask)
    return (free - known).sum() / mask.sum()


def train(sources: Sources, network: Network, steps: int, seed: int, rate: float) -> Network:
    """The network after ``steps`` batches of 64 documents."""
    chance = random.Random(seed)
    network.train()
    optimizer = torch.optim.AdamW(network.parameters(), lr=rate, weight_decay=1e-4)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, rate, total_steps=steps)
    average = 0.0
    for step in range(steps):
        documents = [labelled_words(mixed_document(sources, chance)) for _ in range(64)]
        loss = loss_of(network, batch_of([d for d in documents if d[0]]))
        optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(network.parameters(), 1.0)
        optimizer.step()
        schedule.step()
        average = loss.item() if step == 0 else 0.99 * average + 0.01 * loss.item()
        if step % 200 == 0:
            print(f"step {step} loss {average:.5f}", flush=True)
    return network.eval()


def save(network: Network, path: Path) -> None:
    """The weights as float16, convolutions as matrices (kernel × inputs, outputs).

    The table of n-gram vectors is kept in bytes, with one scale a column.
    """
    arrays = {"output": network.output.weight.T}
    arrays["output_bias"] = network.output.bias
    for number, layer in enumerate(network.layers):
        kernel = layer.weight.permute(2, 1, 0)
        arrays[f"layer{number}"] = kernel.reshape(-1, kernel.shape[-1])
        arrays[f"layer{number}_bias"] = layer.bias
    shrunk = {name: value.detach().numpy().astype(np.float16) for name, value in arrays.items()}
    table = network.table.weight.detach().numpy()
    scale = np.abs(table).max(axis=0) / 127
    shrunk |= {"table": np.rint(table / scale).astype(np.int8), "scale": scale.astype(np.float32)}
    facts = {"hash_bits": HASH_BITS, "kernel": KERNEL, "dilations": DILATIONS}
    np.savez_compressed(path, facts=np.array(json.dumps(facts)), **shrunk)


def load(path: Path) -> Network:
    """The network that ``save`` wrote, to train it further."""
    with np.load(path) as arrays:
        network = Network()
        state = {"table.weight": arrays["table"] * arrays["scale"]}
        state |= {"output.weight": arrays["output"].T, "output.bias": arrays["output_bias"]}
        for number, layer in enumerate(network.layers):
            outputs, inputs, kernel = layer.weight.shape
            matrix = arrays[f"layer{number}"].reshape(kernel, inputs, outputs)
            state[f"layers.{number}.weight"] = matrix.transpose(2, 1, 0)
            state[f"layers.{number}.bias"] = arrays[f"layer{number}_bias"]
    network.load_state_dict(
        {
            name: torch.tensor(np.ascontiguousarray(value, np.float32))
            for name, value in state.items()
        }
    )
    return network


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--steps", type=int, default=9000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--rate", type=float, default=4e-3, help="highest learning rate")
    parser.add_argument("--start", type=Path, help="weights to train further")
    parser.add_argument("--out", type=Path, default=Path("bilingual/detection/language_model.npz"))
    options = parser.parse_args()
    torch.set_num_threads(1)
    torch.manual_seed(options.seed)
    network = load(options.start) if options.start else Network()
    save(train(read_sources(), network, options.steps, options.seed, options.rate), options.out)


if __name__ == "__main__":
    main()
