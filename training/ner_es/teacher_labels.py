"""Sentences of running news labelled by the teacher.

The Stanza tagger learns from them what CoNLL-2002 has never seen, and the judgement of a network
that has read far more text.

    BILINGUAL_DATA=... python -m training.ner_es.teacher_labels WORK
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

from bilingual.tokens import Token, tokenize
from training.ner_es.corpus import Sentence
from training.ner_es.silver import running_sentences
from training.ner_es.teacher import Reader, Teacher, best_tags, load_teacher, probabilities

_SHARES = {
    "mt_eval/news-test2008.es": 1000,
    "mt_eval/newssyscomb2009.es": 500,
    "mt_eval/newstest2009.es": 1500,
    "mt_eval/newstest2010.es": 1500,
    "mt_eval/newstest2011.es": 2000,
    "mt_eval/newstest2012.es": 2000,
    "parallel/newscommentary*": 800,
    "mono/ljz_zacatecas_security*": 1500,
    "mono/ljz_zacatecas_other*": 2000,
    "mono/fakenews*": 2000,
    "mono/presidencia_mananera_security*": 500,
}
"""Sentences read at most from the files of each pattern."""

_RUN = 8  # sentences that follow each other in a file
_AT_ONCE = 800
_SHORTEST, _LONGEST = 4, 80  # tokens
_SURE = 0.5  # probability of the least sure tag of a sentence


def taught_sentences(work: Path, seed: int = 3) -> list[Sentence]:
    """Labelled sentences, runs of neighbours; made once and kept in a folder for work.

    Sentences without a capitalised word after their first are left out, and those with a tag that
    the teacher finds less likely than not.
    """
    path = work / "taught.json"
    if not path.exists():
        teacher, reader = load_teacher(work)
        sentences = list(_labelled(list(_texts(random.Random(seed))), teacher, reader))
        path.write_text(json.dumps([[s.text, s.entities] for s in sentences]), encoding="utf-8")
    rows = json.loads(path.read_text(encoding="utf-8"))
    return [Sentence(text, tuple(map(tuple, entities))) for text, entities in rows]


def _texts(rng: random.Random) -> Iterator[str]:
    for pattern, share in _SHARES.items():
        texts = [
            text
            for text in running_sentences(pattern)
            if _SHORTEST <= len(tokenize(text)) <= _LONGEST
        ]
        starts = list(range(0, len(texts), _RUN))
        rng.shuffle(starts)
        for start in starts[: share // _RUN]:
            yield from texts[start : start + _RUN]


def _labelled(texts: Sequence[str], teacher: Teacher, reader: Reader) -> Iterator[Sentence]:
    for first in range(0, len(texts), _AT_ONCE):
        batch = [Sentence(text, ()) for text in texts[first : first + _AT_ONCE]]
        tokens = [tokenize(sentence.text) for sentence in batch]
        chances = probabilities(teacher, reader, batch)
        borders = np.cumsum([len(words) for words in tokens])[:-1]
        for sentence, words, own in zip(batch, tokens, np.split(chances, borders)):
            capitalised = any(token.text[0].isupper() for token in words[1:])
            if capitalised and own.max(1).min() > _SURE:
                yield Sentence(sentence.text, tuple(entities(words, best_tags(own))))


def entities(tokens: Sequence[Token], tags: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    """Offsets and labels of the names that BIO tags mark."""
    first = 0
    for at, tag in enumerate(tags):
        if tag.startswith("B"):
            first = at
        following = tags[at + 1] if at + 1 < len(tags) else "O"
        if tag != "O" and not following.startswith("I"):
            yield tokens[first].start, tokens[at].end, tag[2:]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("work", type=Path)
    sentences = taught_sentences(parser.parse_args().work)
    names = sum(len(sentence.entities) for sentence in sentences)
    print(f"{len(sentences)} sentences, {names} names")


if __name__ == "__main__":
    main()
