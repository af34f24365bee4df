"""A lexicon of the user's own decides what the report names."""

import pytest

import bilingual
from bilingual.settings import Settings

pytestmark = pytest.mark.slow

SOURCE = (
    "La Dirección de Puertos y Faros detuvo el lunes a cinco marineros del buque Esperanza. "
    "El Consejo Naval Supremo pidió calma."
)
REPORT = (
    "The Coastal Signals Service arrested five sailors of the ship Esperanza on Monday, "
    "it said in a statement."
)
LEXICON = """\
entries:
  - id: rt.faros
    type: federal_agency
    names: {es: Dirección de Puertos y Faros, en: Coastal Signals Service}
"""


def findings(*lexicons):
    settings = Settings(lexicons=tuple(map(str, lexicons)))
    return [f for f in bilingual.compare(SOURCE, REPORT, settings) if f.kind != "same"]


def test_what_the_lexicon_joins_is_neither_omitted_nor_another(tmp_path):
    """Also not a part of the name, which a statistical recogniser may take for a name alone."""
    path = tmp_path / "own.yaml"
    path.write_text(LEXICON, encoding="utf-8")
    assert any("Dirección" in f.source.text for f in findings() if f.kind == "omitted")
    assert [(f.kind, f.source.text) for f in findings(path)] == [
        ("omitted", "Consejo Naval Supremo")
    ]


def test_a_body_no_lexicon_knows_may_be_any_such_body_of_the_report():
    with_council = REPORT.replace("it said", "the country's highest naval council said")
    omitted = [
        f.source.text for f in bilingual.compare(SOURCE, with_council) if f.kind == "omitted"
    ]
    assert "Consejo Naval Supremo" not in omitted
