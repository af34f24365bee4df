"""Gives a Stanza tagger words that its table lacks, without training it again.

    BILINGUAL_DATA=... python -m training.ner_es.more_words WORK FIRST FOLDER

FIRST is a folder of Stanza models as ``stanza_ner pack`` writes it; FOLDER gets a copy whose word
table has 36,000 more words, names above all. Their vectors are made as the known words' were, so
that the tagger reads them at once; a table of whole numbers keeps the folder as small as before.
"""

from __future__ import annotations

import argparse
import shutil
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from stanza.models.common.pretrain import Pretrain, PretrainedWordVocab
from stanza.models.common.vocab import VOCAB_PREFIX

from training.ner_es.vectors import (
    ENCODER_COLUMNS,
    SKIPGRAM_COLUMNS,
    encoder_vectors,
    name_lists,
    other_words,
    skipgram_vectors,
    usual_spellings,
)

_UNSEEN = (-0.4, -0.3, -0.5)  # titled, shouted and frequency of a word that was never counted
_INT8 = 127.0
READS_WORDS = "input_transform.weight"
"""The tagger's weights that read the word vectors, in their first columns."""


def add_words(work: Path, first: Path, folder: Path) -> None:
    """Writes a copy of the models in ``first`` whose tagger knows more words."""
    pretrain = Pretrain(str(first / "es" / "pretrain" / "news.pt"), save_to_file=False)
    words = list(pretrain.vocab._id2unit[len(VOCAB_PREFIX) :])
    vectors = pretrain.emb[len(VOCAB_PREFIX) :].float().numpy()
    lists = name_lists()
    others = other_words(set(words), lists)
    rows = np.vstack([vectors, vectors_like(words, vectors, others, lists, work)])
    numbers, scales = whole_numbers(rows)
    shutil.copytree(first, folder, dirs_exist_ok=True)
    table = folder / "es" / "pretrain" / "news.pt"
    write_pretrain([*words, *others], numbers, table)
    adapt_tagger(folder / "es" / "ner" / "news.pt", table, scales)


def vectors_like(
    words: Sequence[str],
    vectors: np.ndarray,
    others: Sequence[str],
    lists: Sequence[set[str]],
    work: Path,
) -> np.ndarray:
    """Rows for other words in the columns of the known ones."""
    usual = usual_spellings()
    spelt = [usual.get(word, word) for word in words]
    rows = np.zeros((len(others), vectors.shape[1]), np.float32)
    for columns, known, new in (
        (
            ENCODER_COLUMNS,
            encoder_vectors(spelt, work),
            encoder_vectors([word.title() for word in others], work),
        ),
        (SKIPGRAM_COLUMNS, skipgram_vectors(words, work), skipgram_vectors(others, work)),
    ):
        rows[:, columns] = as_learnt(known, vectors[:, columns], new)
    listed = [[float(word in names) for names in lists] for word in others]
    rows[:, SKIPGRAM_COLUMNS.stop :] = [[*_UNSEEN, *flags] for flags in listed]
    return rows


def as_learnt(known: np.ndarray, columns: np.ndarray, new: np.ndarray) -> np.ndarray:
    """New words' columns: known words' are linear in their centred, normalised vectors."""
    center = known.mean(0)

    def inputs(vectors: np.ndarray) -> np.ndarray:
        centred = vectors - center
        lengths = np.linalg.norm(centred, axis=1, keepdims=True) + 1e-6
        return np.hstack([centred / lengths, np.ones((len(vectors), 1), np.float32)])

    return inputs(new) @ np.linalg.lstsq(inputs(known), columns, rcond=None)[0]


def whole_numbers(rows: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The rows as numbers of -127 to 127, and what each column of them must be multiplied by.

    They take half the room of half precision. The largest thousandth of a column is cut.
    """
    largest = np.quantile(np.abs(rows), 0.999, axis=0)
    largest = np.where(largest > 0, largest, np.abs(rows).max(0))
    numbers = np.clip(np.round(rows / largest * _INT8), -_INT8, _INT8).astype(np.int8)
    return numbers, (largest / _INT8).astype(np.float32)


def write_pretrain(words: list[str], numbers: np.ndarray, path: Path) -> None:
    """Word vectors in Stanza's format, which turns whole numbers into decimals when it loads."""
    special = np.zeros((len(VOCAB_PREFIX), numbers.shape[1]), np.int8)
    vocab = PretrainedWordVocab(words, lower=True).state_dict()
    torch.save({"vocab": vocab, "emb": torch.tensor(np.vstack([special, numbers]))}, path)


def adapt_tagger(path: Path, pretrain: Path, scales: np.ndarray) -> None:
    """Has the tagger look words up in the new table, and multiply each column by its scale."""
    state = torch.load(path, weights_only=True)
    state["vocab"]["word"] = torch.load(pretrain, weights_only=True)["vocab"]
    weights = state["model"][READS_WORDS].float()
    weights[:, : len(scales)] *= torch.tensor(scales)
    state["model"][READS_WORDS] = weights.half()
    torch.save(state, path)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("work", "first", "folder"):
        parser.add_argument(name, type=Path)
    chosen = parser.parse_args()
    add_words(chosen.work, chosen.first, chosen.folder)


if __name__ == "__main__":
    main()
