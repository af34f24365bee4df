"""Word links between a Spanish and an English sentence, in character offsets.

Two hidden Markov models (Vogel et al. 1996) with the lexical table's probabilities, one in each
direction, are decoded by their posteriors; a link needs both to agree (Liang et al. 2006).
Nothing is trained at run time.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from rapidfuzz.distance import JaroWinkler

from bilingual.alignment.jumps import jump_matrix
from bilingual.alignment.lexical import LexicalTable, load_table, stem_form, word_form
from bilingual.document import Link
from bilingual.tokens import Token, tokenize

MAX_TOKENS = 200
_NULL = 0.12
_FLOOR = 1e-6
_THRESHOLD = 0.12
_STRONG = 0.5
_COMPOUND = 0.6
_OF = frozenset({"de", "del"})
_ARTICLES = frozenset({"el", "la", "los", "las"})


def align_words(es: str, en: str) -> list[Link]:
    """The linked words of two sentences that translate each other, in the order of ``es``.

    Each link joins one token of each side (``bilingual.tokens``), punctuation included; offsets
    are code points of ``es`` and ``en``. A token may have several links or none.
    """
    return align_tokens(tokenize(es), tokenize(en))


def align_tokens(es: Sequence[Token], en: Sequence[Token]) -> list[Link]:
    """The links between tokens; offsets are those of the tokens."""
    es, en = es[:MAX_TOKENS], en[:MAX_TOKENS]
    if not es or not en:
        return []
    words = [t.text for t in es], [t.text for t in en]
    agreement = link_compound_heads(*words, posteriors(*words))
    return [
        Link(es[i].start, es[i].end, en[j].start, en[j].end, round(float(agreement[i, j]), 4))
        for i, j in zip(*np.nonzero(agreement >= _THRESHOLD))
    ]


def posteriors(es: Sequence[str], en: Sequence[str]) -> np.ndarray:
    """How sure the models are of each pair of words, (len(es), len(en)), 0 to 1."""
    table = load_table()
    to_en, to_es = emissions(table, es, en)
    forward = _posterior(to_en, table.jumps[0])
    backward = _posterior(to_es.T, table.jumps[1]).T
    return np.sqrt(forward * backward)


def link_compound_heads(es: Sequence[str], en: Sequence[str], agreement: np.ndarray) -> np.ndarray:
    """The agreement with heads of compounds linked that the lexical table does not know.

    "trabajos de inteligencia militar" is "military intelligence tasks": where the words after
    "de" have strong links to neighbours, and neither the noun before it nor the English word
    after those neighbours has any link, the two are linked, less surely than the weakest link
    that they rest on.
    """
    agreement = agreement.copy()
    linked = agreement >= _THRESHOLD
    for head in range(len(es) - 2):
        if es[head + 1].lower() not in _OF or not _may_head(es[head], linked[head]):
            continue
        first = head + 2 + (es[head + 2].lower() in _ARTICLES)
        images, surety = _strong_run(es[first:], agreement[first:])
        after = max(images, default=-2) + 1
        if len(images) == 0 or after - min(images) != len(images) or after >= len(en):
            continue
        if _may_head(en[after], linked[:, after]):
            agreement[head, after] = _COMPOUND * surety
    return agreement


def _may_head(word: str, linked: np.ndarray) -> bool:
    """Whether a word can be the noun that a compound is built on, and has no link yet."""
    return len(word) > 3 and word.isalpha() and not linked.any()


def _strong_run(words: Sequence[str], agreement: np.ndarray) -> tuple[set[int], float]:
    """The English words of a run of strongly linked Spanish ones, and the weakest link's value."""
    images: set[int] = set()
    surety = 1.0
    for word, row in zip(words, agreement):
        best = int(row.argmax())
        if not word.isalpha() or row[best] < _STRONG or best in images:
            break
        images.add(best)
        surety = min(surety, float(row[best]))
    return images, surety


def emissions(
    table: LexicalTable, es: Sequence[str], en: Sequence[str]
) -> tuple[np.ndarray, np.ndarray]:
    """p(en | es) and p(es | en) of all pairs of words, with likeness of form as evidence too."""
    es_forms, en_forms = [word_form(w) for w in es], [word_form(w) for w in en]
    to_en, to_es = table.probabilities(table.es_ids(es_forms), table.en_ids(en_forms))
    likeness = _likeness(table, es_forms, en_forms)
    return np.maximum(to_en, likeness), np.maximum(to_es, likeness)


def _likeness(table: LexicalTable, es: list[str], en: list[str]) -> np.ndarray:
    """The same word or number on both sides, or nearly: names and cognates."""
    likeness = np.zeros((len(es), len(en)))
    for i, one in enumerate(es):
        rare = table.count_es(one) < 20
        for j, two in enumerate(en):
            if one == two:
                likeness[i, j] = 0.5 if len(one) > 2 or not one.isalpha() else 0.05
            elif rare and len(one) > 3 and len(two) > 3 and one[0] == two[0]:
                score = JaroWinkler.normalized_similarity(stem_form(one), stem_form(two))
                likeness[i, j] = 0.2 * max(0.0, score - 0.8) / 0.2
    return likeness


def _posterior(emission: np.ndarray, jumps: np.ndarray) -> np.ndarray:
    """Posteriors of a hidden Markov model whose states are the rows, (states, positions)."""
    states, positions = emission.shape
    moves = jump_matrix(jumps, states)
    emission = (emission + _FLOOR) * (1 - _NULL)
    null = _NULL * 1e-3
    forward = np.empty((positions, 2, states))
    state = np.full(states, 1.0 / states)
    reached = state
    for j in range(positions):
        forward[j, 0] = reached * emission[:, j]
        forward[j, 1] = state * null
        forward[j] /= forward[j].sum()
        state = forward[j].sum(axis=0)
        reached = state @ moves
    posterior = np.empty((states, positions))
    backward = np.ones(states)
    for j in range(positions - 1, -1, -1):
        both = forward[j] * backward
        posterior[:, j] = both[0] / both.sum()
        backward = moves @ (emission[:, j] * backward) + null * backward
        backward /= backward.max()
    return posterior
