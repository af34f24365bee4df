"""Byte pair encoding over Moses tokens, as the older packages of Argos Translate use it.

Sennrich et al. (2016), "Neural Machine Translation of Rare Words with Subword Units"; the file
format is that of subword-nmt, versions 0.1 and 0.2. A piece that the next one continues ends in
"@@". Moses tokenisation is sacremoses', with its punctuation normalisation and XML escapes.
"""

from __future__ import annotations

import html
import itertools
import math
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from rapidfuzz.distance import Levenshtein

from bilingual.errors import ModelError

CONTINUED = "@@"
_END = "</w>"
_FIRST_LINE = "#version:"


class BpeTokenizer:
    """Cuts text of one language into pieces and joins pieces to text, with character offsets.

    ``vocabulary`` holds the model's pieces with their ranks.
    """

    def __init__(self, path: Path, language: str, vocabulary: Mapping[str, int]) -> None:
        from sacremoses import MosesDetokenizer, MosesPunctNormalizer, MosesTokenizer

        self._merges, self._end_apart = _read_merges(path)
        self._vocabulary = vocabulary
        self._normalizer = MosesPunctNormalizer(language)
        self._tokenizer = MosesTokenizer(language)
        self._detokenizer = MosesDetokenizer(language)
        self._cut = lru_cache(maxsize=32_768)(self._cut_word)

    def encode(self, texts: list[str]) -> list[list[str]]:
        """The pieces of each text."""
        return [
            [piece for word in self._words(text) for piece in self._cut(word)] for text in texts
        ]

    def scores(self, words: list[str]) -> list[float]:
        """A log probability of each word that is a piece of its own; -inf for the others.

        Made of the rank in the vocabulary, by Zipf's law: such packages hold no frequencies.
        """
        ranks = (
            self._vocabulary.get(word) if len(self._cut(word)) == 1 else None for word in words
        )
        return [-math.inf if rank is None else -math.log(rank + 2) for rank in ranks]

    def knows(self, word: str) -> bool:
        """Whether a word is one piece of the vocabulary."""
        return word in self._vocabulary

    def offsets(self, text: str, pieces: list[str]) -> list[tuple[int, int]]:
        """The stretch of ``text`` that each of its pieces covers, whatever was normalised."""
        surfaces = [html.unescape(piece.removesuffix(CONTINUED)) for piece in pieces]
        places = [i for i, character in enumerate(text) if not character.isspace()]
        borders = _borders("".join(surfaces), "".join(text[i] for i in places))
        ends = itertools.accumulate(map(len, surfaces), initial=0)
        offsets = []
        for begin, end in itertools.pairwise(borders[i] for i in ends):
            start = places[begin] if begin < len(places) else len(text)
            offsets.append((start, places[end - 1] + 1 if end > begin else start))
        return offsets

    def join(self, pieces: list[str]) -> tuple[str, list[tuple[int, int]]]:
        """The text that pieces spell, and the stretch of it that each covers."""
        words = " ".join(pieces).replace(f"{CONTINUED} ", "").split(" ")
        text = self._detokenizer.detokenize(words)
        return text, self.offsets(text, pieces)

    def _words(self, text: str) -> list[str]:
        return self._tokenizer.tokenize(self._normalizer.normalize(text))

    def _cut_word(self, word: str) -> tuple[str, ...]:
        """The pieces of one word: the earliest merge that applies, again and again."""
        parts = [*word, _END] if self._end_apart else [*word[:-1], word[-1:] + _END]
        while len(parts) > 1:
            pair = min(itertools.pairwise(parts), key=lambda p: self._merges.get(p, math.inf))
            if pair not in self._merges:
                break
            parts = _merged(parts, pair)
        surfaces = [surface for part in parts if (surface := part.removesuffix(_END))]
        return (*(part + CONTINUED for part in surfaces[:-1]), *surfaces[-1:])


def _merged(parts: list[str], pair: tuple[str, str]) -> list[str]:
    """The parts with every occurrence of a pair made one."""
    merged: list[str] = []
    for part in parts:
        if merged and (merged[-1], part) == pair:
            merged[-1] += part
        else:
            merged.append(part)
    return merged


def _read_merges(path: Path) -> tuple[dict[tuple[str, str], int], bool]:
    """The merges with their ranks, and whether a word's end is a symbol of its own."""
    try:
        lines = path.read_text("utf-8").rstrip("\n").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise ModelError(f"{path}: damaged: {error}") from error
    version = "0.1"
    if lines[0].startswith(_FIRST_LINE):
        version = lines.pop(0).removeprefix(_FIRST_LINE).strip()
    if version not in ("0.1", "0.2"):
        raise ModelError(f"{path}: byte pair encoding of version {version}; 0.1 and 0.2 are read")
    merges: dict[tuple[str, str], int] = {}
    for number, line in enumerate(lines, 1):
        pair = tuple(line.strip("\r\n ").split(" "))
        if len(pair) != 2:
            raise ModelError(f"{path}: damaged: merge {number} is not two pieces")
        merges.setdefault(pair, number)
    return merges, version == "0.1"


def _borders(spelt: str, written: str) -> list[int]:
    """Where in ``written`` each character of ``spelt`` starts, and last where the text ends."""
    borders = []
    for _, start, end, there, there_end in Levenshtein.opcodes(spelt, written):
        width = max(end - start, 1)
        borders += [there + i * (there_end - there) // width for i in range(end - start)]
    return [*borders, len(written)]
