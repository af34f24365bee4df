"""Figures of the alignment stage: word links, passages, monotone alignment, calibration.

    python -m benchmarks.alignment [words] [passages] [monotone] [report]

Needs BILINGUAL_DATA; the comparison with eflomal (GPL-3, used here only) needs
``pip install eflomal``.
"""

from __future__ import annotations

import gzip
import sys
import tempfile
import time
from collections import defaultdict
from pathlib import Path

from benchmarks.data_folder import data_folder
from benchmarks.document_pairs import (
    DocumentPair,
    aligned_documents,
    merged_and_split,
    scrambled,
)
from bilingual.alignment import align_sentences, align_words
from bilingual.alignment.evidence import Sentence
from bilingual.alignment.probability import scored_batches
from bilingual.alignment.sentences import best_pairs

Links = set[tuple[int, int]]


def main() -> None:
    tables = {"words": words, "passages": passages, "monotone": monotone, "report": reliability}
    for name in sys.argv[1:] or tables:
        tables[name]()


# --- word links


def words() -> None:
    """F1 on europarl100, beside eflomal trained in the same run."""
    folder = data_folder() / "align"
    es = (folder / "europarl100.es").read_text(encoding="utf-8").splitlines()
    en = (folder / "europarl100.en").read_text(encoding="utf-8").splitlines()
    gold = _gold_links(folder / "europarl100.key")
    start = time.perf_counter()
    ours = [_as_positions(a, b) for a, b in zip(es, en)]
    seconds = time.perf_counter() - start
    print("word links, europarl100    precision recall F1")
    print(f"  bilingual                {_scores(ours, gold)}   ({len(es) / seconds:.0f} pairs/s)")
    theirs = _eflomal(es, en)
    if theirs:
        print(f"  eflomal, trained here    {_scores(theirs, gold)}")


def _gold_links(path: Path) -> list[Links]:
    links: dict[int, Links] = defaultdict(set)
    for line in path.read_text(encoding="utf-8").splitlines():
        sentence, en, es = map(int, line.split())
        links[sentence].add((es - 1, en - 1))
    return [links[i + 1] for i in range(max(links))]


def _as_positions(es: str, en: str) -> Links:
    """Our links as positions of words between blanks."""
    es_words, en_words = _word_numbers(es), _word_numbers(en)
    return {
        (es_words[link.source_start], en_words[link.target_start]) for link in align_words(es, en)
    }


def _word_numbers(text: str) -> list[int]:
    numbers, number = [], 0
    for character in text:
        number += character == " "
        numbers.append(number)
    return numbers


def _scores(found: list[Links], gold: list[Links]) -> str:
    correct = sum(len(f & g) for f, g in zip(found, gold))
    precision = correct / sum(map(len, found))
    recall = correct / sum(map(len, gold))
    return f"{precision:.3f}     {recall:.3f}  {2 * precision * recall / (precision + recall):.3f}"


