"""Who said a segment: the author of a post, or whom the words around a quotation name.

The narration before and after a quotation is searched for a verb of saying; its subject is a
name, or a pronoun or noun ("she", "the office", "la dependencia") that stands for the last
fitting name before it.
"""

from __future__ import annotations

import dataclasses
import re
from functools import cached_property
from itertools import groupby

from bilingual.detection.attribution import Subject, subject_after, subject_before
from bilingual.detection.names import Name, find_names, opens_sentence
from bilingual.detection.pieces import Piece
from bilingual.detection.regions import Region
from bilingual.detection.speech import HANDOVER, NOUN_GROUPS, SILENT
from bilingual.document import Document, Segment, Speaker
from bilingual.reading.posts import find_posts

_SENTENCE_START = re.compile(r"(?<=[.!?…])[\"”»’)]*\s+(?=[\"“«A-ZÁÉÍÓÚÑ¿¡])")
_ABBREVIATED = re.compile(
    r"(?:\b(?:[A-Z]|Mr|Mrs|Ms|Dr|Gov|Sen|Rep|Gen|Col|Sgt|Lt|Jr|St|Lic|Ing|Sr|Sra))\.$"
)
_DASHES = "—–―-"
_LOOK_BACK = 4  # paragraphs in which an antecedent is looked for
_TYPED_LOOK_BACK = 12  # the same where the noun itself is part of the name


def with_speakers(
    document: Document, segments: list[Segment], owners: list[Piece], pieces: list[Piece]
) -> list[Segment]:
    """The segments, those that somebody is known to have said with their speaker.

    ``owners`` are the pieces that the segments lie in, one each; ``pieces`` all of the document.
    """
    speakers = _Speakers(document, pieces)
    attributed = []
    handed_over: Speaker | None = None
    for number, (segment, piece) in enumerate(zip(segments, owners)):
        if piece.region.kind == "post":
            speaker = _author(document, piece.region)
        elif piece.quoted or piece.region.kind == "quotation":
            speaker = speakers.of_quotation(piece)
        else:
            handed_over = _of_paragraph(speakers, segments, owners, number, handed_over)
            speaker = handed_over
        attributed.append(dataclasses.replace(segment, speaker=speaker) if speaker else segment)
    return attributed


def _author(document: Document, region: Region) -> Speaker | None:
    """The author of a post, with the words of its signature as evidence."""
    block = region.block
    posts = find_posts(document.text, block.start, block.end)
    if posts:
        evidence = document.span(posts[-1].evidence_start, posts[-1].evidence_end)
        return Speaker(posts[-1].author or posts[-1].handle, posts[-1].handle, evidence)
    handle, name = block.attributes.get("handle", ""), block.attributes.get("author", "")
    place = document.text.find(handle or name, block.start, block.end)
    if place < 0 or not (handle or name):
        return None
    evidence = document.span(place, place + len(handle or name))
    return Speaker(name or handle, handle or None, evidence)


def _of_paragraph(
    speakers: _Speakers,
    segments: list[Segment],
    owners: list[Piece],
    number: int,
    handed_over: Speaker | None,
) -> Speaker | None:
    """The speaker of a Spanish paragraph that an English one hands over to ("… reads:").

    The paragraphs after it go on with the same speaker, up to the next English.
    """
    if segments[number].language != "es" or number == 0:
        return None
    previous, before, piece = segments[number - 1], owners[number - 1], owners[number]
    if previous.language == "es" and previous.kind == "prose":
        return handed_over
    begins = piece.paragraph == before.paragraph + 1
    return speakers.handing_over(before) if begins and previous.kind == "prose" else None


