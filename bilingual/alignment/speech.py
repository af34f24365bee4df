"""Who says an English sentence: one of the article's Spanish sources, somebody else, nobody."""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import lru_cache

from bilingual.alignment.lexical import load_table, word_form
from bilingual.alignment.passages import clauses
from bilingual.document import Document, Entity, Mention, Segment, Span
from bilingual.word_set import word_set

OTHER = "other"
CARRIES_ON = "carries on"

_SAYING = (
    "said|says|say|added|adds|stated|states|told|announced|announces|reported|reports|"
    "confirmed|confirms|wrote|writes|explained|explains|noted|notes|warned|warns|claimed|claims|"
    "insisted|insists|denied|denies|declared|declares|informed|posted|tweeted|argued|argues|"
    "acknowledged|admitted|alleged|alleges|asserted|asserts|maintained|maintains|pointed out|"
    "reiterated|repeated|stressed|promised|recalled|specified|indicated|detailed|described|"
    "complained|asked|thanked|called|put|urged|demanded|accused|counted|estimated|recommended|"
    "cautioned|concluded|published|vowed|assured|clarified|replied|answered|responded|remarked|"
    "continued|went on|goes on|predicted|conceded|complains|thinks|believes|promises|urges|asks|"
    "blamed|blames|faulted|criticized|criticised|revealed|disclosed|testified|suggested|contended"
)
_FRAME = (
    "statement post posts communique communiqué bulletin message release notice tweet press text "
    "note letter thread announcement report according conference interview"
)
_VERB = re.compile(rf"\b(?:{_SAYING})\b")
# Verbs of saying only with what the rest of the sentence says: "put out", "called on".
_SELDOM_SAID = re.compile(
    r"put (?!it\b)|called (?!it\b)|counted (?!\d)|detailed|published|say (?!that\b)"
)
_ACCORDING = re.compile(r"\b[Aa]ccording to|\b[Ii]n the words of|\b[Aa]s per\b")
_POSTS = word_set("post posts tweet tweets thread message account")
_TEXTS = word_set(
    "statement statements communique communiqué bulletin release notice text note letter "
    "announcement document"
)
_OTHER_TEXTS = word_set(
    "indictment newspaper paper magazine study survey poll census law data figures records filing "
    "witnesses website report reports media"
)
# What may stand between a subject and its verb: "the agency, which runs the port, also said".
_BETWEEN = (
    r"(?:\s+(?:also|later|then|still|now|once|first|has|have|had|not|(?:on )?\w+day|\w+ly))*\s*$"
)
_COMPLEMENT = r"(?:\s+(?:of|for|in|from|at|near|with|outside)\s+(?:[\w'’.-]+\s*){1,6}?)?"
# The noun phrase right before a verb: "the state ministry", "she", "prosecutors in Jalisco".
_PHRASE = re.compile(
    r"\b(?:(?i:(?P<pronoun>he|she|it|they))|(?i:the|an?|its|his|her|their|this|another)\s+"
    r"(?:[\w'’.-]+\s+){0,4}?(?P<noun>[a-z][\w-]+)|(?P<plural>[a-z]{3,}s|police))"
    + _COMPLEMENT
    + _BETWEEN
)
_PHRASE_AFTER = re.compile(
    r"\s*(?i:the|an?|its|his|her|their)\s+(?:[\w'’.-]+\s+){0,3}?(?P<noun>[a-z][\w-]+)(?=[\s,.;]|$)"
)
_CLAUSE = re.compile(r"[;:—“”\"]")
_POSSESSIVE = re.compile(r"['’]")
_GOVERNED = re.compile(
    r"\b(?:with|to|against|from|about|in|near|at|on|by|between|into|over)\s+(?:the\s+)?$"
)
_WINDOW = 160
_CALLED = 0.1
_QUOTED = re.compile(r"“[^“”]*”|\"[^\"]*\"")
_NEAR = 45
_DATELINE = re.compile(r"(?:[A-ZÁÉÍÓÚÑ.]{2,}[^—–\n]{0,40}|\([^()]{3,30}\) ?)[—–-]+ (?=\W?[A-Z])")
_PLACE_OR_DAY = r"(?:(?:on|in|at|to|during|after|before|via|through|from|over|when|as)\b|\w+day\b)"
# "That" right behind the verb, or behind whom it is told and where: "told them on Friday that".
_THAT = re.compile(
    rf"(?:\s+(?:(?:reporters|him|her|them|us|me)\b|{_PLACE_OR_DAY}[^,;:]{{0,50}}?))*\s+that\b"
)
# How a frame goes on that stands behind what is said: ", X said on Friday", ", said X".
_ENDS_FRAME = re.compile(rf"\s*(?:[,.;:—)]|$|{_PLACE_OR_DAY})")
_PLACE = re.compile(_PLACE_OR_DAY, re.I)
_WITH_OBJECT = ("told", "informed")
_INVERTED = re.compile(
    r"\s+(?:(?:the|an?|its|his|her|their)\s+)?(?:[\w'’.-]+\s+){0,4}?[\w'’-]+\s*(?:[,.;:—]|$|\b(?:of|for|in|at|on)\b)"
)
# Verbs that say what is done by saying it: they are told too.
_ACT = re.compile(
    r"accused|blamed|blames|faulted|criticized|criticised|denied|denies|urged|urges|demanded|promised|promises|vowed|"
    r"warned|warns|recommended|complained|complains|acknowledged|admitted|conceded"
)


