"""Second thoughts on names, from the whole document.

A statistical model sees one line at a time and knows few Spanish names. Here every name collects
evidence from all its occurrences: what the model said, the words it begins or ends with
("Avenida", "Bridge"), the words beside it ("in", "said"), given names, datelines, and the fuller
name of a person whose surname it is. The label with the most evidence goes to all occurrences, and
occurrences that the model missed are added.
"""

from __future__ import annotations

import dataclasses
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path

from bilingual.document import Document, Mention
from bilingual.lexicon.surfaces import FUNCTION_WORDS, fold
from bilingual.spans import SpanIndex

NAME = "rules"

# Evidence: a model's word counts 1; the rest are multiples of that.
MODEL, HEAD, GIVEN, BESIDE, DATELINE, SURNAME = 1.0, 3.0, 2.5, 1.5, 4.0, 4.0
_SUMMED = 3.0  # what the words beside a name can bring in all, however often it occurs

_CAPITAL = r"[A-ZÁÉÍÓÚÜÑ][\w’'\-]*"
_INITIAL = r"[A-ZÁÉÍÓÚÑ]\."
_PARTICLE = r"(?:de\s+la|de\s+las|de\s+los|de|del|y|e|la|las|los|el|of|da|do|van|von)"
_SEQUENCE = re.compile(
    rf"{_CAPITAL}(?:[ ](?:{_PARTICLE}[ ])?(?:{_CAPITAL}|{_INITIAL}|\d+\b))*(?:\s+[“\"'‘]N[”\"'’])?"
)
_NICKNAMED = re.compile(
    rf"{_CAPITAL}(?:[ ]{_CAPITAL})*[ ][“\"'‘](?:El|La|Los|The)?[ ]?{_CAPITAL}[”\"'’][ ]"
    rf"{_CAPITAL}(?:[ ]{_CAPITAL})*"
)
_DATELINE = re.compile(
    r"^(?P<city>[A-ZÁÉÍÓÚÜÑ][A-ZÁÉÍÓÚÜÑ .'-]{2,40}?)(?:, (?P<region>[A-ZÁÉÍÓÚÑ][\w. ]{1,30}?))?"
    r"(?: \([A-Za-z ]+\))? ?[—–-]",
    re.MULTILINE,
)
_AGE = re.compile(r",\s\d{1,2}(?:,|\saños)")
_LAW_INITIAL = re.compile(r"\s[“\"'‘]N[”\"'’]$")


def refine(document: Document, mentions: Sequence[Mention]) -> list[Mention]:
    """The mentions with labels set by all evidence, and those added that it brings to light.

    Mentions of the lexicon stay as they are.
    """
    fixed = [m for m in mentions if m.lexicon_ids]
    known = SpanIndex(fixed)
    whole = [m for m in _patterns(document) if not known.within(m.start, m.end)]
    patterned = SpanIndex(whole)
    free = [m for m in mentions if not m.lexicon_ids and not _covered(m, patterned)]
    found = _relabel(document, [m for m in [*free, *whole] if not _covered(m, known)])
    found += _repetitions(document, found, SpanIndex([*fixed, *found]))
    return sorted([*fixed, *found], key=lambda m: (m.start, -m.end))


def _covered(mention: Mention, index: SpanIndex[Mention]) -> bool:
    """Whether a span of the index covers a mention."""
    around = index.within(mention.start, mention.end)
    return any(m.start <= mention.start and mention.end <= m.end for m in around)


def _patterns(document: Document) -> Iterator[Mention]:
    """Names that their own words give away, whatever a model says of them."""
    text = document.text
    for match in _NICKNAMED.finditer(text):
        if _is_given(match.group().split()[0]):
            yield _mention(document, *match.span(), "PER")
    for match in _DATELINE.finditer(text):
        if not match["city"].isspace():
            yield _mention(document, *match.span("city"), "LOC")
    for match in _SEQUENCE.finditer(text):
        yield from _pattern(document, match.start(), match.group())


def _pattern(document: Document, start: int, sequence: str) -> Iterator[Mention]:
    """The name in a run of capitals: from its given name, or from a word like "Avenida"."""
    words = list(re.finditer(r"\S+", sequence))
    for i, word in enumerate(words[:-1]):
        rest = sequence[word.start() :]
        if _is_given(word.group()) and word.group()[0].isupper():
            if _LAW_INITIAL.search(rest) or _is_plain(words[i + 1].group()):
                yield _mention(document, start + word.start(), start + len(sequence), "PER")
            return
        label = _clues()["first"].get(_key(word.group()))
        if label and word.group()[0].isupper() and len(words) - i > 1:
            yield _mention(document, start + word.start(), start + len(sequence), label)
            return


