"""The parallel text: which files, how each is read, what is thrown out.

Every sentence of the development, report and link sets is held out: a pair is dropped when either
side equals one of theirs after case and punctuation are taken away.
"""

from __future__ import annotations

import gzip
import os
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

Pair = tuple[str, str]

HELD_OUT = (
    "mt_eval/flores200-dev.*",
    "mt_eval/newstest2012.*",
    "mt_eval/flores200-devtest.*",
    "mt_eval/newstest2013.e*",
    "align/europarl100.e*",
)
"""Tuned on (flores200-dev, newstest2012) or reported on; never trained on."""

GROUPS = {
    "news": [
        "mt_eval/news-test2008",
        "mt_eval/newssyscomb2009",
        "mt_eval/newstest2009",
        "mt_eval/newstest2010",
        "mt_eval/newstest2011",
        "parallel/newscommentary_*",
    ],
    "english": [
        "parallel/pawsx_*",
        "parallel/tico19_*",
        "parallel/ud_pud*",
        "parallel/xquad_questions*",
        "parallel/mlqa_*",
    ],
    "paragraphs": ["parallel/xquad_paragraphs*"],
    "europarl": ["parallel/europarl_v7_*", "parallel/europarl_wmt06dev*"],
    "tatoeba": ["parallel/tatoeba_*"],
    "python": ["parallel/python_docs_*"],
}
"""Groups of corpora that are prepared, and weighted in training, together.

The groups english and paragraphs hold text written in English first: what their target side has is
not translated. Paragraphs are cut into sentences.
"""

SPANISH = frozenset(
    re.findall(r"\w+", "de la el que en los y las un una por con del se no su para")
)
ENGLISH = frozenset(
    re.findall(r"\w+", "the of and to in a is that for it on was with as are be by")
)


def data_folder() -> Path:
    """The folder named by BILINGUAL_DATA; raises SystemExit where it is not set."""
    folder = os.environ.get("BILINGUAL_DATA")
    if not folder:
        raise SystemExit("set BILINGUAL_DATA to the folder with mt_eval/, parallel/ and align/")
    return Path(folder)


def read_lines(path: Path) -> list[str]:
    """The lines of a text file, gzipped or not, without their ends."""
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as file:
        return [line.rstrip("\n") for line in file]


def comparison_key(sentence: str) -> str:
    """What is left of a sentence without case and punctuation: equal keys, same sentence."""
    return re.sub(r"\W+", " ", sentence.lower()).strip()


def held_out_keys(data: Path) -> set[str]:
    """Comparison keys of every sentence that must not be trained on."""
    lines = (line for glob in HELD_OUT for path in data.glob(glob) for line in read_lines(path))
    return {comparison_key(line) for line in lines} - {""}


def read_group(data: Path, group: str) -> Iterator[Pair]:
    """Spanish and English sentences of one group, as their files have them."""
    for pattern in GROUPS[group]:
        if pattern.startswith("mt_eval/"):
            sides = (read_lines(data / f"{pattern}.{language}") for language in ("es", "en"))
            yield from zip(*sides)
            continue
        for path in sorted(data.glob(pattern)):
            rows = _read_table(path)
            yield from _sentence_pairs(rows) if "paragraphs" in path.name else rows


def _sentence_pairs(paragraphs: Iterable[Pair]) -> Iterator[Pair]:
    """The aligned sentences of paragraphs; two on one side stay together."""
    from bilingual.alignment import align_sentences
    from bilingual.sentences import split_sentences

    for pair in paragraphs:
        sides = [
            [text[start:end] for start, end in split_sentences(text, language)]
            for text, language in zip(pair, ("es", "en"))
        ]
        for source, target, probability in align_sentences(*sides, monotone=True):
            if source and target and len(source) + len(target) <= 3 and probability > 0.5:
                yield " ".join(sides[0][i] for i in source), " ".join(sides[1][i] for i in target)


def _read_table(path: Path) -> Iterator[Pair]:
    for line in read_lines(path):
        fields = line.split("\t")
        if len(fields) < 2:
            continue
        source, target = fields[0].strip(), fields[1].strip()
        if path.name.startswith("pawsx"):
            source, target = unquote(source), unquote(target)
        if "_tok" in path.name:
            source, target = detokenise(source), detokenise(target)
        yield source, target


def unquote(field: str) -> str:
    """A field of a CSV file without its outer quotes."""
    if field.startswith('"') and field.endswith('"') and '""' in field:
        return field[1:-1].replace('""', '"')
    return field


def detokenise(sentence: str) -> str:
    """Undo the Moses tokenizer's spaces around punctuation and before English clitics."""
    sentence = re.sub(r" ([.,;:!?%)\]}»”])", r"\1", sentence)
    sentence = re.sub(r"([(\[{¿¡«“]) ", r"\1", sentence)
    sentence = re.sub(r" ('s|'t|'re|'ve|'ll|'d|'m|n't)\b", r"\1", sentence)
    sentence = re.sub(r"(\w) ' (s|t|re|ve|ll|d|m)\b", r"\1'\2", sentence)
    return re.sub(r'" ([^"]*) "', r'"\1"', sentence)


def plain_quotes(sentence: str) -> str:
    """Straight quotes in place of typographic ones: one way of writing for the target side."""
    return (
        sentence.translate(str.maketrans("“”«»’‘", '""""\'\''))
        .replace("``", '"')
        .replace("''", '"')
    )


def reads_as(sentence: str, expected: frozenset[str], other: frozenset[str]) -> bool:
    """Whether a sentence has at least as many common words of one language as of the other."""
    words = re.findall(r"\w+", sentence.lower())
    if len(words) < 6:
        return True
    return sum(w in expected for w in words) >= sum(w in other for w in words)


def reason_to_drop(source: str, target: str) -> str | None:
    """Why a pair is no use for training, or None."""
    if not source or not target:
        return "empty"
    ratio = len(source) / len(target)
    if not 0.25 < ratio < 4 or (len(source) > 20 and not 0.5 < ratio < 2.2):
        return "lengths"
    source_key = comparison_key(source)
    if source_key == comparison_key(target) and len(source_key.split()) > 3:
        return "untranslated"
    if not reads_as(source, SPANISH, ENGLISH) or not reads_as(target, ENGLISH, SPANISH):
        return "language"
    return None


def clean_pairs(pairs: Iterable[Pair], held_out: set[str]) -> tuple[list[Pair], Counter[str]]:
    """Pairs fit for training, and how many were dropped for which reason."""
    seen: set[Pair] = set()
    kept: list[Pair] = []
    dropped: Counter[str] = Counter()
    for source, target in pairs:
        target = plain_quotes(target)
        key = comparison_key(source), comparison_key(target)
        reason = reason_to_drop(source, target)
        if key[0] in held_out or key[1] in held_out:
            reason = "held out"
        elif key in seen:
            reason = "duplicate"
        if reason:
            dropped[reason] += 1
            continue
        seen.add(key)
        kept.append((source, target))
    return kept, dropped