# What stands behind a verb of saying is a clause if it has a verb; "it" and "them" are objects.
_FINITE = re.compile(
    r"\b(?:is|are|was|were|has|have|had|will|would|can|could|may|might|must|should|did|does|do|"
    r"\w{3,}ed|\w+n['’]t)\b"
)
_NO_CLAUSE = re.compile(r"\W*(?:for|to|it|so|this|only|reporters|them|him|her|me|us|again)\b")
_INNER = re.compile(r"^\W*(?:(?:and|but)\s+)?(\S.*\w)", re.S)


@lru_cache(maxsize=1)
def saying_words() -> frozenset[str]:
    """Words of the frame in which a report sets what somebody says."""
    return frozenset([*_SAYING.split("|"), *_FRAME.split()])


def reported_regions(sentence: Span) -> list[tuple[int, int]]:
    """The stretches of a sentence that tell what is said, without the frame that says who.

    Quotations where there are any of some length, with what follows "said that"; else all but the
    dateline and the frame: "X said" before it, ", X said on Friday" or ", said X, a lawyer" behind
    it, with what a semicolon adds. A sentence without such a frame is told as a whole.
    """
    unquoted = _blank_quotations(sentence.text)
    dateline = _DATELINE.match(unquoted)
    first = dateline.end() if dateline else 0
    told = _told(unquoted, first)
    quoted = [m.span() for m in _QUOTED.finditer(sentence.text) if len(m.group().split()) > 3]
    if quoted:
        that = [region for region in told if unquoted[: region[0]].endswith(" that")]
        told = quoted + that if told != [(first, len(unquoted))] else told
    return [(sentence.start + a, sentence.start + b) for a, b in told if a < b]


def reported_clauses(sentence: Span) -> list[Span]:
    """The clauses that a sentence tells of somebody whom it names as the one who says them.

    None where it names nobody so, or where what follows the verb is no clause: "told the story".
    """
    regions = reported_regions(sentence)
    if regions == [(sentence.start, sentence.end)] or _VERB.match(sentence.text.lstrip('"”“ ,')):
        return []
    found = []
    for start, end in regions:
        before = sentence.text[: start - sentence.start]
        told = Span(start, end, sentence.text[start - sentence.start : end - sentence.start])
        if not _is_behind_verb(before) or (
            _FINITE.search(told.text) and not _NO_CLAUSE.match(told.text)
        ):
            found += [_trimmed(clause) for clause in clauses(told) or [told]]
    return found


