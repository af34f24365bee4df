"""Pairs of a short source and its report, written by hand: what an editor would raise is found."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
import yaml

from bilingual.claims.texts import compare_batch
from bilingual.document import Finding, Span

pytestmark = pytest.mark.slow

PAIRS = yaml.safe_load((Path(__file__).parent / "pairs.yaml").read_text(encoding="utf-8"))
SOFT = ("omitted", "added")


@pytest.fixture(scope="module")
def findings() -> list[list[Finding]]:
    found = compare_batch([(pair["es"], pair["en"]) for pair in PAIRS])
    return [[f for f in some if f.kind != "same"] for some in found]


def _fits(pair: dict[str, Any], wanted: Sequence[str], given: Finding) -> bool:
    kind, source, report = wanted[:3]
    return (
        kind == given.kind
        and _touches(pair["es"], source, given.source)
        and _touches(pair["en"], report, given.report)
    )


def _touches(text: str, words: str | None, span: Span | None) -> bool:
    if words is None or span is None:
        return words is None and span is None
    start = text.index(words)
    return span.start < start + len(words) and start < span.end


def test_the_words_of_each_annotation_stand_in_its_texts():
    for pair in PAIRS:
        for _, source, report, *_ in pair["findings"]:
            assert source is None or source in pair["es"]
            assert report is None or report in pair["en"]


def test_most_differences_are_found(findings):
    wanted = [
        (pair, w, some)
        for pair, some in zip(PAIRS, findings)
        for w in pair["findings"]
        if "optional" not in w
    ]
    missed = [(p["id"], w) for p, w, some in wanted if not any(_fits(p, w, f) for f in some)]
    assert len(missed) <= 0.2 * len(wanted), missed


def test_hard_findings_are_right(findings):
    false = _false(findings, lambda f: f.kind not in SOFT)
    assert len(false) <= 0.04 * len(PAIRS), false


def test_most_of_what_is_said_to_be_omitted_or_added_is(findings):
    said = sum(f.kind in SOFT for some in findings for f in some)
    false = _false(findings, lambda f: f.kind in SOFT)
    assert len(false) <= 0.2 * said, false


def _false(findings: list[list[Finding]], chosen: Any) -> list[tuple[str, str]]:
    """The findings of chosen kinds that no annotation bears out, with the pair's name."""
    return [
        (pair["id"], f.explanation)
        for pair, some in zip(PAIRS, findings)
        for f in some
        if chosen(f) and not any(_fits(pair, w, f) for w in pair["findings"])
    ]
