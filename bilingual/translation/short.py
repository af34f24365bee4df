"""Inputs of a few words: models see whole sentences in training and guess at less.

A short input is also put to the engine in lower case and with a stop; the form that it is surest
of is taken. A phrase said several times is translated once.
"""

from __future__ import annotations

import re

from bilingual.translation.engine import Engine, Hypothesis
from bilingual.translation.words import tokenize

FEW_WORDS = 3
SURE = 0.75
"""The least probability per piece, geometric mean, at which a short input is not doubted."""
SURE_WORDS = 0.65
"""The same where each word is known to be a translation of one of the other side."""
LONGEST_REPETITION = 300
"""Characters; longer texts are not looked at for one phrase said over and over."""
_REPEATED = re.compile(
    r"(?P<phrase>\S.*?)(?:(?:\s+|,\s*)(?P=phrase))+(?P<end>[.!?…]*)", re.IGNORECASE
)


def count_words(text: str) -> int:
    """The words of a text, punctuation left out."""
    return sum(token.text[0].isalnum() for token in tokenize(text))


def forms_to_try(text: str, engine: Engine) -> list[str]:
    """The forms of a short text to put to the engine, its own first; one for longer texts."""
    if count_words(text) > FEW_WORDS or repeated_phrase(text):
        return [text]
    forms = [text]
    words = text.split()
    if words and words[0].istitle() and _is_ordinary(words[0], engine):
        forms.append(text[0].lower() + text[1:])
    if text[-1:].isalnum():
        forms += [form + "." for form in forms]
    return forms


def choose_form(text: str, forms: list[str], hypotheses: list[Hypothesis]) -> Hypothesis:
    """The hypothesis that the engine is surest of, as a translation of ``text`` itself."""
    if len(forms) == 1:
        return hypotheses[0]
    form, best = max(zip(forms, hypotheses), key=lambda pair: pair[1].score)
    target = best.text
    if len(form) > len(text) and target.endswith("."):
        target = target[:-1]
    if text[:1].isupper() and target[:1].islower():
        target = target[0].upper() + target[1:]
    links = [k for k in best.links if k.source_end <= len(text) and k.target_end <= len(target)]
    return Hypothesis(target, tuple(links), best.score, best.attention)


def repeated_phrase(text: str) -> list[str] | None:
    """The repetitions that make up a whole text, white space included, or None."""
    match = _REPEATED.fullmatch(text.strip()) if len(text) <= LONGEST_REPETITION else None
    if match is None or not any(c.isalpha() for c in match["phrase"]):
        return None
    separator = re.compile(rf"(?<=\S)(?=[\s,]+{re.escape(match['phrase'])})", re.IGNORECASE)
    return separator.split(text)


def _is_ordinary(word: str, engine: Engine) -> bool:
    lower, title = engine.familiarity([word.lower(), word])
    return lower > float("-inf") and lower >= title - 2
