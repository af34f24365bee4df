"""Common nouns for bodies that the lexicon lacks: "la empresa", "the union".

A noun with an article refers to the nearest name before it that can be meant: one that says the
noun itself, in either language ("Sindicato Minero … the union"), or for nouns as wide as "company"
any body that is no public one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from bilingual.document import Document, Mention
from bilingual.lexicon.context import REFERENCE_REACH
from bilingual.lexicon.wording import is_reference
from bilingual.lexicon.surfaces import fold, fold_tokens
from bilingual.spans import SpanIndex

# Nouns as wide as any private body, and as any public one.
_PRIVATE_NOUNS = frozenset(
    {"company", "firm", "group", "organization", "collective", "corporation", "business", "maker"}
    | {"miner", "automaker", "carmaker", "chain", "plant", "club", "utility", "operator", "carrier"}
    | {"brewer", "bottler", "insurer", "retailer", "developer", "broadcaster", "nonprofit", "ngo"}
    | {"drugmaker", "railroad", "manufacturer", "supplier", "contractor", "publisher", "platform"}
    | {"empresa", "compania", "firma", "grupo", "organizacion", "agrupacion", "colectivo", "cadena"}
    | {"aseguradora", "minera", "televisora", "farmaceutica", "automotriz", "naviera", "planta"}
    | {"constructora", "refresquera", "armadora", "cervecera", "operadora", "productora", "ong"}
    | {"plataforma", "embotelladora", "acerera", "cementera", "fabrica", "inmobiliaria", "marca"}
)
_PUBLIC_NOUNS = frozenset(
    {"agency", "institution", "office", "department", "authority", "agencia", "dependencia"}
    | {"institucion", "organismo", "corporacion", "entidad", "autoridad", "oficina", "departamento"}
)
# Nouns that mean the same.
_KINDS = (
    {"union", "sindicato", "guild", "gremio"},
    {"university", "universidad"},
    {"hospital", "clinic", "clinica"},
    {"school", "escuela", "colegio", "college"},
    {"bank", "banco"},
    {"foundation", "fundacion"},
    {"cooperative", "cooperativa", "co-op"},
    {"federation", "federacion", "confederation", "confederacion"},
    {"association", "asociacion"},
    {"committee", "comite"},
    {"council", "consejo"},
    {"commission", "comision"},
    {"institute", "instituto"},
    {"front", "frente"},
    {"congress", "congreso"},
    {"ministry", "ministerio", "secretaria"},
    {"police", "policia"},
    {"museum", "museo"},
    {"network", "red"},
    {"coalition", "coalicion", "alliance", "alianza"},
    {"chamber", "camara"},
    {"church", "iglesia", "diocese", "diocesis"},
    {"airline", "aerolinea", "airlines"},
    {"brigade", "brigada"},
    {"center", "centre", "centro"},
    {"movement", "movimiento"},
    {"party", "partido"},
    {"mine", "mina", "minera"},
)
_GROUP_OF = {word: number for number, words in enumerate(_KINDS) for word in words}
_NOUNS = _PRIVATE_NOUNS | _PUBLIC_NOUNS | _GROUP_OF.keys()
_PUBLIC = frozenset(
    {
        "congreso",
        "congress",
        "policia",
        "police",
        "ministerio",
        "ministry",
        "secretaria",
        "comision",
    }
    | {"commission", "tribunal", "court", "instituto", "institute", "gobierno", "government"}
    | {"agencia", "agency", "department", "direccion", "office", "servicio", "service", "sistema"}
    | {"system", "fiscalia", "procuraduria", "ayuntamiento", "council", "consejo", "autoridad"}
    | {"authority", "municipal", "nacional", "national", "estatal", "state", "federal"}
)
_NOUN = re.compile(r"(?<![\w@#])[^\W\d_]{2,14}(?![\w])")


def references(document: Document, mentions: Sequence[Mention], recognizer: str) -> list[Mention]:
    """Nominal mentions of bodies among ``mentions`` that the lexicon lacks."""
    text, index, speakers = document.text, SpanIndex(mentions), Speakers(document, mentions)
    found = []
    for noun in _NOUN.finditer(text):
        word = fold(noun.group())
        if word not in _NOUNS or not is_reference(text, *noun.span()):
            continue
        antecedent = find_antecedent(index, speakers, noun.start(), word)
        if antecedent is not None and not index.within(*noun.span()):
            note = f"refers to {antecedent.text!r}"
            found.append(
                Mention(*noun.span(), noun.group(), "ORG", "", recognizer, "nominal", note=note)
            )
    return found


class Speakers:
    """The bodies that speak the segments of a document, as mentions."""

    def __init__(self, document: Document, mentions: Sequence[Mention]) -> None:
        self._segments = SpanIndex(document.segments)
        self._named = {m.text: m for m in reversed(mentions) if m.label == "ORG"}

    def at(self, offset: int) -> Mention | None:
        """The body that speaks at an offset, or None."""
        segment = self._segments.at(offset)
        if segment is None or segment.speaker is None:
            return None
        return self._named.get(segment.speaker.name)


def find_antecedent(
    index: SpanIndex[Mention], speakers: Speakers, start: int, noun: str
) -> Mention | None:
    """The name that a noun at an offset can refer to, or None.

    A body that speaks means itself; else it is the nearest name before, for wide nouns only where
    no other name fits.
    """
    noun = fold(noun)
    speaker = speakers.at(start)
    if speaker is not None and _can_mean(noun, speaker):
        return None if speaker.lexicon_ids else speaker
    fitting = [
        mention
        for mention in _before(index, start)
        if mention.label == "ORG" and mention.strength == "name" and _can_mean(noun, mention)
    ]
    is_wide = noun in _PRIVATE_NOUNS | _PUBLIC_NOUNS
    if not fitting or fitting[0].lexicon_ids or (is_wide and len({m.text for m in fitting}) > 1):
        return None
    return fitting[0]


def _before(index: SpanIndex[Mention], start: int) -> Iterator[Mention]:
    return reversed(index.within(max(0, start - REFERENCE_REACH), start))


def _can_mean(noun: str, mention: Mention) -> bool:
    words = set(fold_tokens(mention.text))
    group = _GROUP_OF.get(noun)
    if group is not None and not words.isdisjoint(_KINDS[group]):
        return True
    if mention.lexicon_ids:
        return False
    is_public = not words.isdisjoint(_PUBLIC)
    return noun in (_PUBLIC_NOUNS if is_public else _PRIVATE_NOUNS)
