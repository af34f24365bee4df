"""Names that stand in one role on both sides and do not name the same."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from bilingual.alignment.lexical import load_table, word_form
from bilingual.claims.names import (
    Explanations,
    Name,
    keeps_form,
    may_be_variants,
    names,
    plain,
)
from bilingual.claims.statement import Pair, Statement
from bilingual.document import Finding

_NEAR = 0.2


def name_findings(pair: Pair) -> Iterator[Finding]:
    """ "entity" where a name of the source and one of the report stand alone in the same place."""
    es_names, en_names = names(pair.es), names(pair.en)
    if not es_names or not en_names:
        return
    known = Explanations(pair.es, pair.en)
    en_alone = [n for name in en_names if (n := _alone_in_report(pair.en, name, known))]
    if not en_alone:
        return
    es_alone = [n for name in es_names if (n := _alone_in_source(pair.es, name, known))]
    es_alone = es_alone or _said_more_often(pair, es_names)
    if not es_alone and all(_keeps_form(pair.en, i) for name in en_alone for i in name.words):
        es_alone = _unlinked(pair, es_names, known)
    if not pair.translation:
        es_alone = [n for n in es_alone if not _stands_in(pair.es, n, pair.en.context)]
        en_alone = [n for n in en_alone if not _stands_in(pair.en, n, pair.es.context)]
    yield from _conflicts(pair, es_alone, en_alone)


def _conflicts(pair: Pair, es_alone: list[Name], en_alone: list[Name]) -> Iterator[Finding]:
    """Names without a partner that stand in one role, each used once."""
    only_ones = len(es_alone) == len(en_alone) == 1
    used: set[int] = set()
    for es in es_alone:
        choices = [
            (-pair.context_links(es.tokens, en.tokens), pair.distance(es.tokens, en.tokens), j)
            for j, en in enumerate(en_alone)
            if j not in used and not _variants(pair, es, en)
        ]
        near = [c for c in choices if _in_one_role(pair, es, en_alone[c[2]], c, only_ones)]
        if near:
            j = min(near)[2]
            used.add(j)
            yield _finding(pair, es, en_alone[j])


def _in_one_role(
    pair: Pair, es: Name, en: Name, choice: tuple[int, float, int], only_ones: bool
) -> bool:
    if not pair.translation:
        return pair.governed_alike(es.tokens, en.tokens)
    return only_ones or bool(choice[0]) or choice[1] <= _NEAR


def _stands_in(statement: Statement, name: Name, text: str) -> bool:
    return statement.span_of_tokens(*name.tokens).text in text


def _variants(pair: Pair, es: Name, en: Name) -> bool:
    """Whether two names look like two spellings of one: every word of the report's has its like."""
    return all(
        any(may_be_variants(pair.es.tokens[i].text, pair.en.tokens[j].text) for i in es.words)
        for j in en.words
    )


def _alone_in_source(statement: Statement, name: Name, known: Explanations) -> Name | None:
    """The part of a name that should stand in the report as it is, and does not."""
    left = [p for p in name.words if not known.explains_es(p) and _keeps_form(statement, p)]
    return Name((left[0], left[-1]), tuple(left)) if left else None


def _alone_in_report(statement: Statement, name: Name, known: Explanations) -> Name | None:
    """The part of a name that the source has no ground for.

    Of a name that it has in part, only words that keep their form in translation count.
    """
    left = [p for p in name.words if not known.explains_en(p)]
    if len(left) < len(name.words):
        left = [p for p in left if _keeps_form(statement, p)]
    return Name((left[0], left[-1]), tuple(left)) if left else None


def _said_more_often(pair: Pair, es_names: list[Name]) -> list[Name]:
    """Names that the source says again where the report does not."""
    report = Counter(plain(word) for word in pair.en.words)
    source = Counter(plain(pair.es.words[i]) for name in es_names for i in name.words)
    found = []
    for name in es_names:
        words = [plain(pair.es.words[i]) for i in name.words]
        if all(0 < report[w] < source[w] for w in words):
            found.append(name)
    return found[-1:]


def _unlinked(pair: Pair, es_names: list[Name], known: Explanations) -> list[Name]:
    """The parts of names that no word of the report is linked to, or written like."""
    found = []
    for name in es_names:
        left = [p for p in name.words if p not in pair.to_en and not known.is_written_in_report(p)]
        if left:
            found.append(Name((left[0], left[-1]), tuple(left)))
    return found


def _keeps_form(statement: Statement, place: int) -> bool:
    return keeps_form(load_table(), word_form(statement.tokens[place].text))


def _finding(pair: Pair, es: Name, en: Name) -> Finding:
    source, report = pair.es.span_of_tokens(*es.tokens), pair.en.span_of_tokens(*en.tokens)
    return Finding(
        "entity",
        source,
        report,
        0.75,
        f"the source names “{source.text}” where the report names “{report.text}”",
        pair.links_between(source, report),
    )
