"""Those whom the names of a text name, each once, with what the text says they are."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from bilingual.document import Mention, Span
from bilingual.lexicon import Lexicon
from bilingual.lexicon.equivalents import content_stems
from bilingual.recognition.acronyms import defines_acronym
from bilingual.recognition.introductions import introductions
from bilingual.recognition.kinds import BODY, PERSON, inventory, name_kinds, noun_kinds

_AREAS = frozenset({"state", "city", "country"})  # types of entries that no noun of a body means
# "Arauco, which owns": nobody that a model may have taken it for.
_WHICH = re.compile(r",\swhich\s(?!was\sin\b)")


@dataclass(slots=True, eq=False)
class Referent:
    """Somebody or something that a text speaks of, by names, by nouns, or by both."""

    label: str
    kinds: frozenset[str] = frozenset()  # by its names and what the text says of it
    own: frozenset[str] = frozenset()  # by its names alone
    words: frozenset[str] = frozenset()  # stems that describe it
    typed: frozenset[str] = frozenset()  # by its type in the lexicon: wide ones
    names: list[Mention] = field(default_factory=list)
    nouns: list[Span] = field(default_factory=list)
    said: frozenset[str] = frozenset()  # stems of the nouns that it has been called
    in_lexicon: bool = False


def named_referents(
    text: str, names: Sequence[Mention], lexicon: Lexicon, groups: Mapping[Mention, int]
) -> list[Referent]:
    """One referent for each group of names; ``groups`` numbers the group of each."""
    referents: dict[int, Referent] = {}
    for mention in names:
        referent = referents.setdefault(groups[mention], Referent(mention.label))
        _describe(referent, mention, text, lexicon)
    return list(referents.values())


def group_names(text: str, names: Sequence[Mention]) -> dict[Mention, int]:
    """The names of one bearer under one number, as far as the text shows without more ado.

    One number for each lexicon entry, each body with the acronym in brackets after its name, and
    each person, whose shorter names follow the full one.
    """
    numbers: dict[str, int] = {}
    people: dict[str, list[str]] = defaultdict(list)  # full names by their words
    groups: dict[Mention, int] = {}
    last: Mention | None = None
    for mention in sorted(names, key=lambda m: (m.start, -m.end)):
        key = _key(mention)
        if key not in numbers and last is not None and _defines(text, last, mention):
            numbers[key] = groups[last]
        elif key not in numbers and mention.label == PERSON:
            words = set(key.split())
            fuller = [name for name in people[key.split()[-1]] if words < set(name.split())]
            if len(fuller) == 1:
                numbers[key] = numbers[fuller[0]]
            for word in words if not fuller else ():
                people[word].append(key)
        groups[mention] = numbers.setdefault(key, len(numbers))
        if last is None or mention.end > last.end:
            last = mention
    return groups


def _key(mention: Mention) -> str:
    if mention.lexicon_ids:
        return mention.lexicon_ids[0]
    return " ".join(content_stems(mention.text)) or mention.text


def _defines(text: str, name: Mention, acronym: Mention) -> bool:
    """Whether an acronym stands in brackets after a name."""
    between = text[name.end : acronym.start]
    return not acronym.lexicon_ids and defines_acronym(name.text, between, acronym.text)


def _describe(referent: Referent, mention: Mention, text: str, lexicon: Lexicon) -> None:
    """Add a mention to its referent, with the kinds and words that it brings."""
    said = introductions(text, mention)
    kinds = frozenset().union(*(introduction.kinds for introduction in said))
    words = [w for introduction in said for w in content_stems(introduction.modifiers)]
    own: frozenset[str] = frozenset()
    if mention.lexicon_ids:
        entry = lexicon.entries[mention.lexicon_ids[0]]
        if entry.type in _AREAS:
            said, kinds = [], frozenset()
        own = frozenset().union(*map(name_kinds, entry.names.values()))
        referent.typed = frozenset().union(*map(noun_kinds, lexicon.nouns_of(entry.type)))
        referent.in_lexicon = True
        words += [w for name in (*entry.names.values(), entry.press) for w in content_stems(name)]
    if mention.label != PERSON:
        own |= name_kinds(mention.text)
        words += content_stems(mention.text)
    label = BODY if mention.label == "MISC" else mention.label
    is_body = bool(kinds | own) and not any(_is_person(kind) for kind in kinds | own)
    is_body = is_body or (label == PERSON and bool(_WHICH.match(text, mention.end)))
    if label != BODY and is_body and not mention.lexicon_ids:
        label = BODY  # a model took it for a place, or a person
    if not referent.names or label == BODY:
        referent.label = label
    referent.own |= own
    referent.kinds |= {k for k in kinds | own if _is_person(k) == (label == PERSON)}
    referent.words |= set(words)
    referent.names.append(mention)


def _is_person(kind: str) -> bool:
    return inventory().kinds[kind].label == PERSON
