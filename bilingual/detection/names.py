"""Names by their looks: capitals, the small words that join them, and what stands before them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from bilingual.detection.speech import (
    DATELINE,
    DETERMINERS,
    LONG_TITLE,
    NOUN_GROUPS,
    PLACES,
    POSSESSIVES,
    PREPOSITIONS,
    PRONOUNS,
    TITLES,
)
from bilingual.detection.vocabulary import is_known
from bilingual.detection.words import normalize
from bilingual.word_set import word_set

PARTICLES = word_set(
    "de del du des la le las los el y e et di san santa da do dos das van von der den bin al a en "
    "para por con contra ante sobre of the and for in on &"
)
_CAPITAL = r"[A-ZÁÉÍÓÚÜÑÀÈÒÇÖÄÂÊÎÔÛ]"
_WORD = rf"(?:(?:{_CAPITAL}\.){{2,}}|{_CAPITAL}\w*(?:['’\-]\w+)*\.?(?<![^\W\d_]{{3}}\.))"
_JOINT = r"(?:de(?: las?| los| el)?|del|la|las|los|van|von|of(?: the)?|for(?: the)?|al|y|and|e|&)"
_NAME = re.compile(rf"{_WORD}(?:[ \t]+(?:{_JOINT}[ \t]+)?(?:{_WORD}|\d{{1,3}}(?!\d|[.,]\d)))*")
_TITLE_WORDS = 4
_ARTICLES = ("el", "la", "los", "las")
_SHOUTED_WORDS = 2
_ENUMERATES = re.compile(r",? (?:and |y |or |o |the )*")
_GOES_ON = re.compile(r"(?:,|,? (?:and|y|or|o)) (?:the )?[A-ZÁÉÍÓÚÑ]")
_QUOTED_NAME = re.compile(r"[ \t]+[“\"][A-ZÁÉÍÓÚÑ]\w{0,20}[”\"]")
_BEFORE = re.compile(r"([\w’']+)[ \t]+$")
_POSSESSIVE = re.compile(r"['’]s$")
# "written by X": whoever did it is the subject in all but grammar.
_AGENT = re.compile(
    r"\b(?:written|signed|issued|published|posted|released|sent|sponsored|escrit[oa]|firmad[oa]|"
    r"emitid[oa]|publicad[oa]|difundid[oa]|enviad[oa])\s+(?:by|por)\s+(?:the\s+|la\s+|el\s+)?$"
)
# ", the state oil company, ": the noun set beside a name; in English it ends the phrase.
_APPOSITION = re.compile(
    r"(?: \([^()\n]{2,20}\))?, (?:(?:the|an?) (?P<en>[a-z][^,.;:()\n]{1,60})"
    r"|(?:el|la|los|las|una?) (?P<es>[^\W\d_A-Z][^\s,.;:]*))"
)
_PHRASE_END = re.compile(r"\s(?:of|that|which|who|in|on|at|for|from|with|based|near|behind)\b")
_JOINTS = re.compile(r"[ \t]+(?:and|y|e|of(?: the)?|for(?: the)?)[ \t]+")
_NOT_NAMES = word_set(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may "
    "june july august september october november december lunes martes miércoles jueves viernes "
    "sábado domingo enero febrero marzo abril mayo junio julio agosto septiembre octubre "
    "noviembre diciembre spanish english mexican american mexicans americans "
    "gov sen rep gen col sgt lic ing capt cmdr adm maj prof gral rev hon"
)
# Months and days that are given names too: "Abril Santoyo", "Julio César".
_ALSO_NAMES = word_set("abril julio domingo april june august")
_FUNCTION_WORDS = (
    DETERMINERS
    | POSSESSIVES
    | PREPOSITIONS
    | PRONOUNS
    | word_set(
        "and but or so then when while where what who why how if as because although though yet "
        "not no yes there here now nobody everyone some many most more each every both another "
        "other all only even still later according two three four five six seven eight nine ten "
        "lo se que cuando como donde quien pero aunque porque si ya según también además así our "
        "my your"
    )
)


class Name(NamedTuple):
    """A name in a text.

    ``governed`` says that a preposition stands before it ("of Jalisco"), ``noun`` is the one set
    beside it ("company" in "Pemex, the state oil company") or "".
    """

    start: int
    end: int
    text: str
    is_organization: bool
    governed: bool
    noun: str


def is_name(words: Sequence[str]) -> bool:
    """Whether words look like one name or several in a row: capitalised but for particles.

    Text all in capitals shows nothing, and no name has particles at both ends.
    """
    content = [w for w in words if w not in PARTICLES]
    if len(words) > _SHOUTED_WORDS and all(map(str.isupper, words)):
        return False
    if words and words[0] in PARTICLES and words[-1] in PARTICLES:
        return False
    return bool(content) and all(not w[0].islower() for w in content)


def is_quoted_name(words: Sequence[str]) -> bool:
    """Whether words between quotation marks look like a name: no preposition begins or ends it."""
    if not words:
        return False
    begins = not words[0][0].islower() or words[0] in _ARTICLES
    return begins and not words[-1][0].islower() and is_name(words)


def is_title(words: Sequence[str]) -> bool:
    """Whether a few words look like the title of a work: "La hija del lago", "Frontera chica"."""
    if not words:
        return False
    capitals = sum(word[0].isupper() for word in words)
    titled = words[0] in ("El", "La", "Los", "Las") or 2 * capitals > len(words)
    return titled and len(words) <= _TITLE_WORDS


def find_names(text: str, start: int, end: int) -> Iterator[Name]:
    """The names between two offsets, in order, without titles or words that open a sentence."""
    before: Name | None = None
    dateline = DATELINE.match(text, start, end)
    for match in _NAME.finditer(text, dateline.end() if dateline else start, end):
        for first, last in _parts(text, match.start(), match.end()):
            found = _name(text, first, last, start)
            if found is None:
                continue
            if before and before.governed and _is_next(text, before, found):
                found = found._replace(governed=True)
            before = found
            yield found


def _is_next(text: str, before: Name, name: Name) -> bool:
    """Whether a name goes on an enumeration ("in Valencia, Málaga and Barcelona")."""
    joint = _ENUMERATES.fullmatch(text, before.end, name.start)
    if joint is None:
        return False
    return "," not in joint.group() or _GOES_ON.match(text, name.end) is not None


def is_organization(name: str) -> bool:
    """Whether a name has a noun for an institution in it, "y" or a number, or is an acronym."""
    words = re.findall(r"\w+", name)
    if any(word in ("y", "e", "and") or word.isdigit() for word in words):
        return True
    return _has_noun(name) or (len(words) == 1 and len(name) > 1 and name.isupper())


def _has_noun(name: str) -> bool:
    return any(word.lower() in NOUN_GROUPS for word in re.findall(r"\w+", name))


def _parts(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A run of capitals cut at "and" or "of" where that joins two names and is not part of one."""
    for joint in _JOINTS.finditer(text, start, end):
        left = text[start : joint.start()]
        if joint.group().strip() in ("and", "y", "e"):
            two = not _has_noun(text[start:end]) and _joins_two(text, joint, start, end)
        else:
            two = " " in left and not is_organization(left)
        if two:
            yield start, joint.start()
            yield from _parts(text, joint.end(), end)
            return
    yield start, end


