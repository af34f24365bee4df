"""A glossary: Spanish surface forms and the English that stands for them, found word by word."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple, Protocol

from bilingual.document import LexiconEntry
from bilingual.errors import LexiconError
from bilingual.settings import Settings
from bilingual.tokens import Token
from bilingual.translation.words import tokenize

KEPT = 2048
"""Texts whose terms are remembered."""
PLACES = ("city", "state")
_ARTICLES = frozenset({"el", "la", "los", "las"})


class Stretch(Protocol):
    """Whatever has offsets into a text."""

    start: int
    end: int


class GlossaryMatch(NamedTuple):
    """A term found in a source text: offsets into it, and what it is called in the target."""

    start: int
    end: int
    target: str


class _Term(NamedTuple):
    """A term's English, and which of its Spanish words makes it a name by its capital, if any."""

    target: str
    capital: int | None


def _capital_of(tokens: list[Token]) -> int | None:
    """The first word that is no article ("La Paz"), where it has a capital."""
    first = next((i for i, t in enumerate(tokens) if t.text.lower() not in _ARTICLES), 0)
    return first if tokens[first].text[0].isupper() else None


def overlap(one: Stretch, other: Stretch) -> bool:
    """Whether two stretches of a text share a character."""
    return one.start < other.end and other.start < one.end


def covers(text: str, terms: Sequence[GlossaryMatch]) -> bool:
    """Whether a text is made of terms and nothing else, punctuation aside."""
    words = [token for token in tokenize(text) if token.text[0].isalnum()]
    return all(any(term.start <= word.start < term.end for term in terms) for word in words)


class Glossary:
    """Terms to set into translations; the longest match at each word wins.

    ``find(text)`` gives a GlossaryMatch for each, from left to right, without overlaps; it keeps
    what it found in the latest texts, since several steps of the chain ask for the same ones.

    Case is ignored, except that a term with a capital is a name: it matches only where the text
    starts it with a capital as well.
    """

    def __init__(self, terms: Mapping[str, str]) -> None:
        self._terms: dict[tuple[str, ...], _Term] = {}
        self._lengths: dict[str, list[int]] = {}
        for source, target in terms.items():
            tokens = _words(source)
            words = tuple(_fold(token.text) for token in tokens)
            if words and target.strip() and not _loses_number(source, target):
                self._terms[words] = _Term(target.strip(), _capital_of(tokens))
        for words in self._terms:
            self._lengths.setdefault(words[0], []).append(len(words))
        for lengths in self._lengths.values():
            lengths[:] = sorted(set(lengths), reverse=True)
        lines = sorted(f"{source}\t{target}" for source, target in terms.items())
        self.find = lru_cache(maxsize=KEPT)(self._find)
        self.version = hashlib.sha256("\n".join(lines).encode()).hexdigest()[:8]

    def __len__(self) -> int:
        return len(self._terms)

    def _find(self, text: str) -> tuple[GlossaryMatch, ...]:
        """The terms in a text, from left to right, without overlaps."""
        if not self._terms:
            return ()
        tokens = _words(text)
        folded = [_fold(token.text) for token in tokens]
        matches: list[GlossaryMatch] = []
        position = 0
        while position < len(tokens):
            if folded[position] not in self._lengths:
                position += 1
                continue
            length, target = self._longest_at(tokens, folded, position)
            if length:
                start, end = tokens[position].start, tokens[position + length - 1].end
                matches.append(GlossaryMatch(start, end, target))
            position += length or 1
        return tuple(matches)

    def _longest_at(self, tokens: list[Token], folded: list[str], position: int) -> tuple[int, str]:
        for length in self._lengths[folded[position]]:
            term = self._terms.get(tuple(folded[position : position + length]))
            if term is None or position + length > len(tokens):
                continue
            if term.capital is None or tokens[position + term.capital].text[0].isupper():
                return length, term.target
        return 0, ""


@lru_cache(maxsize=8)
def load_glossary(settings: Settings) -> Glossary:
    """The lexicon's terms in the style of the settings, and the user's own over them."""
    terms: dict[str, str] = {}
    if settings.glossary_style != "off":
        from bilingual.lexicon import load_lexicon

        lexicon = load_lexicon(settings.lexicons)
        terms.update(lexicon.glossary(settings.glossary_style))
        terms.update(_names_to_keep(lexicon.entries.values()))
    for path in settings.glossaries:
        terms.update(read_glossary(path))
    return Glossary(terms)


def _names_to_keep(entries: Iterable[LexiconEntry]) -> dict[str, str]:
    """Names that stay as they are: people's, and those that both languages share."""
    kept = {}
    for entry in entries:
        spanish, english = (
            {entry.names.get(side, ""), *entry.aliases.get(side, ()), *_place_names(entry, side)}
            for side in ("es", "en")
        )
        for name in spanish:
            if name and (entry.type == "person" or name in english):
                kept[name] = name
    return kept


def _place_names(entry: LexiconEntry, side: str) -> tuple[str, ...]:
    """Names of a place that may mean something else ("Guerrero"): all of them stay as they are."""
    return entry.weak.get(side, ()) if entry.type in PLACES else ()


@lru_cache(maxsize=8)
def known_acronyms(settings: Settings) -> frozenset[str]:
    """The acronyms of the lexicon, which keep their capitals in a text that is all capitals."""
    from bilingual.lexicon import load_lexicon

    entries = load_lexicon(settings.lexicons).entries.values()
    return frozenset(acronym.upper() for entry in entries for acronym in entry.acronyms)


def read_glossary(path: str | Path) -> dict[str, str]:
    """The terms of a TSV file: Spanish TAB English; # starts a comment line.

    Raises LexiconError with file and line where a line can't be used.
    """
    try:
        lines = Path(path).read_text("utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise LexiconError(f"{path}: can't be read as UTF-8 text: {error}") from error
    terms: dict[str, str] = {}
    for number, line in enumerate(lines, 1):
        if not line.strip() or line.startswith("#"):
            continue
        columns = [column.strip() for column in line.split("\t")]
        if len(columns) < 2 or not columns[0] or not columns[1]:
            raise LexiconError(f"{path}, line {number}: give Spanish, a tab, English")
        terms[columns[0]] = columns[1]
    return terms


def _words(text: str) -> list[Token]:
    """The words that decide a match: articles after "de" vary ("Fiscalía General de República")."""
    tokens = tokenize(text)
    return [
        token
        for before, token in zip((None, *tokens), tokens)
        if not (token.text.lower() in _ARTICLES and before and before.text.lower() == "de")
    ]


def _fold(word: str) -> str:
    folded = word.casefold()
    return "de" if folded == "del" else folded


def _loses_number(source: str, target: str) -> bool:
    """Whether a term has a number that its English lacks: "15a Zona Militar", "Military Zone"."""
    return any(number not in target for number in re.findall(r"\d+|\b[IVX]+\b", source))
