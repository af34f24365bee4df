"""A table of vectors for strings, each computed once and then looked up."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence

import numpy as np

_AT_ONCE = 1 << 12  # strings: bounds what computing their vectors takes


class VectorTable:
    """Vectors by string, computed on first use in batches; safe from threads.

    ``compute`` gives one row of ``width`` numbers for each string of a list. At ``limit`` strings
    the table starts anew, so that memory stays bounded on any input.
    """

    def __init__(
        self, compute: Callable[[list[str]], np.ndarray], width: int, limit: int = 1 << 17
    ) -> None:
        self._compute = compute
        self._width = width
        self._limit = limit
        self._lock = threading.Lock()
        self._forget()

    def _forget(self) -> None:
        self._rows: dict[str, int] = {}
        self._vectors = np.zeros((1 << 8, self._width), dtype=np.float32)

    def vectors(self, strings: Sequence[str]) -> np.ndarray:
        """One row a string, in order."""
        with self._lock:
            if len(self._rows) > self._limit:
                self._forget()
            try:
                return self._known(strings)
            except KeyError:
                self._add([s for s in dict.fromkeys(strings) if s not in self._rows])
                return self._known(strings)

    def _known(self, strings: Sequence[str]) -> np.ndarray:
        rows = np.fromiter(map(self._rows.__getitem__, strings), np.int64, len(strings))
        return self._vectors[rows]

    def _add(self, strings: list[str]) -> None:
        start = len(self._rows)
        end = start + len(strings)
        if end > len(self._vectors):
            grown = np.zeros((max(end, 2 * start), self._width), dtype=np.float32)
            grown[:start] = self._vectors[:start]
            self._vectors = grown
        for first in range(0, len(strings), _AT_ONCE):
            some = strings[first : first + _AT_ONCE]
            self._vectors[start + first : start + first + len(some)] = self._compute(some)
        self._rows.update(zip(strings, range(start, end)))
