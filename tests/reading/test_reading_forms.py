"""The whole chain finds the same in a text however its accents and lines are written."""

from __future__ import annotations

import unicodedata
from textwrap import fill

import pytest

from bilingual import Document, Settings, process

pytestmark = pytest.mark.slow
SETTINGS = Settings(recognizers=("lexicon",), vectors=False)
FORMS = {
    "decomposed": lambda text: unicodedata.normalize("NFD", text),
    "soft hyphens": lambda text: text.replace("inteligencia", "inteli\u00adgencia"),
    "lines": lambda text: "\n\n".join(fill(part, 72) for part in text.split("\n\n")),
}


@pytest.mark.parametrize("form", FORMS)
def test_the_seed_says_the_same_in_every_form(seed_text: str, form: str) -> None:
    plain = process(seed_text, SETTINGS)
    other = process(FORMS[form](seed_text), SETTINGS)
    assert [e.id for e in other.entities] == [e.id for e in plain.entities]
    assert [u.translation.text for u in other.units] == [u.translation.text for u in plain.units]
    assert [f.explanation for f in other.findings] == [f.explanation for f in plain.findings]
    assert _linked(other) == [FORMS[form](word) for word in _linked(plain)]
    for span in (*other.segments, *other.mentions, *other.units):
        assert other.text[span.start : span.end] == span.text


def _linked(document: Document) -> list[str]:
    return [
        unit.text[link.source_start : link.source_end]
        for unit in document.units
        for link in unit.translation.links
    ]