def _is_behind_verb(before: str) -> bool:
    """Whether a region stands right behind a verb of saying, without "that"."""
    return any(m.end() == len(before) for m in _VERB.finditer(before))


def _trimmed(span: Span) -> Span:
    """A span without blanks, marks and a joining "and" at its ends."""
    inner = _INNER.search(span.text)
    start, end = inner.span(1) if inner else (0, len(span.text))
    return Span(span.start + start, span.start + end, span.text[start:end])


def _told(text: str, first: int) -> list[tuple[int, int]]:
    """What a sentence without its quotations tells from a place on, by offset in the text."""
    end = len(text)
    according = _ACCORDING.search(text, first)
    if according and according.start() - first < 2:
        comma = text.find(",", according.end())
        return [(comma + 1, end)] if comma > 0 else []
    if according:
        return [(first, according.start()), *_after_mark(text, according.end(), ";:")]
    verbs = [v for v in _VERB.finditer(text, first) if not _SELDOM_SAID.match(text, v.start())]
    for verb in verbs:
        comma = _comma_before_frame(text, first, verb)
        if comma is not None:
            marks = ",;:" if text[verb.end() : verb.end() + 1] == "," else ";:"
            return [(first, comma), *_after_mark(text, verb.end(), marks)]
    if not verbs:
        return [(first, end)]
    verb = verbs[0]
    that = _THAT.match(text, verb.end())
    told = verb.start() if _ACT.fullmatch(verb.group()) else that.end() if that else verb.end()
    return [(told, end)]


def _comma_before_frame(text: str, first: int, verb: re.Match[str]) -> int | None:
    """The comma before a frame that follows what is said; None where the frame comes first."""
    comma = text.rfind(",", first, verb.start())
    if comma <= first or _THAT.match(text, verb.end()):
        return None
    if text[comma + 1 : verb.start()].strip():
        told_somebody = verb.group() in _WITH_OBJECT and not _PLACE.match(text[first:comma])
        return comma if told_somebody or _ENDS_FRAME.match(text, verb.end()) else None
    if verb.group() not in _WITH_OBJECT and _INVERTED.match(text, verb.end()):
        return comma
    if not _ENDS_FRAME.match(text, verb.end()):
        return None
    before = text.rfind(",", first, text.rfind(",", first, comma))  # ", X, a lawyer, said"
    return before if before > first else None


def _after_mark(text: str, place: int, marks: str) -> list[tuple[int, int]]:
    """What stands behind the next of some punctuation marks, as one region."""
    found = next((i for i in range(place, len(text)) if text[i] in marks), None)
    return [] if found is None else [(found + 1, len(text))]


