"""Cuts a given target text into the pieces a package writes, to force it through the model."""

from __future__ import annotations

import json
import math
import re

from bilingual.models import Package
from bilingual.translation.pieces import SPACE, SourceTokenizer

_WORD = re.compile(r"\S+")
LONGEST_PIECE = 20


class TargetTokenizer:
    """Pieces of the target language.

    A package with ``target.model`` (SentencePiece) beside ``sentencepiece.model`` is cut by it.
    Others get the fewest pieces of the target vocabulary that spell the text: Argos packages
    hold no scores for the target side.
    """

    def __init__(self, package: Package) -> None:
        path = package.path / "target.model"
        self._tokenizer = SourceTokenizer(path) if path.is_file() else None
        self._package = package
        self._vocabulary: dict[str, int] | None = None

    def encode(self, text: str) -> list[str]:
        """The pieces of a target text."""
        if self._tokenizer is not None:
            return self._tokenizer.encode([text])[0]
        return [piece for word in _WORD.findall(text) for piece in self._cut(SPACE + word)]

    def knows(self, word: str) -> bool:
        """Whether a word is one piece of the target vocabulary."""
        return SPACE + word in self._load_vocabulary()

    def offsets(self, text: str, pieces: list[str]) -> list[tuple[int, int]]:
        """The stretch of ``text`` that each piece covers."""
        if self._tokenizer is not None:
            return self._tokenizer.offsets(text, pieces)
        offsets, position = [], 0
        for piece in pieces:
            if piece.startswith(SPACE):
                while position < len(text) and text[position].isspace():
                    position += 1
            length = len(piece.lstrip(SPACE))
            offsets.append((position, position + length))
            position += length
        return offsets

    def _cut(self, word: str) -> list[str]:
        """The cheapest cut of one word: few pieces, frequent ones (low in the vocabulary) first."""
        vocabulary = self._load_vocabulary()
        best: list[tuple[float, int]] = [(0.0, 0)] + [(math.inf, 0)] * len(word)
        for end in range(1, len(word) + 1):
            for start in range(max(0, end - LONGEST_PIECE), end):
                rank = vocabulary.get(word[start:end])
                if rank is None:
                    if end - start > 1:
                        continue
                    rank = 10**9
                cost = best[start][0] + math.log(rank + 2)
                if cost < best[end][0]:
                    best[end] = (cost, start)
        pieces, end = [], len(word)
        while end > 0:
            pieces.append(word[best[end][1] : end])
            end = best[end][1]
        return pieces[::-1]

    def _load_vocabulary(self) -> dict[str, int]:
        if self._vocabulary is None:
            for name in ("target_vocabulary.json", "shared_vocabulary.json"):
                path = self._package.model_path / name
                if path.is_file():
                    pieces = json.loads(path.read_text("utf-8"))
                    self._vocabulary = {piece: rank for rank, piece in enumerate(pieces)}
                    break
            else:
                self._vocabulary = {}
        return self._vocabulary
