"""Human pairs with some of their words exchanged for rare ones, on both sides.

    BILINGUAL_DATA=… python -m training.es_en.substitution --out WORK/exchanged.tsv.gz \
        news english paragraphs europarl:5000

After Fadaee et al. 2017 (Data Augmentation for Low-Resource Neural Machine Translation): the
sentences stay human, and rare words come in a context. A noun, adjective or past tense that the
project's aligner links one to one gives way to a rare word of its category, and its English to
Apertium's of that word. The sentences make little sense; they do not belong at the end of training.
"""

from __future__ import annotations

import argparse
import random
import re
from collections import Counter
from pathlib import Path
from typing import NamedTuple

from bilingual.alignment.words import align_words
from bilingual.document import Link

from . import apertium
from .corpus import Pair, clean_pairs, data_folder, held_out_keys, read_group
from .dictionary import (
    WORD,
    Category,
    Deck,
    add_word_options,
    by_category,
    category,
    rare_words,
    write_table,
)

FRAMES = {
    ("noun", "m", "sg"): ("este {}", "this (.+)"),
    ("noun", "f", "sg"): ("esta {}", "this (.+)"),
    ("noun", "m", "pl"): ("estos {}", "these (.+s)"),
    ("noun", "f", "pl"): ("estas {}", "these (.+s)"),
    ("adjective", "m", "sg"): ("este libro {}", "this (.+) book"),
    ("adjective", "f", "sg"): ("esta mesa {}", "this (.+) table"),
    ("adjective", "m", "pl"): ("estos libros {}", "these (.+) books"),
    ("adjective", "f", "pl"): ("estas mesas {}", "these (.+) tables"),
    ("verb", "", "sg"): ("el perro {}", "the dog ([a-z]+)"),
    ("verb", "", "pl"): ("los perros {}", "the dogs ([a-z]+)"),
}
"""A phrase that makes Apertium read a word as this category, and where its English then stands."""
PAST = re.compile(r".*(ó|ron)")


class Exchange(NamedTuple):
    """A linked word and what comes in its place on each side."""

    link: Link
    source: str
    target: str


def rare_forms(words: dict[Category, list[str]], place: Category) -> list[Pair]:
    """Rare words that can stand in this place, with their English of one or two words."""
    genders, numbers = (place.gender, "mf"), (place.number, "sp")
    fitting = [
        word
        for c, listed in words.items()
        if c.kind == place.kind and (not c.gender or c.gender in genders) and c.number in numbers
        for word in listed
        if place.kind != "verb" or PAST.fullmatch(word)
    ]
    frame, pattern = FRAMES[place]
    translations = apertium.translate([frame.format(w) for w in fitting], "spa-eng", True)
    matches = [re.fullmatch(pattern, t, re.IGNORECASE) for t in translations]
    return [
        (word, match[1])
        for word, match in zip(fitting, matches)
        if match and re.fullmatch(r"[A-Za-z]+(?:[ -][A-Za-z]+)?", match[1])
    ]


class Exchanger:
    """Exchanges words of pairs for rare ones."""

    def __init__(self, rare: dict[Category, list[str]], rng: random.Random, share: float):
        self.rng, self.share = rng, share
        self.decks = {p: Deck(rare_forms(rare, Category(*p)), rng) for p in FRAMES}
        self.categories: dict[str, Category] = {}

    def learn(self, pairs: list[Pair]) -> None:
        """Look up the words of the pairs that can only be read one way."""
        words = {word for source, _ in pairs for word in re.findall(r"\w+", source)}
        words = sorted(word for word in words if WORD.fullmatch(word))
        for word, readings in zip(words, apertium.analyse(words)):
            place = category(readings)
            if place and len(readings) == 1:
                self.categories[word] = place

    def exchange(self, pair: Pair) -> Pair | None:
        """The pair with a share of its fitting words exchanged, or None where none fits."""
        links = align_words(*pair)
        sources = Counter(link.source_start for link in links)
        targets = Counter(link.target_start for link in links)
        chosen = [
            (link, place)
            for link in links
            if sources[link.source_start] == targets[link.target_start] == 1
            and (place := self._place(pair, link))
        ]
        if not chosen:
            return None
        self.rng.shuffle(chosen)
        chosen = chosen[: max(1, round(len(chosen) * self.share))]
        exchanges = [Exchange(link, *self.decks[place].draw()) for link, place in chosen]
        return exchanged(pair, exchanges)

    def _place(self, pair: Pair, link: Link) -> Category | None:
        """The category of a link's Spanish word if the English one can be exchanged with it."""
        spanish = pair[0][link.source_start : link.source_end]
        place = self.categories.get(spanish)
        english = pair[1][link.target_start : link.target_end]
        beside = pair[1][: link.target_start][-1:] + pair[1][link.target_end :][:1]
        if place not in self.decks or not self.decks[place].items:
            return None
        if not re.fullmatch("[a-z]{3,}", english) or set("-'") & set(beside):
            return None
        is_plural = english.endswith("s") and not english.endswith("ss")
        if place.kind == "noun" and is_plural != (place.number == "pl"):
            return None
        is_past = PAST.fullmatch(spanish) and english.endswith("ed")
        return None if place.kind == "verb" and not is_past else place


def exchanged(pair: Pair, exchanges: list[Exchange]) -> Pair:
    """Put the new words in; "a" and "an" follow them."""
    source, target = pair
    for link, word, _ in sorted(exchanges, key=lambda e: -e.link.source_start):
        source = source[: link.source_start] + word + source[link.source_end :]
    for link, _, word in sorted(exchanges, key=lambda e: -e.link.target_start):
        article = "n " if re.match(r"(?i)[aeio]|u(?!ni|s[eu])", word) else " "
        before = re.sub(r"\b([aA])n? $", rf"\g<1>{article}", target[: link.target_start])
        target = before + word + target[link.target_end :]
    return source, target


def read_pairs(names: list[str], seed: int) -> list[Pair]:
    """The clean pairs of groups; NAME:COUNT is a random choice of so many."""
    data = data_folder()
    held_out = held_out_keys(data)
    found: list[Pair] = []
    for name, _, count in (group.partition(":") for group in names):
        pairs, _ = clean_pairs(read_group(data, name), held_out)
        random.Random(seed).shuffle(pairs)
        found += pairs[: int(count or len(pairs))]
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("groups", nargs="+", metavar="GROUP[:COUNT]")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--share", type=float, default=0.5, help="of the fitting words of a pair")
    add_word_options(parser)
    arguments = parser.parse_args()
    words = by_category(rare_words(arguments.known, arguments.frequent, arguments.in_text))
    exchanger = Exchanger(words, random.Random(arguments.seed), arguments.share)
    pairs = read_pairs(arguments.groups, arguments.seed)
    exchanger.learn(pairs)
    done = [pair for pair in map(exchanger.exchange, pairs) if pair]
    write_table(arguments.out, done)
    print(f"{len(done)} of {len(pairs)} pairs with exchanged words")


if __name__ == "__main__":
    main()
