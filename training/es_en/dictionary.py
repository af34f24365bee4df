"""Rare Spanish words in short phrases, with Apertium's English.

    BILINGUAL_DATA=… python -m training.es_en.dictionary --out WORK/phrases.tsv.gz --phrases 42000

A model trained on little text does not know most words. These phrases teach it what they mean: a
random grammar sets a rare noun with an article, an adjective, a verb and another noun; Apertium
(spa-eng, the package apertium-eng-spa) translates the whole. A word is rare when the human pairs
have it fewer than --known times, and worth learning when it is among the most frequent of Spanish
(the package wordfreq) or comes often in the monolingual text.
"""

from __future__ import annotations

import argparse
import gzip
import random
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Generic, NamedTuple, TypeVar

from . import apertium
from .corpus import GROUPS, Pair, data_folder, read_group, read_lines

T = TypeVar("T")
WORD = re.compile(r"[a-záéíóúñü]{4,}")
DETERMINERS = {
    ("m", "sg"): ["el", "un", "este"],
    ("f", "sg"): ["la", "una", "esta"],
    ("m", "pl"): ["los", "", "estos", ""],
    ("f", "pl"): ["las", "", "estas", ""],
}
"""By gender and number. No possessives: Apertium makes every "su" a "his"."""


class Category(NamedTuple):
    """A part of speech with what it agrees in.

    kind is noun, adjective, participle, verb (third person of the indicative), inf or ger; gender
    is m, f or mf, and number sg, pl or sp (both), each "" where the kind has none.
    """

    kind: str
    gender: str = ""
    number: str = ""


PATTERNS = (
    ("noun", re.compile(r"<n><(?P<gender>m|f|mf)><(?P<number>sg|pl|sp)>"), {"n", "adj", "vblex"}),
    (
        "adjective",
        re.compile(r"<adj>(?:<sup>)?<(?P<gender>m|f|mf)><(?P<number>sg|pl|sp)>"),
        {"adj", "adv"},
    ),
    ("inf", re.compile(r"<vblex><inf>"), {"vblex"}),
    ("ger", re.compile(r"<vblex><ger>"), {"vblex"}),
    ("verb", re.compile(r"<vblex><(?:ifi|pri|pii|fti|cni)><p3><(?P<number>sg|pl)>"), {"vblex"}),
    ("participle", re.compile(r"<vblex><pp><(?P<gender>m|f)><(?P<number>sg|pl)>"), {"vblex"}),
)
"""A kind, the tags of a word of that kind, and the parts of speech that the word may have."""


def category(readings: list[str]) -> Category | None:
    """The category of a word with these readings of Apertium's, or None where it is unclear."""
    tags = [re.sub(r"^[^<]*", "", reading) for reading in readings]
    if not tags or any("+" in reading for reading in readings):
        return None
    parts = {tag.split(">")[0].lstrip("<") for tag in tags}
    for kind, pattern, allowed in PATTERNS:
        match = next(filter(None, map(pattern.fullmatch, tags)), None)
        if match and parts <= allowed:
            return Category(kind, **match.groupdict())
    return None


class Deck(Generic[T]):
    """Draws every item once before any comes again."""

    def __init__(self, items: Iterable[T], rng: random.Random):
        self.items, self.rng = list(items), rng
        self.place = len(self.items)

    def draw(self) -> T:
        """The next item; raises IndexError if there is none at all."""
        if self.place >= len(self.items):
            self.rng.shuffle(self.items)
            self.place = 0
        self.place += 1
        return self.items[self.place - 1]


def rare_words(known: int, frequent: int, in_text: int) -> list[str]:
    """Words that the human pairs have fewer than `known` times.

    They are among the first `frequent` of Spanish or come `in_text` times in the monolingual text.
    """
    import wordfreq

    data = data_folder()
    seen: Counter[str] = Counter()
    for group in GROUPS:
        for source, _ in read_group(data, group):
            seen.update(re.findall(r"[^\W\d_]+", source.lower()))
    text: Counter[str] = Counter()
    for path in sorted((data / "mono").glob("*.gz")):
        for line in read_lines(path):
            text.update(re.findall(r"\b[^\W\d_]+\b", line))
    words = dict.fromkeys(wordfreq.top_n_list("es", frequent))
    words |= dict.fromkeys(word for word, count in text.items() if count >= in_text)
    return [word for word in words if WORD.fullmatch(word) and seen[word] < known]


def by_category(words: list[str]) -> dict[Category, list[str]]:
    """The words that Apertium knows, in their categories."""
    found: dict[Category, list[str]] = defaultdict(list)
    for word, readings in zip(words, apertium.analyse(words)):
        place = category(readings)
        if place:
            found[place].append(word)
    return found


