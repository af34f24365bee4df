"""The matcher: case, accents, overlaps, hashtags, handles, slips, and its limits."""

from __future__ import annotations

import time
import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bilingual.lexicon import load_lexicon
from bilingual.lexicon.matcher import Matcher, SurfaceMatch
from bilingual.lexicon.surfaces import NOMINAL, STRONG, WEAK, Surface, fits_case


def matcher(**surfaces: str) -> Matcher:
    """A matcher of strong surfaces, one an entry; handles and acronyms by how they look."""
    return Matcher(Surface(text, entry, STRONG, _kind(text)) for entry, text in surfaces.items())


def _kind(text: str) -> str:
    if text.startswith("@"):
        return "handle"
    return "acronym" if text.isupper() else "name"


def found(text: str, matches: list[SurfaceMatch]) -> list[tuple[str, str]]:
    return [(text[m.start : m.end], m.surfaces[0].entry_id) for m in matches]


def test_acronyms_keep_their_case():
    text = "La SE no se sabe; Se dice."
    assert found(text, matcher(economy="SE").find(text)) == [("SE", "economy")]


def test_names_match_without_accents_and_in_capitals():
    find = matcher(cjng="Cártel Jalisco Nueva Generación").find
    for text in (
        "Cartel Jalisco Nueva Generacion",
        "CÁRTEL JALISCO NUEVA GENERACIÓN",
        unicodedata.normalize("NFD", "Cártel Jalisco Nueva Generación"),
        "Cártel  Jalisco\nNueva Generación",
    ):
        assert found(text, find(text)) == [(text, "cjng")]


@pytest.mark.parametrize(
    ("surface", "text", "fits"),
    [
        ("Mexican Army", "Mexican army", True),
        ("La Jornada", "La jornada", False),
        ("Environment Ministry", "environment ministry", True),
        ("Fiscalía General de la República", "fiscalía general de la república", True),
        ("Marina", "marina", False),
        ("soldados", "Soldados", True),
        ("EE.UU.", "EE. UU.", True),
    ],
)
def test_capitals(surface: str, text: str, fits: bool):
    assert fits_case(surface, text) is fits


def test_the_longest_match_covers_and_keeps_the_parts():
    text = "Fuerzas Especiales del Ejército Mexicano"
    matches = matcher(special=text, army="Ejército Mexicano").find(text)
    assert found(text, matches) == [(text, "special"), ("Ejército Mexicano", "army")]
    assert [m.nested for m in matches] == [False, True]


def test_of_crossing_matches_the_longer_stays():
    text = "la Fiscalía General"
    matches = matcher(one="la Fiscalía", two="Fiscalía General").find(text)
    assert found(text, matches) == [("Fiscalía General", "two")]


def test_a_part_that_says_nothing_new_is_left_out():
    matches = Matcher(
        [Surface("Oseguera Cervantes", "m", STRONG, "name"), Surface("Oseguera", "m", WEAK, "name")]
    ).find("Oseguera Cervantes")
    assert len(matches) == 1


def test_small_words_may_differ_in_long_names():
    text = "la Fiscalía General de República informó"
    (match,) = matcher(fgr="Fiscalía General de la República").find(text)
    assert text[match.start : match.end] == "Fiscalía General de República"
    assert "Fiscalía General de la República" in match.note


def test_words_that_mean_something_may_not_differ():
    assert not matcher(fgr="Fiscalía General de la República").find("Fiscalía de la República")


@pytest.mark.parametrize(
    "written",
    [
        "Fiscalía Genral de la República",
        "Fiscalía Generral de la República",
        "Fiscalía Genearl de la República",
        "Fiscslía General de República",
    ],
)
def test_one_letter_may_be_wrong_in_a_long_name(written: str):
    (match,) = matcher(fgr="Fiscalía General de la República").find(f"La {written} informó")
    assert match.end - match.start == len(written)
    assert "a letter of" in match.note and "Fiscalía General de la República" in match.note