class _Speakers:
    """Finds and remembers the speakers of one document's quotations."""

    def __init__(self, document: Document, pieces: list[Piece]) -> None:
        self._document = document
        self._text = document.text
        self._pieces = pieces
        self._found: dict[int, Speaker | None] = {}
        self._names: dict[int, list[Name]] = {}

    @cached_property
    def _paragraphs(self) -> list[list[Piece]]:
        paragraphs = groupby(self._pieces, key=lambda piece: piece.paragraph)
        return [list(pieces) for _, pieces in paragraphs]

    def of_quotation(self, piece: Piece) -> Speaker | None:
        """Whom the narration around a quotation names as its speaker."""
        if piece.number not in self._found:
            self._found[piece.number] = self._search(piece)
        return self._found[piece.number]

    def handing_over(self, piece: Piece) -> Speaker | None:
        """Whose text the end of an English paragraph introduces, or None."""
        end = len(self._text[: piece.region.end].rstrip())
        start = self._sentence_start(piece.region.start, end)
        if not HANDOVER.search(self._text, start, end):
            return None
        subject = subject_before(self._text, start, end) or Subject(start, end, "text")
        return self._speaker(subject, piece.paragraph)

    def _search(self, piece: Piece) -> Speaker | None:
        if piece.region.kind == "quotation":
            return self._introduced(piece.paragraph)
        after, before = self._narration_after(piece), self._narration_before(piece)
        subject = subject_after(self._text, *after) if after else None
        if subject is None and before:
            subject = subject_before(self._text, *before)
        speaker = self._speaker(subject, piece.paragraph) if subject else None
        if speaker is None and (subject is None or subject.noun == "text"):
            return self._inherited(piece)
        return speaker

    def _narration_after(self, piece: Piece) -> tuple[int, int] | None:
        """What follows a quotation up to the end of its sentence or the next quotation."""
        following = self._beside(piece, +1)
        low = piece.end
        high = following.end if following and not following.quoted else piece.region.end
        if following and following.quoted:
            high = following.start
        rest = self._text[low:high].lstrip("\"”»’'")
        low = high - len(rest)
        ended = self._text[: piece.end].rstrip()[-1:] in ".…"
        stripped = rest.lstrip()
        if not stripped or (ended and not stripped[0].islower() and stripped[0] not in ",—–-"):
            return None
        return low, self._sentence_end(low, high)

    def _narration_before(self, piece: Piece) -> tuple[int, int] | None:
        """The sentence that leads to a quotation, where it begins before it."""
        previous = self._beside(piece, -1)
        low = previous.start if previous and not previous.quoted else piece.region.start
        if previous and previous.quoted:
            low = previous.end
        high = len(self._text[: piece.start].rstrip("\"“«‘' \n\t"))
        low = self._sentence_start(low, high) if high > low else high
        body = self._text[low:high].strip("\"”»’' \n\t")
        if not body or body[-1] in ".!?…":
            return None
        return low, high

    def _beside(self, piece: Piece, step: int) -> Piece | None:
        """The piece before or after, where it is of the same paragraph."""
        other = piece.number + step
        if not 0 <= other < len(self._pieces):
            return None
        beside = self._pieces[other]
        return beside if beside.paragraph == piece.paragraph else None

    def _sentence_start(self, low: int, high: int) -> int:
        start = low
        for border in _SENTENCE_START.finditer(self._text, low, high):
            if not _ABBREVIATED.search(self._text, max(low, border.start() - 6), border.start()):
                start = border.end()
        return start

    def _sentence_end(self, low: int, high: int) -> int:
        for border in _SENTENCE_START.finditer(self._text, low, high):
            if not _ABBREVIATED.search(self._text, max(low, border.start() - 6), border.start()):
                return border.start()
        return high

    def _introduced(self, paragraph: int) -> Speaker | None:
        """Whom the paragraph before a block quotation introduces."""
        if paragraph == 0:
            return None
        last = self._paragraphs[paragraph - 1][-1]
        if last.region.kind == "quotation":
            return self.of_quotation(last)
        end = len(self._text[: last.region.end].rstrip())
        start = self._sentence_start(last.region.start, end)
        subject = subject_before(self._text, start, end)
        return self._speaker(subject, paragraph - 1) if subject else None

    def _inherited(self, piece: Piece) -> Speaker | None:
        """The speaker of a quotation that nothing attributes: the one who spoke just before."""
        siblings = self._paragraphs[piece.paragraph]
        before = [p for p in siblings if p.number < piece.number]
        for other in reversed(before[-4:]):
            if other.quoted:
                return self.of_quotation(other)
        is_dialogue = self._text[piece.region.start] in _DASHES
        if before or piece.paragraph == 0 or is_dialogue:
            return None
        last = self._paragraphs[piece.paragraph - 1][-1]
        if last.quoted and not last.closed:  # a quotation that runs over paragraphs
            return self.of_quotation(last)
        if not last.quoted and self._text[: last.end].rstrip().endswith(":"):
            return self._introduced(piece.paragraph)
        return None

    def _speaker(self, subject: Subject, paragraph: int) -> Speaker | None:
        """The speaker that a subject names, or that its pronoun or noun stands for."""
        evidence = self._document.span(subject.start, subject.end)
        if subject.name:
            return Speaker(self._full_name(subject.name, subject.start, paragraph), None, evidence)
        antecedent = self._antecedent(subject, paragraph)
        return Speaker(antecedent, None, evidence) if antecedent else None

    def _full_name(self, name: str, before: int, paragraph: int) -> str:
        """ "Arreola" as "Guadalupe Arreola" where that came before."""
        if " " in name or name.isupper():
            return name
        for earlier in self._earlier(before, paragraph, _TYPED_LOOK_BACK):
            words = earlier.text.split()
            if len(words) > 1 and name in words and not earlier.is_organization:
                return earlier.text
        return name

    def _antecedent(self, subject: Subject, paragraph: int) -> str | None:
        if subject.noun in SILENT:
            return None
        group = NOUN_GROUPS.get(subject.noun)
        if group is not None or subject.noun == "text":
            return self._organization(subject, paragraph, group)
        if subject.noun == "it":
            last = self._last_speaker(subject.start, paragraph)
            return last or self._organization(subject, paragraph, None)
        return self._person(subject, paragraph)

    def _organization(self, subject: Subject, paragraph: int, group: int | None) -> str | None:
        """The last institution of the noun's kind, else the last one that is a subject."""
        if group is not None:
            for name in self._earlier(subject.start, paragraph, _TYPED_LOOK_BACK):
                words = re.findall(r"\w+", name.text.lower())
                if any(NOUN_GROUPS.get(word) == group for word in words):
                    return name.text
        earlier = [
            n for n in self._earlier(subject.start, paragraph, _LOOK_BACK) if n.is_organization
        ]
        free = [name for name in earlier if not name.governed]
        same = [name for name in earlier if name.start >= self._paragraphs[paragraph][0].start]
        return next((name.text for name in [*free, *same]), None)

    def _person(self, subject: Subject, paragraph: int) -> str | None:
        """The last person before a pronoun, those that begin a sentence first."""
        last = self._last_speaker(subject.start, paragraph)
        if last:
            return last
        for depth in range(_LOOK_BACK):
            number = paragraph - depth
            if number < 0:
                return None
            people = [
                n
                for n in self._names_of(number)
                if n.start < subject.start and not n.governed and not n.is_organization
            ]
            if people:
                return self._salient(people, subject.start, paragraph)
        return None

    def _salient(self, people: list[Name], before: int, paragraph: int) -> str:
        """The last full name, else the last surname that begins a sentence, else the last name."""
        full = [name.text for name in people if " " in name.text]
        first = [
            self._full_name(name.text, before, paragraph)
            for name in people
            if opens_sentence(self._text, 0, name.start)
        ]
        known = [name for name in first if " " in name]
        return (full or known or [self._full_name(people[-1].text, before, paragraph)])[-1]

    def _last_speaker(self, before: int, paragraph: int) -> str | None:
        """Who spoke last in the same paragraph."""
        for piece in reversed(self._paragraphs[paragraph]):
            if piece.quoted and piece.end < before and piece.number in self._found:
                found = self._found[piece.number]
                return found.name if found else None
        return None

    def _earlier(self, before: int, paragraph: int, depth: int) -> list[Name]:
        """The names before a place, the nearest first, over some paragraphs."""
        names = [
            name
            for number in range(max(0, paragraph - depth), paragraph + 1)
            for name in self._names_of(number)
            if name.end <= before
        ]
        return names[::-1]

    def _names_of(self, paragraph: int) -> list[Name]:
        """The names in the narration of a paragraph."""
        if paragraph not in self._names:
            self._names[paragraph] = [
                name
                for piece in self._paragraphs[paragraph]
                if not piece.quoted
                for name in find_names(self._text, piece.start, piece.end)
            ]
        return self._names[paragraph]
