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
from collections.abc import Iterable, Iterator, Sequence

from bilingual.document import Document, Mention
from bilingual.lexicon import Lexicon
from bilingual.lexicon.surfaces import FUNCTION_WORDS, fold
from bilingual.recognition.acronyms import acronyms_of, bracketed_acronyms
from bilingual.recognition.capitals import (
    CAPITAL,
    NAME,
    SEQUENCE,
    end_before_next,
    headed_names,
    named,
)
from bilingual.recognition.clues import clue_key, clues, company_words, is_given_name
from bilingual.recognition.kinds import name_kinds
from bilingual.recognition.references import with_references
from bilingual.spans import SpanIndex

# Evidence: a model's word counts 1; the rest are multiples of that.
MODEL, HEAD, GIVEN, BESIDE, CERTAIN, SURNAME = 1.0, 3.0, 2.5, 1.5, 2.0, 4.0
# What a Spanish model says of this very occurrence: it was trained on news, the English one wasn't.
OWN = 1.75

_SEVERAL = 2  # names that a model found in one run of capitals: it knows where one ends

_NICKNAMED = re.compile(
    rf"{CAPITAL}(?:[ ]{CAPITAL}){{0,3}}[ ][“\"'‘](?:El|La|Los|The)?[ ]?{CAPITAL}[”\"'’][ ]"
    rf"{CAPITAL}(?:[ ]{CAPITAL}){{0,3}}"
)
_DATELINE = re.compile(
    r"^(?P<city>[A-ZÁÉÍÓÚÜÑ][A-ZÁÉÍÓÚÜÑ .'-]{2,40}?)(?:, (?P<region>[A-ZÁÉÍÓÚÑ][\w. ]{1,30}?))?"
    r"(?: \([A-Za-z ]+\))? ?[—–-]",
    re.MULTILINE,
)
_AND = re.compile(r"\s(?:y|e|and)\s")
_JOINED = re.compile(r"\s(?:y|e)\s")
_PREPOSITIONS = frozenset({"in", "near", "outside", "en"})
_AGE = re.compile(r",\s\d{1,2}(?:,|\saños)")
_BEFORE = re.compile(r"(?P<word>\w+)\.?(?P<of>\s+(?:of|de|del|for))?(?P<the>\s+(?:the|el|la))?\s+$")
_AFTER = re.compile(r"['’]?s?\s*(?P<word>\w+)")
_SAID_BEFORE = re.compile(
    r"\b(?:according\sto|según|said|says|told|recalled|asked|wrote|dijo|afirmó|explicó)\s+$"
)
_DESCRIBED_AFTER = re.compile(r",\s+(?:who|an?|the|quien|un[oa]?|el|la|[a-záéíóúñ]+)\b")
# What stands before a longer word or a handle, and behind a longer word or name.
_WITHIN = re.compile(r"[\w@#]")
_GOES_ON = re.compile(rf"\w|[ ]{CAPITAL}")
_LAW_INITIAL = re.compile(r"\s[“\"'‘]N[”\"'’]$")


def refine(document: Document, mentions: Sequence[Mention], lexicon: Lexicon) -> list[Mention]:
    """The mentions with labels set by all evidence, and those added that it brings to light.

    Mentions of the lexicon stay as they are; ``lexicon`` also knows the names of countries.
    """
    fixed = [m for m in mentions if m.lexicon_ids]
    known = SpanIndex(fixed)
    by_models = SpanIndex([m for m in mentions if not m.lexicon_ids])
    certain = [
        m
        for m in _certain_names(document)
        if not known.within(m.start, m.end) and len(by_models.within(m.start, m.end)) < _SEVERAL
    ]
    over = SpanIndex(certain)
    free = [m for m in mentions if not m.lexicon_ids and not _covered(m, over)] + certain
    free = _completed(fixed, free, headed_names(document))
    people = [_words(m.text) for m in fixed if m.label == "PER"]
    found = _relabel(document, [m for m in free if not _covered(m, known)], lexicon, people)
    found += _acronyms(document, [*fixed, *found])
    found = _completed(fixed, found, _repetitions(document, found))
    mentions = with_references(document, [*fixed, *found], lexicon, NAME)
    return sorted(mentions, key=lambda m: (m.start, -m.end))


def _completed(
    fixed: Sequence[Mention], free: Sequence[Mention], headed: Iterable[Mention]
) -> list[Mention]:
    """The free mentions and the headed names, which stand for the parts of them that models found.

    A headed name that crosses another mention, is one of the lexicon's, or that models end sooner,
    is left out.
    """
    headed = _not_ended(headed, [*fixed, *free])
    free = _without_chains(free, headed)
    taken = SpanIndex([*fixed, *free])
    whole = [m for m in headed if all(_is_part(o, m) for o in taken.within(m.start, m.end))]
    index = SpanIndex(whole)
    return [*(m for m in free if not _covered(m, index)), *whole]


