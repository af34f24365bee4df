"""What sort of body or person a name or a common noun says: a union, an airline, a rector.

The inventory is ``kinds.tsv``: a kind, its nouns in both languages, and the wider kinds that it
falls under (an airline is a company).
"""

from __future__ import annotations

import re
from collections import defaultdict
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from bilingual.lexicon.surfaces import FUNCTION_WORDS, fold, fold_tokens

BODY, PERSON = "ORG", "PER"
# What can't stand between an article and the noun it belongs to.
NO_MODIFIER = (
    r"(?!(?:of|from|the|to|in|on|at|for|with|by|and|or|that|which|who|whose|is|was|has|had|have"
    r"|said|says|told|an?|as|will|would|are|were|be|been|not|no|than|but|if|when|where|after"
    r"|before|into|over|under|against|between|its|his|her|their|our|de|del|la|el|en|que|y|con|por"
    r"|same|other|rival|different|dijo|informó|según|according)\b)"
)
_SPANISH = frozenset({"de", "del", "la", "las", "los", "y", "el"})
_ENGLISH = frozenset({"of", "for", "the", "and"})
# Last words that make a name a company's.
_COMPANY_ENDINGS = frozenset(
    {"inc", "corp", "co", "llc", "ltd", "industries", "motors", "airlines", "energy", "mining"}
    | {"holdings", "foods", "partners", "steel", "brands", "cv", "sa", "sab"}
)
_PLATFORMS = frozenset(
    {"whatsapp", "facebook", "twitter", "tiktok", "telegram", "instagram", "youtube", "spotify"}
)
_WORD = re.compile(r"[^\W\d_]+")
_LONGEST_NOUN = 3  # words
# How wide the reach of a body is, by the words that say so, and their stems.
_SCOPES = {
    **dict.fromkeys(("federal", "national", "nacional"), "nation"),
    **dict.fromkeys(("state", "stat", "estatal", "provincial", "departamental"), "state"),
    **dict.fromkeys(("municipal", "city", "local"), "town"),
}


class Kind(NamedTuple):
    """A sort of body or person; ``label`` is ORG or PER, ``under`` names wider kinds."""

    name: str
    label: str
    under: tuple[str, ...]


class Inventory(NamedTuple):
    """The kinds by name, and those that each noun (folded words) names, by language.

    ``vague`` are the nouns marked "~", which mean other things as often ("el centro").
    """

    kinds: dict[str, Kind]
    nouns: dict[str, dict[tuple[str, ...], frozenset[str]]]
    vague: frozenset[tuple[str, ...]]


@lru_cache(maxsize=1)
def inventory() -> Inventory:
    """The kinds and nouns of ``kinds.tsv``."""
    kinds: dict[str, Kind] = {}
    nouns: dict[str, dict[tuple[str, ...], frozenset[str]]] = {"es": {}, "en": {}}
    vague: set[tuple[str, ...]] = set()
    clear: set[tuple[str, ...]] = set()
    lines = Path(__file__).with_name("kinds.tsv").read_text(encoding="utf-8").splitlines()
    for line in lines[1:]:
        name, label, spanish, english, under = line.split("\t")
        kinds[name] = Kind(name, label, tuple(under.split(" | ")) if under else ())
        for language, words in (("es", spanish), ("en", english)):
            for noun in words.split(" | "):
                key = tuple(fold_tokens(noun.lstrip("~")))
                nouns[language][key] = nouns[language].get(key, frozenset()) | {name}
                (vague if noun[0] == "~" else clear).add(key)
    return Inventory(kinds, nouns, frozenset(vague - clear))


@lru_cache(maxsize=1 << 13)
def noun_kinds(noun: str) -> frozenset[str]:
    """The kinds that a common noun names, in either language."""
    key = tuple(fold_tokens(noun))
    nouns = inventory().nouns
    return nouns["es"].get(key, frozenset()) | nouns["en"].get(key, frozenset())


def is_vague(noun: str) -> bool:
    """Whether a noun means other things as often, so that it refers only to what bears it."""
    return tuple(fold_tokens(noun)) in inventory().vague


def scopes_of(words: str) -> frozenset[str]:
    """What the words of a name or noun say of a body's reach: nation, state, town, or nothing."""
    return frozenset(_SCOPES[word] for word in _WORD.findall(words.lower()) if word in _SCOPES)


