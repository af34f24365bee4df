"""Trains and packs the spaCy pipeline of Spanish names.

BILINGUAL_DATA=... python -m training.ner_es.spacy_ner train WORK
BILINGUAL_DATA=... python -m training.ner_es.spacy_ner distil WORK TAGGER [--all]
BILINGUAL_DATA=... python -m training.ner_es.spacy_ner pack WORK FOLDER
"""

from __future__ import annotations

import argparse
import random
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

import spacy
from spacy.language import DEFAULT_CONFIG_PATH
from spacy.tokens import Doc, DocBin
from spacy.training import Example, biluo_tags_to_spans, iob_to_biluo
from spacy.training.initialize import init_nlp
from spacy.training.loop import train as train_loop
from spacy.util import load_config
from spacy.vectors import Vectors
from spacy.vocab import Vocab

from bilingual.recognition.spacy_tokens import doc_of_tokens
from bilingual.tokens import tokenize
from training.ner_es.augment import augmented, varied
from training.ner_es.corpus import Sentence, conll2002, training_sentences, typed_cess
from training.ner_es.names import replacement_names
from training.ner_es.silver import silver_sentences
from training.ner_es.vectors import WordTable, word_table

_CONFIG = Path(__file__).with_suffix(".cfg")
_WORDS = 31_000
_BATCH = 40  # sentences in a step of distilling
_DISTIL_RATE = 1e-3
_GOLD_SHARE, _CESS_SHARE = 0.5, 0.15  # of the sentences of distilling; the Stanza tagger's the rest


def train(work: Path) -> None:
    """Writes ``model-best`` into a folder for work."""
    work.mkdir(parents=True, exist_ok=True)
    write_vectors(word_table(work).head(_WORDS), work / "vectors")
    sentences = list(augmented(training_sentences(), replacement_names()))
    random.Random(0).shuffle(sentences)
    write_docs(sentences, work / "train.spacy")
    write_docs(conll2002("dev"), work / "dev.spacy")
    paths = {"train": "train.spacy", "dev": "dev.spacy", "vectors": "vectors"}
    overrides = {f"paths.{name}": str(work / file) for name, file in paths.items()}
    config = load_config(_CONFIG, overrides=overrides)
    nlp = init_nlp(load_config(DEFAULT_CONFIG_PATH).merge(config))
    train_loop(nlp, work, stdout=sys.stdout, stderr=sys.stderr)


def distil(work: Path, tagger: Path, with_dev: bool, steps: int = 1200) -> None:
    """Trains ``model-best`` further, on sentences that the Stanza tagger labelled as well.

    Writes ``model-distilled``, the running mean of the weights. ``with_dev``: the development
    sentences are trained on too, and the F1 that is printed then means nothing.
    """
    nlp = spacy.load(work / "model-best")
    rng = random.Random(1)
    gold = conll2002("train") + (conll2002("dev") if with_dev else [])
    sources = {
        _GOLD_SHARE: [s for s in gold if len(s.text) > 1],
        _CESS_SHARE: typed_cess(),
        1 - _GOLD_SHARE - _CESS_SHARE: silver_sentences(tagger),
    }
    names = replacement_names()
    dev = [reference_doc(nlp.vocab, s) for s in conll2002("dev") if s.text]
    optimizer = nlp.resume_training()
    for step in range(1, steps + 1):
        optimizer.learn_rate = _DISTIL_RATE * min(step / 50, 1 - step / (steps + 1))
        chosen = rng.choices(list(sources), weights=list(sources), k=_BATCH)
        drawn = [varied(rng.choice(sources[share]), names, rng) for share in chosen]
        batch = [Example(nlp.make_doc(s.text), reference_doc(nlp.vocab, s)) for s in drawn]
        nlp.update(batch, sgd=optimizer, drop=0.25)
        if step % 200 == 0 or step == steps:
            with nlp.use_params(optimizer.averages):
                score = nlp.evaluate([Example(nlp.make_doc(d.text), d) for d in dev])["ents_f"]
                print(f"step {step}: dev F1 {score:.4f}", flush=True)
                nlp.to_disk(work / "model-distilled")


def pack(work: Path, folder: Path) -> None:
    """Writes the trained pipeline as it is bundled: no strings that no vector needs."""
    distilled = work / "model-distilled"
    nlp = spacy.load(distilled if distilled.exists() else work / "model-best")
    for path in ("train", "dev", "vectors"):
        nlp.config["paths"][path] = None
    nlp.meta.update(
        name="news",
        version="1.0.0",
        description="Names in Spanish news: PER, ORG, LOC, MISC. Tokens are given.",
        license="research use only, see docs/model_cards/ner_es_spacy.md",
        sources=[{"name": name} for name in ("CoNLL-2002 Spanish", "CESS-ESP")],
    )
    nlp.to_disk(folder)


def reference_doc(vocab: Vocab, sentence: Sentence) -> Doc:
    """The sentence as a spaCy Doc with its entities."""
    doc = doc_of_tokens(vocab, tokenize(sentence.text))
    _, tags = sentence.bio()
    doc.ents = biluo_tags_to_spans(doc, iob_to_biluo(tags))
    return doc


def write_docs(sentences: Iterable[Sentence], path: Path) -> None:
    """A DocBin of the sentences."""
    vocab = spacy.blank("es").vocab
    DocBin(docs=(reference_doc(vocab, s) for s in sentences if s.text)).to_disk(path)


def write_vectors(table: WordTable, path: Path) -> None:
    """A blank pipeline whose vectors are found by the lower-cased word, accents or not."""
    nlp = spacy.blank("es")
    keys = [nlp.vocab.strings.add(word) for word in table.words]
    vectors = Vectors(
        strings=nlp.vocab.strings, data=table.vectors, keys=keys, name="es_news", attr="LOWER"
    )
    for spelling, row in table.bare_spellings().items():
        vectors.add(nlp.vocab.strings.add(spelling), row=row)
    nlp.vocab.vectors = vectors
    nlp.to_disk(path)


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("action", choices=["train", "distil", "pack"])
    parser.add_argument("work", type=Path)
    parser.add_argument("folder", type=Path, nargs="?")
    parser.add_argument("--all", action="store_true", help="distil: with the development set")
    chosen = parser.parse_args(arguments)
    if chosen.action == "train":
        train(chosen.work)
    elif chosen.action == "distil":
        distil(chosen.work, chosen.folder, chosen.all)
    else:
        pack(chosen.work, chosen.folder)


if __name__ == "__main__":
    main()
