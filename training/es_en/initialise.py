"""Turn the checkpoint handed over with the package of version 0.2 into a model of this recipe.

    python -m training.es_en.initialise --checkpoint MODELS/es_en/checkpoint_fp16.npz \
        --out WORK/start.npz

The checkpoint holds the same tensors under shorter names; nothing else changes.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np
import torch

from .model import ModelConfig, Student, save_model

LONG_NAMES = {
    "src": "source_embedding",
    "tgt": "target_embedding",
    "enc": "encoder",
    "dec": "decoder",
    "att": "self_attention",
    "slf": "self_attention",
    "ctx": "cross_attention",
    "ffn": "feed_forward",
    "q": "query",
    "k": "key",
    "v": "value",
    "o": "output",
    "a": "inner",
    "b": "outer",
    "ln1": "norm1",
    "ln2": "norm2",
    "ln3": "norm3",
}


def long_name(name: str) -> str:
    """The name in this recipe's model of a tensor of the checkpoint."""
    if name == "bias":
        return "output_bias"
    return ".".join(LONG_NAMES.get(part, part) for part in name.split("."))


def from_checkpoint(path: Path) -> Student:
    """Load the checkpoint into a Student."""
    with np.load(path) as file:
        weights = {long_name(k): torch.from_numpy(file[k]).float() for k in file.files}
    config = ModelConfig(
        source_vocabulary=len(weights["source_embedding.weight"]),
        target_vocabulary=len(weights["target_embedding.weight"]),
    )
    model = Student(config)
    model.load_state_dict(weights)
    return model


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--checkpoint", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    arguments = parser.parse_args()
    save_model(from_checkpoint(arguments.checkpoint), arguments.out)


if __name__ == "__main__":
    main()
