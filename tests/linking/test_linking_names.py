"""When two names can be one's: Spanish surnames, accents, acronyms, nicknames."""

from __future__ import annotations

import pytest

from bilingual.linking.names import (
    calls_by_given_name,
    name_forms,
    name_words,
    same_person,
    says_enough,
)
from bilingual.recognition.acronyms import abbreviates, is_acronym_of


@pytest.mark.parametrize(
    ("short", "full", "same"),
    [
        ("Oseguera Cervantes", "Nemesio Rubén Oseguera Cervantes", True),
        ("Oseguera", "Nemesio Rubén Oseguera Cervantes", True),
        ("Nemesio Oseguera", "Nemesio Rubén Oseguera Cervantes", True),
        ("N. Oseguera", "Nemesio Rubén Oseguera Cervantes", True),
        ("Nemesio", "Nemesio Rubén Oseguera Cervantes", False),
        ("Cervantes Oseguera", "Nemesio Rubén Oseguera Cervantes", False),
        ("President Sheinbaum", "Claudia Sheinbaum Pardo", True),
        ("García Harfuch", "Omar Garcia Harfuch", True),
        ("Ovidio Guzmán", "Joaquín Guzmán López", False),
        ("El Mencho", "Nemesio Oseguera", False),
        ("Jesús Eduardo “N”", "Jesús Eduardo Ramos", True),
        ("Jesús “N”", "Luis Jesús Ramos", False),
    ],
)
def test_persons(short: str, full: str, same: bool):
    assert same_person(name_words(short), name_words(full)) is same


@pytest.mark.parametrize(
    ("acronym", "name", "holds"),
    [
        ("CJNG", "Cártel Jalisco Nueva Generación", True),
        ("FGR", "Fiscalía General de la República", True),
        ("UN", "United Nations", True),
        ("FGR", "Fiscalía de Jalisco", False),
        ("A", "Alianza", False),
        ("Fgr", "Fiscalía General de la República", False),
    ],
)
def test_acronyms(acronym: str, name: str, holds: bool):
    assert is_acronym_of(acronym, name) is holds


@pytest.mark.parametrize(
    ("acronym", "name", "holds"),
    [
        ("UIF", "Financial Intelligence Unit", True),
        ("UGT", "General Union of Workers", True),
        ("Sernapesca", "National Fisheries and Aquaculture Service", True),
        ("INHGEOMIN", "Honduran Institute of Geology and Mines", True),
        ("Conep", "National Council of Private Enterprise", True),
        ("CIA", "Chamber of Industry", False),
        ("FGR", "Financial Intelligence Unit", False),
        ("Aduana", "National Customs Agency", False),
    ],
)
def test_acronyms_of_the_other_language(acronym: str, name: str, holds: bool):
    assert abbreviates(acronym, name) is holds


@pytest.mark.parametrize(
    ("short", "full", "holds"),
    [
        ("Don Pablo", "Pablo Téllez", True),
        ("P. Anselmo", "Anselmo Quiroz Benítez", True),
        ("Chema", "José María Soto", True),
        ("Beto", "Roberto Soto", True),
        ("Soto", "José María Soto", False),
        ("Pablo", "Pablo", False),
    ],
)
def test_given_and_pet_names(short: str, full: str, holds: bool):
    assert calls_by_given_name(name_words(short), name_words(full)) is holds


def test_a_nickname_in_quotes_gives_three_forms():
    assert name_forms("Ismael “El Mayo” Zambada") == [
        "Ismael “El Mayo” Zambada",
        "Ismael Zambada",
        "El Mayo",
    ]
    assert name_forms("Ismael Zambada") == ["Ismael Zambada"]


def test_beginnings_of_names():
    assert says_enough(name_words("Greenpeace"))
    assert says_enough(name_words("Grupo Azul"))
    assert not says_enough(name_words("Universidad"))
    assert not says_enough(())
