"""Actors, agencies and places that differ in one role, by the article's own entities."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cached_property
from itertools import product

from bilingual.alignment.evidence import Sentence, strengths
from bilingual.alignment.lexical import load_table, stem_form
from bilingual.claims.bodies import bodies, bodies_in
from bilingual.claims.statement import Pair, Statement
from bilingual.document import Document, Entity, Finding, Match, Mention, Segment, Span
from bilingual.sentences import split_sentences
from bilingual.tokens import tokenize
from bilingual.word_set import word_set

_SURE = 0.25
_HEAVY = 0.25
_TRANSLATES = 0.1
_HALF = 0.5
_WHOLE = 0.99
_MOST = 0.65
_GENERAL = word_set(
    "agency authority authorities body bureau commission committee council department institute "
    "institution ministry office officials organization regulator secretariat"
)
_COUNTRY = re.compile(r"^Mexican | (?:of|de) (?:Mexico|México)$")
_BRACKET = re.compile(r"\s*\(([^\W\d_]{2,8})\)")
_ACRONYM = re.compile(r"\b[^\W\d_a-z]{2,6}\b")
_WAYS = {
    "from": word_set("de desde"),
    "to": word_set("a hacia hasta"),
    "into": word_set("a hacia en"),
    "toward": word_set("hacia"),
}
_WITH, _AGAINST, _TO = word_set("with"), word_set("against"), word_set("to toward towards")
_SLOTS = {
    **{"con": _WITH, "contra": _AGAINST},
    **dict.fromkeys(("a", "al", "hacia"), _TO),
    **dict.fromkeys(("por",), word_set("by")),
}
_EN_SLOTS = word_set("with against to toward towards by")
_IN_NAMES = word_set("in of at for")
_MOVED = re.compile(r"(?:[ai]d[oa]s?|ó|aron|ieron|[ai]ndo|procedentes?)$")
_KINDS = {"PER": "person", "ORG": "organisation", "LOC": "place"}


class Cast:
    """Who is named where in an article, and in which language."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.entity_of: dict[tuple[int, int], Entity] = {}
        self.named_in_english: set[str] = set()
        for entity in document.entities:
            for mention in entity.mentions:
                self.entity_of[mention.start, mention.end] = entity
                if mention.language == "en" and not _is_general(mention.text):
                    self.named_in_english.add(entity.id)
        self.mentions = _outermost(m for e in document.entities for m in e.mentions)
        self._reports = [m for m in document.matches if m.kind != "mention"]
        self.report_text = _text_in(document, "en")
        self.source_text = _text_in(document, "es")

    def within(self, span: Span, strength: str | None = None) -> list[Mention]:
        """The mentions inside a span, in order."""
        return [
            m
            for m in self.mentions
            if span.start <= m.start and m.end <= span.end and strength in (None, m.strength)
        ]

    def places_in(self, mention: Mention) -> list[Mention]:
        """The places that are part of a longer name: "Hospital Militar de Guadalajara"."""
        return [
            m
            for m in self.document.mentions
            if m.label == "LOC"
            and mention.start <= m.start
            and m.end <= mention.end
            and m.text != mention.text
            and (m.start, m.end) in self.entity_of
        ]

    def entity(self, mention: Mention) -> Entity:
        """The entity of a mention."""
        return self.entity_of[mention.start, mention.end]

    def told_in_english(self, mention: Mention) -> bool:
        """Whether the article says in English what a Spanish mention names, in any form."""
        return (
            self.entity(mention).id in self.named_in_english
            or self._linked(mention, least=_HALF if _has_acronym(mention.text) else 0)
            or any(name in self.report_text for name in self._names(mention))
            or self._is_referred_to(mention)
            or self._is_abbreviated(mention)
            or self._is_described(mention)
        )

    def _is_referred_to(self, mention: Mention) -> bool:
        """Whether the report has a common noun that stands for what a mention names: "soldiers"."""
        entry = self.entity(mention).lexicon
        nouns = entry.nominal.get("en", ()) if entry else ()
        nouns = [noun for noun in nouns if not _is_general(noun)]
        return any(re.search(rf"\b{re.escape(n)}\b", self.report_text, re.I) for n in nouns)

    def _is_abbreviated(self, mention: Mention) -> bool:
        """Whether the report has the letters of a name as an acronym, in any order: "UNO", "ADB".

        An acronym that the source sets in brackets behind the name counts too.
        """
        names = [mention.text, *self.entity(mention).names.get("en", ())]
        letters = {_initials(name) for name in names}
        bracket = _BRACKET.match(self.document.text, mention.end)
        if bracket:
            letters.add(_initials(bracket.group(1)))
        return any(len(some) > 1 and some in self._acronyms for some in letters)

    @cached_property
    def _acronyms(self) -> set[str]:
        """The letters, sorted, of each acronym of the report."""
        return {_initials(word) for word in _ACRONYM.findall(self.report_text)}

    def _is_described(self, mention: Mention) -> bool:
        """Whether one sentence of the report has most words of a name, in either language.

        "the federal workers' social security institute" stands for "Institute for Social Security
        and Services for State Workers". The country says nothing: it's all over the report.
        """
        entity = self.entity(mention)
        names = [Sentence(_COUNTRY.sub("", name), "en") for name in entity.names.get("en", ())]
        source = Sentence("" if entity.lexicon else mention.text, "es")
        return any(
            _share_of_name(source, sentence) >= _WHOLE
            or any(_share_of_stems(name, sentence) >= _MOST for name in names)
            for sentence in self._report_sentences
        )

    @cached_property
    def _report_sentences(self) -> list[Sentence]:
        text = self.report_text
        return [Sentence(text[a:b], "en") for a, b in split_sentences(text, "en")]

    def told_within(self, mention: Mention, passage: Span) -> bool:
        """Whether a passage names what a Spanish mention names."""
        entity = self.entity(mention)
        return (
            any(self.entity(m).id == entity.id for m in self.within(passage))
            or self._linked(mention, least=_HALF)
            or any(name in passage.text for name in self._names(mention))
        )

    def report_without_joined_names(self) -> list[Span]:
        """The English of the article, cut at the names of whom its Spanish names as well."""
        joined = {e.id for e in self.document.entities if _named_in(e, "es")}
        places = [m for m in self.mentions if m.language == "en" and self.entity(m).id in joined]
        spans = []
        for segment in self.document.segments:
            if segment.language == "en":
                inside = [m for m in places if segment.start <= m.start and m.end <= segment.end]
                starts = [segment.start, *(m.end for m in inside)]
                ends = [*(m.start for m in inside), segment.end]
                spans += [self.document.span(a, b) for a, b in zip(starts, ends)]
        return spans

    def _names(self, mention: Mention) -> set[str]:
        """Every name of what a mention names, with and without the country."""
        names = {n for some in self.entity(mention).names.values() for n in some} | {mention.text}
        shorter = {_COUNTRY.sub("", name) for name in names}
        return {name for name in names | shorter if len(name) > 2 and not _is_general(name)}

    def _linked(self, mention: Mention, least: float) -> bool:
        """Whether more than a share of a mention's words are linked in a report of them."""
        words = [t for t in tokenize(mention.text, mention.start) if len(t.text) > 3]
        if self.entity(mention).lexicon and len(words) > 2:
            least = max(least, _HALF)
        for match in self._reports:
            linked = {k.source_start for k in match.links if k.probability >= _SURE}
            if words and sum(t.start in linked for t in words) > least * len(words):
                return True
        return False


