"""What pronouns and nouns in an attribution stand for: the last fitting name before them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter

from bilingual.detection.attribution import Subject
from bilingual.detection.given_names import is_of_sex
from bilingual.detection.names import Name, find_names, opens_sentence
from bilingual.detection.pieces import Piece
from bilingual.detection.speech import NOUN_GROUPS, PLACES, SILENT
from bilingual.word_set import word_set

_LOOK_BACK = 4  # paragraphs in which an antecedent is looked for
_TYPED_LOOK_BACK = 12  # the same where the noun itself is part of the name
_PLAIN = word_set("state federal local national city municipal public same whole other new own")
_SHORT_NAME = 3  # words of a name with one given name and two surnames
_MOST_NAMES = 100  # names looked at for one subject: keeps time linear in any text


class Antecedents:
    """The names in the narration of a text, found as they are needed."""

    def __init__(self, text: str, paragraphs: list[list[Piece]]) -> None:
        self._text = text
        self._paragraphs = paragraphs
        self._names: dict[int, list[Name]] = {}

    def name_of(self, subject: Subject, paragraph: int, last_speaker: str | None) -> str | None:
        """The name that a subject in a paragraph gives or stands for, as full as it is known.

        ``last_speaker`` is who spoke before in the same paragraph.
        """
        if subject.name:
            return self._full_name(subject.name, subject.start, paragraph)
        if subject.noun in SILENT:
            return None
        group = NOUN_GROUPS.get(subject.noun)
        if group is None and (bearer := self._bearing(subject, paragraph)):
            return bearer
        if group is not None or subject.noun == "text":
            return self._organization(subject, paragraph, group)
        if last_speaker is not None and is_of_sex(last_speaker, subject.noun):
            return last_speaker
        if subject.noun == "it":
            return self._organization(subject, paragraph, None)
        return self._person(subject, paragraph)

    def _full_name(self, name: str, place: int, paragraph: int) -> str:
        """ "Arreola" as "Guadalupe Arreola" where that came before."""
        if " " in name or name.isupper():
            return name
        fuller = [
            earlier.text
            for earlier in self._before(place, paragraph, _TYPED_LOOK_BACK)
            if " " in earlier.text and name in earlier.text.split() and not earlier.is_organization
        ]
        called = (full for full in fuller if _first_surname(full) == name)
        return next(called, fuller[0] if fuller else name)

    def _organization(self, subject: Subject, paragraph: int, group: int | None) -> str | None:
        """The last institution of the noun's kind, else the last one that is a subject."""
        if group is not None:
            for name in self._before(subject.start, paragraph, _TYPED_LOOK_BACK):
                words = [*re.findall(r"\w+", name.text.lower()), name.noun]
                if any(NOUN_GROUPS.get(word) == group for word in words):
                    return name.text
            if described := self._described(subject):
                return described
        earlier = self._before(subject.start, paragraph, _LOOK_BACK)
        organizations = [n for n in earlier if n.is_organization and not _is_shouted(n.text)]
        free = [name for name in organizations if not name.governed]
        begins = self._paragraphs[paragraph][0].start
        near = [name for name in organizations if name.start >= begins]
        return next((name.text for name in [*free, *near]), None)

    def _bearing(self, subject: Subject, paragraph: int) -> str | None:
        """The last body that has the noun in its name: "la coordinadora"."""
        for name in self._before(subject.start, paragraph, _TYPED_LOOK_BACK):
            if name.is_organization and subject.noun in name.text.lower().split():
                return name.text
        return None

    def _described(self, subject: Subject) -> str | None:
        """What a body is called that has no name: "the animal health service"."""
        words = self._text[subject.start : subject.end].split()[1:]
        while words and (words[0].lower() in _PLAIN or words[0].endswith(("'s", "’s"))):
            words = words[1:]
        return " ".join(words) if len(words) > 1 else None

    def most_named_person(self, paragraph: int) -> str | None:
        """The person whose surname stands most often in the paragraphs before one, in full."""
        names = [n for number in range(paragraph) for n in self._names_of(number)]
        people = [name.text for name in names if _is_person(name) and " " in name.text]
        alone = Counter(name.text for name in names if " " not in name.text)
        best = max(people, key=lambda name: max(alone[w] for w in name.split()[1:]), default=None)
        return best if best and any(alone[word] for word in best.split()[1:]) else None

    def _person(self, subject: Subject, paragraph: int) -> str | None:
        """A person of the nearest paragraph before that names one whom the pronoun fits."""
        for number in range(paragraph, max(-1, paragraph - _LOOK_BACK), -1):
            earlier = self._before(subject.start, number, 0)
            fitting = [
                name
                for name in earlier
                if _is_person(name)
                and is_of_sex(self._full_name(name.text, name.start, number), subject.noun)
            ]
            people = [name for name in fitting if not name.governed]
            if not people and number == paragraph:  # "Mariana Gudiño's twins were … she said"
                people = [name for name in fitting if " " in name.text]
            if people:
                return self._salient(people, paragraph)
        return None

    def _salient(self, people: list[Name], paragraph: int) -> str:
        """The nearest full name, else surname that begins a sentence, else name."""
        for name in people:
            if " " in name.text:
                return name.text
        for name in people:
            full = self._full_name(name.text, name.start, paragraph)
            if " " in full and opens_sentence(self._text, 0, name.start):
                return full
        return self._full_name(people[0].text, people[0].start, paragraph)

    def _before(self, place: int, paragraph: int, depth: int) -> list[Name]:
        """The names before a place, the nearest first, in a paragraph and those before it."""
        found: list[Name] = []
        for number in range(paragraph, max(-1, paragraph - depth - 1), -1):
            names = self._names_of(number)
            end = bisect_left(names, place, key=lambda name: name.end)
            found.extend(names[max(0, end - _MOST_NAMES) : end][::-1])
            if len(found) >= _MOST_NAMES:
                break
        return found

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


def _is_person(name: Name) -> bool:
    """Whether a name may be a person's: no institution's, and no river's or street's."""
    return not name.is_organization and not PLACES & {w.lower() for w in name.text.split()}


def _first_surname(name: str) -> str:
    """The father's surname, by which people are called: the second of three words, the third of
    four.
    """
    words = name.split()
    return words[2 if len(words) > _SHORT_NAME else 1]


def _is_shouted(name: str) -> bool:
    """Whether words in capitals are more than a name: a headline or a sign."""
    return name.isupper() and len(name.split()) > _SHORT_NAME
