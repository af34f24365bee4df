"""Average the weights of several models.

python -m training.es_en.average --out WORK/averaged.npz WORK/run/snapshot-*.npz[:WEIGHT]
"""

from __future__ import annotations

import argparse
from pathlib import Path

import torch
from torch import Tensor

from .model import Student, load_model, save_model


def average(models: list[Student], weights: list[float]) -> dict[str, Tensor]:
    """Weighted mean of the models' tensors; the weights need not sum to one."""
    states = [model.state_dict() for model in models]
    total = sum(weights)
    return {
        name: torch.stack([s[name] * (w / total) for s, w in zip(states, weights)]).sum(0)
        for name in states[0]
    }


def weighted_file(text: str) -> tuple[Path, float]:
    """FILE or FILE:WEIGHT of the command line."""
    path, _, weight = text.partition(":")
    return Path(path), float(weight or 1)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("models", type=weighted_file, nargs="+")
    parser.add_argument("--out", type=Path, required=True)
    arguments = parser.parse_args()
    models = [load_model(path) for path, _ in arguments.models]
    weights = average(models, [weight for _, weight in arguments.models])
    save_model(models[0], arguments.out, weights)


if __name__ == "__main__":
    main()
