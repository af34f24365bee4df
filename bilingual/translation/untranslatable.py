"""Inputs that no model should touch: nothing in them is a word of the language."""

from __future__ import annotations

import re
import unicodedata

from bilingual.translation.engine import Engine
from bilingual.translation.protection import Protected

_WORD = re.compile(r"[^\W\d_]+")
_VOWEL = re.compile(r"[aeiouáéíóúüy]", re.IGNORECASE)
LONGEST_NAME = 3
"""Words; longer inputs are left to the model, whatever their words."""
LATIN_SHARE = 0.5


def reason_to_keep(protected: Protected, engine: Engine) -> str | None:
    """Why a sentence is kept as it is: "" where that is right, a reason to doubt, else None."""
    text = protected.text
    for mask, _ in protected.masks:
        text = text.replace(mask, " ", 1)
    words = _WORD.findall(text)
    if not words:
        return ""
    if _latin_share(words) < LATIN_SHARE:
        return "not in the Latin script"
    noise = all(map(_is_noise, words))
    if (len(words) > LONGEST_NAME and not noise) or any(_is_known(w, engine) for w in words):
        return None
    named = all(word[0].isupper() for word in words) and not noise
    return "" if named else "no word of it is known"


def _is_known(word: str, engine: Engine) -> bool:
    return max(engine.familiarity([word, word.lower(), word.title()])) > float("-inf")


def _is_noise(word: str) -> bool:
    """Letters that spell no word: no vowel, or one letter many times."""
    if len(word) <= 2:
        return False
    unspeakable = not _VOWEL.search(word) and not word.isupper()
    return unspeakable or bool(re.search(r"(.)\1\1", word.lower()))


def _latin_share(words: list[str]) -> float:
    letters = "".join(words)
    if letters.isascii():
        return 1.0
    latin = sum(unicodedata.name(c, "").startswith("LATIN") for c in letters)
    return latin / len(letters)
