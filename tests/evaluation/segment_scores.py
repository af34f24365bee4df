"""How well segments, their attributes and their speakers are found."""

from __future__ import annotations

import re
import unicodedata
from typing import Any

from gold import GoldArticle, GoldSegment, GoldSpeaker
from measures import Outcome, best, excerpt, letters

from bilingual import Document

TITLES = (
    frozenset({"the", "el", "la", "los", "las", "mr", "mrs", "ms", "dr", "don", "doña", "mayor"})
    | {"president", "presidente", "presidenta", "governor", "secretary", "attorney", "admiral"}
    | {"justice", "judge", "bishop", "father", "general"}
)


def score_segments(article: GoldArticle, document: Document) -> Outcome:
    """Spanish letters, Spanish spans, and what is known of each segment.

    segments.letters: letters called Spanish against letters that are (others count as English).
    segments.spans: a Spanish span is found when the letters that it and the predicted segment
        don't share are at most 10% of its own.
    segments.exact: the same with no letter more or less (recall alone).
    segments.false: predicted Spanish segments without one letter of Spanish; per article.
    segments.kind, .truncated: attribute right, over gold segments that overlap a predicted one
        by half or more (Jaccard); segments.metadata: date, hashtags, handles and links all
        right, over such posts.
    """
    outcome = Outcome()
    text = document.text
    gold = [s for s in article.segments if s.language == "es"]
    predicted = [s for s in document.segments if s.language == "es"]
    gold_letters = [letters(text, s.place) for s in gold]
    predicted_letters = [letters(text, s) for s in predicted]
    _score_letters(outcome, gold_letters, predicted_letters)
    for segment, own in zip(gold, gold_letters):
        least = min((len(own ^ other) for other in predicted_letters), default=len(own))
        outcome.found("segments.spans", least <= 0.1 * len(own), excerpt(text, segment.place))
        outcome.found("segments.exact", least == 0, excerpt(text, segment.place))
    spanish = set().union(*gold_letters)
    for segment, own in zip(predicted, predicted_letters):
        fits = any(len(own ^ other) <= 0.1 * len(other) for other in gold_letters)
        outcome.right("segments.spans", fits, excerpt(text, segment))
        outcome.counts["segments.false"] += not own & spanish
    for segment in gold:
        match = best(segment.place, document.segments)
        if match is not None:
            _score_attributes(outcome, text, segment, match)
    return outcome


def _score_letters(
    outcome: Outcome, gold_letters: list[set[int]], predicted_letters: list[set[int]]
) -> None:
    gold, predicted = set().union(*gold_letters), set().union(*predicted_letters)
    outcome.counts.update(
        {
            "segments.letters.gold": len(gold),
            "segments.letters.found": len(gold & predicted),
            "segments.letters.predicted": len(predicted),
            "segments.letters.right": len(gold & predicted),
        }
    )


def _score_attributes(outcome: Outcome, text: str, segment: GoldSegment, match: Any) -> None:
    where = excerpt(text, segment.place, 40)
    for name in ("kind", "truncated"):
        wanted, given = getattr(segment, name), getattr(match, name)
        outcome.found(
            f"segments.{name}", wanted == given, f"{wanted} of {where}, {given} was given"
        )
    if segment.kind == "post":
        wanted, given = _metadata(segment.metadata), _metadata(match.metadata)
        outcome.found(
            "segments.metadata", wanted == given, f"{wanted} of {where}, {given} was given"
        )


def _metadata(metadata: dict[str, Any]) -> dict[str, Any]:
    kept = {"date": metadata.get("date")}
    for name in ("hashtags", "handles", "urls"):
        kept[name] = {item.lstrip("#").casefold() for item in metadata.get(name) or ()}
    return kept


def score_speakers(article: GoldArticle, document: Document) -> Outcome:
    """Who said each quotation and post.

    Over gold segments and English quotations that have a speaker: ``speakers.right`` where the
    segment found there names the right one, ``speakers.wrong`` where it names somebody else.
    A speaker given to a quotation, post, headline or caption that has none is wrong too. A name
    is right when it is a surface of the speaker's entity in the article, or the handle is the
    same, or the lexicon's id, or it gives two or more words in a row of a surface; titles,
    articles, accents and case don't count.
    """
    outcome = Outcome()
    items = [(s.place, s.speaker, s.kind) for s in article.segments]
    items += [(q.place, q.speaker, "quotation") for q in article.quotations]
    for place, speaker, kind in items:
        if speaker is None and kind == "prose":
            continue
        segment = best(place, document.segments)
        given = segment.speaker if segment else None
        right = given is not None and speaker is not None
        right = right and _is_speaker(article, document, segment, speaker)
        outcome.counts["speakers.all"] += speaker is not None
        outcome.counts["speakers.right"] += right
        wrong = given is not None and not right
        outcome.counts["speakers.wrong"] += wrong
        if not right and (wrong or speaker is not None):
            wanted = speaker.name if speaker else "nobody"
            got = given.name if given else "nobody"
            where = excerpt(document.text, place, 60)
            outcome.misses.append(f"speakers: {where} is by {wanted}, not {got}")
    return outcome


def _is_speaker(
    article: GoldArticle, document: Document, segment: Any, speaker: GoldSpeaker
) -> bool:
    given = segment.speaker
    if speaker.handle and given.handle and speaker.handle.casefold() == given.handle.casefold():
        return True
    if speaker.entity:
        entity = document.speaker_entity(segment)
        if entity is not None and entity.id == speaker.entity:
            return True
    names = {speaker.name}
    names.update(
        document.text[m.place.start : m.place.end]
        for m in article.mentions
        if m.entity == speaker.entity
    )
    name, surfaces = _fold(given.name), {_fold(name) for name in names}
    return name in surfaces or (" " in name and any(f" {name} " in f" {s} " for s in surfaces))


def _fold(name: str) -> str:
    plain = unicodedata.normalize("NFD", name.casefold())
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    words = re.findall(r"\w+", plain)
    while len(words) > 1 and words[0] in TITLES:
        words.pop(0)
    return " ".join(words)
