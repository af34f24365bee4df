"""Accents that posts and banners leave out ("fiscalia", "pais"), put back for the translation."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bilingual.translation.engine import Engine

_WORD = re.compile(r"(?<![\w/.@#-])(?:[A-Za-zÑñ]?[a-zñ]{2,}|[A-ZÑ]{4,})(?![\w/@-]|\.\w)")
"""Words that are no part of an address, handle or hashtag."""
_MARKED = re.compile(r"[áéíóúüñÁÉÍÓÚÜÑ]")
_OPENING = " \"'“‘«¡¿(—-"
_LETTERS = dict(zip("aeioun", "áéíóúñ"))
_SURE = {
    "ano": "año",
    "anos": "años",
    "aqui": "aquí",
    "asi": "así",
    "ahi": "ahí",
    "mas": "más",
    "dia": "día",
    "dias": "días",
}
"""Words of texts without any accent that are hardly ever meant as they stand."""
CLEAR_GAIN = 3.0
"""By how much more likely, as a log, the word with its accent must be where both are words."""
RARE = 60.0
"""How many times as often the word with its accent must have been seen."""


def with_accents(text: str, engine: Engine) -> str:
    """The text with the accents that unknown words want; no letter is added or taken away.

    A text that has accents knows them: there only words that do not exist without one get it.
    Capitalised words within a text are taken for names. Words in capitals often lack accents.
    """
    bare = not _MARKED.search(text)
    letters = list(text)
    for word in _WORD.finditer(text):
        written = word.group()
        if written.isupper():
            letters[word.start() : word.end()] = accented(written.lower(), engine, True).upper()
        elif written.islower() or not text[: word.start()].strip(_OPENING):
            better = accented(written.lower(), engine, bare)
            if written[0].isupper():
                better = better[0].upper() + better[1:]
            letters[word.start() : word.end()] = better
    return "".join(letters)


def accented(word: str, engine: Engine, bare: bool) -> str:
    """A word in lower case, with the accent it wants if any.

    ``bare`` says that it comes from a text without accents.
    """
    if bare and word in _SURE:
        return _SURE[word]
    (known,) = engine.familiarity([word])
    if known > float("-inf") and not bare:
        return word
    candidates = list(_candidates(word))
    best, candidate = max(zip(engine.familiarity(candidates), candidates), default=(known, word))
    clear = best > float("-inf") and best - known >= CLEAR_GAIN
    return candidate if clear and _is_rare_beside(word, candidate) else word


def _is_rare_beside(word: str, candidate: str) -> bool:
    """Whether texts hardly ever have the word as it is ("unas" is more frequent than "uñas")."""
    from bilingual.alignment.lexical import load_table

    table = load_table()
    return table.count_es(word) * RARE <= table.count_es(candidate)


def _candidates(word: str) -> Iterator[str]:
    for index, letter in enumerate(word):
        if letter in _LETTERS:
            yield word[:index] + _LETTERS[letter] + word[index + 1 :]
