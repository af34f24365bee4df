"""Acronyms, and the names that they stand for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from bilingual.document import Mention
from bilingual.lexicon.equivalents import is_general_word, translations
from bilingual.lexicon.surfaces import FUNCTION_WORDS, fold, fold_tokens

# "Altiplano, S.A.B. de C.V. (EDA)", "the Commission (the CNDH)"
_BRACKET = re.compile(
    r"""["”»'’]?(?:,?\s+(?:S\.\s?A\.|S\.A\.B\.|A\.\s?C\.)(?:\s+de\s+C\.\s?V\.)?)?,?\s*\(\s*"""
    r"""(?:(?:the|la|el|or|o)\s+)?["“«'‘]?"""
)
_IN_BRACKETS = re.compile(_BRACKET.pattern + r"(?P<acronym>[A-Z][\w-]{1,12})[\"”»'’]?\s*\)")
_CAPITALS = re.compile(r"(?<![\w@#])[A-ZÁÉÍÓÚÑ]{3,10}(?!\w)")
_LONGEST = 10  # letters of an acronym
_SHORT = 3  # letters of which each begins a word
_LONGEST_PART = 4  # letters that a word gives to an acronym
_MOST_WORDS = 8


def is_acronym_of(acronym: str, name: str) -> bool:
    """Whether an acronym is made of the first letters of a name's words, in order.

    Small words count or not: "UdeG", "UAS", "CJNG".
    """
    content, initials = _initials(name)
    if len(content) < 2 or not is_acronym_like(acronym):
        return False
    letters, capitals = _letters(acronym)
    return content in (letters, capitals) or initials == letters


def abbreviates(acronym: str, name: str, in_order: bool = False) -> bool:
    """Whether an acronym is made of beginnings of a name's words, in any order and either language.

    "INHGEOMIN" is the "Honduran Institute of Geology and Mines", "UGT" the "General Union of
    Workers". All words must have a part in short acronyms, all but one in longer ones.
    ``in_order``: in the order of the name, as Spanish acronyms of Spanish names are.
    """
    letters = fold(acronym)
    if not is_acronym_like(acronym) or not letters.isalpha() or is_general_word(acronym):
        return False
    words = [w for w in fold_tokens(name) if w.isalnum() and w not in FUNCTION_WORDS]
    if not 2 <= len(words) <= _MOST_WORDS or letters in words:
        return False
    forms = [{word, *translations(word)} for word in words]
    spare = 0 if len(letters) <= _SHORT else 1
    return len(letters) >= _SHORT and _spells(letters, forms, spare, in_order)


def defines_acronym(name: str, between: str, acronym: str) -> bool:
    """Whether a text gives an acronym in brackets after a name.

    Letters may come from inside the words or in the order of another language ("Autonomous
    University of Sinaloa (UAS)"), as long as the name has half of them to begin its words.
    """
    if not _BRACKET.fullmatch(between) or not is_acronym_like(acronym):
        return False
    initials = [w[0] for w in fold_tokens(name) if w.isalnum() and w not in FUNCTION_WORDS]
    letters = [c for c in fold(acronym) if c.isalpha()]
    found = sum((initials.count(c) > 0) for c in letters)
    return 2 * found >= len(letters) or _runs_through(letters, fold(name))


def bracketed_acronyms(text: str, names: Sequence[Mention]) -> Iterator[tuple[Mention, int, int]]:
    """The acronyms in brackets after names of bodies: the name, and start and end of each."""
    for name in names:
        bracket = _IN_BRACKETS.match(text, name.end)
        if bracket is None or name.label != "ORG" or " " not in name.text:
            continue
        start, end = bracket.span("acronym")
        if defines_acronym(name.text, text[name.end : start], bracket["acronym"]):
            yield name, start, end


def acronyms_of(text: str, names: Sequence[Mention]) -> Iterator[tuple[Mention, int, int]]:
    """The words in capitals that are made of a body's name: it, and start and end of each."""
    bodies = [m for m in names if m.label == "ORG" and " " in m.text]
    for word in _CAPITALS.finditer(text) if bodies else ():
        spelled = [m for m in bodies if is_acronym_of(word.group(), m.text)]
        if spelled:
            yield spelled[0], *word.span()


@lru_cache(maxsize=1 << 12)
def is_acronym_like(text: str) -> bool:
    """Whether a word is mostly capitals, or one that may be spoken ("Conaf")."""
    letters = [c for c in text if c.isalpha()]
    if " " in text or not 2 <= len(letters) <= _LONGEST or not text[0].isupper():
        return False
    return sum(c.isupper() for c in letters) >= 2 or len(letters) >= 4


@lru_cache(maxsize=1 << 12)
def _letters(acronym: str) -> tuple[list[str], list[str]]:
    """The letters of an acronym, and those that are capitals."""
    return (
        [c.lower() for c in acronym if c.isalpha()],
        [c.lower() for c in acronym if c.isupper()],
    )


@lru_cache(maxsize=1 << 12)
def _initials(name: str) -> tuple[list[str], list[str]]:
    """The first letters of the words of a name that mean something, and of all."""
    words = [w for w in fold_tokens(name) if w.isalnum()]
    return [w[0] for w in words if w not in FUNCTION_WORDS], [w[0] for w in words]


def _spells(letters: str, forms: list[set[str]], spare: int, in_order: bool) -> bool:
    """Whether beginnings of the words, each used at most once, make up the letters; ``forms`` are
    the ways to say each word, ``spare`` how many words may be left over.
    """
    if not letters:
        return len(forms) <= spare
    for i, words in enumerate(forms[: spare + 1] if in_order else forms):
        passed = [] if in_order else forms[:i]
        rest, left = passed + forms[i + 1 :], spare - i if in_order else spare
        for size in {n for word in words for n in range(1, _common(letters, word) + 1)}:
            if _spells(letters[size:], rest, left, in_order):
                return True
    return False


def _common(letters: str, word: str) -> int:
    """How many letters two words have in common from the first on, at most four."""
    count = 0
    for one, other in zip(letters[:_LONGEST_PART], word):
        if one != other:
            break
        count += 1
    return count


def _runs_through(letters: list[str], name: str) -> bool:
    """Whether the letters come in a name in this order, from its first on."""
    rest = iter(name)
    return name[:1] == letters[0] and all(letter in rest for letter in letters)
