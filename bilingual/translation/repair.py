"""Numbers, acronyms and names that the model got wrong, put right at the words linked to them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

from rapidfuzz.distance import Levenshtein

from bilingual.document import Link
from bilingual.tokens import Token
from bilingual.translation.edits import Edit
from bilingual.translation.engine import Engine
from bilingual.translation.numbers import (
    Number,
    english_number,
    english_numeral,
    find_numbers,
    find_values,
)
from bilingual.translation.quotes import quote_edits
from bilingual.translation.words import tokenize

_ACRONYM = re.compile(r"(?<![\w-])(?:[A-ZÁÉÍÓÚÑ]{2,}\d*|[A-Z]+-[A-Z\d]+|[A-Z]\d+)s?(?![\w-])")
_HALF_OF_DAY = re.compile(r"(?P<minutes>:\d\d)?\s*[ap]\.?\s?m\b\.?")
_HOUR_AND_MINUTE = re.compile(r"(?<![\d:.,])\d{1,2}[:.]\d\d(?!\d)")
_CLOCK_TIME = re.compile(
    r"(?<![\d:.,])(?P<time>(?P<hour>\d{1,2})[:.]\d\d)(?P<half>\s*(?:[ap]\.?\s?|\.)m\b(?:\.(?!\s*$))?)"
)
_SPANISH_HALF_OF_DAY = re.compile(
    r"\b[ap]\.?\s?m\b|\bde la (?:mañana|tarde|noche|madrugada)|\bdel (?:mediodía|día)",
    re.IGNORECASE,
)
_MIXED = re.compile(r"(?:thousand|million|billion)\s+\d")
_ROMAN = re.compile(r"[IVXLCDM]+")
_ACRONYM_FILE = Path(__file__).with_name("acronyms.tsv")
_EXONYM_FILE = Path(__file__).with_name("exonyms.tsv")
_POSSESSIVE = re.compile(r"['’]s?$")
_OPENING = " \"'“‘«¡¿(—-"
_ENDINGS = """
cion/tion ciones/tions sion/sion siones/sions dad/ty dades/ties tad/ty ia/y ias/ies ia/ia
ico/ic ica/ic ico/ical ica/ical icos/ic icas/ic icas/ics ica/ics ivo/ive iva/ive
ivos/ive ivas/ive ismo/ism ista/ist istas/ists encia/ence encia/ency ancia/ance o/ a/ e/
a/e o/e os/s as/s es/s os/es as/es os/ as/ es/ ario/ary aria/ary arios/ary orio/ory
ado/ate ados/ates do/te ador/ator adores/ators or/er mente/ly mente/lly cia/tion ura/ure
ona/one ano/an ana/an anos/ans anas/ans co/c nte/nt ntes/nts al/al ales/al oso/ous osa/ous
alidad/ality idades/ities teco/an teca/an tecos/ans tecas/ans eno/an ena/an enos/ans ense/an
ense/ian enses/ians es/ese esa/ese eses/ese
"""
_REGULAR_ENDINGS = tuple(pair.split("/") for pair in _ENDINGS.split())
"""Endings, without accents, of Spanish words and of the English words of the same origin."""
SIMILAR_NAMES = 0.6
"""Least similarity of a source name and what the model made of it, 0 to 1."""
SIMILAR_FIRST_WORDS = 0.8
"""The same where the word may be an ordinary one: first in the sentence, or known in lower case."""


def repairs(
    source: str, target: str, links: Iterable[Link], engine: Engine, source_language: str
) -> list[Edit]:
    """The edits that put numbers, acronyms and names of the source right in the target."""
    links = list(links)
    edits: list[Edit] = []
    if (source_language, engine.target) != ("es", "en"):
        return []  # what is known of numbers and names is of this pair
    finders = [
        _number_edits(source, target, links, source_language, engine.target),
        _hour_edits(source, target),
        _acronym_edits(source, target, links),
        _name_edits(source, target, links, engine),
        quote_edits(source, target, links),
    ]
    for edit in (edit for found in finders for edit in found):
        if not any(edit.start < other.end and other.start < edit.end for other in edits):
            edits.append(edit)
    return edits


def missing_numbers(source: str, target: str, languages: tuple[str, str]) -> list[Number]:
    """The numbers in digits of the source whose value the target does not have.

    Digits alone will do where no word scales them: "15.30 horas" is "15:30", but "10 billones" is
    not "10 billion".
    """
    numbers = find_numbers(source, languages[0])
    if not numbers:
        return []
    values = find_values(target, languages[1])
    digits = set(re.findall(r"\d+", re.sub(r"(?<=\d)[.,:](?=\d)", "", target)))
    return [
        number
        for number in numbers
        if number.value not in values
        and (
            number.end > number.numeral_end
            or re.sub(r"\D", "", source[number.start : number.numeral_end]) not in digits
        )
    ]


@lru_cache(maxsize=1)
def english_acronyms() -> frozenset[str]:
    """The English forms of the acronyms that English has another form for."""
    return frozenset(form for forms in _equivalents().values() for form in forms)


def english_names(name: str) -> tuple[str, ...]:
    """The English names of a place, where they do not follow from the Spanish one."""
    return _table(_EXONYM_FILE).get(name, ())


def missing_acronyms(source: str, target: str) -> list[re.Match[str]]:
    """The acronyms of the source that the target has neither as they are nor in English."""
    equivalents = _equivalents()
    return [
        match
        for match in _ACRONYM.finditer(source)
        if not (_ROMAN.fullmatch(match.group()) and match.group() not in equivalents)
        and not any(
            _has_word(target, form) for form in (match.group(), *equivalents.get(match.group(), ()))
        )
    ]


def _has_word(text: str, word: str) -> bool:
    """Whether a word or phrase stands in a text, not as part of a longer word."""
    start = text.find(word)
    while start >= 0:
        end = start + len(word)
        alone = not text[max(start - 1, 0) : start].isalnum() and not text[end : end + 1].isalnum()
        if alone:
            return True
        start = text.find(word, start + 1)
    return False


def _number_edits(
    source: str, target: str, links: list[Link], source_language: str, target_language: str
) -> Iterable[Edit]:
    languages = (source_language, target_language)
    missing = missing_numbers(source, target, languages)
    written = find_numbers(target, target_language)
    wanted = find_numbers(source, source_language)
    claimed = {n for n in written if any(n.value == w.value for w in wanted if w not in missing)}
    places = _places(links)
    for number in wanted:
        targets = [t for start in range(number.start, number.end) for t in places.get(start, ())]
        linked = [n for n in written if any(n.start <= target < n.end for target in targets)]
        if number not in missing:
            yield from _restyled(source, target, number, linked or written)
            continue
        free = [n for n in linked if n not in claimed]
        if not free and len(missing) == 1:
            free = [n for n in written if n not in claimed][:1]
        text = english_number(source, number)
        if free:
            claimed |= set(free)
            end, text = _with_time(target, free[-1].end, text, number)
            yield Edit(free[0].start, end, text, number.start, number.end)


def _with_time(target: str, end: int, text: str, number: Number) -> tuple[int, str]:
    """End and text of an edit of an hour: above 12 no "a.m." or "p.m." stays behind it."""
    following = _HALF_OF_DAY.match(target, end)
    if number.value <= 12 or following is None:
        return end, text
    stop = following.end() - (following.end() == len(target) and target.endswith("."))
    return stop, text + (following["minutes"] or "")


def _hour_edits(source: str, target: str) -> Iterable[Edit]:
    """What models add to "21:40 horas" goes: above 12 no "a.m." or "p.m.", before it no "p.m."."""
    if _SPANISH_HALF_OF_DAY.search(source):
        return
    times = {time.group() for time in _HOUR_AND_MINUTE.finditer(source)}
    for time in _CLOCK_TIME.finditer(target):
        morning = int(time["hour"]) < 12 and "a" in time["half"]
        if time["time"] in times and not morning:
            yield Edit(*time.span("half"), "")


def _restyled(source: str, target: str, number: Number, linked: list[Number]) -> Iterable[Edit]:
    """A numeral with Spanish separators or with words inside ("a thousand 200"), in English."""
    numeral = source[number.start : number.numeral_end]
    wanted = english_numeral(numeral)
    for other in linked:
        if other.value == number.value and _MIXED.search(target, other.start, other.end):
            text = english_number(source, number)
            yield Edit(other.start, other.end, text, number.start, number.end)
            continue
        written = target[other.start : other.numeral_end]
        same = re.sub(r"\D", "", written) == re.sub(r"\D", "", numeral)
        if same and not written.isdigit() and written != wanted:
            yield Edit(other.start, other.numeral_end, wanted, number.start, number.numeral_end)


def _places(links: list[Link]) -> dict[int, list[int]]:
    """Where the target words start that each source word, by its start, is linked to."""
    places: dict[int, list[int]] = {}
    for link in links:
        places.setdefault(link.source_start, []).append(link.target_start)
    return places


def _acronym_edits(source: str, target: str, links: list[Link]) -> Iterable[Edit]:
    for match in missing_acronyms(source, target):
        place = _linked_words(target, links, match.start(), match.end())
        if place:
            forms = _equivalents().get(match.group(), (match.group(),))
            yield Edit(*place, forms[0], match.start(), match.end())


def _linked_words(target: str, links: list[Link], start: int, end: int) -> tuple[int, int] | None:
    """The first run of target words whose strongest link lies in a stretch of the source."""
    strongest = _strongest_sources(links)
    run: list[Token] = []
    for token in tokenize(target):
        if start <= strongest.get(token.start, -1) < end and token.text[0].isalnum():
            run.append(token)
        elif run:
            break
    return (run[0].start, run[-1].end) if run else None


def _name_edits(source: str, target: str, links: list[Link], engine: Engine) -> Iterable[Edit]:
    words = [t for t in tokenize(target) if t.text[:1].isupper() and len(t.text) > 2]
    names = {t.start: t for t in tokenize(source) if t.text[:1].isupper() and len(t.text) > 2}
    copied = {_POSSESSIVE.sub("", word.text) for word in words}
    strongest = _strongest_sources(links)
    for word in words:
        name = names.get(strongest.get(word.start, -1))
        if name is None or name.text in copied or name.text.isupper():
            continue
        if _is_spoilt(source, name, word.text, engine) or _is_translated_surname(
            source, target, name, word
        ):
            end = word.start + len(_POSSESSIVE.sub("", word.text))
            yield Edit(word.start, end, name.text, name.start, name.end)


def _strongest_sources(links: list[Link]) -> dict[int, int]:
    """The source word, by its start, that each target word is linked to most strongly."""
    strongest: dict[int, Link] = {}
    for link in links:
        known = strongest.get(link.target_start)
        if known is None or link.probability > known.probability:
            strongest[link.target_start] = link
    return {start: link.source_start for start, link in strongest.items()}


def _is_spoilt(source: str, name: Token, word: str, engine: Engine) -> bool:
    """Whether a target word is the name with letters gone wrong, not its English form."""
    word = _POSSESSIVE.sub("", word)
    if engine.writes(word) or word in english_names(name.text):
        return False
    before, after = _folded(name.text), _folded(word)
    least = SIMILAR_NAMES
    if not source[: name.start].strip(_OPENING):
        least = SIMILAR_FIRST_WORDS
    if engine.familiarity([name.text.lower()])[0] > float("-inf"):
        # An ordinary word with a capital: only within a name of several words.
        least = SIMILAR_FIRST_WORDS if len(_capitalised_run(source, name)) > 1 else 2
    similarity = Levenshtein.normalized_similarity(before, after)
    return least <= similarity and not _regular_pair(before, after)


def _regular_pair(spanish: str, english: str) -> bool:
    """Whether two words differ as a Spanish and an English word of one origin do."""
    spanish = re.sub(r"^es(?=[pt])", "s", _alike(spanish.replace("cion", "tion")))
    english = _alike(english)
    shared = next(
        (i for i, (a, b) in enumerate(zip(spanish, english)) if a != b),
        min(len(spanish), len(english)),
    )
    return shared >= 3 and any(
        spanish.endswith(es) and english.endswith(en) and shared >= len(spanish) - len(es)
        for es, en in _REGULAR_ENDINGS
    )


def _alike(word: str) -> str:
    """A word with the spellings that the two languages write differently made one."""
    for pattern, plain in ((r"y", "i"), (r"ph", "f"), (r"th", "t"), (r"(.)\1", r"\1")):
        word = re.sub(pattern, plain, word)
    return word


def _folded(word: str) -> str:
    decomposed = unicodedata.normalize("NFD", word.casefold())
    return "".join(c for c in decomposed if not unicodedata.combining(c))


def _is_translated_surname(source: str, target: str, name: Token, word: Token) -> bool:
    """Whether a word within a person's name was translated: "Rosario Stone Ibarra".

    The name follows a word that was copied, in both languages, and so was every other word of
    the name.
    """
    run = _capitalised_run(source, name)
    copied = [token for token in run if _has_word(target, token.text)]
    if run and run[0] not in copied and not source[: run[0].start].strip(_OPENING):
        run = run[1:]  # the first word of a sentence has its capital anyway
    position = next((i for i, t in enumerate(run) if t.start == name.start), 0)
    previous = target[: word.start].split()[-1:]
    return position > 0 and len(copied) == len(run) - 1 and previous == [run[position - 1].text]


def _capitalised_run(source: str, name: Token) -> list[Token]:
    run: list[Token] = []
    for token in tokenize(source):
        if token.text[:1].isupper() and not token.text.isupper():
            run.append(token)
            continue
        if any(t.start == name.start for t in run):
            break
        run = []
    return run if any(t.start == name.start for t in run) else []


def _equivalents() -> dict[str, tuple[str, ...]]:
    return _table(_ACRONYM_FILE)


@lru_cache(maxsize=4)
def _table(path: Path) -> dict[str, tuple[str, ...]]:
    """A table of names: a Spanish one and its English ones on each line."""
    lines = path.read_text("utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return {row[0]: tuple(row[1:]) for row in rows}
