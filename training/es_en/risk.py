"""Train on pairs and, at once, to prefer the better ones of a sentence's candidates.

    python -m training.es_en.risk --start WORK/run/average.npz --out WORK/risk --minutes 60 \
        --rate 1e-4 --data WORK/arrays/news --candidates WORK/candidates/news

Beside the cross-entropy of train.py, the loss has the expected reward, negated, under the model's
distribution over fixed candidates: minimum risk training (Shen et al. 2016), combined with a loss
per piece as Edunov et al. 2018 found best. Options and files are those of train.py.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from . import arrays
from .batches import Batch, Padded, pad
from .train import Run, make_parser, weighted_folder


@dataclass(frozen=True)
class CandidateBatch(Padded):
    """Sentences with all their candidates: a source row stands for several target rows."""

    rewards: Tensor
    """(sentences, candidates)"""


class CandidateSet:
    """The candidates of several sets; weights are shares of the sentences, at most 1."""

    def __init__(self, weighted: list[tuple[Path, float]]):
        self.groups: list[list[arrays.TokenisedPair]] = []
        rewards: list[np.ndarray] = []
        weights: list[np.ndarray] = []
        for folder, weight in weighted:
            rows = np.load(folder / "rewards.npy")
            pairs, size = arrays.load(folder), rows.shape[1]
            self.groups += [pairs[i : i + size] for i in range(0, len(pairs), size)]
            rewards.append(rows)
            weights.append(np.full(len(rows), weight))
        self.rewards = np.concatenate(rewards)
        self.weights = np.concatenate(weights)
        self.lengths = np.array([max(len(p.target) for p in group) for group in self.groups])

    def one_pass(self, pieces: int, rng: np.random.Generator) -> Iterator[CandidateBatch]:
        """Batches of at most so many target pieces, padding counted, of like length."""
        chosen = np.flatnonzero(rng.random(len(self.weights)) < self.weights)
        near_length = self.lengths[chosen] + rng.random(len(chosen)) * 4
        order = chosen[np.argsort(near_length)]
        size = self.rewards.shape[1]
        cuts = [0]
        for place, i in enumerate(order):
            if (place + 1 - cuts[-1]) * size * self.lengths[i] > pieces and place > cuts[-1]:
                cuts.append(place)
        groups = np.split(order, cuts[1:])
        for number in rng.permutation(len(groups)):
            yield self._batch(groups[number])

    def _batch(self, chosen: np.ndarray) -> CandidateBatch:
        groups = [self.groups[i] for i in chosen]
        source, source_is_piece = pad([group[0].source for group in groups])
        target, target_is_piece = pad([pair.target for group in groups for pair in group])
        rewards = torch.from_numpy(self.rewards[chosen])
        return CandidateBatch(source, source_is_piece, target, target_is_piece, rewards)


class RiskRun(Run):
    """A training run whose steps each take a batch of pairs and one of candidates."""

    def __init__(self, arguments: argparse.Namespace):
        super().__init__(arguments)
        self.candidates = self._endless(CandidateSet(arguments.candidates))

    def _endless(self, candidates: CandidateSet) -> Iterator[CandidateBatch]:
        rng = np.random.default_rng([self.arguments.seed, self.step, 1])
        while True:
            yield from candidates.one_pass(self.arguments.candidate_pieces, rng)

    def objective(self, batch: Batch) -> Tensor:
        """Cross-entropy of the pairs and negative expected reward of the candidates."""
        risk = self.risk(next(self.candidates).to(self.device))
        return super().objective(batch) + self.arguments.risk_weight * risk

    def risk(self, batch: CandidateBatch) -> Tensor:
        """Negative expected reward, the mean reward of the candidates being 0."""
        sentences, size = batch.rewards.shape
        memory, mask = self.model.encode(batch.source, batch.source_is_piece)
        states, _ = self.model.decode(
            batch.shifted, memory.repeat_interleave(size, 0), mask.repeat_interleave(size, 0)
        )
        is_piece = batch.target_is_piece
        losses = torch.zeros(is_piece.shape, device=states.device)
        losses[is_piece] = self.loss(self.model, states[is_piece], batch.target[is_piece], 0.0)
        losses = losses.sum(1).view(sentences, size)
        chances = torch.softmax(-self.arguments.sharpness * losses, 1)
        gains = batch.rewards - batch.rewards.mean(1, keepdim=True)
        return -(chances * gains).sum(1).mean()


def main() -> None:
    parser = make_parser(__doc__.split("\n")[0])
    parser.add_argument(
        "--candidates",
        type=weighted_folder,
        action="append",
        required=True,
        metavar="FOLDER[:SHARE]",
    )
    parser.add_argument("--candidate-pieces", type=int, default=3000, help="with padding")
    parser.add_argument("--risk-weight", type=float, default=20.0)
    parser.add_argument(
        "--sharpness", type=float, default=0.3, help="exponent of the candidates' probabilities"
    )
    arguments = parser.parse_args()
    torch.set_num_threads(arguments.threads)
    RiskRun(arguments).go()


if __name__ == "__main__":
    main()
