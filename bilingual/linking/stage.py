"""The stage that joins mentions to entities.

In this order, each step only where the ones before leave it open: the lexicon's id, also for
variants of its names; what the text declares ("known as", acronyms in brackets); equal names; names
of persons, shorter ones to fuller ones; acronyms; first words of names; names that translate each
other; nouns, to whom they refer.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable
from functools import partial

from bilingual.document import Document, Entity, Mention
from bilingual.lexicon import Lexicon, load_lexicon
from bilingual.linking.aliases import alias_pairs
from bilingual.linking.clusters import Clusters
from bilingual.linking.counterparts import counterparts
from bilingual.linking.names import (
    LAW_INITIAL,
    calls_by_given_name,
    name_forms,
    name_words,
    own_names,
    same_person,
    says_enough,
)
from bilingual.linking.translated import translated_pairs
from bilingual.linking.variants import variant_ids
from bilingual.recognition.acronyms import abbreviates, is_acronym_like, is_acronym_of
from bilingual.recognition.clues import clues
from bilingual.recognition.references import resolve
from bilingual.settings import Settings

Spells = tuple[Callable[[str, str], bool], ...]
"""Ways in which an acronym can be made of a name, the surest first."""


class Linking:
    """Adds ``entities``: who and what the mentions of a document name, in both languages."""

    name = "linking"
    requires = ("mentions", "units")
    provides = "entities"

    def __init__(self, settings: Settings) -> None:
        self._paths = settings.lexicons

    def __call__(self, documents: list[Document]) -> list[Document]:
        lexicon = load_lexicon(self._paths)
        return [document.add(entities=link(document, lexicon)) for document in documents]


def link(document: Document, lexicon: Lexicon) -> list[Entity]:
    """The entities of one document, by first mention."""
    mentions = list(document.mentions)
    clusters = Clusters([_lexicon_id(m) for m in mentions])
    known = {entry_id for m in mentions if (entry_id := _lexicon_id(m))}
    for i, entry_id in variant_ids(mentions, known, lexicon):
        clusters.assign(i, entry_id)
    _join_same_ids(clusters, mentions)
    for i, j in alias_pairs(document, mentions):
        clusters.join(i, j)
    _join_equal_names(clusters, mentions)
    _join_countries(clusters, mentions, lexicon)
    _join_persons(clusters, mentions)
    _join_acronyms(clusters, mentions, ())
    _join_beginnings(clusters, mentions)
    for i, j in translated_pairs(document, mentions):
        clusters.join(i, j)
    _join_acronyms(clusters, mentions, (partial(abbreviates, in_order=True), abbreviates))
    _join_counterparts(clusters, mentions)
    _join_references(clusters, document, lexicon)
    entities = []
    for number, group in enumerate(clusters.groups(), start=1):
        entry_id = clusters.lexicon_id(group[0])
        entities.append(_entity([mentions[i] for i in group], entry_id, number, lexicon))
    return entities


def _lexicon_id(mention: Mention) -> str | None:
    return mention.lexicon_ids[0] if len(mention.lexicon_ids) == 1 else None


def _join_same_ids(clusters: Clusters, mentions: list[Mention]) -> None:
    first: dict[str, int] = {}
    for i in range(len(mentions)):
        entry_id = clusters.lexicon_id(i)
        if entry_id:
            clusters.join(first.setdefault(entry_id, i), i)


def _join_equal_names(clusters: Clusters, mentions: list[Mention]) -> None:
    """Within a document the same words name the same, whatever label a model gave them."""
    first: dict[tuple[str, ...], int] = {}
    for i, mention in enumerate(mentions):
        for words in {name_words(name) for name in name_forms(mention.text)}:
            if words and mention.strength == "name":
                clusters.join(first.setdefault(words, i), i)


def _join_countries(clusters: Clusters, mentions: list[Mention], lexicon: Lexicon) -> None:
    first: dict[str, int] = {}
    for i, mention in enumerate(mentions):
        code = lexicon.country_of(mention.text)
        if code is not None:
            clusters.join(first.setdefault(code, i), i)


def _join_references(clusters: Clusters, document: Document, lexicon: Lexicon) -> None:
    """Common nouns go to whom they refer to, as recognition found it."""
    mentions = document.mentions
    names = {mention: i for i, mention in enumerate(mentions) if mention.strength == "name"}
    nominal = {(m.start, m.end): i for i, m in enumerate(mentions) if m.strength == "nominal"}
    groups = {mention: clusters.find(i) for mention, i in names.items()}
    for referent in resolve(document, list(names), lexicon, groups):
        places = [
            nominal[span] for noun in referent.nouns if (span := (noun.start, noun.end)) in nominal
        ]
        for i in places:
            target = names[referent.names[0]] if referent.names else places[0]
            if clusters.lexicon_id(i) in (None, clusters.lexicon_id(target)):
                clusters.join(target, i)  # a noun alone makes no name an entry's


def _join_persons(clusters: Clusters, mentions: list[Mention]) -> None:
    """Each shorter name goes to the fuller one; where several bear it, to the one named most.

    News calls the one whom a story is about by the surname, and relatives by their full names.
    """
    people: dict[tuple[str, ...], int] = {}
    times: Counter[int] = Counter()  # by first mention, how often a name is given
    for i, mention in enumerate(mentions):
        if mention.label == "PER":
            times[people.setdefault(name_words(mention.text), i)] += 1
    bearers: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    for words in people:
        for word in set(words):
            bearers[word].append(words)
    for words in sorted(people, key=len, reverse=True):
        fuller = [
            people[other]
            for other in bearers.get(_telling_word(words), ())
            if other != words and other[-1] != LAW_INITIAL and same_person(words, other)
        ] or [people[other] for other in people if calls_by_given_name(words, other)]
        counts = Counter(clusters.find(j) for j in fuller for _ in range(times[j]))
        (most, count), (_, next_count) = (*counts.most_common(2), (None, 0), (None, 0))[:2]
        if most is not None and count > next_count:
            clusters.join(most, people[words])


def _telling_word(words: tuple[str, ...]) -> str:
    """The word of a name that its fuller form surely has: the last, or a given name before "N"."""
    return words[0 if words[-1] == LAW_INITIAL else -1] if words else ""


def _join_beginnings(clusters: Clusters, mentions: list[Mention]) -> None:
    """Bodies and places also go by the first words of their names, "Greenpeace México", and
    companies by what follows the word for them.
    """
    named: dict[tuple[bool, tuple[str, ...]], int] = {}
    for i, mention in enumerate(mentions):
        if mention.strength == "name" and not (mention.label == "PER" and " " in mention.text):
            words = name_words(mention.text)
            # A model may take the one word of a body or a place for a person.
            for is_place in {mention.label == "LOC", mention.label in ("LOC", "PER")}:
                named.setdefault((is_place, words), i)
    fuller: dict[tuple[bool, tuple[str, ...]], list[int]] = defaultdict(list)
    for (is_place, words), i in named.items():
        if not (is_place and words and words[-1] in clues()["last"]):  # "Toluca Airport"
            for length in range(1, len(words)):
                fuller[is_place, words[:length]].append(i)
    for i in named.values():
        for short in own_names(mentions[i].text):
            for is_place in (False, True):  # "Cerro Largo", the club
                fuller[is_place, short].append(i)
    for (is_place, words), i in named.items():
        is_enough = says_enough(words) or mentions[i].label == "ORG"
        longer = fuller.get((is_place, words), ()) if is_enough else ()
        if is_place and mentions[i].lexicon_ids:
            continue
        if len({clusters.find(j) for j in longer}) == 1:
            clusters.join(longer[0], i)


def _join_acronyms(clusters: Clusters, mentions: list[Mention], spells: Spells) -> None:
    """Acronyms go to the one name in the document that they are made of."""
    names = {m.text: j for j, m in enumerate(mentions) if m.strength == "name" and " " in m.text}
    acronyms = {
        m.text: i for i, m in enumerate(mentions) if not m.lexicon_ids and is_acronym_like(m.text)
    }
    for acronym, i in acronyms.items():
        is_sure = acronym.isupper() or _is_body(mentions[i])
        bodies = {name: j for name, j in names.items() if is_sure and _is_body(mentions[j])}
        for known, spelled_by in ((names, is_acronym_of), *((bodies, way) for way in spells)):
            spelled = [j for name, j in known.items() if spelled_by(acronym, name)]
            if len({clusters.find(j) for j in spelled}) == 1:
                clusters.join(spelled[0], i)
                break


def _join_counterparts(clusters: Clusters, mentions: list[Mention]) -> None:
    """The one body of a kind that Spanish names is the one that English names."""
    places = range(len(mentions))
    groups = [clusters.find(i) for i in places]
    taken = [clusters.lexicon_id(i) is not None for i in places]
    for i, j in list(counterparts(mentions, groups, taken)):
        clusters.join(i, j)


def _is_body(mention: Mention) -> bool:
    return mention.label not in ("PER", "LOC")


def _entity(mentions: list[Mention], entry_id: str | None, number: int, lexicon: Lexicon) -> Entity:
    entry = lexicon.entries.get(entry_id) if entry_id else None
    names: dict[str, dict[str, None]] = {}
    if entry is not None:
        for language, name in entry.names.items():
            known = (name, *entry.aliases.get(language, ()))
            names.setdefault(language, {}).update(dict.fromkeys(known))
        if entry.press:
            names.setdefault("en", {})[entry.press] = None
    for mention in mentions:
        names.setdefault(mention.language, {})[mention.text] = None
    labels = Counter(mention.label for mention in mentions)
    return Entity(
        id=entry.id if entry else f"e{number}",
        type=entry.type if entry else labels.most_common(1)[0][0],
        names={language: tuple(surfaces) for language, surfaces in names.items()},
        mentions=tuple(mentions),
        lexicon=entry,
    )
