"""How well names are recognised, and joined over the two languages."""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import product
from typing import Any

from gold import GoldArticle, GoldMention, Place
from measures import Outcome, best, common, excerpt, overlap

from bilingual import Document, Entity, Mention

LABELS = frozenset({"PER", "ORG", "LOC"})
ARTICLE = re.compile(r"(?:the|an?|el|la|los|las)\s+", re.IGNORECASE)
POSSESSIVE = re.compile(r"['’]s?$")


def score_mentions(article: GoldArticle, document: Document) -> Outcome:
    """Mentions of what the lexicon knows, and names that it doesn't know.

    lexicon recall: gold mentions of lexicon entities that a predicted mention of the same
        lexicon entity overlaps by half or more (Jaccard, after ``trim``).
    lexicon precision: predicted mentions of lexicon entities that fit a gold mention of that
        entity so; one that lies inside a longer gold mention of another is not counted.
    names: people, organisations and places that the lexicon lacks, names alone (no nominal
        references). Exact span after ``trim``, and the same label. Predicted mentions that lie
        inside or overlap (by half or more) a gold mention of another sort (of the lexicon,
        optional, MISC, nominal) are not counted.
    """
    outcome = Outcome()
    entities = entity_of(document)
    predicted = [(trim(document.text, m), m, entities.get(m)) for m in document.mentions]
    of_lexicon = [(place, e.id) for place, _, e in predicted if e is not None and e.lexicon]
    _score_lexicon(outcome, article, document.text, of_lexicon)
    names = [
        (place, m.label)
        for place, m, e in predicted
        if m.label in LABELS and m.strength == "name" and not (e is not None and e.lexicon)
    ]
    _score_names(outcome, article, document.text, names)
    return outcome


def _score_lexicon(
    outcome: Outcome, article: GoldArticle, text: str, predicted: list[tuple[Place, str]]
) -> None:
    gold = [(trim(text, m.place), m) for m in article.mentions]
    for place, mention in gold:
        if mention.lexicon and not mention.optional:
            holds = any(i in mention.ids and overlap(p, place) >= 0.5 for p, i in predicted)
            outcome.found("lexicon", holds, f"{mention.entity} {excerpt(text, place)}")
    for place, entity in predicted:
        fits = any(entity in m.ids and overlap(p, place) >= 0.5 for p, m in gold)
        if fits or not any(_inside(place, p) for p, _ in gold):
            outcome.right("lexicon", fits, f"{entity} {_context(text, place)}")


def _score_names(
    outcome: Outcome, article: GoldArticle, text: str, predicted: list[tuple[Place, str]]
) -> None:
    wanted, other = set(), []
    for mention in article.mentions:
        place = trim(text, mention.place)
        if _is_plain_name(mention):
            wanted.add((place, mention.type))
        else:
            other.append(place)
    given = set(predicted)
    for place, label in sorted(wanted):
        outcome.found("names", (place, label) in given, f"{label} {excerpt(text, place)}")
    for place, label in sorted(given):
        inside = any(_inside(place, p) for p, _ in wanted) or any(_inside(place, p) for p in other)
        if not inside and not any(overlap(place, p) >= 0.5 for p in other):
            holds = (place, label) in wanted
            outcome.right("names", holds, f"{label} {_context(text, place)}")


def _is_plain_name(mention: GoldMention) -> bool:
    return (
        not mention.lexicon
        and not mention.optional
        and mention.strength == "name"
        and mention.type in LABELS
    )


def score_linking(article: GoldArticle, document: Document) -> Outcome:
    """Entities joined over the languages.

    linking.joined: pairs of one Spanish and one English gold mention of the same entity whose
        predicted mentions belong to one predicted entity, as a share of all such pairs.
    linking.wrong: pairs of a Spanish and an English predicted mention in one predicted entity
        whose gold mentions are of different entities, as a share of all such pairs whose
        mentions both fit a gold mention (overlap of half or more after ``trim``).
    """
    outcome = Outcome()
    text = document.text
    entities = entity_of(document)
    places = {m: trim(text, m) for m in document.mentions}
    linked: list[tuple[GoldMention, bool, Entity | None]] = []
    for mention in article.mentions:
        if mention.optional:
            continue
        fit = best(trim(text, mention.place), places.values())
        found = next((entities.get(m) for m, p in places.items() if p == fit), None)
        linked.append((mention, _in_spanish(article, mention), found))
    spanish = [item for item in linked if item[1]]
    english = [item for item in linked if not item[1]]
    for (a, _, entity_a), (b, _, entity_b) in product(spanish, english):
        joined = entity_a is not None and entity_a is entity_b
        same = a.entity == b.entity
        what = f"{a.entity} {excerpt(text, a.place, 40)} = {b.entity} {excerpt(text, b.place, 40)}"
        if same:
            outcome.found("linking", joined, what)
        if joined:
            outcome.right("linking", same, what)
    return outcome


def _in_spanish(article: GoldArticle, mention: GoldMention) -> bool:
    return any(common(s.place, mention.place) for s in article.segments)


def entity_of(document: Document) -> Mapping[Mention, Entity]:
    """The entity of each mention that has one."""
    return {mention: entity for entity in document.entities for mention in entity.mentions}


def trim(text: str, place: Any) -> Place:
    """The place without an article before it or a possessive ending."""
    words = text[place.start : place.end]
    start, end = place.start, place.end
    if article := ARTICLE.match(words):
        start += article.end()
    if possessive := POSSESSIVE.search(words):
        end = place.start + possessive.start()
    return Place(start, end) if start < end else Place(place.start, place.end)


def _inside(place: Place, longer: Place) -> bool:
    return place != longer and longer.start <= place.start and place.end <= longer.end


def _context(text: str, place: Place) -> str:
    around = Place(max(0, place.start - 20), min(len(text), place.end + 20))
    return f"{excerpt(text, place, 50)} in {excerpt(text, around)}"
