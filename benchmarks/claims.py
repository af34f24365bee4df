"""Figures of the claims stage: false alarms and catches on human translations, hedges, speed.

    python -m benchmarks.claims [translations] [hedges] [english] [speed]

Needs BILINGUAL_DATA, except for ``hedges``.
"""

from __future__ import annotations

import random
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from benchmarks.data_folder import lines
from benchmarks.document_pairs import RUN
from benchmarks.perturbations import (
    Change,
    Perturbed,
    change_calendar,
    change_negation,
    change_number,
    name_changer,
    shared_names,
)
from bilingual import Document, Finding
from bilingual.claims.texts import compare_batch
from bilingual.settings import DEFAULTS

HARD = ("number", "date", "entity", "negation", "hedge", "status")
HEDGE_PAIRS = Path(__file__).parent / "data" / "hedge_status_pairs.tsv"
BATCH = 500
WITHOUT_VECTORS = DEFAULTS.replace(vectors=False)


def main() -> None:
    tables = {
        "translations": translations,
        "hedges": hedges,
        "english": english,
        "speed": speed,
    }
    for name in sys.argv[1:] or tables:
        tables[name]()


# --- human translations, unchanged and with one thing changed


def translations() -> None:
    """Pairs of newstest2013 whose original is Spanish or English."""
    pairs = _native_pairs("newstest2013")
    start = time.perf_counter()
    findings = _compare(pairs)
    seconds = time.perf_counter() - start
    false = [[f for f in found if f.kind in HARD] for found in findings]
    clean = sum(not found for found in false) / len(pairs)
    print(f"unchanged pairs without a hard finding   {clean:.3f}   of {len(pairs)}")
    soft = sum(any(f.kind in ("omitted", "added") for f in found) for found in findings)
    print(f"  pairs with something omitted or added: {soft}")
    print("  false alarms:", dict(Counter(f.kind for found in false for f in found)))
    print(f"  {len(pairs) / seconds:.0f} pairs/s, word links included")
    changes: list[tuple[str, Change]] = [
        ("one number changed", change_number),
        ("one weekday or month changed", change_calendar),
        ("one shared name replaced", name_changer(shared_names(pairs))),
        ("one negation added or removed", change_negation),
    ]
    for name, change in changes:
        changed = list(_changed(pairs, change))
        found = _compare([(es, item.en) for es, item in changed])
        caught = sum(_caught(item, some) for (_, item), some in zip(changed, found))
        print(f"{name:40} {caught / len(changed):.3f}   of {len(changed)}")


def _native_pairs(name: str) -> list[tuple[str, str]]:
    origins = [line.split("\t")[1] for line in lines(f"mt_eval/{name}.docinfo.tsv")]
    pairs = zip(lines(f"mt_eval/{name}.es"), lines(f"mt_eval/{name}.en"))
    return [pair for pair, origin in zip(pairs, origins) if origin in ("es", "en")]


def _compare(pairs: Sequence[tuple[str, str]]) -> list[list[Finding]]:
    found: list[list[Finding]] = []
    for first in range(0, len(pairs), BATCH):
        found += compare_batch(pairs[first : first + BATCH], WITHOUT_VECTORS)
    return found


def _changed(pairs: Sequence[tuple[str, str]], change: Change) -> Iterator[tuple[str, Perturbed]]:
    rng = random.Random(2013)
    for es, en in pairs:
        item = change(es, en, rng)
        if item is not None:
            yield es, item


def _caught(item: Perturbed, findings: Sequence[Finding]) -> bool:
    """Whether a finding of the right kind touches the changed words."""
    return any(
        f.kind == item.kind
        and f.report is not None
        and f.report.start <= item.end
        and item.start <= f.report.end
        for f in findings
    )


# --- hedges and status


def hedges() -> None:
    """F1 of hedge and status findings on pairs written for it, by their part of the file."""
    rows = [line.split("\t") for line in HEDGE_PAIRS.read_text(encoding="utf-8").splitlines()[1:]]
    for part in ("dev", "report"):
        chosen = [row for row in rows if row[0] == part]
        found = compare_batch([(row[2], row[3]) for row in chosen], WITHOUT_VECTORS)
        counts: Counter[str] = Counter()
        for row, some in zip(chosen, found):
            kinds = {f.kind for f in some if f.kind in HARD}
            wanted = {row[1]} - {"same"}
            counts["right"] += len(kinds & wanted)
            counts["found"] += len(kinds)
            counts["wanted"] += len(wanted)
        precision = counts["right"] / max(counts["found"], 1)
        recall = counts["right"] / max(counts["wanted"], 1)
        f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
        print(
            f"hedges and status, {part:6}  precision {precision:.3f}  recall {recall:.3f}  "
            f"F1 {f1:.3f}   of {len(chosen)} pairs"
        )


# --- ordinary English articles


def english() -> None:
    """Hard findings in 200 English documents of newstest2012."""
    from bilingual.pipeline import Pipeline

    text = list(lines("mt_eval/newstest2012.en"))
    size = max(1, min(RUN, len(text) // 200))
    documents = [Document("\n\n".join(text[i * size : (i + 1) * size])) for i in range(200)]
    found = [f.kind for d in Pipeline().pipe(documents) for f in d.findings if f.kind in HARD]
    print(f"hard findings in 200 English documents   {len(found)}")


# --- speed


def speed() -> None:
    """Articles a second on one core, given mentions, links and vectors; and the vectors' cost."""
    from bilingual.alignment import Alignment
    from bilingual.alignment.passages import report_sentences
    from bilingual.alignment.vectors import encode
    from bilingual.claims import Claims
    from bilingual.pipeline import Pipeline

    folder = Path(__file__).parents[1] / "tests" / "articles"
    texts = [Document(p.read_text(encoding="utf-8")) for p in sorted(folder.glob("*.txt"))]
    documents = list(Pipeline(DEFAULTS, until="entities").pipe(texts))
    documents = [d for d in documents if d.units]
    sentences = [s.text for d in documents for s in (*d.units, *report_sentences(d))]
    matched = Alignment(DEFAULTS)(documents)
    alone = _processor_time(lambda: Claims(WITHOUT_VECTORS)(matched))
    print(f"comparing, given all the rest     {len(documents) / alone:.0f} articles/s")
    phrases = _processor_time(lambda: Claims(DEFAULTS)(matched)) - alone
    vectors = _processor_time(lambda: encode(sentences))
    print("what vectors cost, an article:")
    print(f"  {1000 * vectors / len(documents):.0f} ms to match its sentences")
    print(f"  {1000 * phrases / len(documents):.0f} ms to doubt what seems added")


def _processor_time(work: Callable[[], object]) -> float:
    """Seconds of processor time, after a first run that loads what is needed."""
    work()
    start = time.process_time()
    work()
    return time.process_time() - start


if __name__ == "__main__":
    main()
