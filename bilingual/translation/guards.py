"""Signs that a translation went wrong: each is a warning that names its reason."""

from __future__ import annotations

import itertools
import math
import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from rapidfuzz.distance import Levenshtein

from bilingual.tokens import Token
from bilingual.translation.confirmation import is_confirmed, is_word, may_be_rendered
from bilingual.translation.engine import Engine, Hypothesis
from bilingual.translation.glossary import GlossaryMatch, covers
from bilingual.translation.negations import invented_negation, lost_negation
from bilingual.translation.numbers import find_numbers, find_values
from bilingual.translation.quotes import missing_quotations
from bilingual.translation.repair import (
    english_acronyms,
    english_names,
    missing_acronyms,
    missing_numbers,
)
from bilingual.translation.short import FEW_WORDS, SURE, SURE_WORDS, count_words
from bilingual.translation.words import tokenize
from bilingual.word_set import word_set

LONGEST_LOOP = 12
"""Words in the longest phrase whose immediate repetition is looked for."""
SHORTEST, LONGEST = 0.45, 2.2
"""Target words for each source word beyond which a length is doubted."""
MOST_SLACK = 4
"""Further words that are allowed; fewer where the source is short."""
DROPPED_RUN = 3
"""Longer words in a row that nothing renders."""
SHORTEST_SPELT, SHORTEST_DROPPED = 4, 5
"""Letters of a word that may be called invented, and of one that may be called dropped."""
UNRENDERED = word_set(
    "manera modo forma nivel materia conjunto igual parte respecto través objeto finalidad motivo "
    "horas mismo misma propio propia dicho dicha"
)
"""Words of fixed phrases ("de manera rápida", "18:00 horas") that English mostly does without."""
PARTICLES = frozenset({"de", "del", "el", "la", "las", "los", "y", "e"})
"""Words within a name that have no capital ("Valle de Bravo")."""
SLIGHT = 0.25
"""The weight of faults that another attempt seldom mends: they alone are no reason for one."""
MOST_SHOWN = 4
"""Words that one warning names."""
COPIED_SHARE = 0.34
"""Share of the target words that may be Spanish words left as they were."""


class Doubt(NamedTuple):
    """A reason to doubt a translation; ``weight`` ranks attempts against each other."""

    kind: str
    reason: str
    weight: float

    def __str__(self) -> str:
        return f"{self.kind}: {self.reason}"


def doubts(
    source: str, hypothesis: Hypothesis, engine: Engine, terms: Sequence[GlossaryMatch] = ()
) -> list[Doubt]:
    """Everything to doubt in a finished translation of ``source``, worst first.

    ``terms`` are the glossary's in ``source``: what they name is called otherwise in the target.
    """
    target = hypothesis.text
    found = [
        *_empty(source, target),
        *_loops(source, target),
        *_length(source, target),
        *_copied(source, target, engine),
        *_negations(source, target, engine),
        *_numbers(source, target, engine, terms),
        *_acronyms(source, target, engine, terms),
        *_quotations(source, target),
        *_invented_names(source, hypothesis),
        *_invented_words(source, target, engine, terms),
        *_lost_names(source, target, engine, terms),
        *_dropped(source, hypothesis, engine, terms),
        *_unsure(source, hypothesis, engine, terms),
    ]
    return sorted(found, key=lambda doubt: -doubt.weight)


def _empty(source: str, target: str) -> Iterator[Doubt]:
    if _words(source) and not _words(target):
        yield Doubt("empty", "nothing of the sentence came out", 10)


def _loops(source: str, target: str) -> Iterator[Doubt]:
    phrase, times = longest_loop(target)
    if times > 1 and times > longest_loop(source)[1]:
        yield Doubt("repetition", f"“{phrase}” comes {times} times in a row", 4)


def longest_loop(text: str) -> tuple[str, int]:
    """The phrase that a text repeats most often in a row, and how often (1: no repetition).

    One word must come three times to count: "very, very" is no loop.
    """
    words = [token.text.casefold() for token in tokenize(text) if token.text[0].isalnum()]
    best: tuple[str, int] = ("", 1)
    for length in _gaps(words):
        run = 0
        for index in range(length, len(words)):
            run = run + 1 if words[index] == words[index - length] else 0
            times = run // length + 1
            least = 3 if length == 1 else 2
            if times >= least and times > best[1]:
                best = (" ".join(words[index - length + 1 : index + 1]), times)
    return best


