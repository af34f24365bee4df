"""Trains a packed Stanza tagger further, and keeps the running mean of its weights.

    BILINGUAL_DATA=... python -m training.ner_es.stanza_average FIRST FOLDER [--silver WORK] [--all]

FIRST is a folder of Stanza models as ``more_words`` or this module writes it; FOLDER gets a copy
with the tagger that came out. ``--silver`` trains on the sentences that the teacher labelled too.
``--all`` trains on the development sentences too, for models that are to ship; the development F1
that is printed then means nothing.
"""

from __future__ import annotations

import argparse
import random
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

import torch
from stanza.models.common.doc import Document
from stanza.models.common.pretrain import Pretrain
from stanza.models.common.utils import get_optimizer
from stanza.models.common.vocab import VOCAB_PREFIX
from stanza.models.ner.data import DataLoader
from stanza.models.ner.trainer import Trainer

from training.ner_es.augment import RUN, varied_runs
from training.ner_es.corpus import Sentence, conll2002, typed_cess
from training.ner_es.more_words import READS_WORDS
from training.ner_es.names import replacement_names
from training.ner_es.stanza_ner import LengthBuckets, endless, evaluate
from training.ner_es.teacher_labels import taught_sentences

_PASSAGE = 80  # words of neighbouring sentences that are read together at most, when they are
_LONGEST = 150  # words; a longer sentence is cut
_BATCH_WORDS = 1600
_PEAK_RATE = 1.5e-3
_MEMORY = 0.995  # of the running mean, a step
_EVALUATE_EVERY = 100

Row = tuple[list[str], list[str]]


def average(
    first: Path, folder: Path, steps: int, silver: Sequence[Sentence], with_dev: bool
) -> None:
    """Writes a copy of the models in ``first`` with a tagger trained for so many steps more."""
    rows = training_rows(silver, with_dev)
    trainer, pretrain, spread = load_trainer(first)
    batches = LengthBuckets(
        tagged_document(rows),
        batch_size=32,
        args=trainer.args,
        pretrain=pretrain,
        vocab=trainer.vocab,
        max_batch_words=_BATCH_WORDS,
    )
    dev = DataLoader(
        tagged_document([s.bio() for s in conll2002("dev") if s.text]),
        32,
        trainer.args,
        pretrain,
        vocab=trainer.vocab,
        evaluation=True,
    )
    weights = [p for p in trainer.model.parameters() if p.requires_grad]
    mean = [p.detach().clone() for p in weights]
    for step, batch in enumerate(endless(batches, steps), start=1):
        for group in trainer.optimizer.param_groups:
            group["lr"] = _PEAK_RATE * min(step / (0.05 * steps), 1 - step / (steps + 1))
        trainer.update(batch)
        kept = min(_MEMORY, step / (step + 5))
        torch._foreach_lerp_(mean, [p.detach() for p in weights], 1 - kept)
        if step % _EVALUATE_EVERY == 0 or step == steps:
            last = [p.detach().clone() for p in weights]
            _put(mean, weights)
            print(f"step {step}: dev F1 {evaluate(trainer, dev):.4f}", flush=True)
            _put(last, weights)
    _put(mean, weights)
    shutil.copytree(first, folder, dirs_exist_ok=True)
    write_tagger(trainer, spread, folder / "es" / "ner" / "news.pt")


def training_rows(silver: Sequence[Sentence], with_dev: bool, seed: int = 1) -> list[Row]:
    """CoNLL-2002 train twice, the second time with other names, CESS-ESP and silver once."""
    rng = random.Random(seed)
    gold = conll2002("train") + (conll2002("dev") if with_dev else [])
    rows = list(passages(list(varied_runs(gold, rng)), rng))
    rows += passages(list(varied_runs(gold[RUN // 2 :], rng, replacement_names())), rng)
    for others in (typed_cess(), silver):
        rows += passages(list(varied_runs(others, rng)), rng)
    return rows


def passages(sentences: Sequence[Sentence], rng: random.Random) -> Iterator[Row]:
    """Words and tags of sentences, alone or with the sentences that follow."""
    words: list[str] = []
    tags: list[str] = []
    limit = _PASSAGE
    for sentence in sentences:
        all_words, all_tags = sentence.bio()
        for start in range(0, len(all_words), _LONGEST):
            part = all_words[start : start + _LONGEST]
            if words and len(words) + len(part) > limit:
                yield words, tags
                words, tags = [], []
                limit = rng.choice([1, _PASSAGE // 2, _PASSAGE, _PASSAGE])
            words = words + part
            tags = tags + all_tags[start : start + _LONGEST]
    if words:
        yield words, tags


def tagged_document(rows: Sequence[Row]) -> Document:
    """The rows as a Stanza document; a name that a cut went through begins again after it."""
    return Document(
        [
            [
                {"id": i, "text": word, "ner": tag}
                for i, (word, tag) in enumerate(zip(words, _begun(tags)), start=1)
            ]
            for words, tags in rows
        ]
    )


def _begun(tags: list[str]) -> list[str]:
    return ["B" + tag[1:] if i == 0 and tag[0] == "I" else tag for i, tag in enumerate(tags)]


def load_trainer(first: Path) -> tuple[Trainer, Pretrain, torch.Tensor]:
    """The tagger in a folder, its word table, and what the table's columns were divided by.

    The table's whole numbers are brought to unit variance, and the weights that read them are
    multiplied in turn: steps of one size suit all weights then.
    """
    pretrain = Pretrain(str(first / "es" / "pretrain" / "news.pt"), save_to_file=False)
    numbers = pretrain.emb.float()
    spread = numbers[len(VOCAB_PREFIX) :].std(0)
    pretrain._emb = numbers / spread
    state = torch.load(first / "es" / "ner" / "news.pt", weights_only=True)
    state["model"] = {name: weights.float() for name, weights in state["model"].items()}
    state["model"][READS_WORDS][:, : len(spread)] *= spread
    with tempfile.TemporaryDirectory() as scratch:
        torch.save(state, Path(scratch) / "ner.pt")
        trainer = Trainer(args={}, model_file=f"{scratch}/ner.pt", pretrain=pretrain, device="cpu")
    trainer.optimizer = get_optimizer("adamw", trainer.model, _PEAK_RATE)
    return trainer, pretrain, spread


def write_tagger(trainer: Trainer, spread: torch.Tensor, path: Path) -> None:
    """Writes the tagger for the table of whole numbers, weights in half precision."""
    with tempfile.TemporaryDirectory() as scratch:
        trainer.save(f"{scratch}/ner.pt")
        state = torch.load(f"{scratch}/ner.pt", weights_only=True)
    state["model"][READS_WORDS][:, : len(spread)] /= spread
    state["model"] = {name: weights.half() for name, weights in state["model"].items()}
    state["config"] |= {"wordvec_pretrain_file": None, "save_dir": None}
    torch.save(state, path)


def _put(values: Sequence[torch.Tensor], weights: Sequence[torch.nn.Parameter]) -> None:
    for weight, value in zip(weights, values):
        weight.data.copy_(value)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("first", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--silver", type=Path, metavar="WORK")
    parser.add_argument("--steps", type=int, default=1200)
    parser.add_argument("--all", action="store_true")
    chosen = parser.parse_args()
    torch.manual_seed(1)
    random.seed(1)
    silver = taught_sentences(chosen.silver) if chosen.silver else []
    average(chosen.first, chosen.folder, chosen.steps, silver, chosen.all)


if __name__ == "__main__":
    main()
