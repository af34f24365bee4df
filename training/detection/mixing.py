"""Mixed documents for training: one language with pieces of the other set into it."""

from __future__ import annotations

import random
import re
import unicodedata
from typing import NamedTuple

EN, ES, UNKNOWN = 0, 1, -1
_LARGEST = 10000  # lines that a domain counts for at most
_MARKS = (("“", "”"), ('"', '"'), ("«", "»"), ("‘", "’"), ("'", "'"))


class Piece(NamedTuple):
    text: str
    label: int


class Sources(NamedTuple):
    """Lists of sentences by language (one list a domain), names, and labelled tweets.

    ``names`` are those of English and of Spanish texts, to be set into the other language.
    """

    domains: dict[str, tuple[list[str], list[str]]]
    names: tuple[list[str], list[str]]
    tweets: list[list[tuple[str, str]]]


def mixed_document(sources: Sources, chance: random.Random) -> list[Piece]:
    """A random document of about 60 to 150 words, as labelled pieces."""
    if sources.tweets and chance.random() < 0.15:
        return _tweets(sources, chance)
    base = EN if chance.random() < 0.6 else ES
    pieces: list[Piece] = []
    for paragraph in range(chance.randint(1, 3)):
        if paragraph:
            pieces.append(Piece(chance.choice(("\n\n", "\n")), UNKNOWN))
        pieces.extend(_paragraph(sources, base, chance))
    return _disfigured(pieces, chance)


def _paragraph(sources: Sources, base: int, chance: random.Random) -> list[Piece]:
    kind = chance.choices(
        ("plain", "other", "sentence", "quoted", "unquoted", "names", "word"),
        (5, 2, 3, 6, 9, 3 if base == EN else 1, 1),
    )[0]
    if kind == "other":
        return _joined(_sentences(sources, 1 - base, chance, 2), 1 - base)
    sentences = _sentences(sources, base, chance, 3)
    if kind == "plain":
        return _joined(sentences, base)
    if kind == "sentence":
        pieces = _joined(sentences, base)
        place = chance.randint(0, len(sentences)) * 2
        marks = _marks(chance) if chance.random() < 0.3 else ("", "")
        other = _sentences(sources, 1 - base, chance, 1)
        new = [Piece(marks[0], UNKNOWN), *_joined(other, 1 - base), Piece(marks[1] + " ", UNKNOWN)]
        return [*pieces[:place], *new, *pieces[place:]]
    host = chance.randrange(len(sentences))
    inserted = _insertions(sources, base, kind, chance)
    before, after = _joined(sentences[:host], base), _joined(sentences[host + 1 :], base)
    return [*before, *_set_in(sentences[host], base, inserted, chance), *after]


def _insertions(sources: Sources, base: int, kind: str, chance: random.Random) -> list[list[Piece]]:
    if kind == "names":
        count = chance.randint(1, 4)
        names = sources.names[1 - base]
        return [[Piece(chance.choice(names), base)] for _ in range(count)]
    if kind == "word":
        words = _clause(sources, 1 - base, chance, 1, 2)
        return [[Piece(words, UNKNOWN)]]
    count = 1 if chance.random() < 0.7 else 2
    return [_inserted_clause(sources, 1 - base, kind == "quoted", chance) for _ in range(count)]


def _inserted_clause(
    sources: Sources, language: int, quoted: bool, chance: random.Random
) -> list[Piece]:
    low, high = (4, 9) if chance.random() < 0.6 else (3, 16)
    clause = Piece(_clause(sources, language, chance, low, high), language)
    if not quoted:
        return [clause]
    opens, closes = _marks(chance)
    return [Piece(opens, UNKNOWN), clause, Piece(closes, UNKNOWN)]


def _set_in(
    sentence: str, base: int, inserted: list[list[Piece]], chance: random.Random
) -> list[Piece]:
    """A sentence with each insertion at a random place between its words."""
    words = sentence.split()
    places = sorted(chance.randint(0, len(words)) for _ in inserted)
    pieces, before = [], 0
    for place, new in zip(places, inserted):
        pieces.append(Piece("".join(w + " " for w in words[before:place]), base))
        pieces.extend([*new, Piece(" ", UNKNOWN)])
        before = place
    pieces.append(Piece(" ".join(words[before:]) + " ", base))
    return pieces


def _clause(sources: Sources, language: int, chance: random.Random, low: int, high: int) -> str:
    words: list[str] = []
    while len(words) < low:
        words = _sentences(sources, language, chance, 1)[0].split()
    length = min(chance.randint(low, high), len(words))
    start = chance.randint(0, len(words) - length)
    return " ".join(words[start : start + length])


def _sentences(sources: Sources, language: int, chance: random.Random, most: int) -> list[str]:
    """Consecutive lines of one domain."""
    lists = [pair[language] for pair in sources.domains.values() if pair[language]]
    weights = [min(len(sentences), _LARGEST) for sentences in lists]
    lines = chance.choices(lists, weights)[0]
    start, count = chance.randrange(len(lines)), chance.randint(1, most)
    return [" ".join(line.split()[:60]) for line in lines[start : start + count]]


def _joined(sentences: list[str], label: int) -> list[Piece]:
    pieces = []
    for sentence in sentences:
        pieces.extend([Piece(sentence, label), Piece(" ", UNKNOWN)])
    return pieces


def _marks(chance: random.Random) -> tuple[str, str]:
    return chance.choices(_MARKS, (4, 4, 2, 1, 1))[0]


def _tweets(sources: Sources, chance: random.Random) -> list[Piece]:
    labels = {"lang1": EN, "lang2": ES}
    pieces: list[Piece] = []
    for _ in range(chance.randint(3, 8)):
        for token, label in chance.choice(sources.tweets):
            pieces.append(Piece(token + " ", labels.get(label, UNKNOWN)))
        pieces.append(Piece("\n", UNKNOWN))
    return pieces


def _disfigured(pieces: list[Piece], chance: random.Random) -> list[Piece]:
    """Sometimes without accents, in small letters, or in capitals, as people type and shout."""
    draw = chance.random()
    if draw < 0.04:
        return [Piece(_without_accents(p.text), p.label) for p in pieces]
    if draw < 0.08:
        return [Piece(p.text.lower(), p.label) for p in pieces]
    if draw < 0.10:
        return [Piece(p.text.upper(), p.label) for p in pieces]
    if draw < 0.14:
        return [Piece(re.sub(r"[^\w\s]", "", p.text), p.label) for p in pieces]
    return pieces


def _without_accents(text: str) -> str:
    decomposed = unicodedata.normalize("NFD", text)
    return "".join(c for c in decomposed if not unicodedata.combining(c))
