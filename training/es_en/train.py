"""Train for a number of minutes, saving as it goes; the same command again resumes.

    python -m training.es_en.train --start WORK/start.npz --out WORK/run --minutes 100 \
        --data WORK/arrays/news:2 --data WORK/arrays/teacher:1

On a GPU (--device cuda) and on a CPU the arithmetic is bf16 by autocast, the weights fp32. The
learning rate rises over the warm-up, then falls as a half cosine over the minutes asked for.
In --out: state.pt (everything needed to resume), average.npz (moving average of the weights, the
model to use), snapshot-NNN.npz (averages along the way, for average.py), log.tsv.
"""

from __future__ import annotations

import argparse
import math
import time
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from .batches import Batch, TrainingSet
from .loss import FullVocabulary, SampledVocabulary
from .model import Student, load_model, save_model


class MovingAverage:
    """Exponential moving average of a model's weights, short at first."""

    def __init__(self, model: Student, decay: float):
        self.decay = decay
        self.weights = {k: v.detach().clone() for k, v in model.state_dict().items()}

    @torch.no_grad()
    def update(self, model: Student, step: int) -> None:
        """Move towards the model's weights of this step (counted from 1)."""
        share = 1 - min(self.decay, step / (step + 10))
        for name, weight in model.state_dict().items():
            self.weights[name].lerp_(weight, share)


def link_loss(attention: Tensor, links: Tensor) -> Tensor:
    """How little of the first head's attention falls on linked pieces, as a log probability.

    Guided alignment after Chen et al. 2016; pieces without any link do not count. It is the first
    head of the last layer whose attention CTranslate2 gives out.
    """
    on_links = (attention[:, 0].float() * links).sum(-1)[links.any(-1)]
    return -on_links.clamp_min(1e-4).log().mean()