def _named_in(entity: Entity, language: str) -> bool:
    return any(m.language == language for m in entity.mentions)


def _has_acronym(name: str) -> bool:
    """Whether a name of several words holds its acronym, which tells it from its like."""
    words = name.split()
    return len(words) > 1 and any(w.isupper() and len(w) > 2 for w in words)


def _initials(name: str) -> str:
    """The capitals of a name, sorted: those of an acronym, or of the words of a long name."""
    words = re.findall(r"\w+", name)
    if len(words) == 1 and not name.isupper():
        return ""
    return "".join(sorted(c for c in name if c.isupper()))


def _share_of_name(name: Sentence, sentence: Sentence) -> float:
    """The share of a Spanish name's weighty words that an English sentence translates."""
    heavy = name.weights >= _HEAVY
    if not heavy.any() or not sentence.words:
        return 0.0
    strength = strengths(load_table(), name, sentence).max(axis=1)
    known = [
        s >= _TRANSLATES or stem_form(w) in sentence.stems for s, w in zip(strength, name.words)
    ]
    return float(name.weights[heavy & known].sum() / name.weights[heavy].sum())


def _share_of_stems(name: Sentence, sentence: Sentence) -> float:
    """The share of an English name's weighty words that stand in an English sentence."""
    heavy = [w for w, weight in zip(name.words, name.weights) if weight >= _HEAVY]
    if len(heavy) < 2:
        return 0.0
    return sum(stem_form(w) in sentence.stems for w in heavy) / len(heavy)


