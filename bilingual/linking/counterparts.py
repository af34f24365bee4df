"""Bodies of one kind that the two languages name in words that are no translations.

An article that names one hospital in Spanish and one in English mostly speaks of one hospital,
"Hospital Escuela" and "the Teaching Hospital", unless the names themselves say otherwise: two
places or two proper names, acronyms, or reaches ("estatal", "federal") that differ.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from bilingual.detection.vocabulary import is_known
from bilingual.detection.words import normalize
from bilingual.document import Mention
from bilingual.lexicon.equivalents import content_stems, is_place_word, same_word, stem
from bilingual.lexicon.surfaces import FUNCTION_WORDS
from bilingual.recognition.kinds import inventory, name_kinds, scopes_of, wide_kinds
from bilingual.tokens import tokenize

_MANY = 20  # bodies of one kind in one language: beyond that none is the other's counterpart


class Named(NamedTuple):
    """A body by its names in one language: what they say of it."""

    group: int
    mention: int  # its first mention
    kinds: frozenset[str]
    words: frozenset[str]  # stems, without those of the kind
    proper: frozenset[str]  # those of them that no dictionary knows, or that are a place's
    scopes: frozenset[str]


def counterparts(
    mentions: Sequence[Mention], groups: Sequence[int], taken: Sequence[bool]
) -> Iterator[tuple[int, int]]:
    """Pairs of places in ``mentions``: a Spanish name of a body and an English one.

    ``groups`` numbers the groups that mentions have been joined to; a group with names in both
    languages needs no other, nor does one that is ``taken`` (an entry of the lexicon).
    """
    spanish, english = _by_language(mentions, groups, taken)
    for kind in sorted({kind for body in spanish for kind in body.kinds} - wide_kinds()):
        ours = [body for body in spanish if kind in body.kinds]
        theirs = [body for body in english if kind in body.kinds]
        if max(len(ours), len(theirs)) > _MANY:
            continue
        for one in ours:
            fitting = [other for other in theirs if _can_be_one(one, other)]
            if len(fitting) == 1 and sum(_can_be_one(rival, fitting[0]) for rival in ours) == 1:
                yield one.mention, fitting[0].mention


def _by_language(
    mentions: Sequence[Mention], groups: Sequence[int], taken: Sequence[bool]
) -> tuple[list[Named], list[Named]]:
    """The bodies that are named in Spanish alone, and those in English alone."""
    members: dict[int, list[int]] = defaultdict(list)
    for i, mention in enumerate(mentions):
        if mention.strength == "name":
            members[groups[i]].append(i)
    found: dict[str, list[Named]] = {"es": [], "en": []}
    for group, places in members.items():
        languages = {mentions[i].language.split("-")[0] for i in places}
        language = languages.pop()
        if languages or language not in found or any(taken[i] for i in places):
            continue
        body = _named(group, places, [mentions[i].text for i in places])
        if body.kinds:
            found[language].append(body)
    return found["es"], found["en"]


def _named(group: int, places: Sequence[int], names: Sequence[str]) -> Named:
    kinds = frozenset().union(*map(name_kinds, names))
    tokens = {t.text for name in names for t in tokenize(name) if t.text[0].isalnum()}
    content = {t for t in tokens if t.lower() not in FUNCTION_WORDS and content_stems(t)}
    proper = {stem(t) for t in content if t[0].isupper() and _is_proper(t)}
    scopes = frozenset().union(*map(scopes_of, names))
    words = frozenset(map(stem, content))
    return Named(group, places[0], kinds, words, frozenset(proper), scopes)


def _is_proper(word: str) -> bool:
    """Whether a word is no word of either language, or the name of a place."""
    return is_place_word(stem(word)) or not is_known(normalize(word))


def _can_be_one(one: Named, other: Named) -> bool:
    """Whether nothing in the names of two bodies of one kind says that they are two."""
    if one.scopes and other.scopes and one.scopes.isdisjoint(other.scopes):
        return False
    ours, theirs = _missing(one.proper, other.words), _missing(other.proper, one.words)
    if (ours and "nation" in other.scopes) or (theirs and "nation" in one.scopes):
        return False
    shared = [w for w in one.words if not _missing(frozenset({w}), other.words)]
    is_told = any(word not in _kind_stems() for word in shared)
    return not (ours and theirs) if is_told else not (one.proper or other.proper)


@lru_cache(maxsize=1)
def _kind_stems() -> frozenset[str]:
    nouns = (noun for by_noun in inventory().nouns.values() for noun in by_noun)
    return frozenset(stem(word) for noun in nouns for word in noun)


def _missing(words: frozenset[str], among: frozenset[str]) -> bool:
    """Whether some of the words are not among others, in either language."""
    return any(not any(same_word(word, other) for other in among) for word in words)
