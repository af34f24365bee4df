"""Trains the Stanza tagger of Spanish names.

Stanza's own network and data loader, with a loop of ours: its trainer needs an argument that
newer torch schedulers don't take.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from pathlib import Path

import torch
from stanza.models.common.doc import Document
from stanza.models.common.pretrain import Pretrain
from stanza.models.ner.data import DataLoader
from stanza.models.ner.scorer import score_by_entity
from stanza.models.ner.trainer import Trainer
from stanza.models.ner.vocab import MultiVocab
from stanza.models.ner_tagger import parse_args

from training.ner_es.corpus import Sentence

_EVALUATE_EVERY = 200


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


def options(pretrain: Path, hidden: int = 256, batch_size: int = 32) -> dict:
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
            "--max_batch_words=4000",
            "--optim=adamw",
            "--lr=0.002",
            "--cpu",
        ]
    )
    args["charlm"] = False
    return args


def train(
    sentences: Sequence[Sentence],
    dev: Sequence[Sentence],
    pretrain_file: Path,
    out: Path,
    steps: int,
    peak_rate: float = 2.5e-3,
    hidden: int = 256,
) -> float:
    """Trains for a number of steps, saves the best state by development F1, gives that F1.

    The rate rises over the first 4 % of the steps and falls linearly to zero at the end.
    """
    torch.manual_seed(1)
    random.seed(1)
    args = options(pretrain_file, hidden)
    pretrain = Pretrain(str(pretrain_file), save_to_file=False)
    args["word_emb_dim"] = pretrain.emb.shape[1]
    batches = DataLoader(
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
    for step, batch in enumerate(_endless(batches, steps), start=1):
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


def _endless(batches: DataLoader, steps: int) -> Iterator:
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