def _is_plain(word: str) -> bool:
    return word[0].isupper() and len(word) > 1


def _mention(document: Document, start: int, end: int, label: str) -> Mention:
    span = document.span(start, end)
    return Mention(start, end, span.text, label, "", NAME)


def _relabel(document: Document, mentions: list[Mention]) -> list[Mention]:
    """Every name's occurrences under the label that has the most evidence in the document."""
    evidence: dict[tuple[str, ...], Counter[str]] = defaultdict(Counter)
    for mention in mentions:
        evidence[_words(mention.text)].update(_evidence(document, mention))
    _add_surnames(evidence)
    relabelled = []
    for mention in mentions:
        counts = evidence[_words(mention.text)]
        label = max(counts, key=lambda name: (counts[name], name == mention.label))
        relabelled.append(dataclasses.replace(mention, label=label))
    return relabelled


def _evidence(document: Document, mention: Mention) -> dict[str, float]:
    """What one occurrence says of its label."""
    text, words = document.text, mention.text.split()
    scores: Counter[str] = Counter({mention.label: MODEL})
    clues = _clues()
    for place, word in (("first", words[0]), ("last", words[-1])):
        label = clues[place].get(_key(word)) if len(words) > 1 or place == "first" else None
        if label:
            scores[label] += HEAD
    if len(words) > 1 and _is_given(words[0]):
        scores["PER"] += GIVEN
    before = re.search(
        r"(\w+)\.?(?:\s+(?:of|de|del|for))?(?:\s+(?:the|el|la))?\s+$",
        text[max(0, mention.start - 30) : mention.start],
    )
    after = re.match(r"['’]?s?\s*(\w+)", text[mention.end : mention.end + 20])
    for place, match in (("before", before), ("after", after)):
        label = clues[place].get(_key(match.group(1))) if match else None
        if label:
            scores[label] += BESIDE
    if _AGE.match(text, mention.end):
        scores["PER"] += HEAD
    if mention.text.isupper() and _DATELINE.match(text, mention.start):
        scores["LOC"] += DATELINE
    return scores


def _add_surnames(evidence: dict[tuple[str, ...], Counter[str]]) -> None:
    """A word that is the surname of a person named in full stands for the person."""
    surnames = {
        word
        for words, counts in evidence.items()
        if len(words) > 1 and max(counts, key=counts.__getitem__) == "PER"
        for word in words[1:]
    }
    for words, counts in evidence.items():
        if len(words) == 1 and words[0] in surnames:
            counts["PER"] += SURNAME


def _repetitions(
    document: Document, found: list[Mention], taken: SpanIndex[Mention]
) -> list[Mention]:
    """Occurrences of found names, and of persons' surnames, that were missed."""
    labels: dict[str, str] = {}
    for mention in found:
        if len(mention.text) > 2 and mention.text[0].isupper():
            labels[mention.text] = mention.label
        if mention.label == "PER" and " " in mention.text:
            for word in mention.text.split()[1:]:
                if word[0].isupper() and len(word) > 3 and word.isalpha():
                    labels.setdefault(word, "PER")
    if not labels:
        return []
    names = "|".join(re.escape(name) for name in sorted(labels, key=len, reverse=True))
    repeated = []
    for match in re.finditer(rf"(?<![\w@#])(?:{names})(?!\w)", document.text):
        mention = _mention(document, *match.span(), labels[match.group()])
        if not taken.within(mention.start, mention.end):
            repeated.append(mention)
    return repeated


def _words(name: str) -> tuple[str, ...]:
    return tuple(w for w in (fold(word) for word in name.split()) if w not in FUNCTION_WORDS)


def _key(word: str) -> str:
    return word.lower().strip(".,'’\"“”")


def _is_given(word: str) -> bool:
    return _key(word) in _clues()["given"]


@lru_cache(maxsize=1)
def _clues() -> dict[str, dict[str, str]]:
    """Labels by word, for each place: first or last word of a name, before it, after it, given."""
    clues: dict[str, dict[str, str]] = defaultdict(dict)
    lines = Path(__file__).with_name("clues.tsv").read_text(encoding="utf-8").splitlines()
    for line in lines[1:]:
        place, label, words = line.split("\t")
        clues[place].update(dict.fromkeys(words.split(), label))
    return clues
