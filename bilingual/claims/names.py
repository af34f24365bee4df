"""Names as they stand in a text: runs of capitalised words, without a recogniser."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz.distance import JaroWinkler

from bilingual.alignment.lexical import LexicalTable, load_table, word_form
from bilingual.claims.statement import Statement
from bilingual.word_set import word_set

_JOINERS = {
    "es": word_set("de del la las los el y"),
    "en": word_set("of the for and de del la el"),
}
_NO_NAMES = word_set(
    "i mr mrs ms dr sr sra lic gen gov sen rep monday tuesday wednesday thursday friday saturday "
    "sunday january february march april may june july august september october november december "
    "lunes martes miércoles jueves viernes sábado domingo enero febrero marzo abril mayo junio "
    "julio agosto septiembre octubre noviembre diciembre christmas easter internet"
)
# Adjectives of countries and cities, which keep no form in translation.
_DEMONYM = re.compile(r"\w{2,}(?:ian|ean|can|lan|yan|ese|ish)s?$")
_ALIKE = 0.88
_VARIANTS = 0.74
_TRANSLATES = 0.03
_COMMON = 3
_FREQUENT = 300


@dataclass(frozen=True, slots=True)
class Name:
    """A run of name words; ``tokens`` are the first and the last, ``words`` the capitalised."""

    tokens: tuple[int, int]
    words: tuple[int, ...]


def names(statement: Statement) -> list[Name]:
    """The names of a statement in order; a text in capitals has none."""
    capitals = [i for i in range(len(statement.tokens)) if _is_capital(statement, i)]
    letters = [c for c in statement.text if c.isalpha()]
    if letters and sum(c.isupper() for c in letters) > 0.6 * len(letters):
        return []
    runs: list[list[int]] = []
    for place in capitals:
        if runs and _continues(statement, runs[-1][-1], place):
            runs[-1].append(place)
        else:
            runs.append([place])
    return [
        Name((run[0], run[-1]), tuple(run)) for run in runs if not _may_be_no_name(statement, run)
    ]


def _may_be_no_name(statement: Statement, run: list[int]) -> bool:
    """A single word that opens a sentence and that no table knows as a name."""
    if len(run) > 1 or not _starts_sentence(statement, run[0]):
        return False
    table, word = load_table(), word_form(statement.tokens[run[0]].text)
    return table.count_es(word) + table.count_en(word) < _COMMON


def _is_capital(statement: Statement, place: int) -> bool:
    text = statement.tokens[place].text
    word = statement.words[place]
    if not text[0].isupper() or len(text) < 2 or word in _NO_NAMES or word in _JOINERS["es"]:
        return False
    if statement.language == "en" and _is_demonym(word):
        return False
    return not _starts_sentence(statement, place) or not _is_common(statement, place)


def _is_demonym(word: str) -> bool:
    """Whether a lower-case English word is "Colombian" or the like, and not "Milan"."""
    return bool(_DEMONYM.fullmatch(word)) and not keeps_form(load_table(), word_form(word))


def _starts_sentence(statement: Statement, place: int) -> bool:
    while place and not any(c.isalnum() for c in statement.words[place - 1]):
        if statement.words[place - 1] in '.?!:;"“«¿¡—–':
            return True
        place -= 1
    return place == 0


def _is_common(statement: Statement, place: int) -> bool:
    """Whether a word is one of the language's own: the table knows a translation of it."""
    table = load_table()
    word = word_form(statement.tokens[place].text)
    counts = table.count_es if statement.language == "es" else table.count_en
    return counts(word) >= _FREQUENT or (counts(word) >= _COMMON and not keeps_form(table, word))


def _continues(statement: Statement, last: int, place: int) -> bool:
    between = statement.words[last + 1 : place]
    return len(between) <= 2 and all(w in _JOINERS[statement.language] for w in between)


def keeps_form(table: LexicalTable, word: str) -> bool:
    """Whether a word is written alike in both languages, as proper names are, or unknown."""
    if table.count_es(word) + table.count_en(word) < _COMMON:
        return True
    to_en, to_es = table.probabilities(table.es_ids([word]), table.en_ids([word]))
    return float(max(to_en[0, 0], to_es[0, 0])) >= 0.3


class Explanations:
    """Which words of the names of two statements have a counterpart in the other."""

    def __init__(self, es: Statement, en: Statement) -> None:
        self.table = load_table()
        self.es, self.en = es, en
        es_forms = [word_form(t.text) for t in es.tokens]
        en_forms = [word_form(t.text) for t in en.tokens]
        to_en, to_es = self.table.probabilities(
            self.table.es_ids(es_forms), self.table.en_ids(en_forms)
        )
        self.translates = (to_en >= _TRANSLATES) | (to_es >= _TRANSLATES)
        self.es_plain = [plain(w) for w in es_forms]
        self.en_plain = [plain(w) for w in en_forms]

    def explains_es(self, place: int) -> bool:
        """Whether a source word has its counterpart in the report."""
        return bool(self.translates[place].any()) or _has_like(
            self.es_plain[place], self.es.tokens[place].text, self.en_plain, self.en, self.es_plain
        )

    def is_written_in_report(self, place: int) -> bool:
        """Whether a source word stands in the report in the same or a like form."""
        return any(
            w == self.es_plain[place] or _alike(w, self.es_plain[place])
            for w in self.en_plain
            if len(w) > 3
        )

    def explains_en(self, place: int) -> bool:
        """Whether a report word has its counterpart in the source."""
        return bool(self.translates[:, place].any()) or _has_like(
            self.en_plain[place], self.en.tokens[place].text, self.es_plain, self.es, self.en_plain
        )


def plain(word: str) -> str:
    """A word without accents, for names that are written with and without them."""
    decomposed = unicodedata.normalize("NFD", word)
    return "".join(c for c in decomposed if not unicodedata.combining(c))


def _has_like(
    word: str, text: str, others: Sequence[str], statement: Statement, own: Sequence[str]
) -> bool:
    """Whether a word stands in the other text in a like form, or as a letter of an acronym there.

    An acronym that both texts have (``own`` are the words of this one) stands for itself.
    """
    if text.isupper() and len(text) <= 6:
        return _is_initials(text, statement) or word in others
    for other in others:
        if word == other or (len(word) > 3 and len(other) > 3 and _alike(word, other)):
            return True
    return any(
        t.text.isupper() and 1 < len(t.text) <= 6 and t.text[0].lower() == word[0]
        for t in statement.tokens
        if plain(t.text.lower()) not in own
    )


def _alike(word: str, other: str) -> bool:
    if word in other or other in word:
        return True
    return JaroWinkler.similarity(word, other) >= _ALIKE


def may_be_variants(one: str, other: str) -> bool:
    """Whether two names look like spellings or inflections of one: "Muamar", "Moammar"."""
    one, other = plain(one.lower()), plain(other.lower())
    return sorted(one) == sorted(other) or JaroWinkler.similarity(one, other) >= _VARIANTS


def _is_initials(acronym: str, statement: Statement) -> bool:
    """Whether an acronym may stand for a run of words of the other side, its order changed."""
    letters = Counter(acronym)
    for first in range(len(statement.tokens)):
        window = statement.tokens[first : first + 2 * len(acronym)]
        initials = Counter(t.text[0].upper() for t in window if t.text[0].isupper())
        if (letters & initials).total() >= max(2, 0.6 * len(acronym)):
            return True
    return False
