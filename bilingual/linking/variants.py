"""English and Spanish names that say the same in other words: "Ministry of Culture" is the
"Culture Secretariat".
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from bilingual.document import LexiconEntry, Mention
from bilingual.lexicon import Lexicon
from bilingual.lexicon.surfaces import FUNCTION_WORDS, fold_tokens

# Words that the press puts for each other, under the first of each group.
_SYNONYMS = {
    word: group[0]
    for group in (
        ("secretariat", "ministry", "department"),
        ("prosecutor", "attorney", "prosecution"),
        ("security", "safety"),
        ("center", "centre"),
        ("defense", "defence"),
        ("institute", "institution"),
        ("secretaria", "ministerio"),
        ("migration", "immigration"),
        ("finance", "treasury"),
    )
    for word in group
}
# Words that come and go without changing who is meant.
_NEUTRAL = frozenset(
    {"s", "mexico", "mexican", "mexicano", "mexicana", "office", "general", "special"}
    | {"specialized", "republic", "for", "its", "country"}
)


def variant_ids(mentions: Sequence[Mention], known: set[str], lexicon: Lexicon) -> Iterator[tuple]:
    """Places in ``mentions`` and the lexicon ids that their names are variants of.

    A body named in the document (``known``) goes before others; others must be of a country that
    a body of the document is of. Names that fit several entries are left alone, except that a
    mention with several readings takes the one the document names elsewhere.
    """
    index = _index(lexicon)
    countries = {lexicon.entries[entry_id].country for entry_id in known}
    for i, mention in enumerate(mentions):
        if len(mention.lexicon_ids) == 1 or mention.strength != "name" or mention.label == "PER":
            continue
        fitting = set(mention.lexicon_ids) or index.get(_content(mention.text), set())
        chosen = fitting & known
        if not chosen and not mention.lexicon_ids:
            chosen = {e for e in fitting if lexicon.entries[e].country in countries}
        if len(chosen) == 1:
            yield i, chosen.pop()


@lru_cache(maxsize=4)
def _index(lexicon: Lexicon) -> dict[frozenset[str], set[str]]:
    index: dict[frozenset[str], set[str]] = defaultdict(set)
    for entry in lexicon.entries.values():
        if entry.type != "person":
            for name in _names(entry):
                content = _content(name)
                if len(content) > 1:
                    index[content].add(entry.id)
    return index


def _names(entry: LexiconEntry) -> Iterable[str]:
    yield from entry.names.values()
    yield entry.press
    for by_language in (entry.aliases, entry.weak):
        for names in by_language.values():
            yield from names


def _content(name: str) -> frozenset[str]:
    words = (word for word in fold_tokens(name) if word.isalnum() and word not in FUNCTION_WORDS)
    single = (word[:-1] if len(word) > 4 and word.endswith("s") else word for word in words)
    return frozenset(_SYNONYMS.get(word, word) for word in single) - _NEUTRAL
