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

from bilingual.detection.antecedents import Antecedents
from bilingual.detection.attribution import (
    Subject,
    issuer,
    subject_after,
    subject_at_once,
    subject_before,
    subject_of_report,
)
from bilingual.detection.narration import (
    last_sentence,
    narration_after,
    narration_before,
    sentence_start,
)
from bilingual.detection.pieces import Piece
from bilingual.detection.regions import Region
from bilingual.detection.self_naming import opening_institution, self_named
from bilingual.detection.speech import HANDOVER, PRONOUNS
from bilingual.detection.transcripts import ANSWER, written_name
from bilingual.document import Document, Segment, Speaker
from bilingual.reading.posts import find_posts

_DASHES = "—–―-"
_SAME_SPEAKER = 4  # pieces within which somebody who speaks is named once
_PERSON = re.compile(r"\b(?:he|she|his|her)\b", re.IGNORECASE)
_MARKS = "\"“”«»‘’' \n\t"
_REPORTED = 3  # sentences before a quotation that may say whose words it gives
_SAME_SERIES = 3  # paragraphs from one quotation of a series to the next


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
            speaker = None if segment.kind == "headline" else speakers.of_quotation(piece)
            if piece.region.kind == "quotation":
                speaker = (
                    self_named(document, segment)
                    or speaker
                    or _going_on(attributed, owners)
                    or opening_institution(document, segment)
                )
            speaker = speaker or self_named(document, segment) or speakers.labelled(piece)
            speaker = speaker or _of_series(speakers, attributed, owners)
            if speakers.is_paragraph(piece):
                speaker = speaker or opening_institution(document, segment)
            if number and speakers.is_item(piece) and segments[number - 1].language == "es":
                speaker = speaker or handed_over  # a list in a text printed whole
            if segment.kind != "headline":
                speaker = speaker or speakers.reported(piece)
        else:
            handed_over = (
                self_named(document, segment)
                or (speakers.labelled(piece) if segment.language == "es" else None)
                or _of_paragraph(speakers, segments, owners, number, handed_over)
            )
            speaker = handed_over
        attributed.append(dataclasses.replace(segment, speaker=speaker) if speaker else segment)
    return attributed


def _going_on(attributed: list[Segment], owners: list[Piece]) -> Speaker | None:
    """The speaker of the block quotation right before this one."""
    number = len(attributed)
    if not number or owners[number - 1].region.kind != "quotation":
        return None
    begins = owners[number].paragraph == owners[number - 1].paragraph + 1
    return attributed[-1].speaker if begins else None


def _of_series(
    speakers: _Speakers, attributed: list[Segment], owners: list[Piece]
) -> Speaker | None:
    """The speaker of a quotation that is a paragraph, as others before it are: a text that a
    column goes through line by line."""
    piece = owners[len(attributed)]
    if not speakers.is_paragraph(piece):
        return None
    for segment, owner in zip(reversed(attributed), reversed(owners[: len(attributed)])):
        if piece.paragraph - owner.paragraph > _SAME_SERIES:
            return None
        if owner.quoted and speakers.is_paragraph(owner):
            return segment.speaker
    return None


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
    is_item = speakers.is_item(before)
    if previous.language == "es" and (previous.kind == "prose" or is_item):
        return handed_over
    begins = piece.paragraph == before.paragraph + 1
    if not begins or previous.kind != "prose":
        return None
    return speakers.handing_over(before, segments[number])


