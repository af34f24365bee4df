"""How far the alignment of one word lies from that of the word before."""

from __future__ import annotations

import numpy as np

JUMP_LIMIT = 12


def jump_matrix(weights: np.ndarray, length: int) -> np.ndarray:
    """Transition probabilities between ``length`` positions, (from, to), rows summing to 1.

    ``weights`` are those of the jumps from -JUMP_LIMIT to JUMP_LIMIT; longer jumps share the
    outermost weights.
    """
    offsets = np.arange(length)[None, :] - np.arange(length)[:, None]
    outside = np.maximum(np.abs(offsets) - JUMP_LIMIT, 0)
    moves = weights[np.clip(offsets, -JUMP_LIMIT, JUMP_LIMIT) + JUMP_LIMIT] / (1.0 + outside)
    return moves / moves.sum(axis=1, keepdims=True)
