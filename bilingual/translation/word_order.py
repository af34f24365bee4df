"""Openings with the verb before its subject ("Negó la presidenta que…").

Small models take what follows the verb for its object ("He denied the president that…"). In Spanish
persons and institutions that are objects take "a", so that one without it is the subject of a verb
of saying; it is put first for the engine.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from bilingual.detection.speech import NOUN_GROUPS, TITLES, VERBS
from bilingual.word_set import word_set

_INTRANSITIVE = word_set(
    "informó informa informaron indicó indica afirmó afirma precisó precisa detalló detalla "
    "explicó explica agregó agrega añadió añade sostuvo sostiene declaró declara comentó comenta "
    "apuntó apunta puntualizó dijo dice dijeron insistió insiste reiteró reitera "
    "renunció renuncia renunciaron dimitió dimite compareció comparece mintió miente"
)
"""After these a name is the subject even where the sentence ends with it."""
_ACTIONS = word_set(
    "confirman descartó descarta descartaron investiga investigan investigó detiene detuvo "
    "reporta reportó reportaron solicita solicitó solicitaron desmintió desmiente autorizó "
    "autoriza aprobó aprueba cuestionó cuestiona condenó condena ofreció ofrece firmó firma "
    "decidió decide propuso propone alerta lanza lanzó niega piden exigen exigieron rechaza "
    "rechazan rechazaron negaron lamenta ordena acusa acusan critica asegura emite emitió"
)
_OFFICES = TITLES | word_set(
    "abogado abogada funcionario funcionaria empresario empresaria mandatario mandataria edil "
    "exalcalde exgobernador expresidente candidata candidato periodista rector rectora"
)
_PEOPLE = _OFFICES | word_set(
    "padre madre familia familiares padres madres hijo hija hermano hermana esposa esposo vecinos "
    "habitantes pobladores trabajadores maestros estudiantes víctima víctimas autoridades policías "
    "senadores diputados legisladores defensa acusado acusada testigo testigos"
)
_BEFORE_SUBJECT = VERBS | _ACTIONS | _INTRANSITIVE
_CAPITAL = r"[A-ZÁÉÍÓÚÑ][\w’'-]*"
_OF = r"(?:del|de(?:\s+(?:la|los|las|el))?)"
_NAME = rf"(?:@\w+|{_CAPITAL}(?:\s+(?:(?:{_OF}|y)\s+)?{_CAPITAL})*)"
_ADJECTIVE = (
    r"(?:general|federal|estatal|municipal|local|nacional|regional|militar|civil|electoral|"
    r"mexican[oa]s?|estadounidense|públic[oa]|interin[oa]|elect[oa])"
)
_OPENING = re.compile(
    rf"[\"“«'‘¡¿(]*(?P<verb>[A-ZÁÉÍÓÚÑ][a-záéíóúñ]+(?:\s+(?:ayer|hoy))?)\s+"
    rf"(?P<subject>(?:(?P<article>el|la|los|las|su|sus)\s+)?"
    rf"(?:(?P<noun>[a-záéíóúñ]+)(?=\W|$)|(?P<name>{_NAME}))"
    rf"(?:\s+{_ADJECTIVE}\b)*(?:\s+{_OF}\s+(?!que\b)(?:{_NAME}|[a-záéíóúñ]+))*(?:\s+{_NAME})?"
    rf"(?:,\s+{_NAME},)?)(?=\s|[.,;:!?”»\"]|$)"
)
_ENDS = re.compile(r"[\s.,;:!?”»\"]*$")


class Inversion(NamedTuple):
    """Offsets of a verb and of the subject right after it, both without blanks around them."""

    verb: tuple[int, int]
    subject: tuple[int, int]


def find_inversion(sentence: str, start: int = 0) -> Inversion | None:
    """The verb and subject that open a sentence from ``start`` on in this order, or None."""
    opening = _OPENING.match(sentence, start)
    if opening is None:
        return None
    verb = opening["verb"].split()[0].lower()
    if verb not in _BEFORE_SUBJECT or not _can_speak(opening):
        return None
    if _ENDS.match(sentence, opening.end("subject")) and verb not in _INTRANSITIVE:
        return None
    return Inversion(opening.span("verb"), opening.span("subject"))


def _can_speak(opening: re.Match[str]) -> bool:
    """Whether what follows the verb is a person or an institution: a name, or an article and noun.

    Headlines leave the article out ("Lamenta gobernador muerte de alcalde").
    """
    noun = opening["noun"]
    if noun is None:
        return opening["name"] is not None
    if opening["article"] is None:
        return noun in _OFFICES
    return noun in _PEOPLE or noun in NOUN_GROUPS
