"""Tokenised pairs as arrays on disk, each file at most 64 MiB.

A set NAME is a folder NAME/ of numbered .npz shards with these arrays:

    source, target                  piece ids, uint16, all sentences one after another,
                                    each ended by the end-of-sentence piece
    source_lengths, target_lengths  uint16, pieces per sentence with its end
    links, link_counts              uint8 (links, 2) and uint16 per sentence, as links.py makes
                                    them; without them, the set trains no attention
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import numpy as np
import sentencepiece

from .corpus import Pair
from .model import END

SHARD_BYTES = 60_000_000
"""Of the pieces and links in one shard; the lengths stay below the rest of 64 MiB."""


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


class TokenisedPair(NamedTuple):
    """Piece ids of both sides with their ends, and the links between pieces."""

    source: np.ndarray
    target: np.ndarray
    links: np.ndarray = np.empty((0, 2), np.uint8)


def tokenise(
    pairs: list[Pair],
    vocabulary: Vocabulary,
    linker: Callable[[Pair], np.ndarray] | None = None,
    longest: int = 180,
    sampled: int = 1,
) -> list[TokenisedPair]:
    """The pairs that are not empty, too long (in pieces) or far from equal length.

    Sources are cut in the best way or, where sampled is above 1, in one of so many best ways,
    drawn at random (subword regularisation, Kudo 2018).
    """
    tokenised = []
    sources = [s for s, _ in pairs]
    source_ids = (
        [vocabulary.source.sample_encode_as_ids(s, sampled, 0.5) for s in sources]
        if sampled > 1
        else vocabulary.source.encode(sources)
    )
    target_ids = vocabulary.target.encode([t for _, t in pairs])
    for pair, source, target in zip(pairs, source_ids, target_ids):
        n, m = len(source), len(target)
        if not (0 < n <= longest and 0 < m <= longest and n < 3 * m + 8 and m < 3 * n + 8):
            continue
        sides = (np.array([*side, END], np.uint16) for side in (source, target))
        tokenised.append(TokenisedPair(*sides, *([linker(pair)] if linker else [])))
    return tokenised


def save(folder: Path, pairs: list[TokenisedPair]) -> None:
    """Write a set as shards; an older set of the same name is replaced."""
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob("*.npz"):
        old.unlink()
    for number, shard in enumerate(_shards(pairs)):
        sources, targets, links = zip(*shard)
        np.savez(
            folder / f"{number:03d}.npz",
            source=np.concatenate(sources),
            target=np.concatenate(targets),
            links=np.concatenate(links),
            source_lengths=np.array(list(map(len, sources)), np.uint16),
            target_lengths=np.array(list(map(len, targets)), np.uint16),
            link_counts=np.array(list(map(len, links)), np.uint16),
        )


def _shards(pairs: list[TokenisedPair]) -> Iterator[list[TokenisedPair]]:
    shard: list[TokenisedPair] = []
    size = 0
    for pair in pairs:
        if shard and size + sum(array.nbytes for array in pair) > SHARD_BYTES:
            yield shard
            shard, size = [], 0
        shard.append(pair)
        size += sum(array.nbytes for array in pair)
    if shard:
        yield shard


def load(folder: Path) -> list[TokenisedPair]:
    """Read a set back; raises FileNotFoundError if the folder has no shard."""
    shards = sorted(folder.glob("*.npz"))
    if not shards:
        raise FileNotFoundError(f"no shard of tokenised pairs in {folder}; run prepare first")
    pairs: list[TokenisedPair] = []
    for shard in shards:
        with np.load(shard) as file:
            columns = (
                np.split(file[name], np.cumsum(file[lengths][:-1], dtype=int))
                for name, lengths in (
                    ("source", "source_lengths"),
                    ("target", "target_lengths"),
                    ("links", "link_counts"),
                )
            )
            pairs += map(TokenisedPair, *columns)
    return pairs
