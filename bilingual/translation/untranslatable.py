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
    known = [any(s > float("-inf") for s in engine.familiarity(_forms(w))) for w in words]
    if len(words) <= LONGEST_NAME and not any(known):
        named = all(word[0].isupper() and not _is_noise(word) for word in words)
        return "" if named else "no word of it is known"
    if not any(known) and all(map(_is_noise, words)):
        return "no word of it is known"
    return None


def _forms(word: str) -> list[str]:
    return [word, word.lower(), word.title()]


def _is_noise(word: str) -> bool:
    """Letters that spell no word: no vowel, or one letter many times."""
    return len(word) > 2 and (
        (not _VOWEL.search(word) and not word.isupper())
        or bool(re.search(r"(.)\1\1", word.lower()))
    )


def _latin_share(words: list[str]) -> float:
    letters = "".join(words)
    latin = sum(unicodedata.name(c, "").startswith("LATIN") for c in letters)
    return latin / len(letters)
