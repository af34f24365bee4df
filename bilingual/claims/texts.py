"""Comparison of two texts that are not an article: a source and a report of it.

Both are set into one document, so that the names of the lexicon and the rules for articles apply;
the whole report is taken to speak for the source.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bilingual.alignment.evidence import Sentence
from bilingual.alignment.probability import scored_batches
from bilingual.alignment.sentences import best_pairs
from bilingual.alignment.speech import reported_clauses
from bilingual.alignment.words import align_tokens
from bilingual.claims.additions import added_findings
from bilingual.claims.blocks import Block, joined_blocks
from bilingual.claims.compare_entities import Cast, body_findings, not_told
from bilingual.claims.compare_names import name_findings
from bilingual.claims.languages import refuse_wrong_language
from bilingual.claims.omissions import omitted_findings
from bilingual.claims.scope import Attribution
from bilingual.claims.stage import by_place, claim_findings
from bilingual.claims.statement import Pair, Statement
from bilingual.document import Document, Finding, Match, Segment, Span, Translation, Unit
from bilingual.linking import Linking
from bilingual.recognition import Recognition
from bilingual.sentences import split_sentences
from bilingual.settings import DEFAULTS, Settings

_BETWEEN = "\n\n"


def compare(es: str, en: str, settings: Settings = DEFAULTS) -> list[Finding]:
    """What a Spanish source and an English report of it agree and differ on.

    ``Finding.source`` offsets index ``es``, ``Finding.report`` offsets index ``en``. The whole
    report is taken to speak for the source. Nothing is found where either is empty. Raises
    InputError where the source is not Spanish or the report not English.
    """
    return compare_batch([(es, en)], settings)[0]


def compare_batch(
    pairs: Sequence[tuple[str, str]], settings: Settings = DEFAULTS
) -> list[list[Finding]]:
    """``compare`` for many pairs of texts, with their sentence vectors encoded together."""
    for es, en in pairs:
        refuse_wrong_language(es, en)
    documents = [_document(es, en) for es, en in pairs]
    named = Linking(settings)(Recognition(settings.replace(recognizers=("lexicon",)))(documents))
    matched = _matched(named, settings.vectors)
    scopes = [[Attribution(m.report, d.segments[0]) for m in d.matches] for d in matched]
    told = [[*scope, *_told_besides(d)] for d, scope in zip(matched, scopes)]
    added = added_findings(list(zip(matched, told)), settings.vectors)
    return [
        _in_two_texts(
            _findings(document, scope, some), len(es) + len(_BETWEEN), settings.min_confidence
        )
        for document, scope, some, (es, _) in zip(matched, scopes, added, pairs)
    ]


def _document(es: str, en: str) -> Document:
    """Both texts as one document of two segments, with the source's sentences as its units."""
    start = len(es) + len(_BETWEEN)
    segments = [Segment(0, len(es), es, "es", 1.0, truncated=es.rstrip().endswith(("…", "...")))]
    segments.append(Segment(start, start + len(en), en, "en", 1.0))
    units = [Unit(a, b, es[a:b], Translation("")) for a, b in split_sentences(es, "es")]
    return Document(es + _BETWEEN + en, segments=tuple(segments), units=tuple(units))


def _report(document: Document) -> list[Span]:
    """The sentences of the report."""
    segment = document.segments[1]
    return [
        document.span(segment.start + a, segment.start + b)
        for a, b in split_sentences(segment.text, "en")
    ]


def _told_besides(document: Document) -> list[Attribution]:
    """The sentences without a match that tell what somebody says."""
    return [
        Attribution(sentence, document.segments[0])
        for sentence in _report(document)
        if reported_clauses(sentence)
        and not any(m.report.start <= sentence.start < m.report.end for m in document.matches)
    ]


def _matched(documents: Sequence[Document], vectors: bool) -> list[Document]:
    """The documents with the sentences that answer to each other as matches."""
    reports = [_report(d) for d in documents]
    blocks = [
        [Block((0, 1), (0, 1), 1.0)] if len(d.units) == len(report) == 1 else []
        for d, report in zip(documents, reports)
    ]
    several = [i for i, found in enumerate(blocks) if not found]
    texts = [
        (
            [Sentence(u.text, "es") for u in documents[i].units],
            [Sentence(s.text, "en") for s in reports[i]],
        )
        for i in several
    ]
    for i, (es, en), scored in zip(several, texts, scored_batches(texts, vectors)):
        blocks[i] = joined_blocks(best_pairs(scored), es, en)
    return [_with_matches(*row) for row in zip(documents, reports, blocks)]


def _with_matches(document: Document, report: Sequence[Span], blocks: Sequence[Block]) -> Document:
    """The document with blocks as matches; the sentences of a block become one unit."""
    units = dict(enumerate(document.units))
    matches = []
    for block in blocks:
        inside = [units.pop(i) for i in range(*block.es)]
        start, end = inside[0].start, inside[-1].end
        units[block.es[0]] = unit = Unit(start, end, document.text[start:end], Translation(""))
        passage = document.span(report[block.en[0]].start, report[block.en[1] - 1].end)
        matches.append(_match(unit, passage, block.probability))
    return document.add(units=[units[i] for i in sorted(units)], matches=matches)


def _match(unit: Unit, report: Span, probability: float) -> Match:
    source = Statement(unit.text, "es", unit.start)
    target = Statement(report.text, "en", report.start)
    links = align_tokens(source.tokens, target.tokens)
    return Match(unit, report, "report", probability, tuple(links))


def _findings(
    document: Document, scope: Sequence[Attribution], added: Sequence[Finding]
) -> list[Finding]:
    cast = Cast(document)
    found: list[Finding] = []
    for match in document.matches:
        pair = _pair(cast, match)
        found += claim_findings(pair)
        names = list(not_told(cast, match, name_findings(pair)))
        found += names or body_findings(pair)
    return [*found, *omitted_findings(document, cast, scope, _report(document), found), *added]


def _in_two_texts(findings: Sequence[Finding], offset: int, min_confidence: float) -> list[Finding]:
    """The findings sure enough, each once, in order, with the report counted from its start."""
    kept = [f for f in dict.fromkeys(findings) if f.confidence >= min_confidence]
    return sorted((_with_report_at(f, offset) for f in kept), key=by_place)


def _pair(cast: Cast, match: Match) -> Pair:
    source = Statement(match.unit.text, "es", match.unit.start, cast.source_text)
    report = Statement(match.report.text, "en", match.report.start, cast.report_text)
    return Pair(source, report, match.links)


def _with_report_at(finding: Finding, offset: int) -> Finding:
    """The finding with its report side counted from the start of the report."""
    report = finding.report
    if report is not None:
        report = Span(report.start - offset, report.end - offset, report.text)
    links = tuple(
        link._replace(target_start=link.target_start - offset, target_end=link.target_end - offset)
        for link in finding.links
    )
    return replace(finding, report=report, links=links)
