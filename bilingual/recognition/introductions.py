"""What a text says somebody or something is, right beside the name: "EDA, the appliance maker",
"Rector Jesús Rivas", "el alcalde de Uruapan, Carlos Mora".
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from bilingual.document import Mention
from bilingual.recognition.kinds import (
    NO_MODIFIER,
    inventory,
    listed_nouns,
    noun_kinds,
    noun_pattern,
)

_NOUN = f"(?P<noun>{noun_pattern('en')}|{noun_pattern('es')})"
_ARTICLE = r"(?:(?:the|an?|its|their|his|her|el|la|su|una?)|[A-ZÁÉÍÓÚÑ][\w-]{1,30}['’]s)\s+"
_MODIFIERS = rf"(?P<modifiers>(?:{NO_MODIFIER}[\w’'-]{{2,20}}\s+){{0,4}}?)"
_QUOTES = "\"“«'‘"
_QUOTE = f"[{_QUOTES}]?"
# "Rector Jesús", "la aerolínea Viva"
_TITLE = re.compile(rf"(?<![\w-]){_NOUN}\.?\s+{_QUOTE}$", re.IGNORECASE)
# "the governor of Campeche, Layda", "el rector, Jesús"
_APPOSITION = re.compile(
    rf"(?<![\w-]){_ARTICLE}{_MODIFIERS}{_NOUN}(?:\s+(?:of|de|del|for|at|in|en)\s+[^.;:,()]{{2,50}})?,"
    rf"\s+{_QUOTE}$",
    re.IGNORECASE,
)
_AFTER = (
    re.compile(
        rf"[\"”»’]?(?:\s*\([^()\n]{{1,40}}\))?,\s+(?P<article>{_ARTICLE})?{_MODIFIERS}{_NOUN}"
        r"(?=[,.;)]|\s+(?:that|which|who|of|in|for|at|based|on|de|del|que|en|con|and|whose)\b)",
        re.IGNORECASE,
    ),
    re.compile(
        rf"[\"”»’]?(?:\s*\([^()\n]{{1,40}}\))?\s+(?:is|was|es|fue|era)\s+(?P<article>{_ARTICLE})"
        rf"{_MODIFIERS}{_NOUN}(?![\w-])",
        re.IGNORECASE,
    ),
)
_LEADS = re.compile(
    r",\s+(?:who|quien)\s+(?:has\s+)?(?:led|leads|heads|headed|runs|chairs|encabeza|dirige|preside)"
    rf"\s+(?:the|la|el|al)\s+{_MODIFIERS}{_NOUN}(?![\w-])",
    re.IGNORECASE,
)
# Who leads what.
_LEADERS = {
    "university": "rector",
    "union": "leader",
    "diocese": "bishop",
    "company": "director",
    "institute": "director",
    "administration": "mayor",
}
_REACH_BEFORE, _REACH_AFTER = 100, 120  # code points looked at
_LONGEST_TITLE = 50


class Introduction(NamedTuple):
    """The kinds that the text gives a name, and the words that go with them."""

    kinds: frozenset[str]
    modifiers: str


def introductions(text: str, mention: Mention) -> list[Introduction]:
    """What stands beside one mention of a name and says what it is."""
    before = text[max(0, mention.start - _REACH_BEFORE) : mention.start]
    return list(_introductions(before, text[mention.end : mention.end + _REACH_AFTER]))


# Recognition and linking ask about the same names, one batch of documents after the other.
@lru_cache(maxsize=1 << 13)
def _introductions(before: str, after: str) -> tuple[Introduction, ...]:
    found = [_said_before(before), *(pattern.match(after) for pattern in _AFTER)]
    said = []
    for match in filter(None, found):
        groups = match.groupdict()
        kinds = noun_kinds(groups["noun"])
        if "article" in groups and not groups["article"]:
            kinds = kinds - _bodies(kinds)  # "Rivas, rector of …", but not "Rivas, police in …"
        said.append(Introduction(kinds, groups.get("modifiers") or ""))
    leads = _LEADS.match(after)
    if leads:
        kinds = {_LEADERS[kind] for kind in noun_kinds(leads["noun"]) if kind in _LEADERS}
        said.append(Introduction(frozenset(kinds), ""))
    return tuple(said)


def _said_before(before: str) -> re.Match[str] | None:
    """What ends right before a name; the mark before it tells which search can find anything."""
    said = before.rstrip().rstrip(_QUOTES).rstrip()
    if said.endswith(","):
        return _APPOSITION.search(before)
    if not said.rstrip(".").lower().endswith(_last_words()):
        return None
    return _TITLE.search(before, max(0, len(before) - _LONGEST_TITLE))


@lru_cache(maxsize=1)
def _last_words() -> tuple[str, ...]:
    """The words that nouns end with, in small letters."""
    nouns = listed_nouns("en") | listed_nouns("es")
    return tuple({noun.split()[-1].lower() for noun in nouns})


def _bodies(kinds: frozenset[str]) -> frozenset[str]:
    return frozenset(kind for kind in kinds if inventory().kinds[kind].label == "ORG")
