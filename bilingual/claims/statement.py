"""One side of a comparison: a stretch of text with the facts it states, found when asked for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from bilingual.alignment.lexical import load_table, stem_form, word_form
from bilingual.claims.dates import DatePart, date_parts
from bilingual.document import Link, Span
from bilingual.quantities import Quantity, quantities
from bilingual.tokens import Token, tokenize
from bilingual.word_set import word_set

_SURE = 0.25
_TRANSLATES = 0.01
_REACH = 6
_APPOSITION = 14
_RELATIVES = word_set("que quien quienes cual which who")
_FUNCTION_WORDS = word_set(
    "que los las del por con una uno para como sus este esta fue son han the and for that with "
    "from was were has had its his her their this which they them she him you"
)


@dataclass(frozen=True)
class Statement:
    """A text in one language; ``start`` is added to all offsets.

    ``context`` is the whole text that it stands in.
    """

    text: str
    language: str
    start: int = 0
    context: str = ""

    @cached_property
    def tokens(self) -> list[Token]:
        return tokenize(self.text, self.start)

    @cached_property
    def words(self) -> list[str]:
        """The tokens in lower case, "n't" told apart by its ending."""
        return [t.text.lower().replace("’", "'") for t in self.tokens]

    @cached_property
    def dates(self) -> list[DatePart]:
        return date_parts(self.tokens, self.language)

    @cached_property
    def quantities(self) -> list[Quantity]:
        """The numbers that are not part of a date."""
        dated = {part.start for part in self.dates}
        return [q for q in self._numbers if q.start not in dated and q.kind != "year"]

    @cached_property
    def years(self) -> list[Quantity]:
        """The numbers that may be years."""
        return [q for q in self._numbers if q.kind == "year"]

    @cached_property
    def _numbers(self) -> list[Quantity]:
        return quantities(self.tokens, self.language)

    def is_content(self, place: int) -> bool:
        """Whether a word is more than an article, preposition or punctuation mark."""
        word = self.words[place]
        return len(word) > 2 and word not in _FUNCTION_WORDS

    def places(self, start: int, end: int) -> tuple[int, int] | None:
        """The first and the last token that reach between two offsets ("#Cofepris"), or None."""
        inside = [i for i, t in enumerate(self.tokens) if t.start < end and start < t.end]
        return (inside[0], inside[-1]) if inside else None

    def span(self, start: int, end: int) -> Span:
        """The stretch between two offsets, trimmed of white space."""
        text = self.text[start - self.start : end - self.start]
        start += len(text) - len(text.lstrip())
        return Span(start, start + len(text.strip()), text.strip())

    def span_of_tokens(self, first: int, last: int) -> Span:
        """The stretch from one token to another, both included."""
        return self.span(self.tokens[first].start, self.tokens[last].end)


class Pair:
    """A source statement and the report statement that answers to it, with their word links.

    ``translation`` says that the one translates the other; a report may also leave out and add.
    ``loose`` says that little speaks for the one reporting the other; ``meaning`` is the source's
    statement in translation, ``probability`` that of the match.
    """

    def __init__(
        self,
        es: Statement,
        en: Statement,
        links: Sequence[Link],
        translation: bool = True,
        loose: bool = False,
        meaning: str = "",
        probability: float = 1.0,
    ) -> None:
        self.es, self.en, self.meaning = es, en, meaning
        self.translation, self.loose, self.probability = translation, loose, probability
        es_places = {t.start: i for i, t in enumerate(es.tokens)}
        en_places = {t.start: i for i, t in enumerate(en.tokens)}
        self.to_en: dict[int, list[int]] = {}
        self.to_es: dict[int, list[int]] = {}
        self.links = list(links)
        self.sure: set[tuple[int, int]] = set()
        for link in links:
            i, j = es_places.get(link.source_start), en_places.get(link.target_start)
            if i is not None and j is not None:
                if link.probability >= _SURE:
                    self.sure.add((i, j))
                self.to_en.setdefault(i, []).append(j)
                self.to_es.setdefault(j, []).append(i)

    @cached_property
    def borne_out(self) -> set[tuple[int, int]]:
        """The sure links of words that are known to translate each other, or are written alike.

        In a report words without a partner are linked all the same, to what stands there.
        """
        if self.translation:
            return self.sure
        said = {stem_form(word_form(t.text)) for t in tokenize(self.meaning)}
        return {(i, j) for i, j in self.sure if self._translate(i, j, said)}

    def _translate(self, es: int, en: int, said: set[str]) -> bool:
        """Whether two tokens translate each other; ``said`` are the stems of the translation."""
        source, report = word_form(self.es.tokens[es].text), word_form(self.en.tokens[en].text)
        if stem_form(report) in said or stem_form(source) == stem_form(report):
            return True
        table = load_table()
        to_en, to_es = table.probabilities(table.es_ids([source]), table.en_ids([report]))
        return float(max(to_en[0, 0], to_es[0, 0])) >= _TRANSLATES

    def surely_linked(self, statement: Statement) -> set[int]:
        """The tokens of one of the statements that are surely linked to the other's."""
        side = 0 if statement is self.es else 1
        return {link[side] for link in self.sure}

    def linked(self, es: tuple[int, int], en: tuple[int, int]) -> bool:
        """Whether any token of one stretch (first, last) is linked to one of the other."""
        return any(
            en[0] <= j <= en[1] for i in range(es[0], es[1] + 1) for j in self.to_en.get(i, ())
        )

    def context_links(self, es: tuple[int, int], en: tuple[int, int], reach: int = 3) -> int:
        """How many words around one stretch are linked to words around the other."""
        around = set(range(en[0] - reach, en[1] + reach + 1))
        return sum(
            1
            for i in range(es[0] - reach, es[1] + reach + 1)
            if not es[0] <= i <= es[1] and around & set(self.to_en.get(i, ()))
            if self.es.is_content(i)
        )

    def distance(self, es: tuple[int, int], en: tuple[int, int]) -> float:
        """How far apart two stretches stand, as shares of their texts, 0 to 1."""
        return abs(es[0] / len(self.es.tokens) - en[0] / len(self.en.tokens))

    def projection(self, es: tuple[int, int]) -> tuple[int, int] | None:
        """The stretch of report tokens that the tokens of a source stretch are linked to."""
        places = [j for i in range(es[0], es[1] + 1) for j in self.to_en.get(i, ())]
        return (min(places), max(places)) if places else None

    def back_projection(self, en: tuple[int, int]) -> tuple[int, int] | None:
        """The stretch of source tokens that the tokens of a report stretch are linked to."""
        places = [i for j in range(en[0], en[1] + 1) for i in self.to_es.get(j, ())]
        return (min(places), max(places)) if places else None

    def governed_alike(
        self, es: tuple[int, int], en: tuple[int, int], across: bool = False, names: bool = True
    ) -> bool:
        """Whether the nearest words before, or after, two stretches are linked.

        Only words of the same clause count, up to six tokens away; the agent of a passive
        answers to the subject. ``across`` looks beyond what stands between commas as well; without
        ``names`` words in capitals count for nothing.
        """
        before = _clause_before(self.es, es[0]), _clause_before(self.en, en[0])
        after = _clause_after(self.es, es[1], across), _clause_after(self.en, en[1], across)
        sides = [before, after]
        if "by" in self.en.words[max(en[0] - 2, 0) : en[0]]:
            sides.append((after[0], _clause_before(self.en, en[0], 2 * _REACH)))
        if "por" in self.es.words[max(es[0] - 2, 0) : es[0]] and "by" not in self.en.words:
            sides.append((before[0], after[1]))
        return any(
            i in es_side and j in en_side
            for i, j in self.sure
            if self.es.is_content(i) and self.en.is_content(j)
            if names or self.en.tokens[j].text.islower()
            for es_side, en_side in sides
        )

    def links_between(self, source: Span, report: Span) -> tuple[Link, ...]:
        """The word links that join two spans."""
        return tuple(
            link
            for link in self.links
            if source.start <= link.source_start < source.end
            and report.start <= link.target_start < report.end
        )


