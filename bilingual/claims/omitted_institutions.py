"""Institutions of a source that the report nowhere names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from bilingual.claims.compare_entities import Cast
from bilingual.claims.told import Told
from bilingual.document import Document, Finding, Mention, Segment, Span

_INSTITUTIONS = ("ORG",)
_NEWS = "news_outlet"
_THROUGH = re.compile(r"a través de (?:la|el|su)\s+$")


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
            and not self._is_passing(m)
            and self.cast.entity(m).id not in self._found
            and (speaker is None or self.cast.entity(m).id != speaker.id)
            and not self.cast.told_in_english(m)
            and not self._is_part_of_told(m)
            and not self._may_be_told(m)
            and self._is_institution(m)
        ]
        self._found |= {self.cast.entity(m).id for m in silent}
        for group in self._grouped(silent):
            yield self._finding(group)

    def _is_passing(self, mention: Mention) -> bool:
        """Whether a name is a handle, a paper that is cited, or a unit its body acts through."""
        entry = self.cast.entity(mention).lexicon
        before = self.document.text[: mention.start]
        return (
            mention.text.startswith("@")
            or (entry is not None and entry.type == _NEWS)
            or bool(_THROUGH.search(before[-20:]))
        )

    def _is_institution(self, mention: Mention) -> bool:
        """Whether the lexicon knows it, or its name is more than one word: not "Rectoría"."""
        text = mention.text
        known = bool(self.cast.entity(mention).lexicon)
        return known or " " in text or (text.isupper() and len(text) > 1)

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
