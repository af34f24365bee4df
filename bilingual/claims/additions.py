"""What a report attributes to a source that the source does not say."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from bilingual.alignment.evidence import Sentence, strengths
from bilingual.alignment.lexical import load_table, stem_form
from bilingual.alignment.speech import reported_clauses, reported_regions, saying_words
from bilingual.alignment.vectors import encode
from bilingual.claims.added_figures import added_figures
from bilingual.claims.scope import Attribution
from bilingual.claims.statement import Statement
from bilingual.document import Document, Finding, Segment, Span, Unit
from bilingual.word_set import word_set

# What opens a phrase that may be added; "in" mostly tells the reader where something is.
_OPENERS = word_set(
    "because at on after with who that which thanks despite due following without within "
    "under amid as through by whose against"
)
_TRANSLATES = 0.02
_HEAVY = 0.25
_NAME = 0.4
_MIN_NEW = 2
_PIECES = (2, 4, 6)
_NEIGHBOURS = 30
_ALIKE = 0.42
_MIN_WEIGHT = 0.75


# A whole clause: how many of its weighty words must lack ground, and how like the source it may
# be: the more, the larger the number and share of such words, and where nothing matches. By
# logistic regression on passages of the dev articles, with and without what they report.
_MIN_CLAUSE = 3
_MIN_SHARE = 0.6
_OF_SHARE, _OF_WORD, _MOST_WORDS = 0.23, 0.02, 5
_UNMATCHED = 0.09


class _Doubt(NamedTuple):
    """Words of a report without ground in those of its source.

    ``pieces`` are stretches of that source to compare their meaning with; from a cosine of
    ``alike`` on one of them says as much.
    """

    phrase: Span
    segment: Segment
    pieces: Sequence[str]
    alike: float


def added_findings(
    articles: Sequence[tuple[Document, Sequence[Attribution]]], vectors: bool
) -> list[list[Finding]]:
    """For each article, "added" for phrases and clauses that speak for a source without ground.

    A phrase opens with a preposition, conjunction or relative and holds two or more weighty words
    of which the whole source translates none, or it is a figure of victims, arrests or the like;
    with ``vectors``, no stretch of the source may mean nearly the same, without them the phrase
    must be longer. A clause is all that a sentence tells, or part of it: the source translates few
    of its words and, as vectors tell, says nothing like it. Where the source breaks off, the
    finding says so.
    """
    doubts = [list(_doubts(document, scope, vectors)) for document, scope in articles]
    if vectors:
        doubts = _without_equivalent(doubts)
    return [[_finding(d.phrase, d.segment) for d in some] for some in doubts]


def _doubts(document: Document, scope: Sequence[Attribution], vectors: bool) -> Iterator[_Doubt]:
    least = _MIN_NEW if vectors else _MIN_NEW + 1
    sources: dict[str, Sentence] = {}
    for report, segment in scope:
        if segment.language not in sources:
            sources[segment.language] = Sentence(_all_in(document, segment.language), "es")
        source = sources[segment.language]
        units = _matched_units(document, report)
        phrases = list(_groundless(report, source, least)) if units else []
        for span in phrases:
            near = " ".join(unit.text for unit in _around(document, units))
            yield _Doubt(span, segment, _pieces(near), _ALIKE)
        if vectors and not phrases:
            said = _around(document, units or _units_in(document, segment))
            for clause, alike in _groundless_clauses(report, source, said, bool(units)):
                yield _Doubt(clause, segment, [u.text for u in said], alike)


def _without_equivalent(doubts: Sequence[Sequence[_Doubt]]) -> list[list[_Doubt]]:
    """Those in whose sources no piece means nearly what the words do."""
    needed = {text for some in doubts for d in some for text in (d.phrase.text, *d.pieces)}
    texts = sorted(needed)
    vectors = dict(zip(texts, encode(texts))) if texts else {}

    def likeness(doubt: _Doubt) -> float:
        phrase = vectors[doubt.phrase.text]
        return max(float(vectors[piece] @ phrase) for piece in doubt.pieces)

    return [[d for d in some if likeness(d) < d.alike] for some in doubts]


def _pieces(source: str) -> list[str]:
    words = source.split()
    return [
        " ".join(words[i : i + length])
        for length in _PIECES
        for i in range(max(1, len(words) - length + 1))
    ]


def _matched_units(document: Document, report: Span) -> list[int]:
    """The numbers of the units that answer to a sentence of the report."""
    starts = {
        m.unit.start
        for m in document.matches
        if report.start <= m.report.start and m.report.end <= report.end and m.kind != "mention"
    }
    return [i for i, unit in enumerate(document.units) if unit.start in starts]


def _units_in(document: Document, segment: Segment) -> list[int]:
    """The numbers of the units of a segment."""
    return [i for i, unit in enumerate(document.units) if segment.start <= unit.start < segment.end]


def _around(document: Document, units: Sequence[int]) -> list[Unit]:
    """Units with their neighbours: of all but very long texts, all that is said."""
    near = {i for unit in units for i in range(unit - _NEIGHBOURS, unit + _NEIGHBOURS + 1)}
    return [u for i, u in enumerate(document.units) if i in near]


def _all_in(document: Document, language: str) -> str:
    """All the article says in a language: what another source says is not made up either.

    With it the English names, proper and common, of whom it names.
    """
    said = [s.text for s in document.segments if s.language == language]
    for entity in document.entities:
        if entity.lexicon and any(m.language == language for m in entity.mentions):
            said += [*entity.names.get("en", ()), *entity.lexicon.nominal.get("en", ())]
    return " ".join(said)


def _groundless(report: Span, source: Sentence, least: int) -> Iterator[Span]:
    statement = Statement(report.text, "en", report.start)
    new = _new_words(statement, source)
    told = [place for r in reported_regions(report) if (place := statement.places(*r))]
    ended = -1
    for first, last in added_figures(statement, new, source.text):
        if any(region[0] <= first and last <= region[1] for region in told):
            ended = last
            yield statement.span_of_tokens(first, last)
    for first, last in _phrases(statement):
        if not any(region[0] < first and last <= region[1] for region in told):
            continue
        for run in _unknown_runs(new, first, last):
            if len(run) >= least and sum(new[i] for i in run) >= _MIN_WEIGHT and run[0] > ended:
                ended = run[-1]
                yield statement.span_of_tokens(_opener(statement, first, run[0]), run[-1])


def _groundless_clauses(
    report: Span, source: Sentence, said: Sequence[Unit], is_matched: bool
) -> Iterator[tuple[Span, float]]:
    """Clauses that a sentence tells of somebody who is named, with hardly a word of the source.

    Each with how like the source it may be. A sentence that is matched, and has but one clause,
    is what its partner says.
    """
    told = reported_clauses(report)
    if is_matched and len(told) < 2:
        return
    translated = frozenset(
        stem for unit in said for stem in Sentence(unit.translation.text, "en").stems
    )
    for clause in told:
        words = Statement(clause.text, "en", clause.start)
        weighty = _new_words(words, source)
        new = [i for i, w in weighty.items() if w and stem_form(words.words[i]) not in translated]
        share = len(new) / max(len(weighty), 1)
        if len(new) >= _MIN_CLAUSE and share >= _MIN_SHARE:
            alike = _OF_SHARE * share + _OF_WORD * min(len(new), _MOST_WORDS)
            yield clause, alike if is_matched else alike + _UNMATCHED


def _unknown_runs(new: dict[int, float], first: int, last: int) -> Iterator[list[int]]:
    """Weighty words in a row that the source has nothing like."""
    run: list[int] = []
    for place in range(first, last + 1):
        if new.get(place, 0.0) > 0:
            run.append(place)
        elif place in new:
            yield run
            run = []
    yield run


def _opener(statement: Statement, first: int, place: int) -> int:
    """The opening word nearest before a place."""
    while place > first and statement.words[place] not in _OPENERS:
        place -= 1
    return place


def _new_words(statement: Statement, source: Sentence) -> dict[int, float]:
    """The weighty words of a sentence: their weight where the source has none like it, else 0.

    Figures are left out: they are compared by value.
    """
    sentence = Sentence(statement.text, "en")
    strength = strengths(load_table(), source, sentence)
    known = {
        word: bool((strength[:, k] >= _TRANSLATES).any()) for k, word in enumerate(sentence.words)
    }
    weight = dict(zip(sentence.words, sentence.weights))
    frame = saying_words()
    new = {}
    for place, word in enumerate(statement.words):
        heavy = float(weight.get(word, 0.0))
        is_name = bool(place) and statement.tokens[place].text[0].isupper()
        if is_name:
            heavy = max(heavy, _NAME)
        is_figure = any(c.isdigit() for c in word)
        if heavy < _HEAVY or is_figure or (word in frame and not is_name):
            continue
        new[place] = 0.0 if known.get(word) or stem_form(word) in source.stems else heavy
    return new


def _phrases(statement: Statement) -> Iterator[tuple[int, int]]:
    """Stretches from an opening word to the next punctuation mark."""
    first = None
    for place, word in enumerate(statement.words):
        closes = not any(c.isalnum() for c in word) and word not in ("'", "’", "-", "$")
        if first is not None and closes:
            yield first, place - 1
            first = None
        elif first is None and word in _OPENERS:
            first = place
    if first is not None:
        yield first, len(statement.words) - 1


def _finding(report: Span, segment: Segment) -> Finding:
    if segment.truncated:
        confidence = 0.55
        explanation = (
            f"the report attributes “{report.text}” to the source; the source breaks off and, as "
            "far as it goes, does not say so"
        )
    else:
        confidence = 0.65
        explanation = f"the report attributes “{report.text}” to the source, which does not say so"
    return Finding("added", None, report, confidence, explanation)
