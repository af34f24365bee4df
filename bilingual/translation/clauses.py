"""Cuts a sentence that is too long for the model at its clause borders."""

from __future__ import annotations

import re

from bilingual.translation.engine import Engine

MOST_PIECES = 160
"""Longer sentences are cut: models see few longer ones in training."""
_BORDERS = (
    re.compile(r"[.!?;:…]+[\"'”’»)\]]*\s+"),
    re.compile(r",\s+(?=(?:y|e|o|pero|aunque|mientras|cuando|donde|que|quien|quienes|lo que|ya que|"
               r"por lo que|sin embargo|así como|además)\b)|\s+[—–-]\s+"),
    re.compile(r",\s+"),
    re.compile(r"\s+(?=(?:y|o|que|para|por|con|en|de|del)\b)"),
    re.compile(r"\s+"),
)  # fmt: skip


def cut_sentence(sentence: str, engine: Engine, most: int = MOST_PIECES) -> list[str]:
    """Stretches that spell the sentence together, white space included, each short enough."""
    if len(sentence) <= most or engine.count_pieces(sentence) <= most:
        return [sentence]
    middle = _border(sentence)
    if middle is None:
        step = most
        return [sentence[i : i + step] for i in range(0, len(sentence), step)]
    left, right = sentence[:middle], sentence[middle:]
    return cut_sentence(left, engine, most) + cut_sentence(right, engine, most)


def halves(sentence: str) -> tuple[str, str] | None:
    """A sentence in two at the clause border nearest its middle; None where it has none."""
    middle = _border(sentence, _BORDERS[:3])
    return None if middle is None else (sentence[:middle], sentence[middle:])


def _border(sentence: str, borders: tuple[re.Pattern[str], ...] = _BORDERS) -> int | None:
    """The end of the best border within the middle three fifths of the sentence."""
    low, high = len(sentence) // 5, len(sentence) - len(sentence) // 5
    for border in borders:
        places = [m.end() for m in border.finditer(sentence, low, high)]
        places = [place for place in places if 0 < place < len(sentence)]
        if places:
            return min(places, key=lambda place: abs(place - len(sentence) / 2))
    return None