def _not_ended(headed: Iterable[Mention], mentions: Sequence[Mention]) -> list[Mention]:
    """The headed names but those that begin where Stanza's tagger saw a name begin, or where two
    names begin that "y" joins: "Río de Janeiro y Espíritu Santo".
    """
    begun = {m.start for m in mentions if "stanza" in m.recognizer and not m.lexicon_ids}
    index = SpanIndex(mentions)
    kept = []
    for name in headed:
        parts = sorted(index.within(name.start, name.end), key=lambda m: (m.start, m.end))
        is_first = bool(parts) and parts[0].start == name.start
        joined = is_first and any(
            _JOINED.fullmatch(name.text[parts[0].end - name.start : part.start - name.start])
            for part in parts[1:]
        )
        if name.start not in begun and not joined:
            kept.append(name)
    return kept


def _without_chains(free: Sequence[Mention], headed: Sequence[Mention]) -> list[Mention]:
    """The free mentions but those that run two headed names together: a part and its whole."""
    starts = {name.start for name in headed}
    index = SpanIndex(headed)
    return [
        m
        for m in free
        if m.start not in starts
        or sum(m.start <= n.start and n.end <= m.end for n in index.within(m.start, m.end)) < 2
    ]


def _covered(mention: Mention, index: SpanIndex[Mention]) -> bool:
    """Whether a span of the index covers a mention."""
    around = index.within(mention.start, mention.end)
    return any(m.start <= mention.start and mention.end <= m.end for m in around)


def _acronyms(document: Document, mentions: Sequence[Mention]) -> list[Mention]:
    """Acronyms that the text defines in brackets after a name, or that a name begins with, where
    no recogniser saw them.
    """
    taken = SpanIndex(mentions)
    text = document.text
    found = [*bracketed_acronyms(text, mentions), *acronyms_of(text, mentions)]
    return [
        named(document, start, end, label)
        for start, end, label in dict.fromkeys((s, e, name.label) for name, s, e in found)
        if not taken.within(start, end)
    ]


def _is_part(mention: Mention, whole: Mention) -> bool:
    """Whether a mention is part of a longer name: "Sindicato de la UNAM"."""
    inside = whole.start <= mention.start and mention.end <= whole.end
    if mention.lexicon_ids and _AND.match(whole.text, mention.end - whole.start):
        return False  # "Cruz Roja y Bomberos"
    is_person = mention.label == "PER" and is_given_name(mention.text.split()[0])
    return inside and mention.text != whole.text and not is_person


def _certain_names(document: Document) -> Iterator[Mention]:
    """Names that give themselves away whatever a model says: people by their given names, the
    place of a dateline.
    """
    text = document.text
    for match in _NICKNAMED.finditer(text):
        if is_given_name(match.group().split()[0]):
            yield named(document, *match.span(), "PER")
    for match in _DATELINE.finditer(text):
        yield named(document, *match.span("city"), "LOC")
    for match in SEQUENCE.finditer(text):
        yield from _people(document, match)


def _people(document: Document, run: re.Match[str]) -> Iterator[Mention]:
    """The people in a run of capitals: from a given name on, to where the next one's follows.

    Nobody where a word like "University" or "Lake" ends the run.
    """
    words = list(re.finditer(r"\S+", run.group()))
    if len(words) > 1 and clue_key(words[-1].group()) in clues()["last"]:
        return
    done = 0
    for i, word in enumerate(words[:-1]):
        if not word.group()[0].isupper() or word.start() < done:
            continue
        if clues()["first"].get(clue_key(word.group())):
            return
        if is_given_name(word.group()):
            done = end_before_next(words, i)
            if _LAW_INITIAL.search(run.group()) or _is_plain(words[i + 1].group()):
                yield named(document, run.start() + word.start(), run.start() + done, "PER")


def _is_plain(word: str) -> bool:
    return word[0].isupper() and len(word) > 1


def _relabel(
    document: Document,
    mentions: list[Mention],
    lexicon: Lexicon,
    people: Sequence[tuple[str, ...]],
) -> list[Mention]:
    """Every name's occurrences under the label that has the most evidence in the document.

    ``people``: the words of full names that are persons' for certain.
    """
    evidence: dict[tuple[str, ...], Counter[str]] = defaultdict(Counter)
    for mention in mentions:
        evidence[_words(mention.text)].update(_evidence(document, mention))
        if lexicon.country_of(mention.text):
            evidence[_words(mention.text)]["LOC"] += CERTAIN
        elif " " in mention.text and lexicon.country_of(mention.text.split()[-1]):
            evidence[_words(mention.text)]["ORG"] += HEAD  # "Maersk Panamá"
    _add_surnames(evidence, people)
    relabelled = []
    for mention in mentions:
        counts = evidence[_words(mention.text)]
        own = OWN if mention.language == "es" else 0.0
        label = max(
            counts,
            key=lambda name: (counts[name] + own * (name == mention.label), name == mention.label),
        )
        relabelled.append(dataclasses.replace(mention, label=label))
    return relabelled


