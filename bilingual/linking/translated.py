"""Names that translate each other.

A Spanish name and an English one are one where their words say the same, in any order ("Universidad
Autónoma de Sinaloa", "Autonomous University of Sinaloa"), or where the translation's word links
render the one as the other ("Centro Nacional de Inteligencia" comes out as "National Intelligence
Center", which the English report also writes).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations

from bilingual.document import Document, Mention, Unit
from bilingual.lexicon.equivalents import name_similarity, word_keys
from bilingual.lexicon.surfaces import fold_tokens
from bilingual.recognition.kinds import noun_kinds
from bilingual.spans import SpanIndex

_SPANISH = frozenset({"de", "del", "la", "las", "los", "el", "y", "e", "en", "por", "para"})
_ENGLISH = frozenset({"of", "the", "for", "and", "in"})
_KNOWN = 0.85  # how alike a name must be to one of the lexicon's
_COMMON = 200  # names that share a word: beyond that it says nothing


def translated_pairs(document: Document, mentions: Sequence[Mention]) -> Iterator[tuple[int, int]]:
    """Pairs of places in ``mentions`` whose names translate each other, the surest first.

    Names of one language are paired only where all their words agree; a name is paired with one
    other, except where all words agree.
    """
    names = _distinct_names(mentions)
    renderings = _renderings(document, mentions)
    paired: set[int] = set()
    for score, i, j in sorted(_scored(mentions, names, renderings), key=lambda s: (-s[0], s[1:])):
        if score == 1.0 or not paired & {i, j}:
            paired |= {i, j}
            yield i, j


def _scored(
    mentions: Sequence[Mention], names: list[int], renderings: dict[int, set[str]]
) -> Iterator[tuple[float, int, int]]:
    """Every two names that may translate each other, with how far they agree."""
    forms = {i: {mentions[i].text} | renderings.get(i, set()) for i in names}
    for i, j in _sharing(names, forms):
        one, other = mentions[i], mentions[j]
        plain = name_similarity(one.text, other.text)
        rendered = max(name_similarity(a, b) for a in forms[i] for b in forms[j])
        score = max(plain, rendered)
        is_single = min(len(one.text.split()), len(other.text.split())) == 1
        are_of_one_sort = _sort(one) == _sort(other)
        if is_single and _are_one_noun(one.text, other.text):
            score = _KNOWN  # "Parlamento", "Parliament"
        elif score < 1.0 and (is_single or not are_of_one_sort):
            continue
        if score < _KNOWN and (one.lexicon_ids or other.lexicon_ids):
            continue  # the lexicon knows its own names
        if score == 1.0 or (score > 0 and _languages_differ(one, other)):
            yield score, i, j


def _are_one_noun(one: str, other: str) -> bool:
    """Whether two names are single nouns of one kind of body."""
    return not noun_kinds(one).isdisjoint(noun_kinds(other))


def _sort(mention: Mention) -> str:
    """Person, place or body."""
    return mention.label if mention.label in ("PER", "LOC") else "ORG"


def _distinct_names(mentions: Sequence[Mention]) -> list[int]:
    """The first mention of each name as it is written."""
    first: dict[str, int] = {}
    for i, mention in enumerate(mentions):
        if mention.strength == "name":
            first.setdefault(mention.text, i)
    return list(first.values())


def _sharing(names: list[int], forms: dict[int, set[str]]) -> Iterator[tuple[int, int]]:
    """The pairs of names that share a word, or its translation."""
    bearers: dict[object, list[int]] = defaultdict(list)
    for i in names:
        for key in {key for form in forms[i] for key in word_keys(form)}:
            bearers[key].append(i)
    shared: Counter[tuple[int, int]] = Counter()
    for same in bearers.values():
        if len(same) <= _COMMON:
            shared.update(combinations(same, 2))
    yield from shared


def _renderings(document: Document, mentions: Sequence[Mention]) -> dict[int, set[str]]:
    """How the first mention of each name comes out in translation, wherever it stands."""
    units = SpanIndex(document.units)
    first: dict[str, int] = {}
    found: dict[int, set[str]] = defaultdict(set)
    for i, mention in enumerate(mentions):
        if mention.strength == "name":
            found[first.setdefault(mention.text, i)].update(renderings(units, mention))
    return found


def renderings(units: SpanIndex[Unit], mention: Mention) -> Iterator[str]:
    """How a mention comes out in the translation of each unit that holds it."""
    for unit in units.within(mention.start, mention.end):
        if not unit.start <= mention.start < mention.end <= unit.end:
            continue
        start, end = mention.start - unit.start, mention.end - unit.start
        targets = [
            (link.target_start, link.target_end)
            for link in unit.translation.links
            if start <= link.source_start and link.source_end <= end
        ]
        if targets:
            yield unit.translation.text[min(targets)[0] : max(t[1] for t in targets)]


def _languages_differ(one: Mention, other: Mention) -> bool:
    """Whether two names are not of one language, as their small words and places tell."""
    first, second = _language(one), _language(other)
    return first != second


def _language(mention: Mention) -> str:
    words = set(fold_tokens(mention.text))
    if words & _SPANISH:
        return "es"
    return "en" if words & _ENGLISH else mention.language
