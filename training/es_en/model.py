"""The student: a post-norm transformer that CTranslate2 can run.

Six encoder and two decoder layers of width 256, separate source and target embeddings, the output
layer tied to the target embeddings. The layout (sinusoidal positions, embeddings scaled by the
square root of the width, a zero vector as the first decoder input) is that of the Marian models of
the Bergamot project, from one of which the weights descend.
"""

from __future__ import annotations

import math
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional as F

END = 0
"""Index of the end-of-sentence piece in both vocabularies."""


@dataclass(frozen=True)
class ModelConfig:
    """Sizes of the transformer; vocabularies are counted in SentencePiece pieces."""

    source_vocabulary: int
    target_vocabulary: int
    width: int = 256
    heads: int = 8
    inner_width: int = 1536
    encoder_layers: int = 6
    decoder_layers: int = 2
    recurrent_decoder: bool = False
    """Decoder layers hold an SSRU, as in the ancestor, in place of causal self-attention."""


def sinusoidal_positions(length: int, width: int) -> Tensor:
    """Position vectors (length, width), sines in the first half and cosines in the second."""
    position = torch.arange(length, dtype=torch.float64)[:, None]
    frequency = torch.arange(width // 2, dtype=torch.float64)
    angle = position * torch.exp(-math.log(10000.0) * frequency / (width // 2 - 1))
    return torch.cat([angle.sin(), angle.cos()], 1).float()


class Attention(nn.Module):
    """Multi-head attention; the weights come back on request, for guided alignment."""

    def __init__(self, width: int, heads: int):
        super().__init__()
        self.heads = heads
        self.query = nn.Linear(width, width)
        self.key = nn.Linear(width, width)
        self.value = nn.Linear(width, width)
        self.output = nn.Linear(width, width)

    def _split(self, x: Tensor) -> Tensor:
        return x.view(x.size(0), x.size(1), self.heads, -1).transpose(1, 2)

    def forward(self, x: Tensor, memory: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        """Attend from x to memory; mask is added to the scores.

        Returns the output and the weights (batch, heads, x length, memory length).
        """
        query, key, value = (
            self._split(self.query(x)),
            self._split(self.key(memory)),
            self._split(self.value(memory)),
        )
        scores = query @ key.transpose(-1, -2) / math.sqrt(query.size(-1)) + mask
        weights = scores.softmax(-1).to(value.dtype)
        mixed = (weights @ value).transpose(1, 2).reshape(x.shape)
        return self.output(mixed), weights


class SimplerRecurrentUnit(nn.Module):
    """The SSRU cell of the ancestor's decoder (Kim et al. 2019, From Research to Production)."""

    def __init__(self, width: int):
        super().__init__()
        self.candidate = nn.Linear(width, width, bias=False)
        self.forget = nn.Linear(width, width)

    def forward(self, x: Tensor) -> Tensor:
        forget = torch.sigmoid(self.forget(x))
        update = (1 - forget) * self.candidate(x)
        state, states = torch.zeros_like(x[:, 0]), []
        for step in range(x.size(1)):
            state = forget[:, step] * state + update[:, step]
            states.append(state)
        return torch.relu(torch.stack(states, 1))


class FeedForward(nn.Module):
    """Two linear layers with a ReLU between them."""

    def __init__(self, width: int, inner_width: int):
        super().__init__()
        self.inner = nn.Linear(width, inner_width)
        self.outer = nn.Linear(inner_width, width)

    def forward(self, x: Tensor) -> Tensor:
        return self.outer(torch.relu(self.inner(x)))


def _norm(width: int) -> nn.LayerNorm:
    return nn.LayerNorm(width, eps=1e-6)


class EncoderLayer(nn.Module):
    """Self-attention and feed-forward, each with a residual and a norm after it."""

    def __init__(self, config: ModelConfig):
        super().__init__()
        self.self_attention = Attention(config.width, config.heads)
        self.norm1 = _norm(config.width)
        self.feed_forward = FeedForward(config.width, config.inner_width)
        self.norm2 = _norm(config.width)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        x = self.norm1(x + self.self_attention(x, x, mask)[0])
        return self.norm2(x + self.feed_forward(x))


class DecoderLayer(nn.Module):
    """Causal self-attention (or the SSRU), cross-attention and feed-forward."""

    def __init__(self, config: ModelConfig):
        super().__init__()
        if config.recurrent_decoder:
            self.recurrence = SimplerRecurrentUnit(config.width)
        else:
            self.self_attention = Attention(config.width, config.heads)
        self.recurrent = config.recurrent_decoder
        self.norm1 = _norm(config.width)
        self.cross_attention = Attention(config.width, config.heads)
        self.norm2 = _norm(config.width)
        self.feed_forward = FeedForward(config.width, config.inner_width)
        self.norm3 = _norm(config.width)

    def autoregress(self, x: Tensor) -> Tensor:
        """The first sublayer: what the decoder takes from the words before."""
        if self.recurrent:
            return self.norm1(x + self.recurrence(x))
        return self.norm1(x + self.self_attention(x, x, _causal_mask(x))[0])

    def attend(self, x: Tensor, memory: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        """The other two sublayers; returns the output and the cross-attention weights."""
        context, weights = self.cross_attention(x, memory, mask)
        x = self.norm2(x + context)
        return self.norm3(x + self.feed_forward(x)), weights

    def forward(self, x: Tensor, memory: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        return self.attend(self.autoregress(x), memory, mask)


def _causal_mask(x: Tensor) -> Tensor:
    length = x.size(1)
    return torch.full((length, length), -1e9, dtype=x.dtype, device=x.device).triu(1)


class Student(nn.Module):
    """The whole translation model."""

    def __init__(self, config: ModelConfig, max_length: int = 512):
        super().__init__()
        self.config = config
        self.source_embedding = nn.Embedding(config.source_vocabulary, config.width)
        self.target_embedding = nn.Embedding(config.target_vocabulary, config.width)
        self.output_bias = nn.Parameter(torch.zeros(config.target_vocabulary))
        self.encoder = nn.ModuleList(EncoderLayer(config) for _ in range(config.encoder_layers))
        self.decoder = nn.ModuleList(DecoderLayer(config) for _ in range(config.decoder_layers))
        positions = sinusoidal_positions(max_length, config.width)
        self.register_buffer("positions", positions, persistent=False)
        self.scale = math.sqrt(config.width)

    def encode(self, source: Tensor, is_token: Tensor) -> tuple[Tensor, Tensor]:
        """Encode source ids (batch, length); is_token is False on padding.

        Returns the encoder's output and the additive mask for attention over it.
        """
        mask = torch.zeros(is_token.shape, device=source.device).masked_fill(~is_token, -1e9)
        mask = mask[:, None, None, :]
        if torch.is_autocast_enabled(source.device.type):
            mask = mask.to(torch.get_autocast_dtype(source.device.type))
        x = self.source_embedding(source) * self.scale + self.positions[: source.size(1)]
        for layer in self.encoder:
            x = layer(x, mask)
        return x, mask

    def embed_target(self, shifted: Tensor) -> Tensor:
        """Decoder input for target ids shifted right by one; the first vector is zero."""
        x = self.target_embedding(shifted) * self.scale
        x = torch.cat([torch.zeros_like(x[:, :1]), x[:, 1:]], 1)
        return x + self.positions[: shifted.size(1)]

    def decode(self, shifted: Tensor, memory: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        """Decoder states (batch, length, width) and the last layer's cross-attention weights."""
        x = self.embed_target(shifted)
        for layer in self.decoder:
            x, weights = layer(x, memory, mask)
        return x, weights

    def logits(self, states: Tensor) -> Tensor:
        """Scores of the whole target vocabulary."""
        return F.linear(states, self.target_embedding.weight, self.output_bias)


def save_model(model: Student, path: Path, weights: dict[str, Tensor] | None = None) -> None:
    """Write config and weights (the model's own unless others are given) in half precision."""
    tensors = model.state_dict() if weights is None else weights
    arrays = {name: t.detach().cpu().half().numpy() for name, t in tensors.items()}
    config = {f"config.{k}": np.array(v) for k, v in asdict(model.config).items()}
    beside = path.with_name(path.name + ".part.npz")
    np.savez(beside, **config, **arrays)
    beside.replace(path)


def load_model(path: Path) -> Student:
    """Read a model that save_model wrote; raises KeyError or RuntimeError if it does not fit."""
    with np.load(path) as file:
        config = {
            k.removeprefix("config."): file[k].item() for k in file.files if k.startswith("config.")
        }
        weights = {
            k: torch.from_numpy(file[k]).float() for k in file.files if not k.startswith("config.")
        }
    model = Student(ModelConfig(**config))
    model.load_state_dict(weights)
    return model
