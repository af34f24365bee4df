"""Word links of training pairs, as targets for the attention that links are read from.

The links are those of the project's own aligner, spread over the pieces of each word. A target
piece without a link is linked to the end of the source: attention to that is no link at all.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np

from bilingual.alignment.words import align_words
from bilingual.translation.pieces import SourceTokenizer

from .arrays import TokenisedPair
from .corpus import Pair

Spans = list[tuple[int, int]]


class PieceLinker:
    """Links the pieces of both sides of a pair."""

    def __init__(self, vocabulary: Path):
        self.source = SourceTokenizer(vocabulary / "sentencepiece.model")
        self.target = SourceTokenizer(vocabulary / "target.model")

    def __call__(self, pair: Pair) -> np.ndarray:
        """Links (count, 2) of a pair, uint8: place of the target piece, of the source piece."""
        sources, targets = (
            tokenizer.offsets(text, tokenizer.encode([text])[0])
            for tokenizer, text in zip((self.source, self.target), pair)
        )
        found = [
            (target, source)
            for link in align_words(*pair)
            for target in _within(targets, link.target_start, link.target_end)
            for source in _within(sources, link.source_start, link.source_end)
        ]
        linked = {target for target, _ in found}
        found += [(place, len(sources)) for place in range(len(targets)) if place not in linked]
        return np.array(found, np.uint8).reshape(-1, 2)


def linked_share(pair: TokenisedPair) -> float:
    """What part of the target pieces has links other than to the end of the source."""
    end = len(pair.source) - 1
    linked = np.unique(pair.links[pair.links[:, 1] != end, 0])
    return len(linked) / max(1, len(pair.target) - 1)


def _within(spans: Spans, start: int, end: int) -> list[int]:
    return [i for i, (begin, stop) in enumerate(spans) if begin < end and stop > start]
