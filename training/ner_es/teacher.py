"""Trains the teacher of both taggers: a multilingual transformer that tags the words of passages.

    BILINGUAL_DATA=... python -m training.ner_es.teacher WORK [--passes 2]

Writes ``teacher.pt``. The teacher never reads the development sentences, so that taggers that learn
from it can be measured on them.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from stanza.models.ner.scorer import score_by_entity
from torch import Tensor, nn
from torch.nn.functional import cross_entropy, dropout
from torch.nn.utils.rnn import pad_sequence

from bilingual.tokens import tokenize
from training.ner_es.augment import RUN, varied_runs
from training.ner_es.corpus import LABELS, Sentence, conll2002, typed_cess
from training.ner_es.encoder import Encoder, PackedModel, Pieces, packed_model
from training.ner_es.names import replacement_names

TAGS = ("O", *(f"{part}-{label}" for label in LABELS for part in "BI"))
"""Tags of the teacher, in the order of its probabilities."""

_INSIDE = np.array([tag.startswith("I") for tag in TAGS])
_FORBIDDEN = np.array(
    [[np.inf if tag[0] == "I" and before[2:] != tag[2:] else 0 for tag in TAGS] for before in TAGS]
)
"""Infinite where a tag (column) cannot follow another (row)."""

_FROZEN_LAYERS = 4
_PASSAGE = 128  # pieces
_LONGEST_WORD = 16  # pieces; what follows is left out, of web addresses mostly
_BATCH = 8  # passages
_RATE, _HEAD_RATE = 2e-4, 2e-3
_DROPOUT = 0.1
_MEMORY = 0.99  # of the running mean, a step
_EVALUATE_EVERY = 400


@dataclass(frozen=True, slots=True)
class Passage:
    """Pieces of neighbouring sentences, where in them each word begins, and the words' tags."""

    pieces: list[int]
    words: list[int]
    tags: list[int]


class Teacher(nn.Module):
    """The transformer and a layer that reads a tag from the first piece of each word."""

    def __init__(self, model: PackedModel) -> None:
        super().__init__()
        self.encoder = Encoder(model, _FROZEN_LAYERS)
        self.tag = nn.Linear(model.width, len(TAGS))

    def forward(self, pieces: Tensor, present: Tensor, words: Tensor) -> Tensor:
        """Scores of the tags (word, tag) of all words of a batch; ``words`` marks first pieces."""
        states = self.encoder(pieces, present)[words]
        return self.tag(dropout(states, _DROPOUT, self.training))