def _joins_two(text: str, joint: re.Match[str], start: int, end: int) -> bool:
    """Whether "and" stands between two names; the Spanish "y" often lies within one."""
    if joint.group().strip() == "and":
        return True
    sides = text[start : joint.start()], text[joint.end() : end]
    return all(len(side.split()) > 1 for side in sides)


def _name(text: str, start: int, end: int, low: int) -> Name | None:
    words = list(re.finditer(r"\S+", text[start:end]))
    while words and words[0].group().strip(".").lower() in _FUNCTION_WORDS:
        if _is_part_of_name([word.group().lower() for word in words[:2]]):
            break
        words.pop(0)
    if not words:
        return None
    begin = start + words[0].start()
    if len(words) == 1 and opens_sentence(text, low, begin) and _is_common(words[0].group()):
        return None
    governed = _is_governed(text, low, begin) or words[0].group().lower() in PLACES
    begin = _after_titles(text, begin, end)
    if nickname := _QUOTED_NAME.match(text, end):
        end = nickname.end()
    if possessive := _POSSESSIVE.search(text, begin, end):
        end, governed = possessive.start(), True  # "Mexico's education secretary"
    surface = text[begin:end]
    first = words[0].group().lower()
    is_given = first in _ALSO_NAMES and len(words) > 1 and words[1].group()[0].isalpha()
    if (first in _NOT_NAMES and not is_given) or not any(map(str.isalpha, surface)):
        return None
    introduced = _BEFORE.search(text, max(low, begin - 24), begin)
    noun = _noun_beside(text, end)
    organization = (
        noun in NOUN_GROUPS
        or (introduced is not None and introduced.group(1).lower() in NOUN_GROUPS)
        or is_organization(surface)
    )
    return Name(begin, end, surface, organization, governed, noun)


def _is_part_of_name(words: list[str]) -> bool:
    """Whether an article begins a name: "El Universal", but not "La Secretaría de Salud"."""
    return len(words) > 1 and words[0] in _ARTICLES and words[1] not in NOUN_GROUPS


def _noun_beside(text: str, end: int) -> str:
    """The head of an apposition after a name, lower case, or ""."""
    apposition = _APPOSITION.match(text, end)
    if apposition is None:
        return ""
    if apposition["es"]:
        return apposition["es"].lower()
    return _PHRASE_END.split(apposition["en"])[0].split()[-1].lower()


def _after_titles(text: str, start: int, end: int) -> int:
    """Where the name itself begins after "Mayor", "Security Secretary", "Secretary of State"."""
    if long_title := LONG_TITLE.match(text[start:end]):
        return start + long_title.end()
    words = list(re.finditer(r"\S+", text[start:end]))
    for number in reversed(range(len(words) - 1)):
        if words[number].group().strip(".").lower() in TITLES:
            rest = text[start + words[number + 1].start() : end]
            following = words[number + 1].group()
            if not is_organization(rest) and following[0].isupper():
                return start + words[number + 1].start()
    return start


def opens_sentence(text: str, low: int, start: int) -> bool:
    """Whether a capital may be there only because a sentence begins."""
    before = text[max(low, start - 4) : start].rstrip(" \n\t\"“«‘'(")
    return not before or before[-1] in ".!?…:—–-"


def _is_common(word: str) -> bool:
    """Whether a word is known without its capital."""
    return is_known(normalize(word.strip(".,")))


def _is_governed(text: str, low: int, start: int) -> bool:
    if _AGENT.search(text, max(low, start - 24), start):
        return False
    before = _BEFORE.search(text, max(low, start - 24), start)
    if before and before.group(1).lower() in DETERMINERS:
        before = _BEFORE.search(text, max(low, start - 24), before.start())
    return before is not None and before.group(1).lower() in PREPOSITIONS
