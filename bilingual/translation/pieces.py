"""SentencePiece pieces and the stretches of text they stand for."""

from __future__ import annotations

import math
import re
from pathlib import Path

from sentencepiece import SentencePieceProcessor

from bilingual.errors import ModelError

SPACE = "▁"
_BYTE = re.compile(r"<0x([0-9A-F]{2})>")


class SourceTokenizer:
    """Cuts text into the pieces of one SentencePiece model, with character offsets."""

    def __init__(self, path: Path) -> None:
        try:
            self._processor = SentencePieceProcessor(model_file=str(path))
        except (OSError, RuntimeError) as error:
            raise ModelError(f"{path}: damaged: {error}") from error

    def encode(self, texts: list[str]) -> list[list[str]]:
        """The pieces of each text."""
        return self._processor.encode(texts, out_type=str, num_threads=1)

    def scores(self, words: list[str]) -> list[float]:
        """The log probability of each word that is a piece of its own; -inf for the others."""
        ids = (self._processor.piece_to_id(SPACE + word) for word in words)
        unknown = self._processor.unk_id()
        return [-math.inf if i == unknown else self._processor.get_score(i) for i in ids]

    def offsets(self, text: str, pieces: list[str]) -> list[tuple[int, int]]:
        """The stretch of ``text`` that each of its pieces covers.

        The normalisation of the model (NFKC, spaces) is undone by the offsets that
        SentencePiece gives for it.
        """
        if "".join(pieces) == SPACE + text.replace(" ", SPACE):
            return _cut_plainly(pieces)
        normalized, origins = self._processor.normalize(text, with_offsets=True)
        ends = [*origins[1:], len(text)]
        offsets = []
        for piece, (begin, end) in zip(pieces, _cut(normalized, pieces)):
            begin += piece.startswith(SPACE) and end > begin
            start = origins[begin] if begin < len(origins) else len(text)
            stop = max((ends[i] for i in range(begin, end)), default=start)
            offsets.append((start, max(start, stop)))
        return offsets


def _cut_plainly(pieces: list[str]) -> list[tuple[int, int]]:
    """The stretches of pieces that spell a text with nothing normalised."""
    offsets, position = [], -1
    for piece in pieces:
        end = position + len(piece)
        start = position + piece.startswith(SPACE)
        offsets.append((max(start, 0), max(end, 0)))
        position = end
    return offsets


def _cut(normalized: str, pieces: list[str]) -> list[tuple[int, int]]:
    """Where each piece lies in the normalised text that the pieces spell."""
    spans, position, waiting = [], 0, b""
    for piece in pieces:
        byte = _BYTE.fullmatch(piece)
        if byte is None or normalized.startswith(piece, position):
            spans.append((position, position + len(piece)))
            position += len(piece)
            continue
        waiting += bytes([int(byte.group(1), 16)])
        decoded = waiting.decode("utf-8", "ignore")
        spans.append((position, position + max(len(decoded), 1)))
        if decoded:
            position, waiting = position + len(decoded), b""
    return spans


def join_pieces(pieces: list[str]) -> tuple[str, list[tuple[int, int]]]:
    """The text that target pieces spell, and the stretch of it that each covers.

    White space at the ends is dropped and runs of it become one space.
    """
    spelt = "".join(pieces)
    if spelt.startswith(SPACE) and f"{SPACE}{SPACE}" not in spelt and "<0x" not in spelt:
        return spelt[1:].replace(SPACE, " ").rstrip(" "), _cut_plainly(pieces)
    text, offsets, waiting = "", [], b""
    for piece in pieces:
        byte = _BYTE.fullmatch(piece)
        if byte:
            waiting += bytes([int(byte.group(1), 16)])
            surface = waiting.decode("utf-8", "ignore")
            waiting = b"" if surface else waiting
        else:
            surface = piece.replace(SPACE, " ")
        if not text or text.endswith(" "):
            surface = surface.lstrip(" ")
        text += surface
        offsets.append((len(text) - len(surface.lstrip(" ")), len(text)))
    stripped = text.rstrip(" ")
    return stripped, [(min(a, len(stripped)), min(b, len(stripped))) for a, b in offsets]
