"""Inputs that no model should touch: nothing in them is a word of the language."""

from __future__ import annotations

import re
import unicodedata

from bilingual.translation.confirmation import is_ordinary
from bilingual.translation.engine import Engine
from bilingual.translation.protection import Protected

_WORD = re.compile(r"\d*[^\W\d_][^\W_]*")
_ORDINARY_ENDING = re.compile(
    r"(?:[cs]i[oó]n(?:es)?|mente|dad(?:es)?|mientos?|ism[oa]s?|istas?|azos?|[ai]e?ndo|[aei]ron|"
    r"aban?|[aei]rán?|[áéíóú]\w{1,6}(?:[tms]e|nos|l[aeo]s?))$"
)
_LAUGHTER = re.compile(r"(?:[aeiou]?h*[jh][aeiou]){2,}[jh]?", re.IGNORECASE)
_CONSONANTS = re.compile(r"[^\W\d_aeiouáéíóúüy]{6}", re.IGNORECASE)
_MANY_TIMES = re.compile(r"(.)\1\1+", re.IGNORECASE)
_LATIN = re.compile(r"[0-9A-Za-zÀ-ɏ]+")
_VOWEL = re.compile(r"[aeiouáéíóúüy]", re.IGNORECASE)
LONGEST_NAME = 3
"""Words; longer inputs are left to the model, whatever their words."""
LONGEST_NOISE = 12
"""Words; longer inputs are taken for sentences."""
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
    if len(words) > LONGEST_NOISE:
        return None
    noise = [word for word in words if _is_noise(word, engine)]
    if len(noise) <= len(words) / 2:
        if len(words) > LONGEST_NAME or any(_is_known(word, engine) for word in words):
            return None
        if all(word[0].isupper() for word in words):
            return "taken for a name" if any(map(_may_be_ordinary, words)) else ""
    return "" if len(noise) == len(words) else "no word of it is known"


def _may_be_ordinary(word: str) -> bool:
    """Whether a word with a capital may be one that should have been translated."""
    return bool(_ORDINARY_ENDING.search(word)) or is_ordinary(word)


def _is_known(word: str, engine: Engine) -> bool:
    return max(engine.familiarity([word, word.lower(), word.title()])) > float("-inf")


def _is_noise(word: str, engine: Engine) -> bool:
    """Letters that spell no word: no vowel, many consonants, a letter alone or many times."""
    if len(word) == 1:
        return True
    if len(word) == 2:
        return False
    if _LAUGHTER.fullmatch(word) or (_CONSONANTS.search(word) and not word.isupper()):
        return True
    if not _VOWEL.search(word) and not word.isupper():
        return True
    plain = _MANY_TIMES.sub(r"\1", word)
    return plain != word and not _is_known(plain, engine)


def _latin_share(words: list[str]) -> float:
    letters = "".join(words)
    others = _LATIN.sub("", letters)
    latin = sum(unicodedata.name(c, "").startswith("LATIN") for c in others)
    return 1 - (len(others) - latin) / len(letters)
