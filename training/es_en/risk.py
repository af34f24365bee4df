"""Train a model to prefer its better candidates: minimum risk training on fixed n-best lists.

    python -m training.es_en.risk --start WORK/run/average.npz --out WORK/risk --minutes 40 \
        --rate 5e-5 --data WORK/candidates/news

The loss is the negative expected reward under the model's distribution over the candidates of a
sentence (Shen et al. 2016, Minimum Risk Training for Neural Machine Translation), plus the
cross-entropy of the best candidate, which keeps the model fluent (Edunov et al. 2018, Classical
Structured Prediction Losses for Sequence to Sequence Learning). Options and files as in train.py.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from . import arrays
from .batches import Batch, pad
from .train import Run, make_parser


@dataclass(frozen=True)
class CandidateBatch(Batch):
    """Sentences with all their candidates: a source row stands for several target rows."""

    rewards: Tensor
    """(sentences, candidates)"""


class CandidateSet:
    """The candidates of several sets; weights are shares of the sentences, at most 1."""

    def __init__(self, weighted: list[tuple[Path, float]]):
        self.sources: list[np.ndarray] = []
        self.targets: list[list[np.ndarray]] = []
        rewards: list[np.ndarray] = []
        weights: list[np.ndarray] = []
        for folder, weight in weighted:
            rows = np.load(folder / "rewards.npy")
            sources, targets = arrays.load(folder)
            size = rows.shape[1]
            self.sources += sources[::size]
            self.targets += [targets[i : i + size] for i in range(0, len(targets), size)]
            rewards.append(rows)
            weights.append(np.full(len(rows), weight))
        self.rewards = np.concatenate(rewards)
        self.weights = np.concatenate(weights)
        self.lengths = np.array([max(map(len, group)) for group in self.targets])

    def target_counts(self, vocabulary: int) -> np.ndarray:
        """How often each piece stands in the candidates."""
        pieces = np.concatenate([row for group in self.targets for row in group])
        return np.bincount(pieces, minlength=vocabulary)

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

    def _batch(self, group: np.ndarray) -> CandidateBatch:
        return CandidateBatch(
            *pad([self.sources[i] for i in group]),
            *pad([row for i in group for row in self.targets[i]]),
            torch.from_numpy(self.rewards[group]),
        )


class RiskRun(Run):
    """A training run whose objective is the expected reward."""

    def read_data(self) -> CandidateSet:
        return CandidateSet(self.arguments.data)

    def objective(self, batch: CandidateBatch) -> Tensor:
        """Negative expected reward, and the best candidate's cross-entropy."""
        sentences, size = batch.rewards.shape
        memory, mask = self.model.encode(batch.source, batch.source_is_piece)
        states, _ = self.model.decode(
            batch.shifted, memory.repeat_interleave(size, 0), mask.repeat_interleave(size, 0)
        )
        is_piece = batch.target_is_piece
        losses = torch.zeros(is_piece.shape, device=states.device)
        losses[is_piece] = self.loss(self.model, states[is_piece], batch.target[is_piece])
        losses = losses.sum(1).view(sentences, size)
        lengths = is_piece.sum(1).view(sentences, size)
        chances = torch.softmax(-self.arguments.sharpness * losses, 1)
        risk = -(chances * (batch.rewards - batch.rewards.mean(1, keepdim=True))).sum(1).mean()
        best = batch.rewards.argmax(1, keepdim=True)
        likelihood = (losses.gather(1, best).sum() / lengths.gather(1, best).sum()).mean()
        return self.arguments.risk_weight * risk + likelihood


def main() -> None:
    parser = make_parser(__doc__.split("\n")[0])
    parser.add_argument("--risk-weight", type=float, default=30.0)
    parser.add_argument(
        "--sharpness", type=float, default=0.3, help="exponent of the candidates' probabilities"
    )
    parser.set_defaults(label_smoothing=0.0, rate=5e-5)
    arguments = parser.parse_args()
    torch.set_num_threads(arguments.threads)
    RiskRun(arguments).go()


if __name__ == "__main__":
    main()