def _eflomal(es: list[str], en: list[str]) -> list[Links]:
    """eflomal on the Europarl texts with the test pairs among them, both ways, symmetrised."""
    try:
        from eflomal import Aligner
    except ImportError:
        print("  eflomal is not installed: pip install eflomal")
        return []
    pairs = [(a, b) for a, b in zip(es, en)]
    for path in sorted((data_folder() / "parallel").glob("europarl*.tsv.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            pairs += [tuple(line.lower().rstrip("\n").split("\t")) for line in lines]
    pairs = [p for p in pairs if len(p) == 2 and all(p)]
    with tempfile.TemporaryDirectory() as folder:
        forward, backward = Path(folder, "forward"), Path(folder, "backward")
        Aligner().align(
            [a for a, _ in pairs],
            [b for _, b in pairs],
            links_filename_fwd=str(forward),
            links_filename_rev=str(backward),
            quiet=True,
        )
        one = [_pharaoh(line) for line in forward.read_text().splitlines()[: len(es)]]
        two = [_pharaoh(line) for line in backward.read_text().splitlines()[: len(es)]]
    return [_grow_diagonal_final_and(a, b) for a, b in zip(one, two)]


def _pharaoh(line: str) -> Links:
    return {tuple(map(int, link.split("-"))) for link in line.split()}


def _grow_diagonal_final_and(forward: Links, backward: Links) -> Links:
    """The usual heuristic of phrase-based translation (Koehn et al. 2003)."""
    links, union = forward & backward, forward | backward
    steps = [(-1, 0), (0, -1), (1, 0), (0, 1), (-1, -1), (-1, 1), (1, -1), (1, 1)]
    grown = True
    while grown:
        grown = False
        for i, j in sorted(links):
            for di, dj in steps:
                new = (i + di, j + dj)
                if new in union and new not in links and _has_free_end(new, links):
                    links.add(new)
                    grown = True
    for direction in (forward, backward):
        for i, j in sorted(direction):
            rows, columns = {a for a, _ in links}, {b for _, b in links}
            if i not in rows and j not in columns:
                links.add((i, j))
    return links


def _has_free_end(link: tuple[int, int], links: Links) -> bool:
    return all(link[0] != i for i, _ in links) or all(link[1] != j for _, j in links)


# --- sentences


def passages() -> None:
    """F1 on documents with sentences dropped, foreign ones mixed in, and shuffled; calibration."""
    print("sentences in any order, newstest2013    precision recall F1     calibration error")
    documents = list(aligned_documents("newstest2013"))
    texts = list(scrambled(documents, seed=2013))
    for name, vectors in (("words and vectors", True), ("words alone", False)):
        start = time.perf_counter()
        scored = scored_batches([_sentences(pair) for pair in texts], vectors)
        seconds = time.perf_counter() - start
        found = [{((i,), (j,)) for i, j, _ in best_pairs(some)} for some in scored]
        labelled = _labelled(texts, scored)
        gold = [set(pair.gold) for pair in texts]
        error = calibration_error(labelled)
        print(f"  {name:37} {_scores(found, gold)}   {error:.3f}   ({seconds:.0f} s)")


def monotone() -> None:
    """Strict F1 (whole blocks) on documents with sentences merged and split at random."""
    print("sentences in order, newstest2013        precision recall F1")
    texts = list(merged_and_split(list(aligned_documents("newstest2013")), seed=2013))
    start = time.perf_counter()
    found = [
        {(tuple(a), tuple(b)) for a, b, _ in align_sentences(p.es, p.en, monotone=True)}
        for p in texts
    ]
    seconds = time.perf_counter() - start
    print(f"  {'bilingual':37} {_scores(found, [set(p.gold) for p in texts])}   ({seconds:.0f} s)")


def reliability() -> None:
    """How often matches of a probability are right, in ten bins: the plot of the docs as text."""
    texts = list(scrambled(list(aligned_documents("newstest2013")), seed=2013))
    scored = scored_batches([_sentences(pair) for pair in texts], True)
    labelled = _labelled(texts, scored)
    print("probability   pairs   mean   right")
    for low in range(10):
        inside = [(p, r) for p, r in labelled if low <= 10 * p < low + 1 + (low == 9)]
        if inside:
            mean = sum(p for p, _ in inside) / len(inside)
            share = sum(right for _, right in inside) / len(inside)
            bounds = f"{low / 10:.1f} to {low / 10 + 0.1:.1f}"
            print(f"{bounds}   {len(inside):6}   {mean:.3f}  {share:.3f}")


def _labelled(
    texts: list[DocumentPair], scored: list[list[tuple[int, int, float]]]
) -> list[tuple[float, bool]]:
    """The probability of every pair examined, and whether the gold has it."""
    return [
        (p, ((i,), (j,)) in set(pair.gold)) for pair, some in zip(texts, scored) for i, j, p in some
    ]


def calibration_error(labelled: list[tuple[float, bool]], bins: int = 10) -> float:
    """Expected calibration error (Naeini et al. 2015) with bins of equal width."""
    total = 0.0
    for low in range(bins):
        inside = [
            (p, right) for p, right in labelled if low <= p * bins < low + 1 + (low == bins - 1)
        ]
        total += abs(sum(p for p, _ in inside) - sum(right for _, right in inside))
    return total / len(labelled)


def _sentences(pair: DocumentPair) -> tuple[list[Sentence], list[Sentence]]:
    return [Sentence(t, "es") for t in pair.es], [Sentence(t, "en") for t in pair.en]


if __name__ == "__main__":
    main()