def _is_general(text: str) -> bool:
    """Whether a common noun may stand for any body: "the commission"."""
    return text.lower().removeprefix("the ") in _GENERAL


def _text_in(document: Document, language: str) -> str:
    return " ".join(s.text for s in document.segments if s.language == language)


def _outermost(mentions: Iterator[Mention]) -> list[Mention]:
    """Mentions that lie in no other, in order."""
    kept: list[Mention] = []
    for mention in sorted(mentions, key=lambda m: (m.start, -m.end)):
        if not kept or mention.end > kept[-1].end:
            kept.append(mention)
    return kept


def entity_findings(cast: Cast, pair: Pair, match: Match, segment: Segment) -> Iterator[Finding]:
    """ "entity" where source and report name different actors in one place of the claim.

    The source's is not in the report's sentence, the report's nowhere in the source; both are
    of one kind, and the words before or after them answer to each other.
    """
    source_ids = {cast.entity(m).id for m in cast.within(segment)}
    speaker = cast.document.speaker_entity(segment)
    named = [n for m in cast.within(match.unit, "name") for n in (m, *cast.places_in(m))]
    es = [m for m in named if not cast.told_within(m, match.report)]
    en = [
        m
        for m in cast.within(match.report)
        if cast.entity(m).id not in source_ids
        and (speaker is None or cast.entity(m).id != speaker.id)
        and m.text not in segment.text
    ]
    taken: set[int] = set()
    for near in (True, False):
        for mention, other in product(es, en):
            if {mention.start, other.start} & taken or not _same_kind(mention, other):
                continue
            if mention not in cast.mentions and not (near and _ends_name(pair, other)):
                continue
            if _same_role(pair, mention, other, near):
                taken |= {mention.start, other.start}
                yield _finding(pair, mention, other)


def body_findings(pair: Pair) -> Iterator[Finding]:
    """ "entity" where common nouns name two bodies in one role: "los bomberos", "soldiers".

    Neither text names the other's body anywhere.
    """
    if pair.loose:
        return
    for (i, one), (j, other) in product(bodies(pair.es), bodies(pair.en)):
        if one & bodies_in(pair.en.context, "en") or other & bodies_in(pair.es.context, "es"):
            continue
        if not pair.governed_alike((i, i), (j, j), across=True):
            continue
        source, report = pair.es.span_of_tokens(i, i), pair.en.span_of_tokens(j, j)
        explanation = f"the source has “{source.text}” where the report has “{report.text}”"
        links = pair.links_between(source, report)
        yield Finding("entity", source, report, 0.65, explanation, links)
        return


def named_alike(cast: Cast, findings: Iterator[Finding]) -> Iterator[Finding]:
    """The findings whose two names are mentions of one kind, or one of them of none."""
    for finding in findings:
        source, report = (
            {m.label for m in cast.mentions if m.start < side.end <= m.end}
            for side in (finding.source, finding.report)
        )
        if source & report or bool(source) != bool(report):
            yield finding


