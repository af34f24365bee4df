"""Hand-written pairs of a short source and its report, and how findings fit their annotations."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import yaml

from bilingual.claims.texts import compare_batch
from bilingual.document import Finding, Span

SOFT = ("omitted", "added")


class Pairs:
    """The pairs of one file, with what is found in each but for what is the same."""

    def __init__(self, name: str) -> None:
        self.pairs = yaml.safe_load((Path(__file__).parent / name).read_text(encoding="utf-8"))
        found = compare_batch([(pair["es"], pair["en"]) for pair in self.pairs])
        self.findings = [[f for f in some if f.kind != "same"] for some in found]

    def wanted(self) -> list[tuple[str, Sequence[str], bool]]:
        """Each annotation that isn't optional, with its pair's name, and whether it is found."""
        return [
            (pair["id"], wanted, any(_fits(pair, wanted, f) for f in some))
            for pair, some in zip(self.pairs, self.findings)
            for wanted in pair["findings"]
            if "optional" not in wanted
        ]

    def missed(self) -> list[tuple[str, Sequence[str]]]:
        """The annotations that no finding fits, with the pair's name."""
        return [(name, wanted) for name, wanted, is_found in self.wanted() if not is_found]

    def false(self, chosen: Callable[[Finding], bool]) -> list[tuple[str, str]]:
        """The findings of chosen kinds that no annotation bears out, with the pair's name.

        What is said to be omitted or added may also repeat a difference that is annotated.
        """
        return [
            (pair["id"], finding.explanation)
            for pair, some in zip(self.pairs, self.findings)
            for finding in some
            if chosen(finding)
            and not any(
                _fits(pair, w, finding) or _repeats(pair, w, finding) for w in pair["findings"]
            )
        ]

    def count(self, chosen: Callable[[Finding], bool]) -> int:
        """How many findings of chosen kinds there are."""
        return sum(chosen(f) for some in self.findings for f in some)


def is_soft(finding: Finding) -> bool:
    """Whether something is said to be omitted or added."""
    return finding.kind in SOFT


def is_hard(finding: Finding) -> bool:
    """Whether source and report are said to differ."""
    return finding.kind not in SOFT


def words_stand_in_their_texts(pair: dict[str, Any]) -> bool:
    """Whether the words of each annotation of a pair are found in its source and report."""
    return all(
        (source is None or source in pair["es"]) and (report is None or report in pair["en"])
        for _, source, report, *_ in pair["findings"]
    )


def _fits(pair: dict[str, Any], wanted: Sequence[str], given: Finding) -> bool:
    kind, source, report = wanted[:3]
    return (
        kind == given.kind
        and _touches(pair["es"], source, given.source)
        and _touches(pair["en"], report, given.report)
    )


def _repeats(pair: dict[str, Any], wanted: Sequence[str], given: Finding) -> bool:
    """Whether words omitted or added are those of a side of an annotated difference."""
    kind, source, report = wanted[:3]
    if not is_soft(given) or kind in SOFT:
        return False
    if given.source is not None:
        return _touches(pair["es"], source, given.source)
    return _touches(pair["en"], report, given.report)


def _touches(text: str, words: str | None, span: Span | None) -> bool:
    if words is None or span is None:
        return words is None and span is None
    start = text.index(words)
    return span.start < start + len(words) and start < span.end
