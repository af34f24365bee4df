"""Common nouns for bodies and callings: "los bomberos", "soldiers", told apart by what they are."""

from __future__ import annotations

import re
from functools import lru_cache

from bilingual.claims.statement import Statement
from bilingual.word_set import word_set

# Each body by the nouns of both languages; a noun of several belongs to all of them.
_NOUNS = {
    "army": (
        "ejército militar militares soldado soldados castrenses",
        "army soldier soldiers troops",
    ),
    "navy": ("marina armada marino marinos naval", "navy marine marines sailors naval"),
    "police": (
        "policía policías policial carabineros gendarmes",
        "police policeman policemen officer officers",
    ),
    "prosecutors": (
        "fiscalía fiscal fiscales fiscalías procuraduría procurador",
        "prosecutor prosecutors",
    ),
    "court": (
        "tribunal tribunales juzgado juez jueza jueces corte magistrado magistrada magistrados",
        "court courts judge judges tribunal justices",
    ),
    "lawmakers": (
        "diputado diputada diputados diputadas senador senadora senadores senado congreso cámara "
        "legislatura legisladores",
        "lawmaker lawmakers deputy deputies senator senators senate congress legislature "
        "legislators",
    ),
    "city": (
        "ayuntamiento municipio municipal alcalde alcaldesa alcaldía cabildo regidores",
        "municipality municipal mayor town city council borough",
    ),
    "commons": ("ejido ejidatarios comuneros comunidad", "ejido landholders communal community"),
    "firefighters": ("bombero bomberos brigadistas", "firefighter firefighters firemen brigade"),
    "medics": (
        "médico médicos médica doctores doctor doctora paramédicos enfermeras enfermeros",
        "doctor doctors paramedics medics nurses nurse physicians",
    ),
    "teachers": ("maestro maestra maestros maestras docentes profesores", "teacher teachers"),
    "students": ("estudiante estudiantes alumnos alumnas", "student students pupils"),
    "miners": ("minero mineros", "miner miners"),
    "farmers": (
        "campesino campesinos agricultores productores ganaderos",
        "farmer farmers growers peasants ranchers",
    ),
    "drivers": ("transportistas choferes conductores taxistas", "driver drivers truckers"),
    "union": ("sindicato sindicatos sindical", "union unions"),
    "church": (
        "iglesia arquidiócesis diócesis obispo arzobispo cura sacerdote párroco",
        "church archdiocese diocese bishop archbishop priest",
    ),
}
_BODIES: dict[str, dict[str, set[str]]] = {"es": {}, "en": {}}
for _body, _nouns in _NOUNS.items():
    for _language, _words in zip(("es", "en"), _nouns):
        for _word in word_set(_words):
            _BODIES[_language].setdefault(_word, set()).add(_body)


def bodies(statement: Statement) -> list[tuple[int, set[str]]]:
    """The nouns of a statement that name a body, by token, each with what it may be."""
    known = _BODIES[statement.language]
    return [(i, known[w]) for i, w in enumerate(statement.words) if w in known]


@lru_cache(maxsize=64)
def bodies_in(text: str, language: str) -> frozenset[str]:
    """Every body that a whole text names."""
    words = set(re.findall(r"\w+", text.lower()))
    return frozenset(body for w in words for body in _BODIES[language].get(w, ()))
