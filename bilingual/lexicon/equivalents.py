"""Whether Spanish and English words, and names made of them, can say the same.

Words are the same by their stem, by the table ``words.tsv`` (Spanish words and their English ones,
those of places with a capital), or as cognates ("metalúrgico", "metallurgical").
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from functools import lru_cache
from itertools import takewhile
from typing import NamedTuple

from bilingual.lexicon.folder import COUNTRIES, WORDS, shipped_folder
from bilingual.lexicon.surfaces import FUNCTION_WORDS, fold, fold_tokens

# Words that come and go without changing who is meant.
_NEUTRAL = frozenset(
    {"s", "c", "v", "sa", "cv", "its", "mexico", "mexican", "mexicano", "mexicana", "office"}
    | {"nacion", "nation", "republica", "republic"}
)
_NO_CONTENT = FUNCTION_WORDS | _NEUTRAL
# How wide the reach of a body is.
_SCOPES = frozenset(
    {"nacional", "national", "federal", "estatal", "state", "municipal", "regional", "local"}
    | {"internacional", "international", "provincial", "county"}
)
# What a place is, which one language says and the other leaves out: "lago Gatún", "Gatún".
_PLACES = frozenset(
    {"lago", "laguna", "rio", "volcan", "presa", "cerro", "isla", "calle", "avenida", "puerto"}
    | {"playa", "colonia", "barrio", "puente", "sierra", "lake", "river", "volcano", "dam", "hill"}
    | {"island", "street", "avenue", "port", "beach", "neighborhood", "bridge", "mountain"}
)
# Spanish endings as English has them, so that cognates begin alike.
_ENDINGS = (
    ("cion", "tion"),
    ("sion", "sion"),
    ("idad", "ity"),
    ("ph", "f"),
    ("th", "t"),
    ("fia", "fy"),
    ("qu", "c"),
)
_LEAST_COGNATE = 6  # letters: shorter words are alike by chance
_ALIKE = 84.0  # percent of letters that two cognates share
_ENOUGH = 0.6  # of a name must be in the other, where that is wholly in it
_NEARLY = 0.75  # of both names must be in the other
_MOST_IN_PART = 0.99


class NameWord(NamedTuple):
    """A word of a name. ``distinctive``: it tells apart what the general words leave open."""

    stem: str
    distinctive: bool


def name_similarity(one: str, other: str) -> float:
    """How much of two names says the same, 0 to 1; 0 where they can't be one body's or place's.

    Words may come in any order. Two names are never the same where each has a distinctive word
    that the other lacks (Sinaloa, Sonora), or where only general words agree in part.
    """
    first, second = _name_words(one), _name_words(other)
    in_first = [word for word in first if _is_in(word, second)]
    in_second = [word for word in second if _is_in(word, first)]
    if not in_first or (len(first) == 1 and not first[0].distinctive):
        return 0.0
    missing_first = [word for word in first if word not in in_first]
    missing_second = [word for word in second if word not in in_second]
    if not (missing_first or missing_second):
        return 1.0
    if not (missing_first and missing_second) and _tells(in_first):
        if all(word.stem in _place_stems() for word in (*missing_first, *missing_second)):
            return 1.0  # "lago Gatún", "Gatún"
    elif all(_tells(missing) or _scopes(missing) for missing in (missing_first, missing_second)):
        return 0.0
    return _partial(
        in_first, sorted((_share(in_first, missing_first), _share(in_second, missing_second)))
    )


def same_word(one: str, other: str) -> bool:
    """Whether two words, as ``stem`` gives them, can be each other's translation."""
    if one == other or not _rows(one).isdisjoint(_rows(other)):
        return True
    return _are_cognates(one, other)


@lru_cache(maxsize=1 << 14)
def stem(word: str) -> str:
    """A word without accents, case, plural and gender."""
    word = fold(word)
    for plural in ("es", "s"):
        if len(word) > 4 and word.endswith(plural):
            word = word[: -len(plural)]
            break
    return word[:-1] if len(word) > 4 and word[-1] in "aeo" else word


def translations(word: str) -> frozenset[str]:
    """The words, folded, that stand in a row of the table with a word, in both languages."""
    rows = _rows(stem(word))
    return frozenset().union(*(_table().words[row] for row in rows))


