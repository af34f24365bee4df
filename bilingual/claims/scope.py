"""For whom an English sentence speaks: a Spanish source of the article, somebody else, nobody.

A sentence speaks for a source when it names the source's speaker as the one who says it, or when
it says what a sentence of the source says; sentences that carry on ("it added") speak for
whoever spoke last.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from bilingual.alignment.passages import quotations, report_sentences
from bilingual.alignment.speech import CARRIES_ON, OTHER, Speech
from bilingual.document import Document, Segment, Span

_SURE = 0.5
_CLOSE = 0.15


class Attribution(NamedTuple):
    """An English sentence and the source segment that it speaks for."""

    report: Span
    segment: Segment


def attribution(document: Document) -> list[Attribution]:
    """The English sentences that speak for a source, in order, each with its segment.

    Reads segments, entities and matches. Sentences that introduce a source with a colon are not
    among them.
    """
    speech = Speech(document)
    if not speech.sources:
        return []
    spoken: list[Attribution] = []
    last: Segment | None = None
    for sentence in report_sentences(document):
        last = None if _introduces(sentence) else _source_of(document, speech, sentence, last)
        if last is not None:
            spoken.append(Attribution(sentence, last))
    return spoken


def told_of_source(document: Document, spoken: Sequence[Attribution]) -> list[Attribution]:
    """Those of ``attribution`` that name a source as the one who says it, or carry on.

    The rest only say what a source says as well: what they add may be anybody's.
    """
    speech = Speech(document)
    return [a for a in spoken if speech.sayer(a.report) not in (None, OTHER)]


def _introduces(sentence: Span) -> bool:
    return sentence.text.rstrip(' "“«').endswith(":")


def _source_of(
    document: Document, speech: Speech, sentence: Span, last: Segment | None
) -> Segment | None:
    """The source that a sentence speaks for; ``last`` is that of the sentence before."""
    matched, probability = _matched(document, sentence)
    sayer = speech.sayer(sentence)
    if matched is not None and probability >= _SURE:
        return matched
    close = probability >= _CLOSE
    if sayer == OTHER:
        return None
    if sayer == CARRIES_ON:
        return matched if close else last
    if isinstance(sayer, Segment):
        if close and matched is not None and speech.same_speaker(matched, sayer):
            return matched
        return sayer if close or _may_paraphrase(sayer, sentence) else None
    return matched if close and last is not None else None


def _may_paraphrase(source: Segment, sentence: Span) -> bool:
    """Whether a sentence that a source's speaker says, and no match bears out, is of the source.

    A post or communiqué is all that its sender says of the matter; who is quoted says more.
    """
    return source.kind != "quotation" and not quotations(sentence)


def _matched(document: Document, sentence: Span) -> tuple[Segment | None, float]:
    """The source with a unit that this sentence best answers to."""
    best: tuple[Segment | None, float] = (None, 0.0)
    for match in document.matches:
        inside = sentence.start <= match.report.start and match.report.end <= sentence.end
        if inside and match.probability > best[1]:
            best = (document.segment_of(match.unit), match.probability)
    return best