class Run:
    """One training run: model, optimiser, average, and the files it keeps.

    Subclasses with another loss override objective.
    """

    def __init__(self, arguments: argparse.Namespace):
        self.arguments = arguments
        self.device: str = arguments.device
        self.folder: Path = arguments.out
        self.folder.mkdir(parents=True, exist_ok=True)
        torch.manual_seed(arguments.seed)
        self.rng = np.random.default_rng(arguments.seed)
        self.model = load_model(arguments.start).to(self.device)
        self.data = TrainingSet(arguments.data)
        self.optimiser = torch.optim.AdamW(
            self.model.parameters(), betas=(0.9, 0.98), eps=1e-9, weight_decay=0, fused=True
        )
        self.average = MovingAverage(self.model, arguments.average_decay)
        self.loss = self._make_loss()
        self.step = 0
        self.pieces = 0
        self.seconds = 0.0
        self.passes = 0
        if self.state_path.exists():
            self._resume()

    def objective(self, batch: Batch) -> Tensor:
        """The loss of a batch: mean cross-entropy of its pieces, and of its links."""
        memory, mask = self.model.encode(batch.source, batch.source_is_piece)
        states, attention = self.model.decode(batch.shifted, memory, mask)
        target = batch.target[batch.target_is_piece]
        states = states[batch.target_is_piece]
        loss = self.loss(self.model, states, target, self.arguments.label_smoothing).mean()
        if not self.arguments.link_weight or not batch.links.any():
            return loss
        return loss + self.arguments.link_weight * link_loss(attention, batch.links)

    @property
    def state_path(self) -> Path:
        return self.folder / "state.pt"

    def _make_loss(self) -> torch.nn.Module:
        if self.device != "cpu":
            return FullVocabulary()
        counts = self.data.target_counts(self.model.config.target_vocabulary)
        return SampledVocabulary(counts)

    def _resume(self) -> None:
        state = torch.load(self.state_path, map_location=self.device, weights_only=True)
        self.model.load_state_dict(state["model"])
        self.optimiser.load_state_dict(state["optimiser"])
        self.average.weights = state["average"]
        self.step, self.pieces = state["step"], state["pieces"]
        self.seconds, self.passes = state["seconds"], state["passes"]
        self.rng = np.random.default_rng([self.arguments.seed, self.step])

    def save(self) -> None:
        """Write state and average; a run that is killed loses what came after."""
        state = {
            "model": self.model.state_dict(),
            "optimiser": self.optimiser.state_dict(),
            "average": self.average.weights,
            "step": self.step,
            "pieces": self.pieces,
            "seconds": self.seconds,
            "passes": self.passes,
        }
        beside = self.state_path.with_suffix(".part")
        torch.save(state, beside)
        beside.replace(self.state_path)
        save_model(self.model, self.folder / "average.npz", self.average.weights)

    def learning_rate(self) -> float:
        """Warm-up by steps, then a half cosine over the minutes, down to 2% of the peak."""
        done = min(1.0, self.seconds / (self.arguments.minutes * 60))
        fall = 0.02 + 0.98 * 0.5 * (1 + math.cos(math.pi * done))
        return self.arguments.rate * min(1.0, (self.step + 1) / self.arguments.warm_up) * fall

    def train_on(self, batch: Batch) -> float:
        """One step; returns the loss per target piece."""
        for group in self.optimiser.param_groups:
            group["lr"] = self.learning_rate()
        batch = batch.to(self.device)
        with torch.autocast(self.device, torch.bfloat16):
            loss = self.objective(batch)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(self.model.parameters(), 1.0)
        self.optimiser.step()
        self.optimiser.zero_grad(set_to_none=True)
        self.step += 1
        self.pieces += int(batch.target_is_piece.sum())
        self.average.update(self.model, self.step)
        return loss.item()

    def go(self) -> None:
        """Train until the minutes are used up."""
        limit = self.arguments.minutes * 60
        before = last_save = last_snapshot = time.monotonic()
        losses: list[float] = []
        while self.seconds < limit:
            for batch in self.data.one_pass(self.arguments.batch_pieces, self.rng):
                losses.append(self.train_on(batch))
                now = time.monotonic()
                self.seconds += now - before
                before = now
                if self.step % self.arguments.log_every == 0:
                    self._log(float(np.mean(losses)))
                    losses.clear()
                if now - last_save > self.arguments.save_minutes * 60:
                    self.save()
                    last_save = now
                if now - last_snapshot > self.arguments.snapshot_minutes * 60:
                    self._snapshot()
                    last_snapshot = now
                if self.seconds >= limit:
                    break
            self.passes += 1
        self.save()

    def _snapshot(self) -> None:
        path = self.folder / f"snapshot-{self.step:06d}.npz"
        save_model(self.model, path, self.average.weights)

    def _log(self, loss: float) -> None:
        columns = (
            f"{self.seconds / 60:.1f} min",
            f"pass {self.passes}",
            f"step {self.step}",
            f"loss {loss:.4f}",
            f"rate {self.learning_rate():.2e}",
            f"{self.pieces / self.seconds:.0f} target pieces/s",
        )
        line = "\t".join(columns)
        print(line, flush=True)
        with (self.folder / "log.tsv").open("a") as file:
            file.write(line + "\n")


def weighted_folder(text: str) -> tuple[Path, float]:
    """FOLDER or FOLDER:WEIGHT of the command line."""
    folder, _, weight = text.partition(":")
    return Path(folder), float(weight or 1)


def make_parser(summary: str) -> argparse.ArgumentParser:
    """The options that every kind of run has."""
    parser = argparse.ArgumentParser(description=summary)
    parser.add_argument("--start", type=Path, required=True, help="model to begin from, .npz")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument(
        "--data", type=weighted_folder, action="append", required=True, metavar="FOLDER[:WEIGHT]"
    )
    parser.add_argument("--minutes", type=float, required=True, help="counted over all resumes")
    parser.add_argument("--device", default="cpu", help="cpu or cuda")
    parser.add_argument("--threads", type=int, default=1, help="of the CPU")
    parser.add_argument("--rate", type=float, default=2e-4, help="highest learning rate")
    parser.add_argument("--warm-up", type=int, default=50, help="steps")
    parser.add_argument("--batch-pieces", type=int, default=5000, help="a side, with padding")
    parser.add_argument("--label-smoothing", type=float, default=0.1)
    parser.add_argument("--link-weight", type=float, default=0.05, help="of guided attention")
    parser.add_argument("--average-decay", type=float, default=0.99, help="per step")
    parser.add_argument("--log-every", type=int, default=20, help="steps")
    parser.add_argument("--save-minutes", type=float, default=3)
    parser.add_argument("--snapshot-minutes", type=float, default=10)
    parser.add_argument("--seed", type=int, default=17)
    return parser


def main() -> None:
    arguments = make_parser(__doc__.split("\n")[0]).parse_args()
    torch.set_num_threads(arguments.threads)
    Run(arguments).go()


if __name__ == "__main__":
    main()
