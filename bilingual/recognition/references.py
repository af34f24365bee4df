"""Common nouns that refer to somebody or something named elsewhere: "la empresa", "the rector".

A noun with an article is resolved in the order of the text. Whom it can mean is told by the head
noun of a name ("Sindicato Minero" is a union in either language), by what stands beside it ("EDA,
the appliance maker", "Rector Jesús Rivas"), and by the lexicon. The nearest that fits before the
noun is taken, else the nearest after it; where nothing fits, a name of which no kind is known, if
it stands near. Nouns that no name explains are joined to each other ("the metalworkers' union",
"el sindicato").
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from bilingual.document import Document, Mention
from bilingual.lexicon import Lexicon
from bilingual.lexicon.context import REFERENCE_REACH, REFERS
from bilingual.lexicon.equivalents import content_stems, is_place_word, same_word
from bilingual.lexicon.wording import FOLLOWER
from bilingual.recognition.acronyms import is_acronym_like
from bilingual.recognition.kinds import (
    BODY,
    NO_MODIFIER,
    PERSON,
    inventory,
    is_vague,
    noun_kinds,
    noun_pattern,
    scopes_of,
    wide_kinds,
    wider,
)
from bilingual.recognition.referents import Referent, group_names, named_referents
from bilingual.spans import SpanIndex

_MODIFIER = rf"(?:{NO_MODIFIER}[\w’'-]{{1,20}}\s+(?:and\s+(?={NO_MODIFIER}[\w’'-]{{1,20}}\s))?)"
_HEAD = rf"(?P<noun>(?i:{noun_pattern('en')})))(?![\w-])(?={FOLLOWER})"
# "the union", "the Tarapacá fishermen's federation"
_ENGLISH = re.compile(
    r"\b(?:[Tt]he|[Tt]his|[Tt]hat|[Oo]ur)\s+"
    rf"(?P<whole>(?P<modifiers>{_MODIFIER}{{0,4}}?){_HEAD}"
)
# "Mexico's rail regulator", "Colima's prosecutors", "his ministry"
_OWNED = re.compile(
    rf"(?:(?P<owner>[A-ZÁÉÍÓÚÑ][\w-]{{1,20}})['’]s|\b(?:[Hh]is|[Hh]er)(?!\s(?:office|plant)\b))\s"
    rf"(?P<whole>(?P<modifiers>{_MODIFIER}{{0,3}}?){_HEAD}"
)
# Bodies that English names without an article: "State prosecutors said", "City hall has".
_BARE = re.compile(
    r"(?:^|[.!?…]\s|[,”\"»]\s)(?P<whole>(?P<modifiers>(?:(?:[Ff]ederal|[Ss]tate|[Ll]ocal|[Mm]unicipal|[Cc]ity"
    r"|[A-ZÁÉÍÓÚÑ]\w{2,20})\s){0,2})(?P<noun>(?i:prosecutors|police|city\shall|firefighters"
    rf"|regulators|paramedics)))(?=\s)(?!\s(?:in|of|from|at)\b)(?={FOLLOWER})",
    re.MULTILINE,
)
# Endings that adjectives have and few verbs ("el sindicato minero", but not "espera", "indica").
_ADJECTIVE = (
    r"(?![a-z]*(?:dic|blic|plic|fic|tic|unic|bic)a\b|activa\b|deriva\b)[a-záéíóúñ]{2,14}"
    r"(?:al|ic[oa]|(?:in|rol|obr|ci|tel|ion|ill|car|gan|squ|anj|vec)er[oa]|iv[oa]|ari[oa]|an[oa]|il"
    r"|ista|dor|dora|ense|eñ[oa]|tec[oa]|és|esa)"
)
# "el sindicato de futbolistas"
_OF = r"(?!(?:este|esta|ese|esa|su|sus|un|una|la|las|los|el|que)\b)[a-záéíóúñ]{4,16}"
_SPANISH = re.compile(
    r"\b(?:[Ee]l|[Ll]a|[Aa]l|[Dd]el|[Ee]st[ea]|[Ee]s[ea]|[Dd]ich[oa]|[Nn]uestr[oa])\s+"
    rf"(?P<whole>(?P<noun>(?i:{noun_pattern('es')}))(?P<modifiers>"
    rf"(?:\s+{_ADJECTIVE})?|\s+de\s+{_OF}))"
    r"(?![\w-])(?!\s+(?:del?|más|menos|\w+(?:ol|ola))\b|\s+[A-ZÁÉÍÓÚÑ“\"«])"
)
# In headlines nouns go without an article: "Alista sindicato denuncia".
_NO_VERB = (
    r"(?!(?:un[ao]?|ning[uú]na?|cada|tod[oa]|otr[oa]|alg[uú]na?|su|mi|tu|el|la|qu[eé]|con|de|por|sin"
    r"|en|est[ea]|ese|esa|como|para|a|y)\b)"
)
_HEADLINE = re.compile(
    rf"(?:^|[«“\"\n]|[.:!?]\s)\s*(?:{_NO_VERB}[a-záéíóúñ]+\s+)?"
    rf"(?P<whole>(?P<noun>{noun_pattern('es', referring=True)})(?P<modifiers>))"
    r"(?=\s+[a-záéíóúñ]{3,})(?!\s+del?\b)",
    re.IGNORECASE,
)
# What stands between a name and the noun in apposition to it, on either side.
# A mark that closes a quotation behind the comma begins "…," the union said.
_APPOSED = re.compile(r"(?:[ ]*\([^()\n]{1,40}\))?[\"”»’]?,?[ ]+(?:the|el|la)\s+$", re.IGNORECASE)
_AGE = re.compile(r",\s\d{1,2}(?:,|\saños)")
_NAME_FOLLOWS = re.compile(r",?\s+[\"“«]?(?=[A-ZÁÉÍÓÚÑ])")
# Modifiers that tell no body from another, as stems.
_PLAIN = frozenset(
    {"state", "local", "federal", "national", "public", "privat", "own", "new", "old"}
    | {"large", "larg", "larger", "largest", "small", "big", "country", "nation", "city", "stat"}
    | {"estatal", "municipal", "nacional", "public", "privad", "civil", "main", "powerful", "whol"}
)
# Kinds that a body of any other can be called where a modifier says which: "the rail authority".
_GENERAL = frozenset({"agency", "authority", "organization", "institution", "office"})
# Kinds that names say of bodies of all sorts.
_OPEN = frozenset({"institute", "center", "service", "system", "corporation", "network"})
# Companies and public bodies of which no more is said.
_COMPANIES = frozenset({"company", "corporation", "organization"})
_OFFICES = frozenset({"agency", "commission", "ministry", "institution"})
_REGULATOR = frozenset({"regulator"})
_MANY = 100  # names of one kind: beyond that none is the one meant
_LONGEST_REMEMBERED = 50_000  # characters: bounds what the remembered texts take
_NEAR = 500  # code points between a noun and the name of no known kind that it can refer to


class Noun(NamedTuple):
    """A noun that may refer, with its modifiers. ``modifiers`` are stems of those that tell."""

    start: int
    end: int
    head: int  # where the noun itself starts
    label: str  # ORG for nouns of bodies, PER for those of people
    stem: str
    kinds: frozenset[str]
    own: frozenset[str]  # with those of its last word: an ombudsman's office is an office
    modifiers: tuple[str, ...]
    scopes: frozenset[str]  # how wide the reach of the body is said to be
    is_vague: bool  # refers only to what bears the noun in its name: "the center"
    is_new: bool  # may speak of something not spoken of before


def with_references(
    document: Document, mentions: Sequence[Mention], lexicon: Lexicon, recognizer: str
) -> list[Mention]:
    """The mentions, and nominal ones for the nouns that refer to them or to each other.

    Where the lexicon took a noun for the last entry of its kind, what fits better goes before.
    """
    found: list[Mention] = []
    names = [m for m in mentions if m.strength == "name" and not _is_open(m)]
    settled = SpanIndex([m for m in mentions if not _is_open(m)])
    for referent in resolve(document, names, lexicon, group_names(document.text, names)):
        ids = referent.names[0].lexicon_ids if referent.names else ()
        note = f"{REFERS} {referent.names[0].text!r}" if referent.names else ""
        for noun in referent.nouns:
            if any(noun.end <= m.end for m in settled.within(noun.start, noun.end)):
                continue
            span = (noun.start, noun.end, noun.text)
            label = referent.names[0].label if ids else referent.label
            found.append(Mention(*span, label, "", recognizer, "nominal", ids, note))
    index = SpanIndex(found)
    kept = [m for m in mentions if not _is_open(m) or not index.within(m.start, m.end)]
    return [*kept, *found]


def _is_open(mention: Mention) -> bool:
    """Whether a mention is a noun that the lexicon only took for the last of its kind, or one that
    a model took for a name: "la Comisión".
    """
    if mention.lexicon_ids:
        return mention.strength == "nominal" and mention.note.startswith(REFERS)
    return bool(noun_kinds(mention.text))


def resolve(
    document: Document, names: Sequence[Mention], lexicon: Lexicon, groups: Mapping[Mention, int]
) -> list[Referent]:
    """Those of whom the text speaks by nouns: named, or by two nouns and more.

    ``groups`` numbers the names that are one bearer's.
    """
    index = SpanIndex(names)
    referents = named_referents(document.text, names, lexicon, groups)
    discourse = _Discourse(document, referents)
    text = document.text
    for noun in _remembered_nouns(text) if len(text) <= _LONGEST_REMEMBERED else _nouns(text):
        if not index.within(noun.head, noun.end) and not _introduces(document.text, noun, index):
            discourse.add(noun)
    discourse.name_chains()
    return [r for r in discourse.referents if r.nouns and (r.names or len(r.nouns) > 1)]


def _introduces(text: str, noun: Noun, names: SpanIndex[Mention]) -> bool:
    """Whether a noun only says what the name beside it is: "Pemex, the oil company, …"."""
    before = _APPOSED.search(text[max(0, noun.start - 60) : noun.start])
    beside = names.within(noun.start - len(before[0]) - 1, noun.start) if before else []
    after = _NAME_FOLLOWS.match(text, noun.end)
    beside += names.within(after.end(), after.end() + 1) if after else []
    return any((name.label == PERSON) == (noun.label == PERSON) for name in beside)


# Linking asks for those that recognition has read, one batch of documents later.
@lru_cache(maxsize=256)
def _remembered_nouns(text: str) -> tuple[Noun, ...]:
    return tuple(_nouns(text))


def _nouns(text: str) -> list[Noun]:
    """The nouns that may refer, by place; each place once."""
    found = []
    patterns = (_ENGLISH, _SPANISH, _OWNED, _BARE, _HEADLINE)
    matches = [(m, pattern) for pattern in patterns for m in pattern.finditer(text)]
    reached = 0
    for match, pattern in sorted(matches, key=lambda pair: pair[0].start("whole")):
        start, end = match.span("whole")
        if start < reached:
            continue
        reached = end
        noun = match["noun"]
        kinds = noun_kinds(noun)
        is_person = all(inventory().kinds[kind].label == PERSON for kind in kinds)
        owner = [s for s in content_stems(match.groupdict().get("owner") or "") if is_place_word(s)]
        if pattern is _OWNED and match["owner"] and not (owner or match["modifiers"]):
            continue  # "Pemex's plant"
        words = [*owner, *content_stems(match["modifiers"])]
        says_which = (pattern is _OWNED and bool(match["owner"])) or " de " in match["modifiers"]
        found.append(
            Noun(
                start,
                end,
                match.start("noun"),
                PERSON if is_person else BODY,
                "".join(content_stems(noun)[-1:]),
                kinds,
                kinds | noun_kinds(noun.split()[-1]),
                tuple(s for s in words if s not in _PLAIN),
                scopes_of(match["modifiers"]),
                is_vague=is_vague(noun) or says_which,
                is_new=pattern in (_ENGLISH, _SPANISH) and not is_vague(noun),
            )
        )
    return found


class _Discourse:
    """What the text has spoken of, noun by noun."""

    def __init__(self, document: Document, referents: list[Referent]) -> None:
        self.referents = referents
        self._document = document
        self._segments = SpanIndex(document.segments)
        self._bodies = {m.text: r for r in referents if r.label == BODY for m in r.names}
        named = sorted(((m.start, i) for i, r in enumerate(referents) for m in r.names))
        self._name_places = [place for place, _ in named]
        self._named = [referents[i] for _, i in named]
        self._noun_places: list[int] = []
        self._by_noun: list[Referent] = []

    def add(self, noun: Noun) -> None:
        """Find what a noun refers to, or take it for something new; nouns come in order."""
        referent = self._find(noun)
        if referent is None:
            if not noun.is_new:
                return
            referent = Referent(noun.label, noun.kinds, noun.own, frozenset(noun.modifiers))
            self.referents.append(referent)
        elif not (referent.kinds or referent.in_lexicon or noun.is_vague):
            referent.kinds |= noun.kinds  # the text has said now what it is
        referent.nouns.append(self._document.span(noun.start, noun.end))
        referent.said |= {noun.stem}
        self._noun_places.append(noun.start)
        self._by_noun.append(referent)

    def name_chains(self) -> None:
        """Give nouns alone to the one name in the whole text that is of their very kind."""
        named: dict[str, list[Referent]] = defaultdict(list)
        for referent in self.referents:
            for kind in referent.kinds if referent.names and not referent.in_lexicon else ():
                named[kind].append(referent)
        for chain in [r for r in self.referents if r.nouns and not r.names]:
            if chain.label == PERSON and (introduced := self._introduced(chain)):
                self._merge(chain, introduced)
                continue
            fitting = {r for kind in chain.kinds for r in named[kind][:_MANY]}
            if chain.words:
                fitting = {r for r in fitting if _describes(chain.words, r)}
            if len(fitting) == 1:
                self._merge(chain, fitting.pop())

    def _introduced(self, chain: Referent) -> Referent | None:
        """The first person named after a noun, of whom no kind is known and the age is told: news
        first says "the mayor", and then "Yadira Cuevas, 47, who …".
        """
        start = chain.nouns[0].start
        first = bisect_left(self._name_places, start)
        last = bisect_left(self._name_places, start + _NEAR)
        for place, referent in zip(self._name_places[first:last], self._named[first:last]):
            if referent.label == PERSON:
                name = next(m for m in referent.names if m.start == place)
                told = _AGE.match(self._document.text, name.end)
                return referent if told and not (referent.kinds or referent.in_lexicon) else None
        return None

    def _find(self, noun: Noun) -> Referent | None:
        near = self._distances(noun.start)
        fitting = _agreeing(noun, [r for r, d in near.items() if _fits(noun, r, d)])
        chosen = max(fitting, key=lambda r: _rank(noun, r, near[r]), default=None)
        speaker = self._speaker(noun.start)
        if speaker is not None and (_fits(noun, speaker) or not speaker.kinds):
            is_better = chosen is not None and _is_of_its_kind(noun, chosen)
            return chosen if is_better and not _is_of_its_kind(noun, speaker) else speaker
        is_open = noun.is_new and not noun.modifiers and not self._is_capital(noun)
        unknown = self._unknown(noun, near) if is_open else None
        if chosen is None or (unknown is not None and near[chosen] < 0):
            return unknown
        if chosen.names or unknown is None:
            return chosen
        self._merge(chosen, unknown)
        return unknown

    def _is_capital(self, noun: Noun) -> bool:
        """Whether a capital says that the noun is part of the name: "la Comisión"."""
        return self._document.text[noun.head].isupper()

    def _speaker(self, offset: int) -> Referent | None:
        """The body that speaks at an offset."""
        segment = self._segments.at(offset)
        speaker = segment.speaker if segment else None
        return self._bodies.get(speaker.name) if speaker else None

    def _distances(self, start: int) -> dict[Referent, int]:
        """Code points back to the last place that speaks of each referent in reach.

        Where all come after, those to the first, as a negative number.
        """
        found: dict[Referent, int] = {}
        first = bisect_left(self._name_places, start - REFERENCE_REACH)
        middle = bisect_left(self._name_places, start)
        last = bisect_left(self._name_places, start + REFERENCE_REACH)
        for i in range(last - 1, middle - 1, -1):
            found[self._named[i]] = start - self._name_places[i]
        for i in range(first, middle):
            found[self._named[i]] = start - self._name_places[i]
        for i in range(bisect_left(self._noun_places, start - REFERENCE_REACH), len(self._by_noun)):
            referent, distance = self._by_noun[i], start - self._noun_places[i]
            found[referent] = min(distance, found.get(referent, distance), key=_nearness)
        return found

    def _unknown(self, noun: Noun, near: dict[Referent, int]) -> Referent | None:
        """The only name near of which no kind is known, in the same paragraph or the last.

        Names that are words say their kind where it is a narrow one, acronyms don't.
        """
        is_wide = noun.label == PERSON or not noun.kinds.isdisjoint(wide_kinds())
        unknown = [
            r
            for r, distance in near.items()
            if r.label == noun.label and r.names and r.kinds <= _OPEN and not r.in_lexicon
            and 0 < distance <= _NEAR and (is_wide or is_acronym_like(r.names[0].text))
        ]  # fmt: skip
        if len(unknown) != 1:
            return None
        (nearest,) = unknown
        text = self._document.text
        lines = text.count("\n", noun.start - near[nearest], noun.start)
        return nearest if lines <= (0 if noun.label == PERSON else 2) else None

    def _merge(self, chain: Referent, named: Referent) -> None:
        """Nouns alone, and the name that turns out to be meant."""
        named.nouns += chain.nouns
        named.kinds |= chain.kinds
        named.words |= chain.words
        chain.nouns = []  # leaves it out of what is resolved
        for i in range(len(self._by_noun) - 1, -1, -1):
            if self._by_noun[i] is chain:
                self._by_noun[i] = named
            elif self._noun_places[i] < named.nouns[-1].start - 2 * REFERENCE_REACH:
                break


def _nearness(distance: int) -> tuple[bool, int]:
    """What is named before goes before what comes after."""
    return distance < 0, abs(distance)


def _fits(noun: Noun, referent: Referent, distance: int = 1) -> bool:
    """Whether a referent is of the noun's kind.

    A vague noun wants a name that has it, or words that describe the referent; so does any noun
    for an entry of the lexicon that is only named later. A noun for a company of some sort can
    mean one of which the text doesn't tell the sort.
    """
    if (noun.label == PERSON) != (referent.label == PERSON) or _is_of_other_scope(noun, referent):
        return False
    described = sum(_describes((word,), referent) for word in noun.modifiers)
    if described > 1 and described == len(noun.modifiers):
        return True  # "the tax and customs agency", whatever it calls itself
    is_described = described > 0
    if distance < 0 and referent.in_lexicon and not is_described:
        return False
    if noun.is_vague and not is_described:
        kinds = referent.own | (wider(referent.own) - wide_kinds() - _OPEN)
        is_meant = noun.stem in referent.said or not noun.kinds.isdisjoint(kinds)
        return not noun.modifiers and is_meant
    kinds = wider(referent.kinds) | referent.typed
    is_public = bool(noun.kinds & _GENERAL) and not _is_company(referent.kinds)
    if is_described and (is_public or not wider(noun.kinds).isdisjoint(referent.own)):
        return True  # "the rail regulator" of an agency of trains
    return (
        not noun.kinds.isdisjoint(kinds)
        or _bears(noun, referent)
        or (_is_company(noun.kinds) and "company" in referent.kinds <= _COMPANIES)
        or (noun.kinds == _REGULATOR and bool(referent.kinds) and referent.kinds <= _OFFICES)
    )


def _is_of_other_scope(noun: Noun, referent: Referent) -> bool:
    """Whether a referent is of the nation where the noun says of a state, and so on."""
    scopes = noun.scopes and scopes_of(" ".join(referent.words))
    return bool(scopes) and noun.scopes.isdisjoint(scopes)


def _is_company(kinds: frozenset[str]) -> bool:
    return "company" in wider(kinds)


def _bears(noun: Noun, referent: Referent) -> bool:
    """Whether a referent has the noun in its name; in either language where it is no entry."""
    if referent.own and noun.kinds and referent.names:
        return False  # "la minera" is no miners' union
    if referent.in_lexicon or not referent.names:
        return noun.stem in referent.words
    return _describes((noun.stem,), referent)


def _is_of_its_kind(noun: Noun, referent: Referent) -> bool:
    """Whether a referent bears in its name what the noun says, and no wide kind."""
    return not (noun.kinds - wide_kinds()).isdisjoint(referent.own)


def _rank(noun: Noun, referent: Referent, distance: int) -> tuple[bool, bool, bool, bool, int]:
    """What goes before: of the very kind, named earlier, by the very noun, nearer."""
    is_narrow = noun.kinds.isdisjoint(wide_kinds())
    return (
        _is_of_its_kind(noun, referent),
        distance > 0,
        not noun.kinds.isdisjoint(referent.kinds),
        is_narrow and noun.stem in referent.words,
        -abs(distance),
    )


def _agreeing(noun: Noun, fitting: list[Referent]) -> list[Referent]:
    """Those that the noun's modifiers describe; all where it has none that tell.

    Modifiers that describe nobody so far are news of the only one that there is.
    """
    if not noun.modifiers:
        return fitting
    counts = [sum(_describes((word,), r) for word in noun.modifiers) for r in fitting]
    if any(counts) or len(fitting) != 1:
        return [r for r, count in zip(fitting, counts) if count and count == max(counts)]
    if any(is_place_word(word) for word in noun.modifiers):
        return []  # "la fiscalía jalisciense"
    (only,) = fitting
    is_news = not noun.kinds.isdisjoint(only.kinds) and not only.in_lexicon
    return fitting if is_news and (only.names or not only.words) else []


def _describes(words: Iterable[str], referent: Referent) -> bool:
    """Whether one of the stems is said of a referent, in either language."""
    return any(same_word(word, other) for word in words for other in referent.words)
