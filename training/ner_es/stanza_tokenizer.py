"""Trains Stanza's Spanish tokenizer and its expander of multi-word tokens ("del" = "de el").

Trained on UD Spanish GSD dev and test and four fifths of AnCora dev; the last fifth of AnCora dev
chooses the best state. AnCora test is for the report alone.

The expander is a dictionary: what the treebanks split, and infinitives and gerunds with pronouns
("encontrarse", "diciéndoselo") of all words in the running text.

    BILINGUAL_DATA=... python -m training.ner_es.stanza_tokenizer train WORK [--steps 500]
    BILINGUAL_DATA=... python -m training.ner_es.stanza_tokenizer pack WORK FOLDER
"""

from __future__ import annotations

import argparse
import json
import re
import shutil
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import torch

from benchmarks.data_folder import data_folder
from bilingual.tokens import tokenize
from training.ner_es.corpus import running_text

_PRONOUN = "(?:me|te|se|nos|os|l[eao]s?)"
_ENCLITIC = re.compile(
    rf"(?P<verb>.+(?:[aáeéií]r|[áé]ndo|ando|endo))(?P<pronouns>{_PRONOUN}{{1,2}})"
)
_ACUTE = str.maketrans("áéí", "aei")
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


def enclitic_expansions(words: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Infinitives and gerunds with pronouns among the words, and what they are made of."""
    known = set(words)
    for word in known:
        parts = _ENCLITIC.fullmatch(word)
        verb = parts["verb"].translate(_ACUTE) if parts else ""
        if verb in known and (len(verb) > 3 or verb in ("dar", "ver", "ser")):
            yield word, " ".join([verb, *re.findall(_PRONOUN, parts["pronouns"])])


def write_expander(sentences: Iterable[UdSentence], words: Iterable[str], path: Path) -> None:
    """The expander: a dictionary in Stanza's format."""
    from stanza.models.mwt.trainer import Trainer
    from stanza.models.mwt.vocab import Vocab

    seen = [(t, " ".join(inside)) for s in sentences for t, _, inside in s.tokens if inside]
    lowered = [(token.lower(), inside.lower()) for token, inside in seen]
    pairs = [*lowered, *enclitic_expansions(words)]
    trainer = Trainer({"dict_only": True, "lang": "es", "batch_size": 50}, Vocab(pairs, "es_news"))
    trainer.train_dict(pairs)
    trainer.save(str(path))


def pack(work: Path, folder: Path) -> None:
    """Writes tokenizer and expander as they are bundled."""
    for name in ("tokenize", "mwt"):
        (folder / "es" / name).mkdir(parents=True, exist_ok=True)
    state = torch.load(work / "tokenizer.pt", weights_only=True)
    paths = [n for n in state["config"] if n.endswith(("_file", "_dir", "_gold", "save_name"))]
    state["config"] |= dict.fromkeys(paths)
    torch.save(state, folder / "es" / "tokenize" / "news.pt")
    shutil.copy(work / "mwt.pt", folder / "es" / "mwt" / "news.pt")


def train(out: Path, steps: int) -> None:
    """Writes ``tokenizer.pt`` and ``mwt.pt`` into a folder, the training files beside them."""
    from stanza.models import tokenizer

    ancora = list(read_treebank("es_ancora-ud-dev.old.conllu"))
    cut = len(ancora) * 4 // 5
    gsd = [*read_treebank("es_gsd-ud-dev.conllu"), *read_treebank("es_gsd-ud-test.conllu")]
    out.mkdir(parents=True, exist_ok=True)
    write_training_files([*ancora[:cut], *gsd, *ancora[:cut]], out / "train")
    write_training_files(ancora[cut:], out / "dev")
    words = {token.text.lower() for line in running_text() for token in tokenize(line)}
    write_expander([*ancora[:cut], *gsd], words, out / "mwt.pt")
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


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("action", choices=["train", "pack"])
    parser.add_argument("work", type=Path)
    parser.add_argument("folder", type=Path, nargs="?")
    parser.add_argument("--steps", type=int, default=500)
    chosen = parser.parse_args()
    if chosen.action == "train":
        train(chosen.work, chosen.steps)
    else:
        pack(chosen.work, chosen.folder)


if __name__ == "__main__":
    main()
