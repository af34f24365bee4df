"""Texts that name who issues them: "La Secretaría de Marina informa que …"."""

from __future__ import annotations

import re

from bilingual.detection.names import find_names
from bilingual.document import Document, Segment, Speaker
from bilingual.word_set import word_set

_HEADING = r"(?:[^\W\d_a-z ][^\na-z.]{3,40}\.\s+)?"
_ARTICLE = r"(?:(?:el|la|las|los)\s+)?"
# In the present tense: who reports what another says puts the verb in the past.
# "Al cierre de la semana 26, "
_SETTING = r"(?:(?:Al?|En|Con|Durante|Por|Desde|Tras|Ante|Derivado|Como)\s[^,.;:\n]{3,100},\s)?"
_OPENING = re.compile(
    rf"{_HEADING}{_SETTING}(?i:{_ARTICLE}(?P<name>[^\W\d_][^.,;:()\n]{{3,90}}?)(?:\s*\([^\W\d_]{{2,10}}\))?"
    r"(?:,[^.;:\n]{1,120},)?\s+(?:informan?|comunican?|hacen?\s+del\s+conocimiento|dan?\s+a\s+conocer|"
    r"condenan?|lamentan?|expresan?|reiteran?|rechazan?|precisan?|aclaran?|manifiestan?|invitan?|"
    r"exhortan?|anuncian?|desmienten?|registran?|emiten?|confirman?|recomiendan?|convocan?|hacen?\s+un"
    r"\s+llamado|agradecen?|ofrecen?|solicitan?|comunican?|notifican?|reportan?)\s)"
)
_BEFORE_NAME = re.compile(rf"{_HEADING}(?i:{_ARTICLE})")
_PARTICLES = word_set("de del la las los el y e en para a al")
_NO_NAMES = word_set("secretaría fiscalía gobierno comisión policía ejército ministerio dirección")


def self_named(document: Document, segment: Segment) -> Speaker | None:
    """Whom the first words of a Spanish text name as issuing it, or None."""
    opening = _OPENING.match(document.text, segment.start, segment.end)
    if segment.language != "es" or opening is None or not _is_name(opening["name"]):
        return None
    return Speaker(opening["name"], None, document.span(*opening.span("name")))


def opening_institution(document: Document, segment: Segment) -> Speaker | None:
    """The institution that the first sentence of a text printed whole tells of, or None."""
    start = _BEFORE_NAME.match(document.text, segment.start, segment.end).end()
    name = next(find_names(document.text, start, segment.end), None)
    if segment.language != "es" or name is None or name.start > start or not name.is_organization:
        return None
    first = name.text.split()[0]  # "UIF" of "UIF de la Secretaría de Hacienda"
    text = first if first.isupper() and not name.text.isupper() else name.text
    return Speaker(text, None, document.span(name.start, name.start + len(text)))


def _is_name(words: str) -> bool:
    """Whether all weighty words are capitalised, and they are more than "Secretaría"."""
    weighty = [word for word in words.split() if word.lower() not in _PARTICLES]
    return all(word[0].isupper() for word in weighty) and words.lower() not in _NO_NAMES