@lru_cache(maxsize=1 << 12)
def wider(kinds: frozenset[str]) -> frozenset[str]:
    """These kinds and all that they fall under."""
    above = {name for kind in kinds for name in inventory().kinds[kind].under}
    return kinds if above <= kinds else wider(kinds | above)


@lru_cache(maxsize=1)
def wide_kinds() -> frozenset[str]:
    """The kinds that others fall under, and that fall under none: "company", "organization"."""
    kinds = inventory().kinds
    above = {name for kind in kinds.values() for name in kind.under}
    return frozenset(name for name in above if not kinds[name].under)


@lru_cache(maxsize=1 << 12)
def name_kinds(name: str) -> frozenset[str]:
    """The kinds that the head noun of a body's name says: "Sindicato Minero" is a union.

    The head comes first in Spanish ("Sindicato de la Universidad …"), and last before "of" in
    English ("Teachers Union of …").
    """
    words = [fold(word) for word in re.findall(r"[\w’'-]+", name)]
    head = words[: next((i for i, w in enumerate(words) if w in FUNCTION_WORDS and i), len(words))]
    kinds: frozenset[str] = frozenset()
    if not _ENGLISH.intersection(words):
        kinds = _joined(words) | _first(head)
    if not _SPANISH.intersection(words):
        kinds = (kinds or _last(head)) | _tail(words)  # "Path of Life Shelter"
    if words and (words[-1] in _COMPANY_ENDINGS or words[0] == "grupo"):
        kinds |= {"company"}
    return kinds or (frozenset({"platform"}) if _PLATFORMS.intersection(words) else kinds)


@lru_cache(maxsize=4)
def noun_pattern(language: str, referring: bool = False) -> str:
    """A regular expression of all nouns of a language, longer ones first, without groups.

    ``referring``: without the vague ones. Nouns of one first letter stand together behind a set of
    its two forms, which rules them all out at once; letters that ignore case are tried one by one.
    """
    by_letter: dict[str, list[str]] = defaultdict(list)
    for noun in sorted(listed_nouns(language, referring), key=len)[::-1]:
        by_letter[noun[0]].append(re.escape(noun[1:]).replace(r"\ ", r"\s+"))
    groups = (
        f"(?-i:[{letter}{letter.upper()}])(?:{'|'.join(rests)})"
        for letter, rests in by_letter.items()
    )
    return f"(?:{'|'.join(groups)})"


def listed_nouns(language: str, referring: bool = False) -> set[str]:
    """All nouns of a language as ``kinds.tsv`` writes them; ``referring``: without vague ones."""
    lines = Path(__file__).with_name("kinds.tsv").read_text(encoding="utf-8").splitlines()
    column = {"es": 2, "en": 3}[language]
    nouns = {noun for line in lines[1:] for noun in line.split("\t")[column].split(" | ")}
    return {noun.lstrip("~") for noun in nouns if not (referring and noun[0] == "~")}


def _joined(words: list[str]) -> frozenset[str]:
    """The kinds of a noun with "de" in it that begins a name: "Centro de Detención"."""
    nouns = inventory().nouns["es"]
    lengths = range(_LONGEST_NOUN, 1, -1)
    return _bodies(next((k for n in lengths if (k := nouns.get(tuple(words[:n])))), frozenset()))


def _first(words: list[str]) -> frozenset[str]:
    nouns = inventory().nouns["es"]
    for i in range(len(words)):
        for length in range(_LONGEST_NOUN, 0, -1):
            if kinds := nouns.get(tuple(words[i : i + length])):
                return _bodies(kinds | nouns.get((words[i],), frozenset()))
    return frozenset()


def _tail(words: list[str]) -> frozenset[str]:
    """The kinds of the English noun that ends a name."""
    nouns = inventory().nouns["en"]
    lengths = range(min(_LONGEST_NOUN, len(words)), 0, -1)
    return _bodies(next((k for n in lengths if (k := nouns.get(tuple(words[-n:])))), frozenset()))


def _last(words: list[str]) -> frozenset[str]:
    return next((k for end in range(len(words), 0, -1) if (k := _tail(words[:end]))), frozenset())


def _bodies(kinds: frozenset[str]) -> frozenset[str]:
    return frozenset(kind for kind in kinds if inventory().kinds[kind].label != PERSON)
