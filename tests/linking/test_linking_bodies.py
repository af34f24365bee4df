"""Short articles on bodies of all sorts, with who is meant marked in them: ``{id|words}`` for a
mention and ``{=id|words}`` for what somebody says.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import product
from pathlib import Path

import pytest

from bilingual import Document, process

pytestmark = pytest.mark.slow

FOLDER = Path(__file__).with_name("bodies")
MARK = re.compile(r"\{(=?\w+)\||\}")
ARTICLE = re.compile(r"(?:the|an?|el|la|del)\s", re.IGNORECASE)
LEAST_JOINED, MOST_WRONG, LEAST_SPEAKERS = 0.72, 0.04, 0.88


def marked(path: Path) -> tuple[str, list[tuple[str, int, int]]]:
    """The text without marks, and the id, start and end of each mark."""
    raw = path.read_text(encoding="utf-8")
    text, done, opened, marks = "", 0, [], []
    for mark in MARK.finditer(raw):
        text, done = text + raw[done : mark.start()], mark.end()
        if mark[1]:
            opened.append((mark[1], len(text)))
        else:
            name, start = opened.pop()
            marks.append((name, start, len(text)))
    return text + raw[done:], marks


def entity_at(document: Document, start: int, end: int) -> str | None:
    """The id of the entity whose mention covers most of a mark."""
    article = ARTICLE.match(document.text, start, end)
    start = article.end() if article else start
    best, found = 0.5, None
    for entity in document.entities:
        for mention in entity.mentions:
            common = min(end, mention.end) - max(start, mention.start)
            share = common / (max(end, mention.end) - min(start, mention.start))
            if share >= best:
                best, found = share, entity.id
    return found


def counts(path: Path) -> Counter[str]:
    """Pairs over the languages that are joined, and quotations whose speaker is right."""
    text, marks = marked(path)
    document = process(text)
    spanish = [s for s in document.segments if s.language == "es"]
    found: dict[bool, list[tuple[str, str | None]]] = {True: [], False: []}
    tally: Counter[str] = Counter()
    for name, start, end in marks:
        if name[0] == "=":
            words = {text[s:e] for other, s, e in marks if other == name[1:]}
            said = next((s for s in document.segments if s.start <= start < s.end), None)
            speaker = said.speaker.name if said and said.speaker else ""
            tally["said"] += 1
            tally["speaker"] += bool(speaker) and any(speaker in surface for surface in words)
        else:
            is_spanish = any(s.start <= start < s.end for s in spanish)
            found[is_spanish].append((name, entity_at(document, start, end)))
    for (one, first), (other, second) in product(found[True], found[False]):
        is_joined = first is not None and first == second
        tally["pairs"] += one == other
        tally["right"] += is_joined and one == other
        tally["wrong"] += is_joined and one != other
    return tally


def test_bodies_of_all_sorts_are_joined():
    tally = sum(map(counts, sorted(FOLDER.glob("*.txt"))), Counter())
    assert tally["right"] / tally["pairs"] >= LEAST_JOINED
    assert tally["wrong"] / (tally["right"] + tally["wrong"]) <= MOST_WRONG
    assert tally["speaker"] / tally["said"] >= LEAST_SPEAKERS