def _clause_before(statement: Statement, place: int, reach: int = _REACH) -> range:
    """The few tokens before a place, up to a punctuation mark."""
    first = place
    while first > max(place - reach, 0) and statement.words[first - 1][0].isalnum():
        first -= 1
    return range(first, place)


def _clause_after(statement: Statement, place: int, across: bool) -> list[int]:
    """The few tokens after a place, up to a punctuation mark; also those of ", who …".

    ``across`` what stands between two commas: "the ministry, which runs the hospital, ordered".
    """
    run = [*_run_after(statement, place)]
    return [*run, *_run_after(statement, _apposition_end(statement, place))] if across else run


def _apposition_end(statement: Statement, place: int) -> int:
    """The comma that closes what a comma right after a place opens; the end where none does."""
    words = statement.words
    if words[place + 1 : place + 2] == [","]:
        for i in range(place + 3, min(place + _APPOSITION, len(words))):
            if not words[i][0].isalnum():
                return i if words[i] == "," else len(words)
    return len(words)


def _run_after(statement: Statement, place: int) -> range:
    last = place + 1
    if statement.words[last : last + 1] == [","] and _RELATIVES & set(
        statement.words[last + 1 : last + 2]
    ):
        last += 1
    while last < min(place + 1 + _REACH, len(statement.words)) and (
        statement.words[last][0].isalnum()
    ):
        last += 1
    return range(place + 1, last)
