"""Sentences of Mexican news labelled by the Stanza tagger and the lexicon.

The spaCy pipeline learns from them what CoNLL-2002 has never seen: Mexican institutions and
places, and the judgement of the slower tagger.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from benchmarks.data_folder import data_folder, lines
from bilingual.lexicon import Lexicon, load_lexicon
from bilingual.recognition.lexicon_names import label_of
from bilingual.recognition.stanza_models import load_tagger
from bilingual.sentences import split_sentences
from bilingual.tokens import tokenize
from training.ner_es.corpus import Sentence

_SHARES = {
    "ljz_zacatecas_security": 3500,
    "ljz_zacatecas_other": 2500,
    "fakenews": 2000,
    "presidencia_mananera_security": 1500,
}
_AT_ONCE = 500
_SHORTEST, _LONGEST = 8, 45  # tokens

Entity = tuple[int, int, str]


def silver_sentences(tagger_folder: Path, seed: int = 3) -> list[Sentence]:
    """About 9,500 sentences with at least two capitalised words, labelled."""
    rng = random.Random(seed)
    texts = []
    for prefix, share in _SHARES.items():
        candidates = list(_candidates(prefix, rng))
        rng.shuffle(candidates)
        texts += candidates[:share]
    texts.sort(key=len)
    return list(_labelled(texts, tagger_folder))


def _candidates(prefix: str, rng: random.Random) -> Iterator[str]:
    for path in sorted((data_folder() / "mono").glob(f"{prefix}*")):
        for line in lines(f"mono/{path.name}"):
            # The v1 texts of the Fake News Corpus have NUMBER for every number.
            if "NUMBER" in line or rng.random() > 0.35:
                continue
            for start, end in split_sentences(line, "es"):
                tokens = tokenize(line[start:end])
                capitalised = sum(token.text[0].isupper() for token in tokens[1:])
                if _SHORTEST <= len(tokens) <= _LONGEST and capitalised >= 2:
                    yield line[start:end]


def _labelled(texts: Sequence[str], tagger_folder: Path) -> Iterator[Sentence]:
    tag, lexicon = load_tagger(tagger_folder), load_lexicon()
    for first in range(0, len(texts), _AT_ONCE):
        batch = texts[first : first + _AT_ONCE]
        tokens = [tokenize(text) for text in batch]
        tagged = tag([[token.text for token in words] for words in tokens])
        for text, words, spans in zip(batch, tokens, tagged):
            found = [(words[s.first].start, words[s.end - 1].end, s.label) for s in spans]
            yield Sentence(text, tuple(_with_lexicon(text, found, lexicon)))


def _with_lexicon(text: str, found: Iterable[Entity], lexicon: Lexicon) -> list[Entity]:
    """The tagger's names, corrected where the lexicon knows a name at least as long."""
    entities = list(found)
    for reading in lexicon.read(text):
        if reading.nested or reading.strength == "nominal":
            continue
        start, end = reading.start, reading.end
        if any(s <= start and end <= e and (s, e) != (start, end) for s, e, _ in entities):
            continue
        label = label_of(lexicon.entries[reading.entry_ids[0]])
        entities = [x for x in entities if x[1] <= start or x[0] >= end] + [(start, end, label)]
    return sorted(entities)
