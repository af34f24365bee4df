"""Clean, copy and tokenise the parallel text into arrays that train.py reads.

    BILINGUAL_DATA=… python -m training.es_en.prepare --vocabulary MODELS/es_en/vocabulary \
        --out WORK/arrays --links news english europarl tatoeba
    python -m training.es_en.prepare --vocabulary MODELS/es_en/vocabulary --out WORK/arrays \
        --table teacher=WORK/teacher_clean.tsv.gz
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterable
from pathlib import Path

import sentencepiece

from . import arrays
from .corpus import GROUPS, Pair, clean_pairs, data_folder, held_out_keys, read_group, read_lines
from .links import PieceLinker, linked_share
from .robustness import robust_copies


def read_table(path: Path) -> list[Pair]:
    """Pairs of a table with Spanish and English in its first two columns."""
    rows = (line.split("\t") for line in read_lines(path))
    return [(row[0], row[1]) for row in rows if len(row) >= 2]


def prepare(
    name: str, raw: Iterable[Pair], arguments: argparse.Namespace, held_out: set[str]
) -> None:
    """Write one set and print what it holds."""
    kept, dropped = clean_pairs(raw, held_out)
    rates = (arguments.capitals, arguments.posts, arguments.headlines)
    copies = list(robust_copies(kept, random.Random(arguments.seed), *rates))
    vocabulary = arrays.Vocabulary.load(arguments.vocabulary)
    linker = PieceLinker(arguments.vocabulary) if arguments.links else None
    pairs = arrays.tokenise(kept + copies, vocabulary, linker, sampled=arguments.sampled)
    if linker:
        whole = [pair for pair in pairs if linked_share(pair) >= arguments.linked]
        dropped["links"] = len(pairs) - len(whole)
        pairs = whole
    arrays.save(arguments.out / name, pairs)
    print(
        f"{name}: {len(pairs)} pairs, {len(copies)} of them copies, "
        f"{sum(len(pair.source) for pair in pairs)} source and "
        f"{sum(len(pair.target) for pair in pairs)} target pieces; dropped {dict(dropped)}",
        flush=True,
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("groups", nargs="*", help=f"of {', '.join(GROUPS)}")
    parser.add_argument("--table", action="append", default=[], metavar="NAME=FILE.tsv.gz")
    parser.add_argument("--vocabulary", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--links", action="store_true", help="link pieces, for guided attention")
    parser.add_argument(
        "--linked", type=float, default=0.5, help="least share of linked target pieces"
    )
    parser.add_argument("--capitals", type=float, default=0.04, help="share of pairs shouted")
    parser.add_argument("--posts", type=float, default=0.04, help="share of pairs made posts")
    parser.add_argument("--headlines", type=float, default=0.03, help="share without period")
    parser.add_argument(
        "--sampled", type=int, default=1, help="cut sources in one of so many best ways, by chance"
    )
    parser.add_argument("--seed", type=int, default=5)
    arguments = parser.parse_args()
    if arguments.links and arguments.sampled > 1:
        parser.error("--links needs the pieces of the one best way: leave out --sampled")
    sentencepiece.set_random_generator_seed(arguments.seed)
    data = data_folder()
    held_out = held_out_keys(data)
    for group in arguments.groups:
        prepare(group, read_group(data, group), arguments, held_out)
    for name, _, path in (table.partition("=") for table in arguments.table):
        prepare(name, read_table(Path(path)), arguments, held_out)


if __name__ == "__main__":
    main()
