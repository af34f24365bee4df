"""Batches of pairs of like length, padded, as tensors."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import numpy as np
import torch
from torch import Tensor

from . import arrays

P = TypeVar("P", bound="Padded")


@dataclass(frozen=True)
class Padded:
    """Padded ids (pairs, longest) and which of them are pieces rather than padding."""

    source: Tensor
    source_is_piece: Tensor
    target: Tensor
    target_is_piece: Tensor

    @property
    def shifted(self) -> Tensor:
        """The decoder's input: the target one place to the right."""
        return torch.cat([torch.zeros_like(self.target[:, :1]), self.target[:, :-1]], 1)

    def to(self: P, device: str) -> P:
        """The same batch on a device."""
        return type(self)(*(getattr(self, name).to(device) for name in self.__dataclass_fields__))


@dataclass(frozen=True)
class Batch(Padded):
    """A batch of pairs."""

    links: Tensor
    """(pairs, longest target, longest source): True where a piece is linked to a source piece."""


def pad(sequences: list[np.ndarray]) -> tuple[Tensor, Tensor]:
    """Ids padded with zeros to the longest sequence, and which of them are not padding."""
    shape = len(sequences), max(map(len, sequences))
    ids = np.zeros(shape, np.int64)
    is_piece = np.zeros(shape, bool)
    for row, sequence in enumerate(sequences):
        ids[row, : len(sequence)] = sequence
        is_piece[row, : len(sequence)] = True
    return torch.from_numpy(ids), torch.from_numpy(is_piece)


def make_batch(pairs: list[arrays.TokenisedPair]) -> Batch:
    """Pad some pairs to one batch."""
    source, source_is_piece = pad([pair.source for pair in pairs])
    target, target_is_piece = pad([pair.target for pair in pairs])
    links = torch.zeros(*target.shape, source.size(1), dtype=torch.bool)
    for row, pair in enumerate(pairs):
        places = torch.from_numpy(pair.links.astype(np.int64))
        links[row, places[:, 0], places[:, 1]] = True
    return Batch(source, source_is_piece, target, target_is_piece, links)


class TrainingSet:
    """Several sets of tokenised pairs, each with its weight."""

    def __init__(self, weighted: list[tuple[Path, float]]):
        sets = [arrays.load(folder) for folder, _ in weighted]
        self.pairs = [pair for pairs in sets for pair in pairs]
        self.weights = np.concatenate(
            [np.full(len(pairs), weight) for pairs, (_, weight) in zip(sets, weighted)]
        )
        self.lengths = np.array([max(len(p.source), len(p.target)) for p in self.pairs])

    def target_counts(self, vocabulary: int) -> np.ndarray:
        """How often each piece stands in the targets, unweighted."""
        return np.bincount(np.concatenate([p.target for p in self.pairs]), minlength=vocabulary)

    def one_pass(self, pieces: int, rng: np.random.Generator) -> Iterator[Batch]:
        """Batches of at most so many pieces a side, padding counted.

        A pair comes as often as its weight says: 1.5 is once or twice, with even chances.
        """
        whole = self.weights.astype(int)
        copies = whole + (rng.random(len(self.weights)) < self.weights - whole)
        chosen = np.repeat(np.arange(len(copies)), copies)
        lengths = self.lengths[chosen]
        near_length = lengths + rng.random(len(chosen)) * (2 + 0.1 * lengths)
        groups = list(self._groups(chosen[np.argsort(near_length)], pieces))
        for number in rng.permutation(len(groups)):
            yield make_batch([self.pairs[i] for i in groups[number]])

    def _groups(self, order: np.ndarray, pieces: int) -> Iterator[list[int]]:
        group: list[int] = []
        longest = 0
        for i in order:
            longest_with = max(longest, int(self.lengths[i]))
            if group and longest_with * (len(group) + 1) > pieces:
                yield group
                group, longest_with = [], int(self.lengths[i])
            group.append(int(i))
            longest = longest_with
        if group:
            yield group
