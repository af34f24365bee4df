"""Trains Stanza's Spanish tokenizer and its expander of multi-word tokens ("del" = "de el").

Trained on UD Spanish GSD dev and test and four fifths of AnCora dev; the last fifth of AnCora dev
chooses the best state. AnCora test is for the report alone.

    BILINGUAL_DATA=... python -m training.ner_es.stanza_tokenizer OUT [--steps 2500]
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from benchmarks.data_folder import data_folder

_PARAGRAPH = 8  # sentences after which a text without document borders gets a paragraph border


class UdSentence(NamedTuple):
    """One sentence of a treebank: its lines, surface tokens, and whether a document begins."""

    lines: list[str]
    tokens: list[tuple[str, bool, tuple[str, ...]]]  # text, white space after it, words inside
    new_document: bool


def read_treebank(name: str) -> Iterator[UdSentence]:
    """The sentences of a CoNLL-U file of the data folder."""
    content = (data_folder() / "ud" / name).read_text(encoding="utf-8")
    for block in content.split("\n\n"):
        lines = [line for line in block.splitlines() if line]
        if lines:
            rows = [line.split("\t") for line in lines if line[0] != "#"]
            yield UdSentence(lines, list(_tokens(rows)), lines[0].startswith("# newdoc"))


def _tokens(rows: Sequence[Sequence[str]]) -> Iterator[tuple[str, bool, tuple[str, ...]]]:
    forms = {row[0]: row[1] for row in rows}
    inside = 0
    for row in rows:
        number = row[0]
        if "-" in number:
            first, inside = (int(n) for n in number.split("-"))
            words = tuple(forms[str(n)] for n in range(first, inside + 1))
            yield row[1], "SpaceAfter=No" not in row[9], words
        elif "." not in number and int(number) > inside:
            yield row[1], "SpaceAfter=No" not in row[9], ()


def write_training_files(sentences: Sequence[UdSentence], stem: Path) -> None:
    """Writes what Stanza's tokenizer reads: text, a label a character, expansions, CoNLL-U.

    Labels: 0 inside a token, 1 its last character, 2 the last of a sentence; 3 and 4 the same for
    a token of several words.
    """
    text: list[str] = []
    labels: list[str] = []
    expansions: Counter[tuple[str, tuple[str, ...]]] = Counter()
    for number, sentence in enumerate(sentences):
        if number:
            border = sentence.new_document or number % _PARAGRAPH == 0
            text.append("\n\n" if border else " ")
            labels.append("\n\n" if border else "0")
        for place, (token, space, words) in enumerate(sentence.tokens):
            last = place == len(sentence.tokens) - 1
            text.append(token + " " * (space and not last))
            end = 1 + last + 2 * bool(words)
            labels.append("0" * (len(token) - 1) + str(end) + "0" * (space and not last))
            if words:
                expansions[token, words] += 1
    stem.with_suffix(".txt").write_text("".join(text), encoding="utf-8")
    stem.with_suffix(".toklabels").write_text("".join(labels), encoding="utf-8")
    stem.with_suffix(".conllu").write_text(
        "".join("\n".join(s.lines) + "\n\n" for s in sentences), encoding="utf-8"
    )
    rows = [((token, list(words)), n) for (token, words), n in expansions.items()]
    stem.with_suffix(".json").write_text(json.dumps(rows), encoding="utf-8")


def train(out: Path, steps: int) -> None:
    """Writes ``tokenizer.pt`` into a folder, with the training files beside it."""
    from stanza.models import tokenizer

    ancora = list(read_treebank("es_ancora-ud-dev.old.conllu"))
    cut = len(ancora) * 4 // 5
    gsd = [*read_treebank("es_gsd-ud-dev.conllu"), *read_treebank("es_gsd-ud-test.conllu")]
    out.mkdir(parents=True, exist_ok=True)
    write_training_files([*ancora[:cut], *gsd, *ancora[:cut]], out / "train")
    write_training_files(ancora[cut:], out / "dev")
    tokenizer.main(
        [
            "--lang=es",
            "--shorthand=es_news",
            f"--txt_file={out / 'train.txt'}",
            f"--label_file={out / 'train.toklabels'}",
            f"--mwt_json_file={out / 'train.json'}",
            f"--dev_txt_file={out / 'dev.txt'}",
            f"--dev_label_file={out / 'dev.toklabels'}",
            f"--dev_conll_gold={out / 'dev.conllu'}",
            f"--conll_file={out / 'dev.predicted.conllu'}",
            f"--steps={steps}",
            "--max_seqlen=200",
            "--eval_steps=250",
            "--anneal_after=1200",
            "--anneal=.995",
            f"--save_dir={out}",
            "--save_name=tokenizer.pt",
            "--cpu",
        ]
    )


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("--steps", type=int, default=2500)
    arguments = parser.parse_args()
    train(arguments.out, arguments.steps)
