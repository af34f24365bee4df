"""Candidate translations of the human pairs, with their rewards, for risk.py.

    BILINGUAL_DATA=… python -m training.es_en.candidates --model WORK/ct2 \
        --vocabulary MODELS/es_en/vocabulary --out WORK/candidates news english

Each sentence is translated with a beam; every hypothesis is rewarded with the mean of sentence
BLEU and chrF2 against the reference, less a tenth for each number of the source that it lost.
A set NAME is a folder of shards as arrays.py writes them, one row per candidate, and rewards.npy.
"""

from __future__ import annotations

import argparse
import random
import re
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import sacrebleu

from . import arrays
from .corpus import GROUPS, Pair, clean_pairs, data_folder, held_out_keys, read_group
from .evaluate import Decoder

BLEU = sacrebleu.BLEU(effective_order=True)
CHRF = sacrebleu.CHRF()


def lost_numbers(source: str, hypothesis: str) -> int:
    """How many runs of digits of the source are missing in the hypothesis."""
    found = re.findall(r"\d+", hypothesis)
    return sum(number not in found for number in re.findall(r"\d+", source))


def reward(source: str, hypothesis: str, reference: str) -> float:
    """Between 0 and 1 for a translation that keeps the numbers; higher is better."""
    bleu = BLEU.sentence_score(hypothesis, [reference]).score
    chrf = CHRF.sentence_score(hypothesis, [reference]).score
    return (bleu + chrf) / 200 - 0.1 * lost_numbers(source, hypothesis)


def translate_all(decoder: Decoder, sources: list[str], chunk: int = 500) -> Iterator[list[str]]:
    """The hypotheses of every source, best first."""
    for begin in range(0, len(sources), chunk):
        pieces = decoder.pieces.encode(sources[begin : begin + chunk], out_type=str)
        for result in decoder.translator.translate_batch(pieces, **decoder.options):
            yield ["".join(h).replace("▁", " ").strip() for h in result.hypotheses]
        print(f"{begin + chunk} of {len(sources)}", flush=True)


def choose(group: str, arguments: argparse.Namespace, held_out: set[str]) -> list[Pair]:
    """A random choice of the group's pairs of fitting length."""
    pairs, _ = clean_pairs(read_group(data_folder(), group), held_out)
    pairs = [p for p in pairs if arguments.shortest <= len(p[0].split()) <= arguments.longest]
    random.Random(arguments.seed).shuffle(pairs)
    return pairs[: arguments.pairs]


def make_set(
    group: str, pairs: list[Pair], decoder: Decoder, vocabulary: arrays.Vocabulary, out: Path
) -> None:
    """Translate the pairs and write those with a real choice among candidates."""
    rows: list[Pair] = []
    rewards: list[float] = []
    for (source, reference), hypotheses in zip(
        pairs, translate_all(decoder, [source for source, _ in pairs])
    ):
        scores = [reward(source, hypothesis, reference) for hypothesis in hypotheses]
        if max(scores) - min(scores) > 0.02:
            rows += [(source, hypothesis) for hypothesis in hypotheses]
            rewards += scores
    size = decoder.options["num_hypotheses"]
    tokenised = arrays.tokenise(rows, vocabulary)
    if len(tokenised) != len(rows):
        raise SystemExit("a candidate is too long or empty: lower --longest")
    arrays.save(out / group, tokenised)
    np.save(out / group / "rewards.npy", np.array(rewards, np.float32).reshape(-1, size))
    print(f"{group}: {len(rows) // size} sentences with {size} candidates each")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("groups", nargs="+", help=f"of {', '.join(GROUPS)}")
    parser.add_argument("--model", type=Path, required=True, help="CTranslate2 folder")
    parser.add_argument("--vocabulary", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--candidates", type=int, default=6, help="per sentence; also the beam")
    parser.add_argument("--pairs", type=int, default=8000, help="of each group, at most")
    parser.add_argument("--shortest", type=int, default=6, help="source words")
    parser.add_argument("--longest", type=int, default=32, help="source words")
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--seed", type=int, default=3)
    arguments = parser.parse_args()
    decoder = Decoder(
        arguments.model,
        arguments.vocabulary / "sentencepiece.model",
        arguments.threads,
        beam_size=arguments.candidates,
        num_hypotheses=arguments.candidates,
        length_penalty=0.2,
        max_decoding_length=150,
    )
    vocabulary = arrays.Vocabulary.load(arguments.vocabulary)
    held_out = held_out_keys(data_folder())
    for group in arguments.groups:
        pairs = choose(group, arguments, held_out)
        make_set(group, pairs, decoder, vocabulary, arguments.out)


if __name__ == "__main__":
    main()