def is_general_word(word: str) -> bool:
    """Whether a word is one of those that names of bodies are made of, rather than of a place."""
    return bool(_rows(stem(word))) and stem(word) not in _table().places


def is_place_word(word: str) -> bool:
    """Whether a stem is the name or adjective of a place that the table knows."""
    return word in _table().places


def content_stems(text: str) -> list[str]:
    """The stems of the words of a text that mean something."""
    return [stem(w) for w in fold_tokens(text) if w.isalnum() and w not in _NO_CONTENT]


def word_keys(text: str) -> set[object]:
    """Keys that two texts share where they have a word or its translation in common."""
    keys: set[object] = set()
    for word in content_stems(text):
        keys.update(_rows(word), (word[:5],))
    return keys


@lru_cache(maxsize=1 << 12)
def _name_words(name: str) -> tuple[NameWord, ...]:
    stems = content_stems(name)
    return tuple(NameWord(s, s in _table().places or not _rows(s)) for s in dict.fromkeys(stems))


def _tells(words: Sequence[NameWord]) -> bool:
    return any(word.distinctive for word in words)


def _scopes(words: Sequence[NameWord]) -> bool:
    """Whether one of the words says how wide a body's reach is: no state's is the nation's."""
    return any(word.stem in _scope_stems() for word in words)


@lru_cache(maxsize=1)
def _scope_stems() -> frozenset[str]:
    return frozenset(map(stem, _SCOPES))


def _share(shared: Sequence[NameWord], missing: Sequence[NameWord]) -> float:
    """How much of a name is shared; the country it is of may be left out."""
    counted = sum(word.stem not in _country_stems() for word in missing)
    return len(shared) / (len(shared) + counted)


def _partial(shared: Sequence[NameWord], shares: Sequence[float]) -> float:
    """What names are worth that agree in part; ``shares``, the lower first, of both."""
    low, high = shares
    is_specific = _tells(shared) or len(shared) > 2 or high == 1.0
    enough = low >= (_ENOUGH if high == 1.0 or (len(shared) > 2 and high >= _NEARLY) else _NEARLY)
    agree = is_specific and enough and len(shared) > 1
    return min((low + high) / 2, _MOST_IN_PART) if agree else 0.0


@lru_cache(maxsize=1)
def _country_stems() -> frozenset[str]:
    """The words of countries' names and of their adjectives that are of no other use."""
    text = (shipped_folder() / COUNTRIES).read_text(encoding="utf-8")
    return frozenset(content_stems(text)) & _table().places


@lru_cache(maxsize=1)
def _place_stems() -> frozenset[str]:
    return frozenset(map(stem, _PLACES))


def _is_in(word: NameWord, words: Sequence[NameWord]) -> bool:
    return any(same_word(word.stem, other.stem) for other in words)


def _are_cognates(one: str, other: str) -> bool:
    if min(len(one), len(other)) < _LEAST_COGNATE or one.isdigit() or other.isdigit():
        return False
    one, other = _english_ending(one), _english_ending(other)
    shared = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other)))
    if shared >= _LEAST_COGNATE and 2 * shared >= max(len(one), len(other)):
        return True
    if one[0] != other[0]:
        return False
    from rapidfuzz.fuzz import ratio

    return ratio(one, other) >= _ALIKE


def _english_ending(word: str) -> str:
    for spanish, english in _ENDINGS:
        word = word.replace(spanish, english)
    return word


class _Table(NamedTuple):
    rows: dict[str, frozenset[int]]  # by stem, the rows that a word stands in
    places: frozenset[str]  # stems of names and adjectives of places
    words: tuple[frozenset[str], ...]  # the words of each row


def _rows(word: str) -> frozenset[int]:
    return _table().rows.get(word, frozenset())


@lru_cache(maxsize=1)
def _table() -> _Table:
    rows: dict[str, set[int]] = defaultdict(set)
    places = set()
    lines = (shipped_folder() / WORDS).read_text(encoding="utf-8").splitlines()
    listed = [line.replace("\t", " | ").split(" | ") for line in lines[1:]]
    for number, words in enumerate(listed):
        for word in words:
            rows[stem(word)].add(number)
        if any(word[0].isupper() for word in words):
            places.update(map(stem, words))
    by_stem = {word: frozenset(numbers) for word, numbers in rows.items()}
    return _Table(
        by_stem, frozenset(places), tuple(frozenset(map(fold, words)) for words in listed)
    )