@pytest.mark.parametrize(
    ("surface", "written"),
    [
        ("Secretaría de Seguridad y Protección", "Secretario de Seguridad y Protección"),
        ("Fiscalía General de la República", "Fiscslía Genral de la República"),
        ("Fiscalía de Jalisco", "Fiscslía de Jalisco"),
        ("Comité Azul Nacional Mexicano", "Comité Asul Nacional Mexicano"),
        ("Fiscalía General de la República", "Discalía General de la República"),
    ],
)
def test_no_other_letter_may_be_wrong(surface: str, written: str):
    assert not matcher(one=surface).find(written)


def test_handles_hashtags_and_addresses():
    find = matcher(defensa="@Defensamx1", gn="Guardia Nacional", navy="Marina").find
    text = "@defensamx1 #GuardiaNacional @Marina user@Marina.mx https://x.mx/Marina #Marina"
    assert found(text, find(text)) == [
        ("@defensamx1", "defensa"),
        ("GuardiaNacional", "gn"),
        ("Marina", "navy"),
    ]
    assert find(text)[-1].start == text.rindex("Marina")


def test_a_handle_that_runs_a_strong_name_together():
    text = "@FiscaliaJalisco_mx"
    assert found(text, matcher(jal="Fiscalía Jalisco").find(text)) == [(text, "jal")]


def test_names_do_not_cross_an_empty_line():
    assert not matcher(gn="Guardia Nacional").find("Guardia\n\nNacional")
    assert matcher(gn="Guardia Nacional").find("Guardia\nNacional")


def test_readings_are_one_an_entry_strongest_first():
    surfaces = [
        Surface("CFE", "army", WEAK, "acronym"),
        Surface("CFE", "power", STRONG, "acronym"),
        Surface("CFE", "power", NOMINAL, "name"),
    ]
    (match,) = Matcher(surfaces).find("CFE")
    assert [(s.entry_id, s.strength) for s in match.surfaces] == [
        ("power", STRONG),
        ("army", WEAK),
    ]


@given(st.text())
def test_offsets_lie_in_any_text(text: str):
    for match in load_lexicon().find(text):
        assert 0 <= match.start < match.end <= len(text)


@given(st.lists(st.sampled_from(["FGR", "Zapopan, Jalisco", "a", "\n\n", "👩🏽‍🚒", "Ñ", "\r\n"])))
def test_matches_are_in_order_and_outer_ones_do_not_overlap(parts: list[str]):
    matches = load_lexicon().find(" ".join(parts))
    assert [m.start for m in matches] == sorted(m.start for m in matches)
    outer = [m for m in matches if not m.nested]
    assert all(a.end <= b.start for a, b in pairwise(outer))


@pytest.mark.slow
def test_ten_million_characters_are_read_in_linear_time():
    line = "La Secretaría de Marina y la FGR informaron en México sobre la Guardia Nacional. "
    text = line * (10_000_000 // len(line))
    lexicon = load_lexicon()
    started = time.process_time()
    readings = lexicon.read(text)
    assert len(readings) >= 3 * (10_000_000 // len(line))
    assert time.process_time() - started < 60


def test_a_token_of_an_accent_alone_matches_nothing():
    index = matcher(a="Marina")
    text = "Marina \u059f dijo"
    assert found(text, index.find(text)) == [("Marina", "a")]


@pytest.mark.slow
def test_a_hundred_thousand_entries_load_and_match():
    names = (f"Instituto {i} de Pruebas del Estado {i % 977}" for i in range(100_000))
    started = time.process_time()
    index = Matcher(Surface(name, f"x.{i}", STRONG, "name") for i, name in enumerate(names))
    assert time.process_time() - started < 30
    text = "el Instituto 77777 de Pruebas del Estado 594 informó"
    assert found(text, index.find(text)) == [
        ("Instituto 77777 de Pruebas del Estado 594", "x.77777")
    ]
