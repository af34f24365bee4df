"""What is the same in both languages: names of persons, acronyms, figures and marks, alone.

    BILINGUAL_DATA=… python -m training.es_en.copies --out WORK/copies.tsv.gz

A model that never saw a name alone translates its parts or invents a sentence. Names and acronyms
come from the annotated news of ner/ (the training file of CoNLL-2002 and CESS-ESP).
"""

from __future__ import annotations

import argparse
import random
import re
import string
from collections.abc import Iterator
from pathlib import Path

from .corpus import data_folder, read_lines
from .dictionary import write_table
from .robustness import random_mark

FILES = ("esp.train", "cess_esp_ne.bio")
TITLES = frozenset(
    re.findall(r"\w+", "presidente rey papa reina don doña san santa virgen dios cristo")
)
"""Names that begin so are translated."""


def annotated(path: Path) -> Iterator[tuple[str, str]]:
    """Class and text of the names of a file with a token and its BIO tag on each line."""
    tokens: list[str] = []
    kind = ""
    for line in [*read_lines(path), ""]:
        token, *_, tag = line.split() if line.strip() else ("", "O")
        if tokens and not tag.startswith("I-"):
            yield kind, " ".join(tokens).replace("_", " ")
            tokens = []
        if tag.startswith("B-"):
            kind, tokens = tag[2:], [token]
        elif tag.startswith("I-") and tokens:
            tokens.append(token)


def is_person(name: str) -> bool:
    """Whether a name can be left as it is: up to four words of letters, none of them a title."""
    words = name.split()
    return (
        re.fullmatch(r"[A-ZÁÉÍÓÚÑ][^\W\d_.'-]*(?:[ .'-]+[^\W\d_]+)*\.?", name) is not None
        and 3 <= len(name) <= 40
        and len(words) <= 4
        and not name.isupper()
        and words[0].lower() not in TITLES
    )


def figure(rng: random.Random) -> str:
    """A date, a time, a share, a number or a sum of money."""
    return rng.choice(
        [
            f"{rng.randint(1, 31)}/{rng.randint(1, 12):02d}/{rng.randint(1990, 2030)}",
            f"{rng.randint(0, 23):02d}:{rng.randint(0, 59):02d}",
            f"{rng.randint(1, 999)}.{rng.randint(0, 99)}%",
            str(rng.randint(0, 10 ** rng.randint(1, 7))),
            f"{rng.choice(['', '$', '+'])}{rng.randint(1, 999)},{rng.randint(0, 999):03d}",
        ]
    )


def copies(seed: int, invented: int, odd: int) -> Iterator[str]:
    """The names, then invented ones (first names and surnames anew), acronyms, and odd strings."""
    rng = random.Random(seed)
    found = {pair for name in FILES for pair in annotated(data_folder() / "ner" / name)}
    persons = sorted(text for kind, text in found if kind == "PER" and is_person(text))
    yield from persons
    long = [name.split() for name in persons if " " in name]
    for _ in range(invented):
        surnames = [rng.choice(long)[-1] for _ in range(2)]
        first = [rng.choice(long)[0]] if rng.random() < 0.5 else []
        yield " ".join(first + surnames)
    yield from sorted(t for kind, t in found if kind == "ORG" and re.fullmatch("[A-Z]{2,6}", t))
    for _ in range(odd):
        letters = "".join(rng.choices(string.ascii_lowercase, k=rng.randint(3, 9)))
        yield rng.choice([letters, figure(rng), figure(rng), random_mark(rng)])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--invented", type=int, default=3000, help="names put together anew")
    parser.add_argument("--odd", type=int, default=2500, help="figures, marks and letters")
    parser.add_argument("--seed", type=int, default=3)
    arguments = parser.parse_args()
    texts = dict.fromkeys(copies(arguments.seed, arguments.invented, arguments.odd))
    write_table(arguments.out, ((text, text) for text in texts))
    print(f"{len(texts)} texts")


if __name__ == "__main__":
    main()
