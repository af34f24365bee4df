"""The target side of a package: joins the pieces it writes and cuts a text to force through it."""

from __future__ import annotations

import math
import re

from bilingual.models import Package
from bilingual.translation.bpe import BpeTokenizer
from bilingual.translation.pieces import SPACE, SourceTokenizer, join_pieces
from bilingual.translation.vocabulary import is_shared, read_vocabulary

_WORD = re.compile(r"\S+")
LONGEST_PIECE = 20


def target_tokenizer(package: Package) -> BpeTokenizer | TargetTokenizer:
    """What joins and cuts the target side of a package."""
    if package.has_bpe:
        vocabulary = read_vocabulary(package.model_path, "target")
        return BpeTokenizer(package.tokenizer_path, package.target, vocabulary)
    return TargetTokenizer(package)


class TargetTokenizer:
    """Pieces of the target language of a package with SentencePiece.

    A package with ``target.model`` beside ``sentencepiece.model`` is cut by it, one that shares
    its vocabulary between the languages by ``sentencepiece.model``. Others get the fewest pieces
    of the target vocabulary that spell the text: they hold no scores for the target side.
    """

    def __init__(self, package: Package) -> None:
        path = package.path / "target.model"
        if not path.is_file() and is_shared(package.model_path):
            path = package.tokenizer_path
        self._tokenizer = SourceTokenizer(path) if path.is_file() else None
        self._package = package
        self._vocabulary: dict[str, int] | None = None

    def join(self, pieces: list[str]) -> tuple[str, list[tuple[int, int]]]:
        """The text that pieces spell, and the stretch of it that each covers."""
        return join_pieces(pieces)

    def encode(self, texts: list[str]) -> list[list[str]]:
        """The pieces of each text."""
        if self._tokenizer is not None:
            return self._tokenizer.encode(texts)
        return [
            [piece for word in _WORD.findall(text) for piece in self._cut(SPACE + word)]
            for text in texts
        ]

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
            self._vocabulary = read_vocabulary(self._package.model_path, "target")
        return self._vocabulary
