"""Dates: their parts in both languages, and the day that they name."""

from datetime import date

import pytest

from bilingual import align_words
from bilingual.claims.compare_numbers import date_findings
from bilingual.claims.dates import date_parts, resolve
from bilingual.claims.statement import Pair, Statement
from bilingual.tokens import tokenize


def parts(text: str, language: str) -> list[tuple[str, int]]:
    return [(p.kind, p.value) for p in date_parts(tokenize(text), language)]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("es", "el pasado martes 3 de febrero", [("weekday", 1), ("day", 3), ("month", 2)]),
        (
            "es",
            "del 3 al 5 de enero de 2024",
            [("day", 3), ("day", 5), ("month", 1), ("year", 2024)],
        ),
        ("es", "ayer", [("relative", -1)]),
        ("es", "un 25% de", []),
        (
            "en",
            "on Tuesday, March 3, 2026",
            [("weekday", 1), ("month", 3), ("day", 3), ("year", 2026)],
        ),
        ("en", "on Oct. 19, 2024", [("month", 10), ("day", 19), ("year", 2024)]),
        ("en", "in October. 5 people came", [("month", 10)]),
        ("es", "el 1º de marzo", [("day", 1), ("month", 3)]),
        ("es", "el primero de marzo", [("day", 1), ("month", 3)]),
        ("en", "the 3rd of May", [("day", 3), ("month", 5)]),
        ("en", "it may march on", []),
        ("en", "in May", [("month", 5)]),
        ("en", "yesterday", [("relative", -1)]),
    ],
)
def test_parts_of_dates(language, text, expected):
    assert parts(text, language) == expected


def test_a_name_is_no_weekday():
    assert parts("dijo Plácido Domingo en Madrid", "es") == []


@pytest.mark.parametrize(
    ("language", "text", "past", "expected"),
    [
        ("es", "el pasado martes", True, date(2026, 2, 17)),
        ("es", "el próximo jueves", False, date(2026, 2, 26)),
        ("es", "ayer", True, date(2026, 2, 21)),
        ("es", "3 de febrero", True, date(2026, 2, 3)),
        ("en", "February 30", True, None),
        ("en", "in February", True, None),
    ],
)
def test_days_are_told_from_the_dateline(language, text, past, expected):
    dateline = date(2026, 2, 22)
    assert resolve(date_parts(tokenize(text), language), dateline, past) == expected


def test_without_a_dateline_only_full_dates_are_days():
    assert resolve(date_parts(tokenize("3 de febrero de 2026"), "es"), None, True) == date(
        2026, 2, 3
    )
    assert resolve(date_parts(tokenize("el martes"), "es"), None, True) is None


@pytest.mark.parametrize(
    ("es", "en", "differs"),
    [
        ("Fue detenido ayer en Tepic.", "He was arrested in Tepic on Friday.", True),
        ("Fue detenido ayer en Tepic.", "He was arrested in Tepic on Saturday.", False),
        ("Fue detenido ayer en Tepic.", "He was arrested in Tepic on February 21.", False),
        ("Fue detenido el martes en Tepic.", "He was arrested in Tepic on February 3.", True),
        ("Fue detenido el martes en Tepic.", "He was arrested in Tepic yesterday.", False),
    ],
)
def test_days_told_in_different_ways_are_compared_from_the_dateline(es, en, differs):
    pair = Pair(Statement(es, "es"), Statement(en, "en"), align_words(es, en))
    found = list(date_findings(pair, date(2026, 2, 22)))
    assert [f.kind for f in found] == ["date"] * differs
    assert list(date_findings(pair)) == []
