"""Train the lexical table that links Spanish and English words.

    python -m training.alignment.train_table bilingual/models/alignment/lexical_table.npz

Reads the parallel texts under ``BILINGUAL_DATA`` (``parallel/``, ``mt_eval/news-test2008`` to
``newstest2010``). Two hidden Markov models, Spanish to English and English to Spanish (Vogel et
al. 1996), start from IBM model 1 and are then trained to agree: the expected counts are the
products of both posteriors (Liang et al. 2006). What is kept is one expected count for each
pair of words, so that either conditional probability can be had from the same table.
"""

from __future__ import annotations

import argparse
import gzip
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from benchmarks.data_folder import data_folder
from bilingual.alignment.jumps import JUMP_LIMIT, jump_matrix
from bilingual.alignment.lexical import save_table, word_form
from bilingual.tokens import tokenize

MAX_LENGTH = 60
MIN_COUNT = 2
NULL_PRIOR = 0.15
UNKNOWN = 0


def sentence_pairs(folder: Path) -> Iterator[tuple[str, str]]:
    """Every pair of the training texts."""
    for path in sorted((folder / "parallel").glob("*.tsv.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                fields = line.rstrip("\n").split("\t")
                if len(fields) == 2:
                    yield fields[0], fields[1]
    for name in ("news-test2008", "newssyscomb2009", "newstest2009", "newstest2010"):
        es = (folder / "mt_eval" / f"{name}.es").read_text(encoding="utf-8").splitlines()
        en = (folder / "mt_eval" / f"{name}.en").read_text(encoding="utf-8").splitlines()
        yield from zip(es, en)


class Corpus:
    """Sentence pairs as word numbers, grouped by their two lengths.

    ``cells`` maps each co-occurring pair of words to a row of the probability tables.
    """

    def __init__(self, pairs: Iterator[tuple[str, str]]) -> None:
        words = [
            ([word_form(t.text) for t in tokenize(es)], [word_form(t.text) for t in tokenize(en)])
            for es, en in pairs
        ]
        words = [p for p in words if 0 < len(p[0]) <= MAX_LENGTH and 0 < len(p[1]) <= MAX_LENGTH]
        self.es = _vocabulary(w for p in words for w in p[0])
        self.en = _vocabulary(w for p in words for w in p[1])
        groups = defaultdict(list)
        for es, en in words:
            groups[len(es), len(en)].append(
                ([self.es.get(w, UNKNOWN) for w in es], [self.en.get(w, UNKNOWN) for w in en])
            )
        keys = []
        self.groups = []
        for group in groups.values():
            es = np.array([p[0] for p in group], dtype=np.int64)
            en = np.array([p[1] for p in group], dtype=np.int64)
            keys.append((es[:, :, None] * (len(self.en) + 1) + en[:, None, :]).ravel())
            self.groups.append((es, en))
        self.cells, rows = np.unique(np.concatenate(keys), return_inverse=True)
        borders = np.cumsum([0] + [len(k) for k in keys])
        self.rows = [
            rows[a:b].astype(np.int32).reshape(len(es), es.shape[1], en.shape[1])
            for a, b, (es, en) in zip(borders, borders[1:], self.groups)
        ]
        self.cell_es = self.cells // (len(self.en) + 1)
        self.cell_en = self.cells % (len(self.en) + 1)


def _vocabulary(words: Iterator[str]) -> dict[str, int]:
    counts = Counter(words)
    kept = [w for w, n in counts.most_common() if n >= MIN_COUNT]
    return {w: i + 1 for i, w in enumerate(kept)}


class Direction:
    """One hidden Markov model: the target's words are emitted by the source's positions."""

    def __init__(self, cell_source: np.ndarray, cell_target: np.ndarray) -> None:
        self.source, self.target = cell_source, cell_target
        per_source = np.bincount(cell_source)
        self.table = (1.0 / per_source[cell_source]).astype(np.float32)
        self.null = np.full(cell_target.max() + 1, 1.0 / (cell_target.max() + 1), np.float32)
        self.jumps = np.exp(-0.3 * np.abs(np.arange(-JUMP_LIMIT, JUMP_LIMIT + 1) - 1.0))

    def normalise(self, counts: np.ndarray, null: np.ndarray, jumps: np.ndarray | None) -> None:
        """New parameters from the expected counts."""
        total = np.bincount(self.source, counts)
        self.table = (counts / (total[self.source] + 1e-9)).astype(np.float32)
        self.null = ((null + 0.1) / (null + 0.1).sum()).astype(np.float32)
        if jumps is not None:
            self.jumps = jumps / jumps.sum()


def model1_posteriors(emission: np.ndarray, null: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """IBM model 1: (batch, source, target) posteriors and those of the empty word."""
    source_length = emission.shape[1]
    weighted = emission * ((1 - NULL_PRIOR) / source_length)
    empty = NULL_PRIOR * null
    total = weighted.sum(axis=1) + empty + 1e-30
    return weighted / total[:, None, :], empty / total


def hmm_posteriors(
    emission: np.ndarray, null: np.ndarray, jumps: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Forward-backward: posteriors, those of the empty word, and expected transitions."""
    batch, sources, targets = emission.shape
    moves = jump_matrix(jumps, sources).astype(np.float32)
    emission = emission + 1e-9
    forward = np.empty((targets, batch, sources, 2), np.float32)
    state = np.full((batch, sources), 1.0 / sources, np.float32)
    for j in range(targets):
        reached = state if j == 0 else state @ moves
        forward[j, :, :, 0] = reached * emission[:, :, j] * (1 - NULL_PRIOR)
        forward[j, :, :, 1] = state * (NULL_PRIOR * null[:, j, None])
        forward[j] /= forward[j].sum(axis=(1, 2), keepdims=True) + 1e-30
        state = forward[j].sum(axis=2)
    backward = np.ones((batch, sources), np.float32)
    posterior = np.empty((batch, sources, targets), np.float32)
    empty = np.empty((batch, targets), np.float32)
    transitions = np.zeros((sources, sources))
    for j in range(targets - 1, -1, -1):
        both = forward[j] * backward[:, :, None]
        total = both.sum(axis=(1, 2)) + 1e-30
        posterior[:, :, j] = both[:, :, 0] / total[:, None]
        empty[:, j] = both[:, :, 1].sum(axis=1) / total
        if j == 0:
            break
        real = emission[:, :, j] * (1 - NULL_PRIOR) * backward
        before = forward[j - 1].sum(axis=2)
        onward = real @ moves.T + NULL_PRIOR * null[:, j, None] * backward
        scale = (before * onward).sum(axis=1) + 1e-30
        transitions += ((before / scale[:, None]).T @ real) * moves
        backward = onward / (onward.max(axis=1, keepdims=True) + 1e-30)
    return posterior, empty, transitions


def iterate(corpus: Corpus, models: tuple[Direction, Direction], hmm: bool, agree: bool) -> None:
    """One round of expectation and maximisation for both directions."""
    size = len(corpus.cells)
    counts = [_Tally(size), _Tally(size)]
    nulls = [np.zeros_like(m.null, dtype=float) for m in models]
    jumps = [np.full(2 * JUMP_LIMIT + 1, 0.5) for _ in models]
    for (es, en), rows in zip(corpus.groups, corpus.rows):
        for part in range(0, len(es), 256):
            cut = slice(part, part + 256)
            found = []
            for d, (model, target) in enumerate(zip(models, (en[cut], es[cut]))):
                emission = model.table[rows[cut]]
                if d == 1:
                    emission = emission.transpose(0, 2, 1)
                null = model.null[target]
                if hmm:
                    posterior, empty, moves = hmm_posteriors(emission, null, model.jumps)
                    _add_jumps(jumps[d], moves)
                else:
                    posterior, empty = model1_posteriors(emission, null)
                nulls[d] += np.bincount(target.ravel(), empty.ravel(), len(model.null))
                found.append(posterior if d == 0 else posterior.transpose(0, 2, 1))
            if agree:
                found = [found[0] * found[1]] * 2
            for d in (0, 1):
                counts[d].add(rows[cut].ravel(), found[d].ravel())
    for d, model in enumerate(models):
        model.counts = counts[d].total()
        model.normalise(model.counts, nulls[d], jumps[d] if hmm else None)


class _Tally:
    """Sums of weights by row, added up in large portions."""

    _PORTION = 8_000_000

    def __init__(self, size: int) -> None:
        self._sums = np.zeros(size)
        self._waiting: list[tuple[np.ndarray, np.ndarray]] = []
        self._held = 0

    def add(self, rows: np.ndarray, weights: np.ndarray) -> None:
        self._waiting.append((rows, weights))
        self._held += len(rows)
        if self._held > self._PORTION:
            self.total()

    def total(self) -> np.ndarray:
        """The sums so far."""
        if self._waiting:
            rows = np.concatenate([r for r, _ in self._waiting])
            weights = np.concatenate([w for _, w in self._waiting])
            self._sums += np.bincount(rows, weights, len(self._sums))
        self._waiting, self._held = [], 0
        return self._sums


def _add_jumps(total: np.ndarray, transitions: np.ndarray) -> None:
    length = len(transitions)
    offsets = np.arange(length)[None, :] - np.arange(length)[:, None]
    np.add.at(total, np.clip(offsets, -JUMP_LIMIT, JUMP_LIMIT) + JUMP_LIMIT, transitions)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("output", type=Path)
    parser.add_argument("--model1", type=int, default=5)
    parser.add_argument("--hmm", type=int, default=5)
    arguments = parser.parse_args()
    corpus = Corpus(sentence_pairs(data_folder()))
    print(f"{len(corpus.es)} Spanish, {len(corpus.en)} English words, {len(corpus.cells)} pairs")
    models = (
        Direction(corpus.cell_es, corpus.cell_en),
        Direction(corpus.cell_en, corpus.cell_es),
    )
    for round_ in range(arguments.model1 + arguments.hmm):
        hmm = round_ >= arguments.model1
        iterate(corpus, models, hmm=hmm, agree=round_ > 1)
        print(f"round {round_ + 1} done", flush=True)
    save_table(
        arguments.output,
        list(corpus.es),
        list(corpus.en),
        corpus.cell_es,
        corpus.cell_en,
        models[0].counts,
        [m.jumps for m in models],
    )


if __name__ == "__main__":
    main()
