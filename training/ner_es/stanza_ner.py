"""Trains and packs the Stanza tagger of Spanish names.

Stanza's own network and data loader, with a loop of ours: its trainer needs an argument that
newer torch schedulers don't take.

    BILINGUAL_DATA=... python -m training.ner_es.stanza_ner train WORK [--steps 2400]
    BILINGUAL_DATA=... python -m training.ner_es.stanza_ner pack WORK FOLDER
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import torch
from stanza.models.common.doc import Document
from stanza.models.common.pretrain import Pretrain, PretrainedWordVocab
from stanza.models.common.vocab import VOCAB_PREFIX
from stanza.models.ner.data import DataLoader
from stanza.models.ner.scorer import score_by_entity
from stanza.models.ner.trainer import Trainer
from stanza.models.ner.vocab import MultiVocab
from stanza.models.ner_tagger import parse_args

from training.ner_es.augment import augmented
from training.ner_es.corpus import Sentence, conll2002, training_sentences
from training.ner_es.names import replacement_names
from training.ner_es.vectors import WordTable, word_table

_EVALUATE_EVERY = 200


def train(work: Path, steps: int) -> None:
    """Writes ``pretrain.pt`` and ``ner.pt`` into a folder for work."""
    work.mkdir(parents=True, exist_ok=True)
    write_pretrain(word_table(work), work / "pretrain.pt")
    sentences = list(augmented(training_sentences(), replacement_names()))
    random.Random(0).shuffle(sentences)
    train_tagger(sentences, conll2002("dev"), work / "pretrain.pt", work / "ner.pt", steps)


def write_pretrain(table: WordTable, path: Path) -> None:
    """The word vectors in Stanza's format, in half precision."""
    bare = table.bare_spellings()
    rows = np.vstack(
        [
            np.zeros((len(VOCAB_PREFIX), table.vectors.shape[1])),
            table.vectors,
            table.vectors[list(bare.values())],
        ]
    )
    vocab = PretrainedWordVocab([*table.words, *bare], lower=True)
    torch.save({"vocab": vocab.state_dict(), "emb": torch.tensor(rows.astype(np.float16))}, path)


def pack(work: Path, folder: Path) -> None:
    """Writes vectors and tagger as they are bundled, weights in half precision."""
    for name in ("pretrain", "ner"):
        (folder / "es" / name).mkdir(parents=True, exist_ok=True)
    state = torch.load(work / "ner.pt", weights_only=True)
    state["model"] = {name: weights.half() for name, weights in state["model"].items()}
    state["config"] |= {"wordvec_pretrain_file": None, "save_dir": None}
    torch.save(state, folder / "es" / "ner" / "news.pt")
    torch.save(torch.load(work / "pretrain.pt", weights_only=True), folder / "es/pretrain/news.pt")


def stanza_document(sentences: Sequence[Sentence]) -> Document:
    """The sentences as a Stanza document with BIO tags on its tokens."""
    rows = []
    for sentence in sentences:
        words, tags = sentence.bio()
        if words:
            rows.append(
                [{"id": i + 1, "text": w, "ner": t} for i, (w, t) in enumerate(zip(words, tags))]
            )
    return Document(rows)


class LengthBuckets(DataLoader):
    """Batches of sentences of like length and of like size in words.

    The network and its CRF step through a batch as long as its longest sentence.
    """

    def chunk_batches(self, data: list) -> list[list]:
        if self.eval:
            return super().chunk_batches(data)
        ordered = sorted(data, key=lambda s: len(s[0]) * random.uniform(0.9, 1.1))
        batches, batch, words = [], [], 0
        for sentence in ordered:
            batch.append(sentence)
            words += len(sentence[0])
            if words >= self.max_batch_words:
                batches.append(batch)
                batch, words = [], 0
        if batch:
            batches.append(batch)
        random.shuffle(batches)
        return batches


def options(pretrain: Path, hidden: int = 200, batch_size: int = 32) -> dict:
    """The tagger's options: frozen word vectors, a character LSTM, one recurrent layer, a CRF."""
    args = parse_args(
        [
            "--shorthand=es_news",
            f"--wordvec_pretrain_file={pretrain}",
            "--no_emb_finetune",
            f"--hidden_dim={hidden}",
            "--char_emb_dim=50",
            "--char_hidden_dim=50",
            "--dropout=0.45",
            "--word_dropout=0.05",
            f"--batch_size={batch_size}",
            "--max_batch_words=1200",
            "--optim=adamw",
            "--lr=0.002",
            "--cpu",
        ]
    )
    args["charlm"] = False
    return args


def train_tagger(
    sentences: Sequence[Sentence],
    dev: Sequence[Sentence],
    pretrain_file: Path,
    out: Path,
    steps: int,
    peak_rate: float = 2.5e-3,
    hidden: int = 200,
) -> float:
    """Trains for a number of steps, saves the best state by development F1, gives that F1.

    The rate rises over the first 4 % of the steps and falls linearly to zero at the end.
    """
    torch.manual_seed(1)
    random.seed(1)
    args = options(pretrain_file, hidden)
    pretrain = Pretrain(str(pretrain_file), save_to_file=False)
    args["word_emb_dim"] = pretrain.emb.shape[1]
    batches = LengthBuckets(
        stanza_document(sentences),
        args["batch_size"],
        args,
        pretrain,
        max_batch_words=args["max_batch_words"],
    )
    vocab = batches.vocab
    # Word vectors stay as they are: without a table of changes to them the model stays small.
    vocab = MultiVocab({name: vocab[name] for name in ("char", "word", "tag")})
    dev_batches = DataLoader(
        stanza_document(dev), args["batch_size"], args, pretrain, vocab=vocab, evaluation=True
    )
    trainer = Trainer(args=args, vocab=vocab, pretrain=pretrain, device="cpu")
    best, loss = 0.0, 0.0
    for step, batch in enumerate(endless(batches, steps), start=1):
        rate = peak_rate * min(step / (0.04 * steps), 1 - step / (steps + 1))
        for group in trainer.optimizer.param_groups:
            group["lr"] = rate
        loss += trainer.update(batch)
        if step % _EVALUATE_EVERY == 0 or step == steps:
            score = evaluate(trainer, dev_batches)
            print(f"step {step}: loss {loss / _EVALUATE_EVERY:.3f}, dev F1 {score:.4f}", flush=True)
            loss = 0.0
            if score > best:
                best = score
                trainer.save(str(out))
    return best


def endless(batches: DataLoader, steps: int) -> Iterator:
    """So many batches, shuffled anew after each pass."""
    done = 0
    while True:
        for batch in batches:
            if done == steps:
                return
            done += 1
            yield batch
        batches.reshuffle()


def evaluate(trainer: Trainer, batches: DataLoader) -> float:
    """Entity F1 of the tagger on batches with gold tags."""
    predicted = [tags for batch in batches for tags in trainer.predict(batch)]
    gold = [[column[0] for column in sentence] for sentence in batches.tags]
    return score_by_entity(predicted, gold)[2]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("action", choices=["train", "pack"])
    parser.add_argument("work", type=Path)
    parser.add_argument("folder", type=Path, nargs="?")
    parser.add_argument("--steps", type=int, default=2400)
    chosen = parser.parse_args()
    if chosen.action == "train":
        train(chosen.work, chosen.steps)
    else:
        pack(chosen.work, chosen.folder)


if __name__ == "__main__":
    main()