def _evidence(document: Document, mention: Mention) -> dict[str, float]:
    """What one occurrence says of its label."""
    text, words = document.text, mention.text.split()
    scores: Counter[str] = Counter({mention.label: MODEL})
    for label in _head_labels(mention.text):
        scores[label] += HEAD
    if len(words) > 1 and is_given_name(words[0]):
        scores["PER"] += GIVEN
    before = _BEFORE.search(text[max(0, mention.start - 30) : mention.start])
    label = _label_before(before) if before else None
    if label:
        scores[label] += BESIDE
    after = _AFTER.match(text[mention.end : mention.end + 20])
    label = clues()["after"].get(clue_key(after["word"])) if after else None
    if label:
        scores[label] += BESIDE
    if _AGE.match(text, mention.end) or (len(words) > 1 and _says(text, mention)):
        scores["PER"] += HEAD
    if mention.text.isupper() and _DATELINE.match(text, mention.start):
        scores["LOC"] += CERTAIN
    return scores


def _head_labels(name: str) -> Iterator[str]:
    """The labels that the head words of a name speak for: "Avenida …", "… University", and
    "Chamber of …".
    """
    words = name.split()
    places = (("first", words[0]), ("last", words[-1])) if len(words) > 1 else ()
    labels = [label for place, word in places if (label := clues()[place].get(clue_key(word)))]
    yield from labels
    if not labels and len(words) > 1 and name_kinds(name):
        yield "ORG"


def _says(text: str, mention: Mention) -> bool:
    """Whether a person's description follows a name set behind the verb: "said Ana Cid, who"."""
    before = text[max(0, mention.start - 14) : mention.start]
    return bool(_SAID_BEFORE.search(before) and _DESCRIBED_AFTER.match(text, mention.end))


def _label_before(before: re.Match[str]) -> str | None:
    """The label that a word before a name speaks for; not "el alcalde de Zafra", "en el Senado"."""
    word = clue_key(before["word"])
    label = clues()["before"].get(word)
    if (before["of"] and label == "PER") or (before["the"] and word in _PREPOSITIONS):
        return None
    return label


def _add_surnames(
    evidence: dict[tuple[str, ...], Counter[str]], people: Sequence[tuple[str, ...]]
) -> None:
    """A word that is the surname of a person named in full stands for the person."""
    surnames = {
        word
        for words, counts in evidence.items()
        if len(words) > 1 and max(counts, key=counts.__getitem__) == "PER"
        for word in words[1:]
    } | {word for words in people for word in words[1:]}
    for words, counts in evidence.items():
        if len(words) == 1 and words[0] in surnames:
            counts["PER"] += SURNAME


def _repetitions(document: Document, found: list[Mention]) -> Iterator[Mention]:
    """All places where found names stand, and parts of them that stand for the whole."""
    labels: dict[str, str] = {}
    for mention in found:
        if len(mention.text) > 2 and mention.text[0].isupper():
            labels[mention.text] = mention.label
        if " " in mention.text:
            for part in _short_forms(mention):
                labels.setdefault(part, mention.label)
    text = document.text
    places = [
        (start, -len(name), name)
        for name in labels
        for start in _places(text, name)
        if not _WITHIN.match(text, max(0, start - 1), start)
        and not _GOES_ON.match(text, start + len(name))
    ]
    reached = 0
    for start, _, name in sorted(places):
        if start >= reached:  # the longest at each place, from left to right
            reached = start + len(name)
            yield named(document, start, reached, labels[name])


def _places(text: str, part: str) -> Iterator[int]:
    """Where a part of a text starts, each time."""
    start = text.find(part)
    while start >= 0:
        yield start
        start = text.find(part, start + 1)


def _short_forms(mention: Mention) -> Iterator[str]:
    """A person's surnames and given name; "Visión" for "Grupo Visión"."""
    first, *others = mention.text.split()
    if mention.label == "PER":
        yield from (first,) if is_given_name(first) else ()
        yield from (w for w in others if w[0].isupper() and len(w) > 2 and w.isalpha())
    elif clue_key(first) in company_words() and others[0][0].isupper():
        yield " ".join(others)


def _words(name: str) -> tuple[str, ...]:
    return tuple(w for w in (fold(word) for word in name.split()) if w not in FUNCTION_WORDS)
