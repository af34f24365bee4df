"""Words that tell what a name is: "Avenida", "Bridge", given names, titles; see ``clues.tsv``."""

from __future__ import annotations

from collections import defaultdict
from functools import lru_cache
from pathlib import Path

from bilingual.recognition.kinds import BODY, inventory, wider


def is_given_name(word: str) -> bool:
    """Whether a word is a given name, in Spanish or English."""
    return clue_key(word) in clues()["given"]


def clue_key(word: str) -> str:
    """A word as ``clues`` knows it: small, without the marks around it."""
    return word.lower().strip(".,'’\"“”")


@lru_cache(maxsize=1)
def clues() -> dict[str, dict[str, str]]:
    """Labels by word, for each place: first or last word of a name, before it, after it, given.

    The nouns of bodies in ``kinds.tsv`` begin names in Spanish and end them in English.
    """
    found: dict[str, dict[str, str]] = defaultdict(dict)
    lines = Path(__file__).with_name("clues.tsv").read_text(encoding="utf-8").splitlines()
    for line in lines[1:]:
        place, label, words = line.split("\t")
        found[place].update(dict.fromkeys(words.split(), label))
    for place, language in (("first", "es"), ("last", "en")):
        for noun, kinds in inventory().nouns[language].items():
            if len(noun) == 1 and any(inventory().kinds[kind].label == BODY for kind in kinds):
                found[place].setdefault(noun[0], BODY)
    return found


@lru_cache(maxsize=1)
def company_words() -> frozenset[str]:
    """The first words of companies' names that say what they are: "Grupo", "Empacadora"."""
    nouns = inventory().nouns["es"].items()
    companies = {noun[0] for noun, kinds in nouns if len(noun) == 1 and "company" in wider(kinds)}
    return frozenset(companies | {"grupo", "corporativo"})
