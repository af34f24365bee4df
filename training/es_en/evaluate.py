"""BLEU and chrF2 of a CTranslate2 folder or an .argosmodel, with the speed of full batches.

    BILINGUAL_DATA=… python -m training.es_en.evaluate --model WORK/ct2 \
        --vocabulary MODELS/es_en/vocabulary --sets flores200-dev newstest2012
    … --model translate-es_en-0_3.argosmodel --sets flores200-devtest newstest2013

Tune on flores200-dev and newstest2012; flores200-devtest and newstest2013 are for the report.
"""

from __future__ import annotations

import argparse
import tempfile
import time
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import ctranslate2
import sacrebleu
import sentencepiece

from .corpus import data_folder, read_lines


class Decoder:
    """A CTranslate2 model with its source pieces and decoding options."""

    def __init__(self, folder: Path, pieces: Path, threads: int, **options):
        self.pieces = sentencepiece.SentencePieceProcessor(model_file=str(pieces))
        self.translator = ctranslate2.Translator(
            str(folder), inter_threads=1, intra_threads=threads
        )
        self.options = {
            "max_batch_size": 2048,
            "batch_type": "tokens",
            "replace_unknowns": True,
            "max_decoding_length": 300,
            **options,
        }

    def __call__(self, sentences: list[str]) -> list[str]:
        """English of Spanish sentences, in order."""
        sources = self.pieces.encode(sentences, out_type=str)
        results = self.translator.translate_batch(sources, **self.options)
        return ["".join(r.hypotheses[0]).replace("▁", " ").strip() for r in results]


@contextmanager
def unpacked(model: Path, vocabulary: Path | None) -> Iterator[tuple[Path, Path]]:
    """CTranslate2 folder and SentencePiece file of a folder or of an .argosmodel."""
    if model.is_dir():
        if vocabulary is None:
            raise SystemExit("a CTranslate2 folder needs --vocabulary")
        yield model, vocabulary / "sentencepiece.model"
        return
    with tempfile.TemporaryDirectory() as scratch:
        with zipfile.ZipFile(model) as archive:
            archive.extractall(scratch)
        pieces = next(Path(scratch).glob("*/sentencepiece.model"))
        yield pieces.parent / "model", pieces


def report(decoder: Decoder, name: str, every: int) -> None:
    """Translate each n-th sentence (n is every) of one set and print the scores."""
    folder = data_folder() / "mt_eval"
    sources, references = (read_lines(folder / f"{name}.{side}")[::every] for side in ("es", "en"))
    begin = time.monotonic()
    hypotheses = decoder(sources)
    seconds = time.monotonic() - begin
    bleu = sacrebleu.corpus_bleu(hypotheses, [references])
    chrf = sacrebleu.corpus_chrf(hypotheses, [references])
    print(
        f"{name}\tBLEU {bleu.score:.2f}\tchrF2 {chrf.score:.2f}\tlength ratio "
        f"{bleu.sys_len / bleu.ref_len:.3f}\t{len(sources) / seconds:.0f} sentences/s",
        flush=True,
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--vocabulary", type=Path, help="for a CTranslate2 folder")
    parser.add_argument("--sets", nargs="+", default=["flores200-dev", "newstest2012"])
    parser.add_argument("--every", type=int, default=1, help="take only every n-th sentence")
    parser.add_argument("--beam", type=int, default=4)
    parser.add_argument("--length-penalty", type=float, default=1.0)
    parser.add_argument("--coverage-penalty", type=float, default=0.0)
    parser.add_argument("--threads", type=int, default=1)
    arguments = parser.parse_args()
    options = {
        "beam_size": arguments.beam,
        "length_penalty": arguments.length_penalty,
        "coverage_penalty": arguments.coverage_penalty,
    }
    with unpacked(arguments.model, arguments.vocabulary) as (folder, pieces):
        decoder = Decoder(folder, pieces, arguments.threads, **options)
        for name in arguments.sets:
            report(decoder, name, arguments.every)


if __name__ == "__main__":
    main()
