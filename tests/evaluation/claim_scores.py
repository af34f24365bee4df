"""How well passages are matched, speech is attributed, and differences are found."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from gold import HARD_KINDS, GoldArticle, GoldFinding, Place
from measures import Outcome, common, covers_half, excerpt, paragraphs

from bilingual import Document
from bilingual.sentences import split_sentences


def score_matches(article: GoldArticle, document: Document) -> Outcome:
    """Spanish sentences paired with the English passages that report them.

    A predicted match fits a gold one when on both sides they share at least half of the shorter
    stretch. ``matches`` recall is the share of gold matches that a predicted one fits, precision
    the share of predicted matches that fit a gold one. Loose mentions (kind "mention") count on
    neither side.
    """
    outcome = Outcome()
    text = document.text
    gold = [m for m in article.matches if m.kind != "mention"]
    predicted = [m for m in document.matches if m.kind != "mention"]

    def fits(wanted: Any, given: Any) -> bool:
        return covers_half(wanted.source, given.unit) and covers_half(wanted.report, given.report)

    for wanted in gold:
        holds = any(fits(wanted, given) for given in predicted)
        outcome.found("matches", holds, _pair(text, wanted.source, wanted.report))
    for given in predicted:
        holds = any(fits(wanted, given) for wanted in gold)
        outcome.right("matches", holds, _pair(text, given.unit, given.report))
    return outcome


def score_attribution(
    article: GoldArticle, text: str, predicted: Iterable[tuple[Any, Any]]
) -> Outcome:
    """English sentences that speak for a Spanish source.

    ``predicted`` gives a span of the text and the segment it speaks for. The sentences are those
    of our splitter, line by line, without sentences that hold Spanish and sentences that end in
    a colon, which only introduce it, and without those whose gold is optional. A sentence speaks
    for a source when half of it or more is gold, or predicted. ``attribution.source``: for
    sentences found, the segment is the right one or has the same speaker (recall alone).
    """
    outcome = Outcome()
    wanted = [
        (a.report, article.segments[a.source])
        for a in article.attribution
        if a.source is not None and not a.optional
    ]
    unsure = [a.report for a in article.attribution if a.optional]
    given = list(predicted)
    for sentence in english_sentences(article, text):
        if any(_holds_half(sentence, place) for place in unsure):
            continue
        gold = next((s for place, s in wanted if _holds_half(sentence, place)), None)
        spoken = [segment for place, segment in given if _holds_half(sentence, place)]
        if gold is not None:
            outcome.found("attribution", bool(spoken), excerpt(text, sentence))
        if spoken:
            outcome.right("attribution", gold is not None, excerpt(text, sentence))
        if gold is not None and spoken:
            same = [s for s in article.segments if s is gold or _same_speaker(s, gold)]
            holds = any(common(s.place, segment) for s in same for segment in spoken)
            outcome.found("attribution.source", holds, excerpt(text, sentence))
    return outcome


def english_sentences(article: GoldArticle, text: str) -> list[Place]:
    """The sentences without Spanish in them that don't end in a colon."""
    sentences = (
        Place(line.start + start, line.start + end)
        for line in paragraphs(text)
        for start, end in split_sentences(text[line.start : line.end], "en")
    )
    return [
        s
        for s in sentences
        if not text[s.start : s.end].rstrip(' "“«').endswith(":")
        and not any(common(s, segment.place) for segment in article.segments)
    ]


def _same_speaker(a: Any, b: Any) -> bool:
    known = a.speaker is not None and b.speaker is not None and a.speaker.entity is not None
    return known and a.speaker.entity == b.speaker.entity


def _holds_half(sentence: Place, place: Any) -> bool:
    return common(sentence, place) * 2 >= sentence.end - sentence.start


def score_findings(article: GoldArticle, document: Document) -> Outcome:
    """Differences between source and report.

    A predicted finding is right when a gold one has its kind and shares a code point with it on
    each side that the kind has. Recall of ``findings`` is over all gold findings but "same" and
    the optional ones; ``findings.<kind>`` gives recall and precision of one kind. Optional gold
    makes a finding right and isn't asked for.

    findings.false_hard: hard findings (number, date, entity, negation, hedge, status) that
        aren't right, per article.
    findings.soft: precision of "omitted" and "added" together. One that repeats a gold hard
        finding (same words of the source, or of the report) is neither right nor wrong.
    ``same`` has recall alone, since the gold lists only a few.
    """
    outcome = Outcome()
    text = document.text
    for wanted in article.findings:
        if not wanted.optional:
            holds = any(_agree(wanted, given) for given in document.findings)
            what = f"{wanted.kind} {_pair(text, wanted.source, wanted.report)}"
            outcome.found(f"findings.{wanted.kind}", holds, what)
            if wanted.kind != "same":
                outcome.counts.update({"findings.gold": 1, "findings.found": int(holds)})
    for given in document.findings:
        if given.kind == "same":
            continue
        holds = any(_agree(wanted, given) for wanted in article.findings)
        if not holds and given.kind not in HARD_KINDS and _repeats(article.findings, given):
            continue
        what = f"{_pair(text, given.source, given.report)}: {given.explanation}"
        outcome.right(f"findings.{given.kind}", holds, what)
        if given.kind in HARD_KINDS:
            outcome.counts["findings.false_hard"] += not holds
        else:
            outcome.counts.update({"findings.soft.predicted": 1, "findings.soft.right": int(holds)})
    return outcome


def _agree(wanted: GoldFinding, given: Any) -> bool:
    return (
        wanted.kind == given.kind
        and _touch(wanted.source, given.source)
        and _touch(wanted.report, given.report)
    )


def _touch(wanted: Place | None, given: Any) -> bool:
    if wanted is None or given is None:
        return wanted is None and given is None
    return common(wanted, given) > 0


def _repeats(gold: Iterable[GoldFinding], given: Any) -> bool:
    for wanted in gold:
        if wanted.hard and wanted.source is not None and wanted.report is not None:
            side, own = (
                (wanted.source, given.source) if given.source else (wanted.report, given.report)
            )
            if own is not None and common(side, own):
                return True
    return False


def _pair(text: str, source: Any, report: Any) -> str:
    sides = [excerpt(text, side) if side is not None else "nothing" for side in (source, report)]
    return " / ".join(sides)
