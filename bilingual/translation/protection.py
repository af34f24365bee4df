"""What a model would break is hidden from it: handles, hashtags, links, emoji, aliases, ALL CAPS.

Links, handles, hashtags, emoji, the initial of a surname that the law withholds ("Delfino “N”")
and what follows "alias" in quotation marks become masks that packages copy ("X1"); those that stand
apart before or after the sentence are left out of it. Words in capitals are given the case they
would have in running text. ``restore`` undoes all this in the translation.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import count
from typing import NamedTuple

from bilingual.document import Link
from bilingual.tokens import Token
from bilingual.translation.edits import Edit, apply_edits
from bilingual.translation.engine import Engine, Hypothesis
from bilingual.translation.glossary import GlossaryMatch
from bilingual.translation.phrases import Phrase
from bilingual.translation.word_order import Inversion, find_inversion
from bilingual.translation.words import tokenize

_EMOJI = (
    "[\U0001f000-\U0001faff\u2600-\u27bf\u2b00-\u2bff\u2190-\u21ff\u2300-\u23ff\u25a0-\u25ff]"
    "(?:[\ufe0e\ufe0f\u200d\u20e3\U0001f3fb-\U0001f3ff]"
    "|(?<=\u200d)[\U0001f000-\U0001faff\u2600-\u27bf])*"
)
_ITEM = (
    r"""(?:https?://|www\.)[^\s<>"«»“”]*[^\s<>"«»“”.,;:!?)\]]"""
    r"""|(?<![\w.+-])[\w.+-]{1,64}@[\w-]+\.[\w.-]*\w"""
    r"""|\b(?:[a-z0-9-]+\.)+(?:com|org|net|gob|gov|mx|es|edu|info|tv)(?:\.[a-z]{2})?(?:/[\w./#?=&%-]*)?\b"""
    r"""|[@#]\w+"""
    rf"""|{_EMOJI}"""
    r"""|(?-i:(?<=\w\s)[“"‘'][A-ZÑ][”"’'](?!\w))"""
    r"""|(?:(?<=\balias\s)|(?<=\bapodado\s)|(?<=\bapodada\s))[“"‘'][^\n“”"‘’']{2,40}[”"’'](?!\w)"""
)
_RUN = re.compile(rf"(?:{_ITEM})(?:\s*(?:{_ITEM}))*", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+(?:['’.-][^\W\d_]+)*")
_CAPITALS = re.compile(r"[A-ZÁÉÍÓÚÜÑÇÀÈ]{2}.*[A-ZÁÉÍÓÚÜÑÇÀÈ]{2}", re.DOTALL)
_ONLY_EMOJI = re.compile(rf"(?:{_EMOJI}|\s)+")
_APART = re.compile(r":\s+|\s+(?=[A-ZÁÉÍÓÚÑ¿¡])")
"""What follows a mark that stands apart before a sentence."""
LONGEST_PREPOSITION = 30
_NEEDS_OBJECT = re.compile(
    r"(?:[(\[{:\"'“«/]|\b(?:a|al|con|contra|de|del|desde|el|en|entre|hacia|hasta|la|las|lema|los|o|"
    r"para|por|según|sin|sobre|u|un|una|vía|y|como|hashtag|etiqueta))\s*$",
    re.IGNORECASE,
)
"""After this a link or hashtag at the end belongs to the sentence."""
MASK_STEMS = ("X", "Q", "Z")
LETTERS_IN_ACRONYM = 5
LETTERS_IN_WORD = 4


class Mask(NamedTuple):
    """A mask, where it starts in the text for the engine, and what it hides."""

    text: str
    start: int
    hidden: str


class Protected(NamedTuple):
    """A sentence as the engine gets it.

    ``spans`` maps its stretches to those of the sentence: (start, end, start there, end there),
    in order: masks, copied stretches, and word by word the phrases that were put plainly.
    ``terms`` are what those phrases are called in the target, by their place in ``text``.
    ``capitals`` are the words, as stretches of ``text``, whose case was changed. ``core`` is the
    stretch of the sentence that ``text`` stands for: what lies around it is left as it is.
    """

    sentence: str
    text: str
    spans: list[tuple[int, int, int, int]]
    masks: list[Mask]
    capitals: list[tuple[int, int]]
    core: tuple[int, int]
    terms: list[GlossaryMatch]


def protect(
    sentence: str,
    engine: Engine,
    acronyms: Iterable[str] = (),
    phrases: Sequence[Phrase] = (),
) -> Protected:
    """The sentence with masks, in running case and with its fixed phrases put plainly.

    ``acronyms`` keep their capitals. ``phrases`` index the sentence and do not overlap.
    """
    first, last = _core(sentence)
    text = _Text(sentence, phrases)
    inversion = find_inversion(sentence, first) if engine.source == "es" else None
    if inversion:
        text.copy_subject_first(first, inversion)
    text.copy(inversion.subject[1] if inversion else first, last)
    known_acronyms = frozenset(acronyms)
    masked = {mask.start for mask in text.masks}
    capitals = _capitals(text.written, masked, engine, known_acronyms)
    recased = _recased(text.written, capitals, engine, known_acronyms)
    return Protected(sentence, recased, text.spans, text.masks, capitals, (first, last), text.terms)


class _Text:
    """The text for the engine while it is written, with its places in the sentence."""

    def __init__(self, sentence: str, phrases: Sequence[Phrase]) -> None:
        self._sentence, self._phrases = sentence, phrases
        self._free = _free_masks(sentence)
        self.written = ""
        self.spans: list[tuple[int, int, int, int]] = []
        self.masks: list[Mask] = []
        self.terms: list[GlossaryMatch] = []

    def add(self, text: str, start: int, end: int) -> None:
        """Write a text that stands for a stretch of the sentence."""
        self.spans.append((len(self.written), len(self.written) + len(text), start, end))
        self.written += text

    def copy_subject_first(self, first: int, inversion: Inversion) -> None:
        """Write what opens the sentence with the subject before the verb."""
        self.copy(first, inversion.verb[0])
        opening = len(self.written)
        self.copy(*inversion.subject)
        self.written += " "
        verb = len(self.written)
        self.copy(*inversion.verb)
        letters = list(self.written)
        letters[opening] = letters[opening].upper()
        letters[verb] = letters[verb].lower()
        self.written = "".join(letters)

    def copy(self, start: int, end: int) -> None:
        """Write a stretch of the sentence, masked and with its fixed phrases put plainly."""
        position = start
        for match in _RUN.finditer(self._sentence, start, end):
            self._copy_plainly(position, match.start())
            mask = next(self._free)
            if self.written[-1:].isalnum():
                self.written += " "
            self.masks.append(Mask(mask, len(self.written), match.group()))
            self.add(mask, match.start(), match.end())
            position = match.end()
            if self._sentence[position : min(position + 1, end)].isalnum():
                self.written += " "
        self._copy_plainly(position, end)

    def _copy_plainly(self, start: int, end: int) -> None:
        position = start
        for phrase in self._phrases:
            if start <= phrase.start and phrase.end <= end:
                self._copy_as_is(position, phrase.start)
                self._rewrite(phrase)
                position = phrase.end
        self._copy_as_is(position, end)

    def _copy_as_is(self, start: int, end: int) -> None:
        if start < end:
            self.add(self._sentence[start:end], start, end)

    def _rewrite(self, phrase: Phrase) -> None:
        """Write a phrase plainly; its words are paired with the plain ones in order."""
        by = len(self.written)
        words = tokenize(self._sentence[phrase.start : phrase.end])
        plain = tokenize(phrase.plain)
        count = max(len(words), len(plain))
        for index in range(count):
            word = words[index * len(words) // count]
            new = plain[index * len(plain) // count]
            place = (phrase.start + word.start, phrase.start + word.end)
            self.spans.append((by + new.start, by + new.end, *place))
        self.written += phrase.plain
        if phrase.english:
            self.terms.append(GlossaryMatch(by, len(self.written), phrase.english))


def _core(sentence: str) -> tuple[int, int]:
    """The stretch without the marks that stand apart before and after the sentence."""
    first, last = 0, len(sentence)
    runs = list(_RUN.finditer(sentence))
    if runs and not sentence[: runs[0].start()].strip():
        first = _end_of_lead(sentence, runs[0])
    if runs and not sentence[runs[-1].end() :].strip() and runs[-1].start() > first:
        last = _start_of_tail(sentence, runs[-1])
    return (first, last) if _WORD.search(sentence, first, last) else (0, len(sentence))


def _end_of_lead(sentence: str, run: re.Match[str]) -> int:
    if _ONLY_EMOJI.fullmatch(run.group()):
        rest = sentence[run.end() :]
        return len(sentence) - len(rest.lstrip())
    apart = _APART.match(sentence, run.end())
    return apart.end() if apart else 0


def _start_of_tail(sentence: str, run: re.Match[str]) -> int:
    """Handles and addresses at the end are what the sentence speaks of: they belong to it."""
    before = sentence[max(run.start() - LONGEST_PREPOSITION, 0) : run.start()]
    only_emoji = _ONLY_EMOJI.fullmatch(run.group())
    if not only_emoji and ("@" in run.group() or _NEEDS_OBJECT.search(before)):
        return len(sentence)
    return run.start() - (len(before) - len(before.rstrip()))


def _free_masks(sentence: str) -> Iterator[str]:
    """Masks that are no words of the sentence, in order."""
    for number in count(1):
        stems = (stem for stem in MASK_STEMS if f"{stem}{number}" not in sentence)
        if stem := next(stems, ""):
            yield f"{stem}{number}"


def restore(protected: Protected, hypothesis: Hypothesis) -> Hypothesis:
    """The hypothesis with what masks hide and with capitals, linked to the sentence itself."""
    text, links = _in_capitals(protected, hypothesis.text, hypothesis.links)
    edits = _unmasking(protected, text, links)
    text, links = apply_edits(protected.text, text, links, edits)
    found, length = list(links), len(protected.sentence)
    if protected.masks or protected.spans != [(0, length, 0, length)]:
        found = list(_to_sentence(protected, text, links))
    if protected.core != (0, len(protected.sentence)):
        text, found = _with_surroundings(protected, text, found)
    return Hypothesis(text, tuple(dict.fromkeys(found)), hypothesis.score, hypothesis.attention)


def _with_surroundings(
    protected: Protected, text: str, links: list[Link]
) -> tuple[str, list[Link]]:
    """The translation between the marks that stood apart, each linked to itself."""
    first, last = protected.core
    lead, tail = protected.sentence[:first], protected.sentence[last:]
    moved = [
        k._replace(target_start=k.target_start + first, target_end=k.target_end + first)
        for k in links
    ]
    before = [Link(t.start, t.end, t.start, t.end, 1.0) for t in tokenize(lead)]
    by = first + len(text) - last
    after = [
        Link(t.start + last, t.end + last, t.start + last + by, t.end + last + by, 1.0)
        for t in tokenize(tail)
    ]
    return lead + text + tail, [*before, *moved, *after]


def _unmasking(protected: Protected, text: str, links: Iterable[Link]) -> list[Edit]:
    """Edits that put each hidden stretch where its mask came out, or where it belongs."""
    edits: list[Edit] = []
    for mask, start, hidden in protected.masks:
        found = list(re.finditer(rf"(?<!\w){mask}(?!\w)", text))
        for extra in found[1:]:
            begin = extra.start() - (text[extra.start() - 1 : extra.start()] == " ")
            edits.append(Edit(begin, extra.end(), ""))
        if found:
            edits.append(Edit(found[0].start(), found[0].end(), hidden, start, start + len(mask)))
            continue
        place = place_after(links, start)
        lead = " " if place else ""
        tail = "" if lead or not text else " "
        edits.append(Edit(place, place, lead + hidden + tail, start, start + len(mask)))
    return edits


def place_after(links: Iterable[Link], source_start: int) -> int:
    """Where in the target the words before a source offset end, by the nearest linked word."""
    before = [link for link in links if link.source_end <= source_start]
    return max(before, key=lambda link: link.source_end).target_end if before else 0


def _to_sentence(protected: Protected, text: str, links: Iterable[Link]) -> Iterable[Link]:
    """The links with source offsets of the sentence; words hidden by a mask link to equal ones."""
    hidden = {mask.start: mask.hidden for mask in protected.masks}
    places: dict[int, int] = {}
    for link in links:
        if link.source_start in hidden:
            stretch = hidden[link.source_start]
            place = places.setdefault(link.source_start, text.find(stretch, link.target_start))
            by = _origin(protected, link.source_start) - place
            if place >= 0:
                yield link._replace(
                    source_start=link.target_start + by, source_end=link.target_end + by
                )
            continue
        for start, end, there, there_end in protected.spans:
            if start <= link.source_start and link.source_end <= end:
                by, whole = there - start, end - start != there_end - there
                yield link._replace(
                    source_start=there if whole else link.source_start + by,
                    source_end=there_end if whole else link.source_end + by,
                )


def _origin(protected: Protected, start: int) -> int:
    """Where in the sentence a stretch of the protected text starts."""
    return next(span[2] for span in protected.spans if span[0] == start)


def _capitals(
    text: str, masks: set[int], engine: Engine, acronyms: frozenset[str]
) -> list[tuple[int, int]]:
    """The words in capitals that are not acronyms but shouting: most of the words around them."""
    if not _CAPITALS.search(text):
        return []
    words = [m for m in _WORD.finditer(text) if m.start() not in masks]
    shouted = [m for m in words if m.group().isupper()]
    long = [m for m in shouted if len(m.group()) > LETTERS_IN_ACRONYM]
    if len(shouted) >= 2 and long and len(shouted) >= 0.7 * len(words):
        return [m.span() for m in shouted]
    return [
        word.span() for run in _runs(words) if _is_shouting(run, engine, acronyms) for word in run
    ]


def _runs(words: list[re.Match[str]]) -> list[list[re.Match[str]]]:
    """Runs of words in capitals."""
    runs: list[list[re.Match[str]]] = [[]]
    for word in words:
        if word.group().isupper():
            runs[-1].append(word)
        elif runs[-1]:
            runs.append([])
    return runs


def _is_shouting(run: list[re.Match[str]], engine: Engine, acronyms: frozenset[str]) -> bool:
    """Whether a run is no list of acronyms: a long word in three, or words that are all known."""
    words = [word.group() for word in run]
    longest = max(map(len, words), default=0)
    if len(words) >= 3 and longest > LETTERS_IN_ACRONYM:
        return True
    if len(words) < 2 or longest < LETTERS_IN_WORD or not acronyms.isdisjoint(words):
        return False
    return min(engine.familiarity([word.lower() for word in words])) > float("-inf")


def _recased(
    text: str, capitals: list[tuple[int, int]], engine: Engine, acronyms: frozenset[str]
) -> str:
    if not capitals:
        return text
    letters = list(text)
    for start, end in capitals:
        word = _running_case(text[start:end], engine, acronyms)
        if len(word) == end - start:
            starts = not text[:start].strip(" \"'“‘«¡¿(—-") or re.search(
                r"[.!?]\s+[¡¿]?$", text[:start]
            )
            letters[start:end] = word[0].upper() + word[1:] if starts else word
    return "".join(letters)


def _running_case(word: str, engine: Engine, acronyms: frozenset[str]) -> str:
    """The case a word in capitals would have: lower, title, or kept where it is an acronym."""
    if word in acronyms:
        return word
    forms = (word.lower(), word.title(), word)
    lower, title, kept = engine.familiarity(list(forms))
    short = len(word) <= LETTERS_IN_ACRONYM
    if max(lower, title) == float("-inf"):
        looks_spelt = short and not re.search(r"[AEIOUÁÉÍÓÚ]", word)
        return word if kept > float("-inf") or looks_spelt else forms[1]
    return forms[0] if lower >= title else forms[1]


def _in_capitals(
    protected: Protected, text: str, links: Iterable[Link]
) -> tuple[str, tuple[Link, ...]]:
    """The target with the words that render shouted words in capitals as well."""
    links = tuple(links)
    if not protected.capitals:
        return text, links
    shouted = {start for start, _ in protected.capitals}
    words = list(_WORD.finditer(protected.text))
    everything = len(shouted) >= 0.7 * len(words)
    letters = list(text)
    for token in tokenize(text):
        upper = token.text.upper()
        if len(upper) == len(token.text) and (everything or _renders(token, links, shouted)):
            letters[token.start : token.end] = upper
    return "".join(letters), links


def _renders(token: Token, links: Iterable[Link], shouted: set[int]) -> bool:
    mine = [link for link in links if link.target_start == token.start]
    return bool(mine) and max(mine, key=lambda k: k.probability).source_start in shouted