def _gaps(words: list[str]) -> list[int]:
    """The distances, short enough for a loop, at which a word comes again."""
    last: dict[str, int] = {}
    gaps: set[int] = set()
    for index, word in enumerate(words):
        gaps.add(index - last.get(word, -len(words)))
        last[word] = index
    return sorted(gap for gap in gaps if gap <= min(LONGEST_LOOP, len(words) // 2))


def _length(source: str, target: str) -> Iterator[Doubt]:
    there, here = len(_words(source)), len(_words(target))
    slack = min(there + 1, MOST_SLACK)
    if here > LONGEST * there + slack or here < SHORTEST * there - 1:
        yield Doubt("length", f"{here} words for {there} of the source", 3)


def _copied(source: str, target: str, engine: Engine) -> Iterator[Doubt]:
    """Lower-case Spanish words that stand in the target as they stood in the source."""
    written = [word for word in _words(target) if len(word) > 3]
    there = {word for word in _words(source) if word.islower()}
    copied = [word for word in written if word in there and not engine.writes(word)]
    if copied and len(copied) >= COPIED_SHARE * len(written):
        shown = ", ".join(dict.fromkeys(copied[:MOST_SHOWN]))
        yield Doubt("untranslated", f"left in the source language: {shown}", 3)


def _negations(source: str, target: str, engine: Engine) -> Iterator[Doubt]:
    if (engine.source, engine.target) != ("es", "en"):
        return
    if word := lost_negation(source, target):
        yield Doubt("negation missing", f"nothing renders “{word}”", 3)
    if word := invented_negation(source, target):
        yield Doubt("negation invented", f"“{word}” is not in the source", 3)


def _numbers(
    source: str, target: str, engine: Engine, terms: Sequence[GlossaryMatch]
) -> Iterator[Doubt]:
    languages = (engine.source, engine.target)
    for number in missing_numbers(source, target, languages):
        yield Doubt("number missing", source[number.start : number.end], 2)
    written = find_numbers(target, engine.target)
    if not written:
        return
    known = find_values(source, engine.source)
    there = " ".join([re.sub(r"(?<=\d)[.,:](?=\d)", "", source), *(t.target for t in terms)])
    digits = re.findall(r"\d+", there)
    for number in written:
        numeral = target[number.start : number.numeral_end]
        if number.value not in known and re.sub(r"\D", "", numeral) not in digits:
            yield Doubt("number invented", target[number.start : number.end], 2)


def _acronyms(
    source: str, target: str, engine: Engine, terms: Sequence[GlossaryMatch]
) -> Iterator[Doubt]:
    for term in terms:
        if term.target.isupper() and term.target not in target:
            yield Doubt("acronym missing", term.target, 2)
    if engine.source == "es" and not source.isupper():
        for match in missing_acronyms(source, target):
            yield Doubt("acronym missing", match.group(), 2)


def _quotations(source: str, target: str) -> Iterator[Doubt]:
    for quotation in missing_quotations(source, target):
        yield Doubt("quotation marks missing", quotation.group(), 1.5)


def _invented_names(source: str, hypothesis: Hypothesis) -> Iterator[Doubt]:
    """Capitalised words inside the target that no capitalised source word stands behind."""
    if source.isupper():
        return
    there = {fold(word)[:3] for word in _words(source)}
    linked: dict[int, list[str]] = {}
    for link in hypothesis.links:
        word = source[link.source_start : link.source_end]
        linked.setdefault(link.target_start, []).append(word)
    for token in _inner_capitals(hypothesis.text):
        words = linked.get(token.start, [])
        if fold(token.text)[:3] in there or any(w[:1].isupper() for w in words):
            continue
        if not words and token.text not in english_acronyms():
            yield Doubt("name invented", token.text, 2)


def _invented_words(
    source: str, target: str, engine: Engine, terms: Sequence[GlossaryMatch]
) -> Iterator[Doubt]:
    """Words that the model spelt itself and that no list of words knows: "tractoccamions"."""
    if engine.target != "en":
        return
    first, *others = _words(target) or ("",)
    spelt = {word for word in (first.lower(), *others) if word.isalpha() and word.islower()}
    spelt -= {
        *_words(source),
        *map(str.lower, _words(source)[:1]),
        *(word for term in terms for word in term.target.split()),
    }
    invented = [
        word
        for word in sorted(spelt)
        if len(word) >= SHORTEST_SPELT and not engine.writes(word) and not is_word(word)
    ]
    if invented:
        yield Doubt("word invented", ", ".join(invented[:MOST_SHOWN]), SLIGHT)


def _lost_names(
    source: str, target: str, engine: Engine, terms: Sequence[GlossaryMatch]
) -> Iterator[Doubt]:
    """Names that the model does not know, and that nothing in the target is like."""
    for token in _inner_capitals(source):
        renamed = any(term.start <= token.start < term.end for term in terms)
        if not renamed and _is_lost_name(token.text, target, engine):
            yield Doubt("name missing", token.text, 2)


def _dropped(
    source: str, hypothesis: Hypothesis, engine: Engine, terms: Sequence[GlossaryMatch]
) -> Iterator[Doubt]:
    """Words that nothing in the target renders."""
    words = list(_content_words(source, hypothesis, terms)) if hypothesis.links else []
    if all(rendered for _, rendered in words):
        return
    yield from _dropped_runs(words)
    if (engine.source, engine.target) == ("es", "en") and count_words(source) > FEW_WORDS:
        yield from _dropped_words(words, hypothesis.text)


def _dropped_runs(words: list[tuple[str, bool]]) -> Iterator[Doubt]:
    run: list[str] = []
    for word, rendered in words:
        run = [] if rendered else [*run, word]
        if len(run) == DROPPED_RUN:
            yield Doubt("dropped", f"nothing renders “{' '.join(run)}”", 2)


def _dropped_words(words: list[tuple[str, bool]], target: str) -> Iterator[Doubt]:
    """Single words, where the lists of words see nothing that renders them either."""
    written = [word for word in _words(target) if word.isalpha()]
    dropped = [
        word
        for word, rendered in words
        if not rendered
        and len(word) >= SHORTEST_DROPPED
        and word.isalpha()
        and word.islower()
        and word not in UNRENDERED
        and not may_be_rendered(word, written)
    ]
    if dropped:
        yield Doubt("dropped", f"nothing renders “{'”, “'.join(dropped[:MOST_SHOWN])}”", SLIGHT)


def _content_words(
    source: str, hypothesis: Hypothesis, terms: Sequence[GlossaryMatch]
) -> Iterator[tuple[str, bool]]:
    """The longer words of the source and whether a link, a term or a like word renders each."""
    linked = {link.source_start for link in hypothesis.links}
    written = {fold(word)[:3] for word in _words(hypothesis.text)}
    for token in tokenize(source):
        if token.text[0].isalnum() and len(token.text) >= SHORTEST_SPELT:
            renamed = any(term.start <= token.start < term.end for term in terms)
            like = fold(token.text)[:3] in written
            yield token.text, renamed or like or token.start in linked


def _is_lost_name(name: str, target: str, engine: Engine) -> bool:
    """Whether a name that the model does not know has nothing like it in the target."""
    if name.isupper() or max(engine.familiarity([name, name.lower()])) > -math.inf:
        return False
    known = {*english_names(name), name}
    return not any(
        fold(word)[:3] == fold(name)[:3]
        or max(Levenshtein.normalized_similarity(fold(word), fold(n)) for n in known) >= 0.5
        for word in _words(target)
    )


def _unsure(
    source: str, hypothesis: Hypothesis, engine: Engine, terms: Sequence[GlossaryMatch]
) -> Iterator[Doubt]:
    """A short input that the model only guesses at, or leaves as it was.

    Words that are known to translate each other clear it, and so do names that stay.
    """
    words = [word for word in _words(source) if not word.isdigit()]
    if not words or count_words(source) > FEW_WORDS or covers(source, terms):
        return
    names = all(word[0].isupper() for word in words if word not in PARTICLES)
    if source.casefold() == hypothesis.text.casefold():
        named = names and len(words) > 1
        if not named and not all(map(engine.writes, words)):
            yield Doubt("untranslated", "taken for a name", 1)
        return
    several = len({word.casefold() for word in words}) > 1
    if names and several:
        yield Doubt("unsure", "a name may be translated", 1)
        return
    least = SURE
    if is_confirmed(source, hypothesis.text):
        least = SURE_WORDS if several else 0.0
    if math.exp(min(hypothesis.score, 0.0)) < least:
        yield Doubt("unsure", "a short text without context", 1)


def _inner_capitals(text: str) -> Iterator[Token]:
    """Words with a capital that do not start a sentence or a quotation."""
    tokens = tokenize(text)
    for previous, token in itertools.pairwise(tokens):
        inside = previous.text[-1].isalnum() or previous.text == ","
        if inside and token.text[:1].isupper() and len(token.text) > 3:
            yield token


@lru_cache(maxsize=8192)
def fold(word: str) -> str:
    """A word without case and accents."""
    decomposed = unicodedata.normalize("NFD", word.casefold())
    return "".join(c for c in decomposed if not unicodedata.combining(c))


@lru_cache(maxsize=2048)
def _words(text: str) -> tuple[str, ...]:
    return tuple(token.text for token in tokenize(text) if token.text[0].isalnum())
