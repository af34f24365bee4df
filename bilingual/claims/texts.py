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
from bilingual.alignment.words import align_tokens
from bilingual.claims.additions import added_findings
from bilingual.claims.compare_entities import Cast
from bilingual.claims.languages import refuse_wrong_language
from bilingual.claims.omissions import omitted_findings
from bilingual.claims.scope import Attribution
from bilingual.claims.stage import by_place, pair_findings
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
    return [
        _findings(document, len(es) + len(_BETWEEN), settings)
        for document, (es, _) in zip(_matched(named, settings.vectors), pairs)
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


def _matched(documents: Sequence[Document], vectors: bool) -> list[Document]:
    """The documents with the sentences that answer to each other as matches."""
    reports = [_report(d) for d in documents]
    chosen = [
        [(0, 0, 1.0)] if len(d.units) == len(report) == 1 else []
        for d, report in zip(documents, reports)
    ]
    several = [i for i, pairs in enumerate(chosen) if not pairs]
    texts = [
        (
            [Sentence(u.text, "es") for u in documents[i].units],
            [Sentence(s.text, "en") for s in reports[i]],
        )
        for i in several
    ]
    for i, scored in zip(several, scored_batches(texts, vectors)):
        chosen[i] = best_pairs(scored)
    return [
        document.add(matches=[_match(document.units[i], report[j], p) for i, j, p in pairs])
        for document, report, pairs in zip(documents, reports, chosen)
    ]


def _match(unit: Unit, report: Span, probability: float) -> Match:
    source = Statement(unit.text, "es", unit.start)
    target = Statement(report.text, "en", report.start)
    links = align_tokens(source.tokens, target.tokens)
    return Match(unit, report, "report", probability, tuple(links))


def _findings(document: Document, offset: int, settings: Settings) -> list[Finding]:
    cast = Cast(document)
    scope = [Attribution(m.report, document.segments[0]) for m in document.matches]
    found = [f for match in document.matches for f in pair_findings(_pair(cast, match))]
    found += omitted_findings(document, cast, scope)
    found += added_findings(document, scope, settings.vectors)
    kept = [f for f in dict.fromkeys(found) if f.confidence >= settings.min_confidence]
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