class Speech:
    """Reads who says the English sentences of one article."""

    def __init__(self, document: Document) -> None:
        self.sources = [s for s in document.segments if s.language not in ("en", "und")]
        self._speakers = {s.start: document.speaker_entity(s) for s in self.sources}
        self._entities = {
            (m.start, m.end): entity for entity in document.entities for m in entity.mentions
        }
        self._mentions = sorted(document.mentions, key=lambda m: m.start)
        self._starts = [m.start for m in self._mentions]

    def same_speaker(self, one: Segment, other: Segment) -> bool:
        """Whether two sources are said by the same."""
        if one is other:
            return True
        speaker, second = self._speakers[one.start], self._speakers[other.start]
        return speaker is not None and second is not None and speaker.id == second.id

    def sayer(self, sentence: Span) -> Segment | str | None:
        """The source whose speaker says a sentence, OTHER, CARRIES_ON ("it added"), or None.

        None means that the sentence names nobody who says it.
        """
        text = _blank_quotations(sentence.text)
        according = _ACCORDING.search(text)
        if according:
            return self._according(sentence, text, according.end())
        found = (self._subject(sentence, text, verb) for verb in _verbs(text))
        return next((sayer for sayer in found if sayer is not None), None)

    def _according(self, sentence: Span, text: str, place: int) -> Segment | str | None:
        """Whom "according to" names from a place on."""
        name = self._name_after(sentence, place)
        phrase = _PHRASE_AFTER.match(text, place)
        if phrase and (name is None or sentence.start + phrase.end() <= name.start):
            owner = self._name_before(sentence, 0, place)
            return self._called(phrase["noun"], sentence, owner)
        return self._spoken_by(name, sentence) if name else CARRIES_ON

    def _subject(self, sentence: Span, text: str, verb: re.Match[str]) -> Segment | str | None:
        """Who is the subject of a verb of saying."""
        end = verb.start()
        start = max((m.end() for m in _CLAUSE.finditer(text, 0, end)), default=0)
        start = max(start, end - _WINDOW)
        parts = text[start:end].split(",")
        if len(parts) > 2 and not parts[-1].strip():  # "the mayor, a lawyer, said"
            end -= len(parts.pop()) + 1
            beside = self._name_before(sentence, end - len(parts[-1]), end)
            if beside is not None and beside.label == "PER":
                return self._spoken_by(beside, sentence)
            end -= len(parts.pop()) + 1
        phrase = _PHRASE.search(text, end - len(parts[-1]), end)
        if phrase and phrase["pronoun"]:
            return self._antecedent(sentence, phrase.start())
        name = self._name_before(sentence, start, end)
        if phrase is None:
            return (
                self._spoken_by(name, sentence)
                if name
                else self._following(sentence, text, verb.end())
            )
        return self._of_phrase(phrase, name, sentence)

    def _antecedent(self, sentence: Span, end: int) -> Segment | str:
        """The source whose speaker a sentence names before it says "it said", else CARRIES_ON."""
        names = self._names_in(sentence)
        before = itertools.takewhile(lambda m: m.end <= sentence.start + end, names)
        found = (self._spoken_by(m, sentence) for m in before if self._may_speak(m, sentence))
        return next((sayer for sayer in found if sayer is not OTHER), CARRIES_ON)

    def _of_phrase(
        self, phrase: re.Match[str], name: Mention | None, sentence: Span
    ) -> Segment | str:
        """Whom a phrase means: by a name in it, else by its noun."""
        noun = phrase[phrase.lastgroup]
        if name is not None and sentence.start + phrase.start() < name.end:
            found = self._spoken_by(name, sentence)
            is_subject = name.start <= sentence.start + phrase.start(phrase.lastgroup)
            if isinstance(found, Segment):
                return found
            if is_subject:
                return self._speaker_called(noun, sentence) or found
        return self._called(noun, sentence, name)

    def _following(self, sentence: Span, text: str, place: int) -> Segment | str | None:
        """Whom a sentence names behind the verb: "said the ministry"."""
        name = self._name_after(sentence, place)
        if name is not None:
            return self._spoken_by(name, sentence)
        phrase = _PHRASE_AFTER.match(text, place)
        return self._called(phrase["noun"], sentence, None) if phrase else None

    def _name_before(self, sentence: Span, start: int, end: int) -> Mention | None:
        """The last name between two places of a sentence that can be a subject."""
        first, last = sentence.start + start, sentence.start + end
        inside = [
            m
            for m in self._names_in(sentence)
            if first <= m.start and m.end <= last and self._may_speak(m, sentence)
        ]
        return inside[-1] if inside else None

    def _name_after(self, sentence: Span, place: int) -> Mention | None:
        start = sentence.start + place
        inside = (m for m in self._names_in(sentence) if start <= m.start and m.end <= sentence.end)
        mention = next((m for m in inside if self._may_speak(m, sentence)), None)
        return mention if mention and mention.start - start < _NEAR else None

    def _names_in(self, sentence: Span) -> list[Mention]:
        """The mentions that start in a sentence, in order."""
        first, last = (bisect_left(self._starts, place) for place in (sentence.start, sentence.end))
        return self._mentions[first:last]

    def _may_speak(self, mention: Mention, sentence: Span) -> bool:
        """Whether a name is no place, no possessor and not governed by a preposition."""
        before = sentence.text[: mention.start - sentence.start]
        if _GOVERNED.search(before) and not _ACCORDING.search(before[-20:]):
            return False
        if _POSSESSIVE.match(sentence.text, mention.end - sentence.start):
            return False
        entity = self._entities.get((mention.start, mention.end))
        speaks = entity is not None and any(
            s is not None and s.id == entity.id for s in self._speakers.values()
        )
        return speaks or mention.label != "LOC"

    def _spoken_by(self, mention: Mention, sentence: Span) -> Segment | str:
        """The nearest source that the bearer of a name speaks."""
        entity = self._entities.get((mention.start, mention.end))
        spoken = [s for s in self.sources if _is_speaker(mention, entity, self._speakers, s)]
        return self._nearest(spoken, sentence) if spoken else OTHER

    def _called(self, noun: str, sentence: Span, owner: Mention | None) -> Segment | str:
        """The source that a common noun stands for, or whose speaker it names: "the ministry".

        A text ("the statement") is the one of its kind, of its owner where he has issued one. Any
        other noun carries on with whoever spoke.
        """
        noun = noun.lower()
        if noun in _OTHER_TEXTS:
            return OTHER
        if noun not in _POSTS | _TEXTS:
            return self._speaker_called(noun, sentence) or CARRIES_ON
        found = self._spoken_by(owner, sentence) if owner else OTHER
        if isinstance(found, Segment):
            return found
        texts = [s for s in self.sources if (s.kind == "post") == (noun in _POSTS)]
        return self._nearest(texts or self.sources, sentence)

    def _speaker_called(self, noun: str, sentence: Span) -> Segment | None:
        """The nearest source whose speaker's name has a noun, in either language."""
        noun = noun.removesuffix("s")
        spoken = [s for s in self.sources if _is_called(self._speakers[s.start], s, noun)]
        return self._nearest(spoken, sentence) if spoken else None

    @staticmethod
    def _nearest(sources: Sequence[Segment], sentence: Span) -> Segment:
        return min(sources, key=lambda s: abs(s.start - sentence.start))


