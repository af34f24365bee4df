"""One list of mentions from what several recognisers found.

The rule:
1. A lexicon mention stands. A statistical one over the same words, or inside it, agrees with it
   and only adds its name to ``recognizer``; one that crosses it is dropped.
2. A statistical mention that holds a lexicon mention and more words that mean something is kept as
   well, as the whole of which the other is a part.
3. Statistical mentions of the same words become one; the label is what most say, else what the
   recogniser that comes first in the settings says.
4. Of statistical mentions that overlap otherwise, the one that more recognisers found stands,
   then the longer, then the one of the recogniser that comes first.
"""

from __future__ import annotations

import dataclasses
from collections import Counter, defaultdict
from collections.abc import Sequence

from bilingual.document import Mention
from bilingual.lexicon.surfaces import FUNCTION_WORDS
from bilingual.tokens import tokenize

LEXICON = "lexicon"


def merge(found: Sequence[Sequence[Mention]]) -> list[Mention]:
    """The merged mentions, by start, longer first. ``found``: a list a recogniser, in order."""
    lexical = [m for mentions in found for m in mentions if m.recognizer == LEXICON]
    statistical = [m for mentions in found for m in mentions if m.recognizer != LEXICON]
    agreeing: dict[int, list[str]] = defaultdict(list)
    free = []
    for mention in _choose(_unite(statistical)):
        rivals = [i for i, other in enumerate(lexical) if _overlap(mention, other)]
        covering = [i for i in rivals if _covers(lexical[i], mention)]
        if covering:
            agreeing[covering[-1]].append(mention.recognizer)
        elif all(_covers(mention, lexical[i]) for i in rivals):
            if rivals and not any(_adds_words(mention, lexical[i]) for i in rivals):
                agreeing[rivals[0]].append(mention.recognizer)
            else:
                free.append(mention)
    merged = [_credit(mention, agreeing.get(i, [])) for i, mention in enumerate(lexical)]
    return sorted([*merged, *free], key=lambda m: (m.start, -m.end))


def _unite(mentions: list[Mention]) -> list[Mention]:
    """One mention for each span, with the names of all that found it."""
    by_span: dict[tuple[int, int], list[Mention]] = defaultdict(list)
    for mention in mentions:
        by_span[mention.start, mention.end].append(mention)
    united = []
    for same in by_span.values():
        labels = Counter(mention.label for mention in same)
        label = labels.most_common(1)[0][0]
        names = dict.fromkeys(mention.recognizer for mention in same)
        united.append(dataclasses.replace(same[0], label=label, recognizer="+".join(names)))
    return united


def _choose(mentions: list[Mention]) -> list[Mention]:
    """The mentions that stand where spans overlap; ``sorted`` keeps the order of recognisers."""
    chosen: list[Mention] = []
    taken: set[int] = set()
    for mention in sorted(mentions, key=lambda m: (-m.recognizer.count("+"), m.start - m.end)):
        places = range(mention.start, mention.end)
        if taken.isdisjoint(places):
            taken.update(places)
            chosen.append(mention)
    return sorted(chosen, key=lambda m: m.start)


def _overlap(one: Mention, other: Mention) -> bool:
    return one.start < other.end and other.start < one.end


def _covers(outer: Mention, inner: Mention) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end


def _adds_words(mention: Mention, part: Mention) -> bool:
    """Whether a mention has words beyond its part, other than articles and the like."""
    before = mention.text[: part.start - mention.start]
    after = mention.text[part.end - mention.start :]
    words = [t.text.lower() for t in (*tokenize(before), *tokenize(after)) if t.text[0].isalnum()]
    return any(word not in FUNCTION_WORDS and word != "s" for word in words)


def _credit(mention: Mention, recognizers: list[str]) -> Mention:
    if not recognizers:
        return mention
    names = dict.fromkeys([mention.recognizer, *"+".join(recognizers).split("+")])
    return dataclasses.replace(mention, recognizer="+".join(names))
