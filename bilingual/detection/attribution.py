"""The subject of a verb of saying, in the narration before or after a quotation."""

from __future__ import annotations

import re
from typing import NamedTuple

from bilingual.detection.names import Name, find_names
from bilingual.detection.speech import (
    DETERMINERS,
    INTRODUCING,
    NOUN_GROUPS,
    PASSIVE,
    POSSESSIVES,
    PREPOSITIONS,
    PRONOUNS,
    SPOKESPERSON,
    TEXT_NOUNS,
    TITLES,
    VERB,
)
from bilingual.word_set import word_set

# After a quotation any verb in the past will do: "she shrugged", "resolvió el juzgado".
_UNKNOWN_VERB = re.compile(
    r"[\s,\"”»’'—–-]*(?:(?:he|she|they|it)\s+(?P<en>(?!was|has|is|does|this)\w{2,}(?:ed|s))\b|(?P<es>\w{2,}(?:ó|aron|ieron))\s+"
    r"(?:el|la|los|las|[A-ZÁÉÍÓÚÑ])[\w]*)"
)
# After a quotation: "were her words", "were Ortiz's words", "fueron las palabras de X", "her answer
# went".
_WORDS = re.compile(
    r"[\s,\"”»’'—–-]*(?:(?:were|are|fueron|son)\s+"
    r"(?:(?P<of>(?:the|las)\s+(?:\w+\s+)?(?:words|palabras)\s+(?:of|de)\s)"
    r"|(?P<whose>his|her|their|its|sus)\s+(?:\w+\s+)?(?:words|palabras)\b"
    r"|(?P<owner>[A-ZÁÉÍÓÚÑ][^,.;:\"“”]{1,60}?)['’]s?\s+(?:\w+\s+)?words\b)"
    r"|(?P<answerer>his|her|their|its)\s+(?:answer|reply|response|message|comment|summary|verdict|"
    r"motto|line|words)\s+(?:went|goes|was|is|ran|runs|came)\b)"
)
_QUOTED = re.compile(
    r"\bquot(?:ed|es|ing)\s(?P<who>[^.;:\"“”]{2,80}?)\sas\s(?:saying|having said)\b"
)
_DASH = re.compile(r"[\s\"”»’']*[—–][ \t]*")
_FAR = 160  # letters within which a verb of saying belongs to a quotation
_TOKEN = re.compile(r"[^\W_]+(?:['’\-][^\W_]+)*|[,;:—–()]")
_MARKS = " ,\"”»’'—–-\n\t"
_NOUN_BEFORE = re.compile(r"\b[a-záéíóúñ]{3,20},\s$")
_SEXED = word_set("his her")
_FILLERS = word_set(
    "has had have then also later again just ha había still once now did do afterward además "
    "también luego después only quietly finally"
)


class Subject(NamedTuple):
    """Who says something: offsets of the words that say so, and a name or the noun for one.

    ``noun`` is lower case: a pronoun ("she", "it"), a noun ("office"), or "text" for a text that
    speaks for whoever issued it; "" where there is a name.
    """

    start: int
    end: int
    noun: str = ""
    name: str = ""


def subject_after(text: str, start: int, end: int) -> Subject | None:
    """The subject in what follows a quotation: "said X", "X said", "dijo la mujer"."""
    if words := _WORDS.match(text, start, end):
        return _speaker_of_words(text, words, end)
    if quoted := _quoted(text, start, end):
        return quoted
    if unknown := _UNKNOWN_VERB.match(text, start, end):
        verb_start, verb_end = unknown.span("en" if unknown["en"] else "es")
    elif verb := _verb(text, start, min(end, start + _FAR)):
        verb_start, verb_end = verb.span()
    else:
        return _signed(text, start, end)
    if not text[start:verb_start].strip(_MARKS):
        return _following(text, verb_end, end)
    return _preceding(text, start, verb_start) or _following(text, verb_end, end)


def subject_before(text: str, start: int, end: int) -> Subject | None:
    """The subject in what leads to a quotation: "X said: …", "In a note, X wrote that …"."""
    if quoted := _quoted(text, start, end):
        return quoted
    verb = None
    for found in VERB.finditer(text, start, end):
        if not PASSIVE.search(text, start, found.start()):
            verb = found
    if verb is not None:
        if verb.group().lower() in INTRODUCING:
            return _following(text, verb.end(), end)
        if not text[start : verb.start()].strip(_MARKS):
            return _following(text, verb.end(), end)
        return _preceding(text, start, verb.start()) or _following(text, verb.end(), end)
    if text[start:end].rstrip().endswith((":", ",")):
        return _preceding(text, start, end) or Subject(start, end, "text")
    return None


