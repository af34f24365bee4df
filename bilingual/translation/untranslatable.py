"""Inputs that no model should touch: nothing in them is a word of the language."""

from __future__ import annotations

import re
import unicodedata

from bilingual.translation.engine import Engine
from bilingual.translation.protection import Protected

_WORD = re.compile(r"\d*[^\W\d_][^\W_]*")
_VOWEL = re.compile(r"[aeiouáéíóúüy]", re.IGNORECASE)
LONGEST_NAME = 3
"""Words; longer inputs are left to the model, whatever their words."""
LATIN_SHARE = 0.5


def reason_to_keep(protected: Protected, engine: Engine) -> str | None:
    """Why a sentence is kept as it is: "" where that is right, a reason to doubt, else None."""
    text = protected.text
    for mask in reversed(protected.masks):
        text = f"{text[: mask.start]} {text[mask.start + len(mask.text) :]}"
    words = _WORD.findall(text)
    if not words or all(word.isupper() and len(word) > 1 for word in words):
        return ""
    if _latin_share(words) < LATIN_SHARE:
        return "not in the Latin script"
    noise = sum(map(_is_noise, words)) > len(words) / 2
    if (len(words) > LONGEST_NAME and not noise) or (
        not noise and any(_is_known(w, engine) for w in words)
    ):
        return None
    named = all(word[0].isupper() for word in words) and not noise
    return "taken for a name" if named else "no word of it is known"


def _is_known(word: str, engine: Engine) -> bool:
    return max(engine.familiarity([word, word.lower(), word.title()])) > float("-inf")


def _is_noise(word: str) -> bool:
    """Letters that spell no word: no vowel, a letter many times, a letter alone."""
    if len(word) <= 2:
        return len(word) == 1 and word.lower() not in "aeiouy"
    unspeakable = not _VOWEL.search(word) and not word.isupper()
    return unspeakable or bool(re.search(r"(.)\1\1", word.lower()))


def _latin_share(words: list[str]) -> float:
    letters = "".join(words)
    if letters.isascii():
        return 1.0
    latin = sum(unicodedata.name(c, "").startswith("LATIN") for c in letters)
    return latin / len(letters)