def not_told(cast: Cast, match: Match, findings: Iterator[Finding]) -> Iterator[Finding]:
    """The findings whose names are no part of an entity that the report names as often.

    A part of a longer name, "Office", is never another's counterpart where both sides name its
    bearer at all.
    """
    source, report = cast.within(match.unit), cast.within(match.report)
    said = Counter(cast.entity(m).id for m in source)
    told = Counter(cast.entity(m).id for m in report)
    for finding in findings:
        named = [m for m in source if _overlap(m, finding.source)]
        named += [m for m in report if _overlap(m, finding.report)]
        if not any(
            0 < said[i] <= told[i] or (said[i] and told[i] and _is_part_of(finding, m))
            for m in named
            for i in [cast.entity(m).id]
        ):
            yield finding


def _is_part_of(finding: Finding, mention: Mention) -> bool:
    """Whether either side of a finding is less than a name and inside it."""
    return any(
        mention.start <= side.start and side.end <= mention.end and side.text != mention.text
        for side in (finding.source, finding.report)
    )


def _overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def _same_kind(es: Mention, en: Mention) -> bool:
    if es.label == "PER" and 1 in (len(es.text.split()), len(en.text.split())):
        return False
    return es.label == en.label and es.label in _KINDS


def _same_role(pair: Pair, es: Mention, en: Mention, near: bool) -> bool:
    """Whether two mentions stand in one role; not ``near``, beyond what is set between commas."""
    es_place, en_place = pair.es.places(es.start, es.end), pair.en.places(en.start, en.end)
    if es_place is None or en_place is None:
        return False
    if not near:
        return pair.governed_alike(es_place, en_place, across=True) or (
            _in_one_slot(pair, es_place[0], en_place[0])
        )
    return pair.governed_alike(es_place, en_place) or (
        es.label == "LOC" and _on_one_way(pair, es_place[0], en_place[0])
    )


def _ends_name(pair: Pair, en: Mention) -> bool:
    """Whether a place of the report ends what a name of the source does: "hospital in …"."""
    places = pair.en.places(en.start, en.end)
    if places is None or pair.en.words[max(places[0] - 1, 0)] not in _IN_NAMES:
        return False
    return any(j in (places[0] - 2, places[0] - 3) for _, j in pair.borne_out)


def _in_one_slot(pair: Pair, es: int, en: int) -> bool:
    """Whether two names follow one preposition that says their role: "con el …", "with the …".

    The source has to have it once, and no other word than that of the report for it.
    """
    one, other = _preposition(pair.es, es), _preposition(pair.en, en)
    return other in _SLOTS.get(one, ()) and (
        sum(w in _SLOTS for w in pair.es.words if _SLOTS.get(w) == _SLOTS[one]) == 1
        and sum(w in _SLOTS[one] for w in pair.en.words) == 1
        and any(pair.es.is_content(i) and pair.en.is_content(j) for i, j in pair.borne_out)
    )


def _preposition(statement: Statement, place: int) -> str:
    """The preposition of a name, before its article and what describes it."""
    for i in range(place - 1, max(place - 4, -1), -1):
        word = statement.words[i]
        if word in _SLOTS or word in _EN_SLOTS:
            return word
        if not word[0].isalpha():
            return ""
    return ""


def _on_one_way(pair: Pair, es: int, en: int) -> bool:
    """Whether somebody is moved from, or to, two places: "extraditado de España", "from Panama"."""
    if es < 2 or en < 1 or not _MOVED.search(pair.es.words[es - 2]):
        return False
    return pair.es.words[es - 1] in _WAYS.get(pair.en.words[en - 1], ())


def _finding(pair: Pair, es: Mention, en: Mention) -> Finding:
    source, report = Span(es.start, es.end, es.text), Span(en.start, en.end, en.text)
    return Finding(
        "entity",
        source,
        report,
        0.7,
        f"the source names the {_KINDS[es.label]} “{es.text}” where the report names “{en.text}”",
        pair.links_between(source, report),
    )
