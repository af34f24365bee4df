"""Figures of the alignment stage: word links, passages, monotone alignment, calibration.

    python -m benchmarks.alignment [words] [passages] [monotone]

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
from bilingual.alignment import align_words

Links = set[tuple[int, int]]


def main() -> None:
    wanted = sys.argv[1:] or ["words", "passages", "monotone"]
    for name in wanted:
        {"words": words}[name]()


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


if __name__ == "__main__":
    main()
