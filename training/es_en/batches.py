"""Batches of pairs of like length, padded, as tensors."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from . import arrays


@dataclass(frozen=True)
class Batch:
    """Padded ids (pairs, longest) and which of them are pieces rather than padding."""

    source: Tensor
    source_is_piece: Tensor
    target: Tensor
    target_is_piece: Tensor

    @property
    def shifted(self) -> Tensor:
        """The decoder's input: the target one place to the right."""
        return torch.cat([torch.zeros_like(self.target[:, :1]), self.target[:, :-1]], 1)

    def to(self, device: str) -> Batch:
        """The same batch on a device."""
        return Batch(*(getattr(self, name).to(device) for name in self.__dataclass_fields__))


def pad(sequences: list[np.ndarray]) -> tuple[Tensor, Tensor]:
    """Ids padded with zeros to the longest sequence, and which of them are not padding."""
    shape = len(sequences), max(map(len, sequences))
    ids = np.zeros(shape, np.int64)
    is_piece = np.zeros(shape, bool)
    for row, sequence in enumerate(sequences):
        ids[row, : len(sequence)] = sequence
        is_piece[row, : len(sequence)] = True
    return torch.from_numpy(ids), torch.from_numpy(is_piece)


class TrainingSet:
    """Several sets of tokenised pairs, each with its weight."""

    def __init__(self, weighted: list[tuple[Path, float]]):
        self.sources: list[np.ndarray] = []
        self.targets: list[np.ndarray] = []
        weights: list[np.ndarray] = []
        for folder, weight in weighted:
            sources, targets = arrays.load(folder)
            self.sources += sources
            self.targets += targets
            weights.append(np.full(len(sources), weight))
        self.weights = np.concatenate(weights)
        self.lengths = np.array([max(len(s), len(t)) for s, t in zip(self.sources, self.targets)])

    def target_counts(self, vocabulary: int) -> np.ndarray:
        """How often each piece stands in the targets, unweighted."""
        return np.bincount(np.concatenate(self.targets), minlength=vocabulary)

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
            group = groups[number]
            yield Batch(
                *pad([self.sources[i] for i in group]), *pad([self.targets[i] for i in group])
            )

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
