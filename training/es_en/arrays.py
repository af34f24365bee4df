"""Tokenised pairs as arrays on disk, each file at most 64 MiB.

A set NAME is a folder NAME/ of numbered .npz shards with these arrays:

    source, target                  piece ids, uint16, all sentences one after another,
                                    each ended by the end-of-sentence piece
    source_lengths, target_lengths  uint16, pieces per sentence with its end
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import sentencepiece

from .corpus import Pair
from .model import END

SHARD_PIECES = 12_000_000
"""Source and target pieces per shard: 24 MB of uint16 each at most, 48 MB together."""


@dataclass(frozen=True)
class Vocabulary:
    """The SentencePiece models of both sides."""

    source: sentencepiece.SentencePieceProcessor
    target: sentencepiece.SentencePieceProcessor

    @classmethod
    def load(cls, folder: Path) -> Vocabulary:
        """Read sentencepiece.model (source) and target.model from a folder."""
        source, target = (
            sentencepiece.SentencePieceProcessor(model_file=str(folder / name))
            for name in ("sentencepiece.model", "target.model")
        )
        return cls(source, target)


def tokenise(
    pairs: list[Pair], vocabulary: Vocabulary, longest: int = 180
) -> tuple[list[np.ndarray], list[np.ndarray]]:
    """Piece ids of the pairs that are not empty, too long (in pieces) or far from equal length."""
    sources, targets = [], []
    source_ids = vocabulary.source.encode([s for s, _ in pairs])
    target_ids = vocabulary.target.encode([t for _, t in pairs])
    for source, target in zip(source_ids, target_ids):
        n, m = len(source), len(target)
        if not (0 < n <= longest and 0 < m <= longest and n < 3 * m + 8 and m < 3 * n + 8):
            continue
        sources.append(np.array([*source, END], np.uint16))
        targets.append(np.array([*target, END], np.uint16))
    return sources, targets


def save(folder: Path, sources: list[np.ndarray], targets: list[np.ndarray]) -> None:
    """Write a set as shards; an older set of the same name is replaced."""
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob("*.npz"):
        old.unlink()
    for number, chosen in enumerate(_shards(sources, targets)):
        np.savez(
            folder / f"{number:03d}.npz",
            source=np.concatenate([sources[i] for i in chosen]),
            target=np.concatenate([targets[i] for i in chosen]),
            source_lengths=np.array([len(sources[i]) for i in chosen], np.uint16),
            target_lengths=np.array([len(targets[i]) for i in chosen], np.uint16),
        )


def _shards(sources: list[np.ndarray], targets: list[np.ndarray]) -> Iterator[list[int]]:
    chosen: list[int] = []
    pieces = 0
    for i, (source, target) in enumerate(zip(sources, targets)):
        size = max(len(source), len(target))
        if chosen and pieces + size > SHARD_PIECES:
            yield chosen
            chosen, pieces = [], 0
        chosen.append(i)
        pieces += size
    if chosen:
        yield chosen


def load(folder: Path) -> tuple[list[np.ndarray], list[np.ndarray]]:
    """Read a set back; raises FileNotFoundError if the folder has no shard."""
    shards = sorted(folder.glob("*.npz"))
    if not shards:
        raise FileNotFoundError(f"no shard of tokenised pairs in {folder}; run prepare first")
    sources: list[np.ndarray] = []
    targets: list[np.ndarray] = []
    for shard in shards:
        with np.load(shard) as file:
            sources += np.split(file["source"], np.cumsum(file["source_lengths"][:-1], dtype=int))
            targets += np.split(file["target"], np.cumsum(file["target_lengths"][:-1], dtype=int))
    return sources, targets