class Grammar:
    """Makes phrases of the words of some categories."""

    def __init__(self, words: dict[Category, list[str]], rng: random.Random):
        self.rng = rng
        self.nouns = Deck(
            [(word, c) for c, listed in words.items() if c.kind == "noun" for word in listed], rng
        )
        self.adjectives = {
            (gender, number): Deck(self._adjectives(words, gender, number), rng)
            for gender, number in DETERMINERS
        }
        self.verbs = {
            kind: Deck(words.get(place, []), rng)
            for kind, place in (
                ("sg", Category("verb", "", "sg")),
                ("pl", Category("verb", "", "pl")),
                ("inf", Category("inf")),
                ("ger", Category("ger")),
            )
        }

    def _adjectives(self, words: dict[Category, list[str]], gender: str, number: str) -> list[str]:
        # Few participles: Apertium leaves most of them behind their noun.
        return [
            word
            for c, listed in words.items()
            if c.gender in (gender, "mf") and c.number in (number, "sp")
            for word in listed
            if c.kind == "adjective" or (c.kind == "participle" and self.rng.random() < 0.25)
        ]

    def noun_phrase(self, plain: bool) -> tuple[str, str]:
        """A noun with its article, perhaps with an adjective or another noun; and its number."""
        noun, (_, gender, number) = self.nouns.draw()
        gender = self.rng.choice("mf") if gender == "mf" else gender
        number = self.rng.choice(["sg", "pl"]) if number == "sp" else number
        phrase = f"{self.rng.choice(DETERMINERS[gender, number])} {noun}".strip()
        chance = self.rng.random()
        if not plain and chance < 0.5:
            phrase += " " + self.adjectives[gender, number].draw()
        elif not plain and chance < 0.58:
            phrase += " de " + self.noun_phrase(plain=True)[0]
        return phrase, number

    def phrase(self) -> str:
        """A noun, a noun phrase, an infinitive or gerund with its object, or a clause."""
        chance = self.rng.random()
        if chance < 0.12:
            phrase = self.nouns.draw()[0]
        elif chance < 0.35:
            phrase = self.noun_phrase(plain=False)[0]
        elif chance < 0.5:
            kind = "inf" if chance < 0.45 else "ger"
            phrase = f"{self.verbs[kind].draw()} {self.noun_phrase(plain=True)[0]}"
        else:
            subject, number = self.noun_phrase(plain=chance < 0.75)
            object_ = self.noun_phrase(plain=chance < 0.7)[0]
            phrase = f"{subject} {self.verbs[number].draw()} {object_}"
        if self.rng.random() < 0.5:
            phrase = phrase[0].upper() + phrase[1:]
        return phrase + "." if " " in phrase and self.rng.random() < 0.5 else phrase


def with_case_of(source: str, target: str) -> str:
    """The target begun with a capital where the source is, and only there."""
    first, space, rest = target.partition(" ")
    first = first.capitalize() if len(first) > 1 and first.isupper() else first
    target = first + space + rest
    return (target[:1].upper() if source[:1].isupper() else target[:1].lower()) + target[1:]


def translated(phrases: list[str]) -> Iterator[Pair]:
    """The phrases all of whose words Apertium translates, with its English."""
    targets = apertium.translate(phrases, "spa-eng", mark_unknown=True)
    for source, target in zip(phrases, targets):
        if target and not set("*#@") & set(target) and source.lower() != target.lower():
            yield source, with_case_of(source, target)


def write_table(path: Path, pairs: Iterable[Pair]) -> None:
    """A gzipped table of pairs, as prepare reads it."""
    with gzip.open(path, "wt", encoding="utf-8") as file:
        file.writelines(f"{source}\t{target}\n" for source, target in pairs)


def add_word_options(parser: argparse.ArgumentParser) -> None:
    """The options that say which words are rare."""
    parser.add_argument("--known", type=int, default=25, help="times in the pairs; fewer is rare")
    parser.add_argument("--frequent", type=int, default=70_000, help="words of wordfreq, at most")
    parser.add_argument("--in-text", type=int, default=5, help="times in the monolingual text")
    parser.add_argument("--seed", type=int, default=7)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--phrases", type=int, default=42_000)
    add_word_options(parser)
    arguments = parser.parse_args()
    words = by_category(rare_words(arguments.known, arguments.frequent, arguments.in_text))
    grammar = Grammar(words, random.Random(arguments.seed))
    phrases = dict.fromkeys(grammar.phrase() for _ in range(arguments.phrases))
    pairs = list(translated(list(phrases)))
    write_table(arguments.out, pairs)
    print(f"{sum(map(len, words.values()))} words, {len(pairs)} phrases")


if __name__ == "__main__":
    main()
