"""Sentences of running news labelled by the Stanza tagger.

The spaCy pipeline learns from them what CoNLL-2002 has never seen: Mexican institutions and
places, the news of other years, and the judgement of the slower tagger.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from pathlib import Path

from benchmarks.data_folder import data_folder, lines
from bilingual.recognition.stanza_models import load_tagger
from bilingual.sentences import split_sentences
from bilingual.tokens import tokenize
from training.ner_es.corpus import Sentence

_SHARES = {
    "mt_eval/news-test2008.es": 2000,
    "mt_eval/newssyscomb2009.es": 500,
    "mt_eval/newstest2009.es": 2500,
    "mt_eval/newstest2010.es": 2500,
    "mt_eval/newstest2011.es": 3000,
    "mt_eval/newstest2012.es": 3000,
    "parallel/newscommentary*": 2000,
    "mono/ljz_zacatecas_security*": 3500,
    "mono/ljz_zacatecas_other*": 2500,
    "mono/fakenews*": 2500,
    "mono/presidencia_mananera_security*": 1500,
}
"""Sentences taken at most from the files of each pattern."""

_AT_ONCE = 500
_SHORTEST, _LONGEST = 6, 60  # tokens


def silver_sentences(tagger_folder: Path, seed: int = 3) -> list[Sentence]:
    """About 19,000 sentences with a capitalised word after their first, labelled."""
    rng = random.Random(seed)
    texts = []
    for pattern, share in _SHARES.items():
        candidates = list(_candidates(pattern))
        rng.shuffle(candidates)
        texts += candidates[:share]
    texts.sort(key=len)
    return list(_labelled(texts, tagger_folder))


def _candidates(pattern: str) -> Iterator[str]:
    for text in running_sentences(pattern):
        tokens = tokenize(text)
        capitalised = any(token.text[0].isupper() for token in tokens[1:])
        if _SHORTEST <= len(tokens) <= _LONGEST and capitalised:
            yield text


def running_sentences(pattern: str) -> Iterator[str]:
    """The sentences of the data folder's files whose paths match a pattern, in order."""
    for path in sorted(data_folder().glob(pattern)):
        for line in lines(path.relative_to(data_folder()).as_posix()):
            text = line.split("\t")[0].strip()
            # The v1 texts of the Fake News Corpus have NUMBER for every number.
            if "NUMBER" not in text:
                yield from (text[start:end] for start, end in split_sentences(text, "es"))


def _labelled(texts: Sequence[str], tagger_folder: Path) -> Iterator[Sentence]:
    tag = load_tagger(tagger_folder)
    for first in range(0, len(texts), _AT_ONCE):
        batch = texts[first : first + _AT_ONCE]
        tokens = [tokenize(text) for text in batch]
        tagged = tag([[token.text for token in words] for words in tokens])
        for text, words, spans in zip(batch, tokens, tagged):
            found = [(words[s.first].start, words[s.end - 1].end, s.label) for s in spans]
            yield Sentence(text, tuple(found))