class Reader:
    """Turns sentences into passages and passages into batches."""

    def __init__(self, model: PackedModel) -> None:
        self._pieces = Pieces(model)
        self._model = model

    def passages(
        self, sentences: Iterable[Sentence], rng: random.Random | None = None
    ) -> Iterator[Passage]:
        """Neighbouring sentences together, of the full length, or of any with ``rng``.

        A sentence longer than a passage is cut.
        """
        pieces: list[int] = []
        words: list[int] = []
        tags: list[int] = []
        limit = _PASSAGE
        for sentence in sentences:
            for row in self._rows(sentence):
                if pieces and len(pieces) + sum(len(word) for word, _ in row) > limit:
                    yield self._passage(pieces, words, tags)
                    pieces, words, tags = [], [], []
                    limit = rng.choice([_PASSAGE // 2, _PASSAGE, _PASSAGE]) if rng else _PASSAGE
                for word, tag in row:
                    words.append(len(pieces) + 1)
                    tags.append(tag)
                    pieces += word
        if pieces:
            yield self._passage(pieces, words, tags)

    def _rows(self, sentence: Sentence) -> Iterator[list[tuple[list[int], int]]]:
        """Pieces and tag of each word, in rows that fit into a passage."""
        text = sentence.text
        row: list[tuple[list[int], int]] = []
        size = 0
        for token, tag in zip(tokenize(text), sentence.bio()[1]):
            spaced = not token.start or text[token.start - 1].isspace()
            word = self._pieces.of(token.text, spaced)[:_LONGEST_WORD]
            if size + len(word) > _PASSAGE:
                yield row
                row, size = [], 0
            row.append((word, TAGS.index(tag)))
            size += len(word)
        yield row

    def _passage(self, pieces: list[int], words: list[int], tags: list[int]) -> Passage:
        return Passage([self._model.start, *pieces, self._model.end], words, tags)

    def batch(self, passages: Sequence[Passage]) -> tuple[Tensor, Tensor, Tensor]:
        """Pieces, which of them are there, and which begin a word."""
        pad = self._model.pad
        pieces = pad_sequence([torch.tensor(p.pieces) for p in passages], True, pad)
        words = torch.zeros_like(pieces, dtype=torch.bool)
        for row, passage in enumerate(passages):
            words[row, passage.words] = True
        return pieces, pieces != pad, words


def train(work: Path, passes: int) -> None:
    """Writes ``teacher.pt``: the running mean of the weights after so many passes."""
    packed = PackedModel(packed_model())
    teacher, reader = Teacher(packed), Reader(packed)
    weights = [p for p in teacher.parameters() if p.requires_grad]
    head = list(teacher.tag.parameters())
    body = [p for p in teacher.encoder.parameters() if p.requires_grad]
    groups = [{"params": body, "lr": _RATE}, {"params": head, "lr": _HEAD_RATE}]
    optimizer = torch.optim.AdamW(groups, weight_decay=0.01)
    rates = [group["lr"] for group in groups]
    dev = conll2002("dev")
    batches = [
        batch
        for number in range(passes)
        for batch in training_batches(reader, with_cess=number == 0, seed=number)
    ]
    print(f"{len(batches)} steps", flush=True)
    mean = [p.detach().clone() for p in weights]
    total = 0.0
    for step, batch in enumerate(batches, start=1):
        for group, rate in zip(optimizer.param_groups, rates):
            group["lr"] = rate * min(step / 60, 1 - step / (len(batches) + 1))
        teacher.train()
        with torch.autocast("cpu", torch.bfloat16):
            scores = teacher(*reader.batch(batch))
        gold = torch.tensor([tag for passage in batch for tag in passage.tags])
        loss = cross_entropy(scores.float(), gold)
        loss.backward()
        total += loss.item()
        if step % 50 == 0:
            print(f"step {step}: loss {total / 50:.4f}", flush=True)
            total = 0.0
        nn.utils.clip_grad_norm_(weights, 1.0)
        optimizer.step()
        optimizer.zero_grad()
        kept = min(_MEMORY, step / (step + 5))
        torch._foreach_lerp_(mean, [p.detach() for p in weights], 1 - kept)
        if step % _EVALUATE_EVERY == 0 or step == len(batches):
            last = [p.detach().clone() for p in weights]
            put(mean, weights)
            print(f"step {step}: dev F1 {evaluate(teacher, reader, dev):.4f}", flush=True)
            torch.save(_trained(teacher), work / "teacher.pt")
            put(last, weights)


def training_batches(reader: Reader, with_cess: bool, seed: int) -> list[list[Passage]]:
    """CoNLL-2002 train once, variants of it, and CESS-ESP if asked; passages of like length."""
    rng = random.Random(seed)
    gold = conll2002("train")
    names = replacement_names() if seed % 2 else None
    # Runs and passages begin elsewhere in each pass.
    first = rng.randrange(RUN)
    read = list(reader.passages(varied_runs(gold[first:] + gold[:first], rng, names), rng))
    if with_cess:
        read += reader.passages(varied_runs(typed_cess(), rng), rng)
    rng.shuffle(read)
    read.sort(key=lambda passage: len(passage.pieces) // 20)
    batches = [read[at : at + _BATCH] for at in range(0, len(read), _BATCH)]
    rng.shuffle(batches)
    return batches


def put(values: Sequence[Tensor], weights: Sequence[nn.Parameter]) -> None:
    """Writes the values into the weights."""
    for weight, value in zip(weights, values):
        weight.data.copy_(value)


def probabilities(teacher: Teacher, reader: Reader, sentences: Sequence[Sentence]) -> np.ndarray:
    """Probabilities (word, tag) of all words of the sentences, one after the other.

    Sentences that stand together are read together.
    """
    teacher.eval()
    passages = list(reader.passages(sentences))
    parts = []
    for at in range(0, len(passages), _BATCH):
        with torch.inference_mode(), torch.autocast("cpu", torch.bfloat16):
            scores = teacher(*reader.batch(passages[at : at + _BATCH]))
        parts.append(scores.float().softmax(-1).numpy())
    return np.concatenate(parts)


def best_tags(chances: np.ndarray) -> list[str]:
    """The likeliest tags of a sentence in which a name begins with B (Viterbi)."""
    cost = -np.log(chances + 1e-9)
    total = cost[0] + np.where(_INSIDE, np.inf, 0)
    back = np.zeros(cost.shape, int)
    for at in range(1, len(cost)):
        joined = total[:, None] + _FORBIDDEN
        back[at] = joined.argmin(0)
        total = joined.min(0) + cost[at]
    numbers = [int(total.argmin())]
    for at in range(len(cost) - 1, 0, -1):
        numbers.append(int(back[at, numbers[-1]]))
    return [TAGS[number] for number in reversed(numbers)]


def evaluate(teacher: Teacher, reader: Reader, sentences: Sequence[Sentence]) -> float:
    """Entity F1 on sentences with gold tags."""
    gold = [tags for sentence in sentences if (tags := sentence.bio()[1])]
    chances = probabilities(teacher, reader, sentences)
    borders = np.cumsum([len(tags) for tags in gold])[:-1]
    return score_by_entity([best_tags(c) for c in np.split(chances, borders)], gold)[2]


def load_teacher(work: Path) -> tuple[Teacher, Reader]:
    """The trained teacher."""
    packed = PackedModel(packed_model())
    teacher = Teacher(packed)
    teacher.load_state_dict(torch.load(work / "teacher.pt", weights_only=True), strict=False)
    return teacher, Reader(packed)


def _trained(teacher: Teacher) -> dict[str, Tensor]:
    return {name: p.detach() for name, p in teacher.named_parameters() if p.requires_grad}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("work", type=Path)
    parser.add_argument("--passes", type=int, default=2)
    chosen = parser.parse_args()
    torch.manual_seed(1)
    train(chosen.work, chosen.passes)


if __name__ == "__main__":
    main()
