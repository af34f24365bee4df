"""Institutions of a source that the report nowhere names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cached_property

from bilingual.alignment.passages import report_sentences
from bilingual.alignment.speech import reported_clauses
from bilingual.claims.compare_entities import Cast
from bilingual.claims.told import Told
from bilingual.document import Document, Finding, Mention, Segment, Span

_INSTITUTIONS = ("ORG",)
_NEWS = "news_outlet"
# The first words of names of bodies that have a role of their own, in public life or civil society.
_BODIES = re.compile(
    r"(?:sub|vice)?(?:secretar[ií]a|procuradur[ií]a|fiscal[ií]a|ministerio|direcci[oó]n|"
    r"coordinaci[oó]n|delegaci[oó]n|comisi[oó]n|comisar[ií]a|contralor[ií]a|auditor[ií]a|"
    r"defensor[ií]a|tesorer[ií]a|superintendencia|intendencia|gobernaci[oó]n|gobierno|"
    r"administraci[oó]n|alcald[ií]a|ayuntamiento|municipalidad|agencia|autoridad|instituto|"
    r"servicios?|registro|consejo|comit[eé]|junta|mecanismo|tribunal|corte|juzgado|suprema|"
    r"congreso|senado|c[aá]mara|asamblea|parlamento|polic[ií]a|guardia|ej[eé]rcito|marina|armada|"
    r"fuerzas? (?:a[eé]rea|armada|naval|de)|infanter[ií]a|unidad|cuerpo|bomberos|protecci[oó]n|"
    r"cruz|embajada|consulado|banco|universidad|centro nacional|sindicato|federaci[oó]n|"
    r"confederaci[oó]n|asociaci[oó]n|uni[oó]n|alianza|organizaci[oó]n|fundaci[oó]n|"
    r"colectivo|red|observatorio|partido|movimiento|frente|patronato|oficina|departamento|"
    r"divisi[oó]n|secretariado|infonavit)\b",
    re.I,
)
_CALLS_READER = re.compile(
    r"\b(?:marqu?[ea]n?|llam[ae]n?|escrib[ae]n?|consult[ae]n?|visit[ae]n?|acud[ae]n?|comun[ií]\w+se|"
    r"denuncie|s[íi]gue\w*)\b",
    re.I,
)
_THROUGH = re.compile(r"a través de (?:la|el|su)\s+$")
_SAYS = re.compile(
    r"(?:según|de acuerdo con|inform|report|señal|indic|precis|explic|confirm|dijo|coment|detall|"
    r"advirt|dio a conocer)\w*\s+(?:(?:el|la|los|las)\s+)?$"
)
_LONGEST_LABEL = 8


class OmittedInstitutions:
    """Finds them segment by segment, each institution once an article."""

    def __init__(self, document: Document, cast: Cast) -> None:
        self.document, self.cast = document, cast
        self._unjoined = Told(cast.report_text, cast.report_without_joined_names())
        self._found: set[str] = set()

    def of(self, segment: Segment) -> Iterator[Finding]:
        """ "omitted" for the institutions of a segment, but for the one that speaks it."""
        speaker = self.document.speaker_entity(segment)
        silent = [
            m
            for m in self.cast.within(segment, "name")
            if m.label in _INSTITUTIONS
            and self._is_institution(m)
            and not self._is_passing(m)
            and self.cast.entity(m).id not in self._found
            and (speaker is None or self.cast.entity(m).id != speaker.id)
            and not self.cast.told_in_english(m)
            and not self._is_part_of_told(m)
            and not self._may_be_told(m)
            and not self._is_told_as_sayer(m)
        ]
        self._found |= {self.cast.entity(m).id for m in silent}
        for group in self._grouped(silent):
            yield self._finding(group)

    def _is_passing(self, mention: Mention) -> bool:
        """Whether a name is a handle, a paper that is cited, or a unit its body acts through.

        Or stands in a heading, or where readers are told whom to call.
        """
        entry = self.cast.entity(mention).lexicon
        before = self.document.text[: mention.start]
        sentence = self._sentence(mention)
        is_label = sentence.isupper() and len(sentence.split()) <= _LONGEST_LABEL
        return (
            mention.text.startswith("@")
            or (entry is not None and entry.type == _NEWS)
            or bool(_THROUGH.search(before[-20:]))
            or is_label
            or bool(_CALLS_READER.search(sentence))
        )

    def _sentence(self, mention: Mention) -> str:
        """The source sentence that names somebody."""
        units = (u for u in self.document.units if u.start <= mention.start < u.end)
        return next((unit.text for unit in units), "")

    def _is_institution(self, mention: Mention) -> bool:
        """Whether the lexicon knows it, or its name is that of a body, or an acronym.

        Not "Rectoría", "Paquete Económico" or "A.C.".
        """
        text = mention.text
        if self.cast.entity(mention).lexicon:
            return True
        return (" " in text and bool(_BODIES.match(text))) or (text.isupper() and text.isalpha())

    def _is_part_of_told(self, mention: Mention) -> bool:
        """Whether a name no lexicon knows is a branch of somebody the report names."""
        if self.cast.entity(mention).lexicon:
            return False
        return any(
            name != mention.text and re.search(rf"\b{re.escape(name)}\b", mention.text)
            for entity in self.document.entities
            if entity.id in self.cast.named_in_english
            for name in entity.names.get("es", ())
        )

    def _may_be_told(self, mention: Mention) -> bool:
        """Whether the report has some such body as a name that no lexicon knows calls itself.

        "Comisión de Reforma" may be any committee of the report that is no other body's name.
        """
        if self.cast.entity(mention).lexicon:
            return False
        return self._unjoined.word(mention.text.split()[0])

    def _is_told_as_sayer(self, mention: Mention) -> bool:
        """Whether a source sentence names whom it has from, and so does what reports it.

        "informó la Profepa" is "environmental inspectors said", whoever that may be.
        """
        before = self.document.text[: mention.start]
        return bool(_SAYS.search(before[-40:])) and any(
            match.unit.start <= mention.start < match.unit.end and reported_clauses(sentence)
            for match in self.document.matches
            for sentence in self._sentences_of(match.report)
        )

    def _sentences_of(self, passage: Span) -> list[Span]:
        """The report's sentences that a passage is, or is part of."""
        return [s for s in self._report if s.start <= passage.start and passage.end <= s.end]

    @cached_property
    def _report(self) -> list[Span]:
        return report_sentences(self.document)

    def _grouped(self, mentions: Sequence[Mention]) -> list[list[Mention]]:
        """Mentions with what stands right behind in brackets, or names the same again.

        "Fiscalía General de la República (FGR)" is one group; later mentions of it are left out.
        """
        groups: list[list[Mention]] = []
        seen: set[str] = set()
        for mention in mentions:
            entity = self.cast.entity(mention).id
            last = groups[-1][-1].end if groups else None
            between = self.document.text[last : mention.start].strip() if groups else None
            if between == "(" or (between == "" and entity in seen):
                groups[-1].append(mention)
            elif entity not in seen:
                groups.append([mention])
            seen.add(entity)
        return groups

    def _finding(self, group: Sequence[Mention]) -> Finding:
        text, start, end = self.document.text, group[0].start, group[-1].end
        if "(" in text[start:end] and text[end : end + 1] == ")":
            end += 1
        entity = self.cast.entity(group[0])
        source = Span(start, end, text[start:end])
        english = entity.usual_name("en")
        named = f"“{source.text}” ({english})" if english else f"“{source.text}”"
        confidence = 0.8 if entity.lexicon else 0.6
        return Finding(
            "omitted", source, None, confidence, f"the source names {named}; the report does not"
        )
