"""Runs of capitals, and the names in them that a head noun betrays.

Spanish names begin with it ("Avenida …", "Comisión …"), English ones end with it or go on with "of"
("Finance and Planning Secretariat", "General Directorate of Migration").
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import takewhile

from bilingual.document import Document, Mention, Segment
from bilingual.lexicon.equivalents import is_general_word
from bilingual.recognition.clues import clue_key, clues, is_given_name
from bilingual.spans import SpanIndex

NAME = "rules"
"""What mentions that no model made name as their recogniser."""

# Lengths are bounded, so that hostile text takes no longer than any other.
CAPITAL = r"(?<!\w)[A-ZÁÉÍÓÚÜÑ][\w’'\-]{0,40}"
_INITIAL = r"[A-ZÁÉÍÓÚÑ]\."
_PARTICLE = r"(?:de\s+la|de\s+las|de\s+los|de|del|y|e|la|las|los|el|of|da|do|van|von)"
SEQUENCE = re.compile(
    rf"{CAPITAL}(?:[ ](?:{_PARTICLE}[ ])?(?:{CAPITAL}|{_INITIAL}|\d{{1,6}}\b)){{0,12}}"
    r"(?:\s[“\"'‘]N[”\"'’])?"
)
# Names of bodies also go on with "para la Verdad", "contra el Cáncer", "a Víctimas".
_HEADED = re.compile(
    rf"{CAPITAL}(?:[ ](?:(?:{_PARTICLE}|(?:para|contra|por)(?:[ ](?:el|la|los|las))?)[ ])?{CAPITAL}"
    rf"|[ ]a[ ](?:las[ ]|los[ ])?{CAPITAL}(?<=s)|[ ]\d{{1,6}}\b){{0,12}}"
)
_ENGLISH = re.compile(
    rf"{CAPITAL}(?:[ ](?:(?:and|of|for|&|of[ ]the|for[ ]the|del?|de[ ]la)[ ])?{CAPITAL}){{1,10}}"
)
_ARTICLES = frozenset({"The", "A", "An"})
_POSSESSIVES = ("'s", "’s")
_JOINTS = frozenset({"of", "for"})
# Parts of a body, which is named after them: "Dirección Antidrogas de la Policía Nacional".
_PARTS = frozenset({"dirección", "unidad", "división", "coordinación", "subsecretaría", "brigada"})
_SHOUTED = 5  # words in capitals throughout, beyond which they are more than a name
_LONG = 3  # words of a run that is a name although no head noun begins it


def named(document: Document, start: int, end: int, label: str) -> Mention:
    """A mention made by rules."""
    span = document.span(start, end)
    return Mention(start, end, span.text, label, "", NAME)


def headed_names(document: Document) -> Iterator[Mention]:
    """The names in runs of capitals that a head noun betrays, Spanish ones in English text too."""
    text = document.text
    found = [named(document, *name) for name in _spanish(text)]
    taken = SpanIndex(found)
    yield from found
    for segment in document.segments:
        is_english = segment.language.split("-")[0] == "en"
        for start, end, label in (_english if is_english else _long)(text, segment):
            if not taken.within(start, end):
                yield named(document, start, end, label)


def end_before_next(words: list[re.Match[str]], first: int) -> int:
    """Where a name ends that another follows: "Frente de Familiares y Lucía Ramos"."""
    is_part = clue_key(words[first].group()) in _PARTS
    for i in range(first + 1, len(words) - 1):
        following = words[i + 1].group()
        is_head = clue_key(following) in clues()["first"] and i + 2 < len(words)
        if words[i].group() in ("y", "e") and (is_head or is_given_name(following)):
            return words[i - 1].end()
        if is_part and is_head and words[i].group() in ("de", "del", "la"):
            before = takewhile(lambda word: word.group().islower(), reversed(words[: i + 1]))
            return words[i - len(list(before))].end()
    return words[-1].end()


def _spanish(text: str) -> Iterator[tuple[int, int, str]]:
    """Names that begin with a head noun."""
    for run in _HEADED.finditer(text):
        words = list(re.finditer(r"\S+", run.group()))
        if run.group().isupper() and len(words) > _SHOUTED:
            continue  # a sentence in capitals
        end = 0
        for i, word in enumerate(words[:-1]):
            label = clues()["first"].get(clue_key(word.group()))
            if word.group().isupper() and not run.group().isupper():
                continue  # the capitals of a headline, run into what follows it
            if label and word.group()[0].isupper() and word.start() >= end:
                end = end_before_next(words, i)
                if end > word.end():
                    yield run.start() + word.start(), run.start() + end, label


def _long(text: str, segment: Segment) -> Iterator[tuple[int, int, str]]:
    """Long runs that begin with a general word: "Yacimientos Petrolíferos Fiscales"."""
    for run in SEQUENCE.finditer(text, segment.start, segment.end):
        words = list(re.finditer(r"\S+", run.group()))
        first = int(words[0].group() in ("La", "El", "Las", "Los"))
        is_long = len(words) - first >= _LONG and not words[first].group().isupper()
        if is_long and is_general_word(words[first].group()):
            yield run.start() + words[first].start(), run.end(), "ORG"


def _english(text: str, segment: Segment) -> Iterator[tuple[int, int, str]]:
    """Names that end with a head noun, or go on behind it with "of"."""
    for run in _ENGLISH.finditer(text, segment.start, segment.end):
        words = list(re.finditer(r"\S+", run.group()))
        if run.group().isupper():
            continue
        first = int(words[0].group() in _ARTICLES or words[0].group().endswith(_POSSESSIVES))
        joint = next((i for i, w in enumerate(words) if w.group() in _JOINTS), len(words))
        if joint <= first:
            continue
        head = words[joint - 1]
        noun = head.group().removesuffix(_POSSESSIVES[0]).removesuffix(_POSSESSIVES[1])
        if clues()["last"].get(clue_key(noun)) == "ORG" and len(words) - first > 1:
            last = words[-1].end() if noun == head.group() else head.start() + len(noun)
            yield run.start() + words[first].start(), run.start() + last, "ORG"