def _is_speaker(
    mention: Mention,
    entity: Entity | None,
    speakers: dict[int, Entity | None],
    segment: Segment,
) -> bool:
    speaker = speakers[segment.start]
    if speaker is not None and entity is not None:
        return speaker.id == entity.id
    if segment.speaker is None or mention.label == "LOC":
        return False
    return mention.text.split()[-1] in segment.speaker.name.split()


def _is_called(entity: Entity | None, segment: Segment, noun: str) -> bool:
    """Whether a speaker can be called by an English noun, by its names in either language."""
    names = list(entity.names.get("en", ())) if entity else []
    if segment.speaker:
        names.append(segment.speaker.name)
    words = {word_form(word) for name in names for word in name.split()}
    return bool(noun) and any(noun in word or _translates(word, noun) for word in words)


@lru_cache(maxsize=4096)
def _translates(spanish: str, english: str) -> bool:
    return any(
        word.removesuffix("s") == english and share >= _CALLED
        for word, share in load_table().translations(spanish)
    )


def _verbs(text: str) -> list[re.Match[str]]:
    """The verbs of saying of a sentence: first those of a last ", the office said"."""
    verbs = [v for v in _VERB.finditer(text) if not _SELDOM_SAID.match(text, v.start())]
    comma = text.rfind(",")
    return sorted(verbs, key=lambda verb: verb.start() < comma)


def _blank_quotations(text: str) -> str:
    """The sentence with its quotations blanked out, of the same length."""
    return _QUOTED.sub(lambda m: '"' + " " * (len(m.group()) - 2) + '"', text)