class _Speakers:
    """Finds and remembers the speakers of one document's quotations."""

    def __init__(self, document: Document, pieces: list[Piece]) -> None:
        self._document = document
        self._text = document.text
        self._pieces = pieces
        self._found: dict[int, Speaker | None] = {}

    @cached_property
    def _paragraphs(self) -> list[list[Piece]]:
        paragraphs = groupby(self._pieces, key=lambda piece: piece.paragraph)
        return [list(pieces) for _, pieces in paragraphs]

    @cached_property
    def _antecedents(self) -> Antecedents:
        return Antecedents(self._text, self._paragraphs)

    def of_quotation(self, piece: Piece) -> Speaker | None:
        """Whom the narration around a quotation names as its speaker."""
        if piece.number not in self._found:
            self._found[piece.number] = self._search(piece)
        return self._found[piece.number]

    def is_paragraph(self, piece: Piece) -> bool:
        """Whether a quotation is a paragraph of its own."""
        return piece.quoted and len(self._paragraphs[piece.paragraph]) == 1

    def is_item(self, piece: Piece) -> bool:
        """Whether a piece is a paragraph behind a dash: an item of a list, if no dialogue."""
        return piece.quoted and self._text[piece.region.start] in _DASHES

    def labelled(self, piece: Piece) -> Speaker | None:
        """Whom the label of a transcript names; in an interview, who is asked."""
        label = piece.region.label
        if label is None or not label.name:
            return None
        evidence = self._document.span(label.name_start, label.name_start + len(label.name))
        if label.name in ANSWER:
            return Speaker(self._interviewed, None, evidence) if self._interviewed else None
        return Speaker(written_name(self._text, label.name) or label.name, None, evidence)

    @cached_property
    def _interviewed(self) -> str | None:
        """The person named most before the first question."""
        asked = next((p.paragraph for p in self._pieces if p.region.label), 0)
        return self._antecedents.most_named_person(asked)

    def handing_over(self, piece: Piece, segment: Segment) -> Speaker | None:
        """Whose text, a segment, the end of an English paragraph introduces, or None."""
        start, end = last_sentence(self._text, piece)
        if not HANDOVER.search(self._text, start, end):
            return None
        subject = subject_before(self._text, start, end) or issuer(self._text, start, end)
        subject = subject or Subject(start, end, "text")
        named = None if subject.name else opening_institution(self._document, segment)
        return named or self._speaker(subject, piece)

    def _search(self, piece: Piece) -> Speaker | None:
        if piece.region.kind == "quotation":
            return self._introduced(piece)
        subject = self._subject(piece)
        speaker = self._speaker(subject, piece) if subject else None
        if speaker is None and (subject is None or subject.noun == "text"):
            return self._inherited(piece) or self._going_on(piece) or self._led_to(piece)
        return speaker

    def reported(self, piece: Piece) -> Speaker | None:
        """Who is reported to say something right before a quotation that is a sentence of its own:
        "He throws them back, Durán says. “…”".
        """
        before = self._told_before(piece)
        if before is None or piece.region.label:
            return None
        end = before.start + len(self._text[before.start : before.end].rstrip(_MARKS))
        if self._text[end - 1] not in ".!?…:" or self._text[piece.start].islower():
            return None
        told: Subject | None = None
        for _ in range(_REPORTED):
            end = before.start + len(self._text[before.start : end].rstrip(_MARKS))
            start = sentence_start(self._text, before.start, end)
            subject = subject_of_report(self._text, start, end)
            opens = subject_at_once(self._text, start, end)
            if opens is not None and " " in opens.name:
                told = told or opens  # "The teacher says. Elmer Vásquez counted them."
            if subject is not None:
                is_noun = not subject.name and subject.noun not in PRONOUNS
                subject = told if is_noun and told else subject
                self._found[piece.number] = self._speaker(subject, before)
                break
            if start <= before.start:
                break
            end = start
        return self._found.get(piece.number)

    def _told_before(self, piece: Piece) -> Piece | None:
        """The narration before a quotation; that of the paragraph before where it is one itself."""
        before = self._beside(piece, -1)
        is_whole = piece.region.kind == "quotation" or self.is_paragraph(piece)
        if before is None and is_whole and piece.paragraph:
            before = self._paragraphs[piece.paragraph - 1][-1]
        return None if before is None or before.quoted else before

    def _led_to(self, piece: Piece) -> Speaker | None:
        """Who has spoken already, and whom the sentence before a quotation tells of: "Her next
        slide showed a train. …"."""
        before = self._beside(piece, -1)
        if before is None or before.quoted or piece.region.label:
            return None
        end = before.start + len(self._text[before.start : piece.start].rstrip(_MARKS))
        start = sentence_start(self._text, before.start, end)
        told = _PERSON.search(self._text, start, end)
        subject = told and Subject(told.start(), told.end(), told.group().lower())
        speaker = self._speaker(subject, piece) if subject else None
        spoken = {found.name for found in self._found.values() if found}
        return speaker if speaker and speaker.name in spoken else None

    def _going_on(self, piece: Piece) -> Speaker | None:
        """The speaker of a quotation that the next paragraphs go on with, named only there."""
        for following in self._pieces[piece.number + 1 : piece.number + 1 + _SAME_SPEAKER]:
            if piece.closed or not following.quoted:
                return None
            piece = following
            subject = self._subject(piece)
            if subject is not None:
                return self._speaker(subject, piece)
        return None

    def _subject(self, piece: Piece) -> Subject | None:
        """What the narration says of a quotation, on the side that a comma joins to it first."""
        after = narration_after(self._text, piece, self._beside(piece, +1))
        before = narration_before(self._text, piece, self._beside(piece, -1))
        following = subject_after(self._text, *after) if after else None
        preceding = subject_before(self._text, *before) if before else None
        if following is None and after and self._text[piece.end - 1] == ",":
            following = subject_at_once(self._text, *after)
        joined = self._text[piece.end - 1] in ",?!" or (after and self._text[after[0]] in ",—–-")
        return (following or preceding) if joined else (preceding or following)

    def _beside(self, piece: Piece, step: int) -> Piece | None:
        """The piece before or after, where it is of the same paragraph."""
        number = piece.number + step
        beside = self._pieces[number] if 0 <= number < len(self._pieces) else None
        return beside if beside and beside.paragraph == piece.paragraph else None

    def _introduced(self, piece: Piece) -> Speaker | None:
        """Whom the paragraph before the paragraph of a piece introduces."""
        if piece.paragraph == 0:
            return None
        last = self._paragraphs[piece.paragraph - 1][-1]
        if last.region.kind == "quotation":
            return self.of_quotation(last)
        subject = subject_before(self._text, *last_sentence(self._text, last))
        return self._speaker(subject, last) if subject else None

    def _inherited(self, piece: Piece) -> Speaker | None:
        """The speaker of a quotation that nothing attributes: the one who spoke just before."""
        before = self._pieces[max(0, piece.number - _SAME_SPEAKER) : piece.number]
        before = [other for other in before if other.paragraph == piece.paragraph]
        for other in reversed(before):
            if other.quoted:
                return self.of_quotation(other)
        is_dialogue = self._text[piece.region.start] in _DASHES
        if before or piece.paragraph == 0 or is_dialogue:
            return None
        last = self._paragraphs[piece.paragraph - 1][-1]
        if last.quoted and not last.closed:  # a quotation that runs over paragraphs
            return self.of_quotation(last)
        hands_over = not last.quoted and self._text[last.start : last.end].rstrip().endswith(":")
        return self._introduced(piece) if hands_over else None

    def _speaker(self, subject: Subject, piece: Piece) -> Speaker | None:
        """The speaker that a subject names, or that its pronoun or noun stands for."""
        last = self._last_speaker(piece)
        name = self._antecedents.name_of(subject, piece.paragraph, last)
        if name is None:
            return None
        return Speaker(name, None, self._document.span(subject.start, subject.end))

    def _last_speaker(self, piece: Piece) -> str | None:
        """Who spoke last before a piece in the same paragraph."""
        number = piece.number - 1
        while number >= 0 and self._pieces[number].paragraph == piece.paragraph:
            if self._pieces[number].quoted:
                found = self._found.get(number)
                return found.name if found else None
            number -= 1
        return None