def subject_of_report(text: str, start: int, end: int) -> Subject | None:
    """The subject of the last verb of saying in a sentence of indirect speech."""
    verbs = [
        v for v in VERB.finditer(text, start, end) if not PASSIVE.search(text, start, v.start())
    ]
    for verb in reversed(verbs):
        if verb.group().lower() in INTRODUCING:
            return _following(text, verb.end(), end)
        subject = _preceding(text, start, verb.start())
        if subject is not None:
            return None if subject.noun in ("it", *TEXT_NOUNS) else subject
    return None


def subject_at_once(text: str, start: int, end: int) -> Subject | None:
    """The person whose name comes right after the comma of a quotation: "…," Ibargüen closed."""
    name = next(find_names(text, start, end), None)
    if name is None or name.is_organization or text[start : name.start].strip(_MARKS):
        return None
    return _subject(name)


def _speaker_of_words(text: str, words: re.Match[str], end: int) -> Subject | None:
    """Whose words they were: a pronoun, or the first name in or after what says so."""
    for group in ("whose", "answerer"):
        if words[group]:
            noun = (
                "it" if words[group] == "its" else words[group] if words[group] in _SEXED else "he"
            )
            return Subject(words.start(group), words.end(), noun)
    owned = words.span("owner") if words["owner"] else (words.end(), end)
    name = next(find_names(text, *owned), None)
    return _subject(name) if name else None


def _signed(text: str, start: int, end: int) -> Subject | None:
    """The X of "… — X, teacher", which follows a quotation without a verb."""
    dash = _DASH.match(text, start, end)
    name = dash and next(find_names(text, dash.end(), end), None)
    return _subject(name) if name and name.start == dash.end() else None


def _quoted(text: str, start: int, end: int) -> Subject | None:
    """The X of "the paper quoted X as saying"."""
    quoted = _QUOTED.search(text, start, end)
    name = quoted and next(find_names(text, *quoted.span("who")), None)
    return _subject(name) if name else None


def _verb(text: str, start: int, end: int) -> re.Match[str] | None:
    """The first active verb of saying; "according to" only where it stands first."""
    for verb in VERB.finditer(text, start, end):
        if not PASSIVE.search(text, start, verb.start()):
            return verb
    return None


def _following(text: str, start: int, end: int) -> Subject | None:
    """The first noun phrase after a verb: a name, or a noun with a name set beside it."""
    names = list(find_names(text, start, end))
    phrase = _phrase(text, start, end)
    if issuer := _issuer(text, names, phrase):
        return issuer
    named = next((n for n in names if not n.governed), None)
    if named and (phrase is None or _is_apposition(text, phrase, named)):
        return _subject(named)
    return phrase


def _preceding(text: str, start: int, end: int) -> Subject | None:
    """The subject between the beginning of a clause and its verb."""
    names = list(find_names(text, start, end))
    words = list(_TOKEN.finditer(text, start, end))
    while words and words[-1].group().lower() in _FILLERS:
        words.pop()
    if not words:
        return None
    last = words[-1]
    if apposed := _apposed(text, names, last):
        return _subject(apposed)
    if owner := _owner_of_words(words):
        return owner
    if last.group().lower() in PRONOUNS:
        return Subject(last.start(), last.end(), last.group().lower())
    adjacent = next((n for n in names if n.end >= last.end() > n.start), None)
    if adjacent and (not adjacent.governed or SPOKESPERSON.search(text, start, adjacent.start)):
        return _subject(adjacent)
    if beside := _adjacent_phrase(words):
        return beside
    free = [n for n in names if not n.governed]
    phrase = _phrase(text, start, end)
    if issuer := _issuer(text, names, phrase):
        return issuer
    if free:
        return _subject(free[0])
    if phrase is None or phrase.noun in TEXT_NOUNS:
        return _possessor(words) or (phrase and phrase._replace(noun="text"))
    return phrase


