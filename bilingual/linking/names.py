"""When two names can be one person's or one body's: accents, surnames, acronyms."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import takewhile
from pathlib import Path

from bilingual.lexicon.equivalents import is_general_word
from bilingual.lexicon.surfaces import FUNCTION_WORDS, fold, fold_tokens
from bilingual.recognition.kinds import name_kinds, wider

_TITLES = frozenset(
    {"presidente", "presidenta", "president", "secretario", "secretaria", "secretary", "general"}
    | {"gen", "gral", "almirante", "admiral", "gobernador", "gobernadora", "governor", "gov"}
    | {"senador", "senadora", "senator", "sen", "diputado", "diputada", "doctor", "doctora", "dr"}
    | {"dra", "licenciado", "lic", "ingeniero", "ing", "sr", "sra", "srta", "mr", "mrs", "ms"}
    | {"don", "fiscal", "alcalde", "alcaldesa", "mayor", "juez", "judge", "ministro", "ministra"}
    | {"minister", "canciller", "capo", "alias", "p", "pbro", "presbítero", "padre", "fray", "sor"}
    | {"father", "fr", "rev", "sister", "hermana", "monseñor", "doña", "maestro", "maestra", "lt"}
)
_GENERAL = frozenset(
    {"nuevo", "nueva", "north", "south", "ciudad", "puerto", "villa", "grupo", "centro", "banco"}
    | {"universidad", "instituto", "comisión", "consejo", "unión", "policía", "estado", "cerro"}
    | {"santa", "santo", "colonia", "calle", "avenida", "plaza", "radio", "section", "sección"}
)
_GO_BY_OWN_NAME = frozenset({"company", "club", "newspaper", "foundation"})
_NICKNAME = re.compile(r"""\s[“"'‘«]([^”"'’»]{3,30})[”"'’»](?=\s|$)""")
LAW_INITIAL = "n"  # what Mexican authorities put for the surnames of the accused
_ARTICLES = frozenset({"el", "la", "los", "las", "the"})


def name_words(name: str) -> tuple[str, ...]:
    """The words of a name, folded, without titles and small words."""
    words = [w for w in fold_tokens(name) if w.isalnum()]
    if words and words[0] in _ARTICLES:
        return tuple(words)
    kept = [w for w in words if w not in FUNCTION_WORDS]
    while len(kept) > 1 and kept[0] in _TITLES:
        kept = kept[1:]
    return tuple(kept)


def same_person(short: tuple[str, ...], full: tuple[str, ...]) -> bool:
    """Whether a shorter personal name can be the person that a fuller one names.

    Spanish names run given names, father's surname, mother's surname, and any may be left out but
    not reordered: all words of the shorter name must come in the fuller one in that order, and a
    single word must be a surname (not the first given name). Initials stand for names, and the
    law's "Jesús N" for the given names alone.
    """
    if not short or len(short) > len(full):
        return False
    if short == full:
        return True
    if short[0] in _ARTICLES or full[0] in _ARTICLES:
        return False
    if len(short) > 1 and short[-1] == LAW_INITIAL:
        return full[: len(short) - 1] == short[:-1]
    if len(short) == 1:
        return len(full) > 1 and short[0] in full[1:] and len(short[0]) > 1
    places = iter(full)
    return all(any(_same_word(word, other) for other in places) for word in short)


def calls_by_given_name(short: tuple[str, ...], full: tuple[str, ...]) -> bool:
    """Whether one word is the first given name of a fuller one, or its pet form: "Chema" is José
    María.
    """
    if len(short) != 1 or len(full) < 2:
        return False
    given = [(short[0],), *_pet_names().get(short[0], ())]
    return any(full[: len(words)] == words for words in given)


@lru_cache(maxsize=1)
def _pet_names() -> dict[str, list[tuple[str, ...]]]:
    """The given names, as ``name_words``, that each pet name stands for."""
    lines = Path(__file__).with_name("pet_names.tsv").read_text(encoding="utf-8").splitlines()
    found: dict[str, list[tuple[str, ...]]] = {}
    for line in lines[1:]:
        pet, given = line.split("\t")
        found[fold(pet)] = [name_words(name) for name in given.split(" | ")]
    return found


def says_enough(words: tuple[str, ...]) -> bool:
    """Whether the first words of a fuller name can stand for it ("Greenpeace")."""
    return len(words) > 1 or (len(words) == 1 and len(words[0]) > 4 and words[0] not in _GENERAL)


def own_names(name: str) -> list[tuple[str, ...]]:
    """What is left of a company's or club's name, as ``name_words``, without what says that it is
    one: "Visión" of "Grupo Visión", "Cerro Largo" of "Club Atlético Cerro Largo".
    """
    words = name.partition(",")[0].split()
    kinds = wider(name_kinds(name))
    if kinds.isdisjoint(_GO_BY_OWN_NAME) or len(words) == 1 or not words[1][0].isupper():
        return []
    dropped = 1 + sum(1 for _ in takewhile(is_general_word, words[1:-1]))
    found = [name_words(" ".join(words[i:])) for i in range(1, dropped + 1)]
    return found if words[-2][0].islower() else [*found, name_words(words[-1])]


def name_forms(name: str) -> list[str]:
    """The ways in which a name is given: whole, and where it holds a nickname in quotes, the
    name without it and the nickname alone: Ismael “El Mayo” Zambada.
    """
    nickname = _NICKNAME.search(name)
    if nickname is None:
        return [name]
    plain = f"{name[: nickname.start()].strip()} {name[nickname.end() :].strip()}".strip()
    return [name, plain, nickname.group(1)]


def _same_word(word: str, other: str) -> bool:
    return word == other or (len(word) == 1 and other.startswith(word))