def _apposed(text: str, names: list[Name], last: re.Match[str]) -> Name | None:
    """The X of "its treasurer, X, said": a name that stands between commas behind a noun."""
    for name in names:
        noun = _NOUN_BEFORE.search(text, max(0, name.start - 30), name.start)
        if noun and not (name.governed or name.is_organization) and name.end == last.start():
            return name if last.group() == "," else None
    return None


def _owner_of_words(words: list[re.Match[str]]) -> Subject | None:
    """Who is meant by "in the colonel's words,", a title before a noun for a text."""
    nouns = [word for word in words if word.group()[0].isalpha()]
    is_text = bool(nouns) and nouns[-1].group().lower() in TEXT_NOUNS
    return _possessor(nouns[-2:]) if is_text and len(nouns) > 1 else None


def _subject(name: Name) -> Subject:
    return Subject(name.start, name.end, name=name.text)


def _issuer(text: str, names: list[Name], phrase: Subject | None) -> Subject | None:
    """The X of "the bulletin of X", "the text published by X"."""
    if phrase is None or phrase.noun not in TEXT_NOUNS:
        return None
    for name in names:
        before = text[phrase.end : name.start].lower().split()
        if before and {"of", "by", "from", "de", "del", "por"} & set(before[-2:]):
            return _subject(name)
    return None


def issuer(text: str, start: int, end: int) -> Subject | None:
    """The X of "Here is the bulletin of X"."""
    names = list(find_names(text, start, end))
    return _issuer(text, names, _phrase(text, start, end))


def _possessor(words: list[re.Match[str]]) -> Subject | None:
    """The pronoun behind "His words …", the title behind "the senator's message …"."""
    first = words[0]
    lower = first.group().lower()
    for word in words:
        owner, _, possessive = word.group().lower().replace("’", "'").partition("'")
        if possessive == "s" and owner in TITLES:
            return Subject(word.start(), word.end(), owner)
    if lower not in POSSESSIVES:
        return None
    noun = "it" if lower == "its" else lower if lower in _SEXED else "he"
    return Subject(first.start(), first.end(), noun)


def _is_apposition(text: str, phrase: Subject, name: Name) -> bool:
    """Whether a name is set beside a noun: "the mayor of X, Rogelio Treviño"."""
    return text[phrase.end : name.start].rstrip().endswith(",") or name.start - phrase.end < 40


def _phrase(text: str, start: int, end: int) -> Subject | None:
    """The first "the office", "la mujer" or pronoun that no preposition governs."""
    words = list(_TOKEN.finditer(text, start, end))
    for number, word in enumerate(words):
        lower = word.group().lower()
        before = words[number - 1].group().lower() if number else ""
        if lower in PRONOUNS and lower not in ("i", "we", "el") and before not in PREPOSITIONS:
            return Subject(word.start(), word.end(), lower)
        if lower in DETERMINERS | POSSESSIVES and before not in PREPOSITIONS:
            noun = _head(words[number + 1 : number + 5])
            if noun is not None:
                return Subject(word.start(), noun.end(), noun.group().lower())
    return None


def _adjacent_phrase(words: list[re.Match[str]]) -> Subject | None:
    """ "The bishop" right before the verb, where nothing governs it."""
    for number in range(len(words) - 1, max(len(words) - 5, -1), -1):
        lower = words[number].group().lower()
        if not lower[0].isalpha() or lower in PREPOSITIONS:
            return None
        if lower in DETERMINERS | POSSESSIVES and number + 1 < len(words):
            before = words[number - 1].group().lower() if number else ""
            noun = _head(words[number + 1 :])
            if noun is None or before in PREPOSITIONS or noun.group().lower() in TEXT_NOUNS:
                return None
            return Subject(words[number].start(), noun.end(), noun.group().lower())
    return None


def _head(words: list[re.Match[str]]) -> re.Match[str] | None:
    """The noun of a phrase: a known one among its first words, else the first or last of them.

    English puts adjectives before the noun, Spanish after it.
    """
    phrase = []
    for word in words:
        lower = word.group().lower()
        if not word.group()[0].isalpha() or lower in PREPOSITIONS or VERB.fullmatch(word.group()):
            break
        phrase.append(word)
    if not phrase:
        return None
    known = (
        w for w in phrase if w.group().lower() in TEXT_NOUNS or w.group().lower() in NOUN_GROUPS
    )
    return next(known, phrase[0])
