"""What all tests share: arbitrary text of the kinds that break offsets, and a seed article."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st

ROOT = Path(__file__).resolve().parents[1]

settings.register_profile("bilingual", deadline=None, max_examples=60)
settings.load_profile("bilingual")

# Astral characters, combining accents, CRLF, zero-width and direction marks, and words of both
# languages, so that all stages find something to do.
AWKWARD = [
    "😀",
    "e\u0301",
    "\r\n",
    "\n\n",
    "\u200b",
    "\u200f",
    "\ufeff",
    "\x00",
    "\U0001d54f",
    "«",
    "»",
    "“",
    "”",
    '"',
    "…",
    " — @Defensamx1 ",
    "#UltimaHora",
    "El Ejército informó que no hubo detenidos en Jalisco.",
    "se hace del conocimiento a la opinión pública que la FGR detuvo a dos personas",
    "The Defense Secretariat said two people were detained in Jalisco.",
    "26 de febrero de 2026",
    "2.5 million pesos",
    "https://example.org/a?b=c",
]
awkward_text = st.lists(
    st.one_of(st.sampled_from(AWKWARD), st.text(max_size=12), st.just(" ")), max_size=14
).map("".join)


@pytest.fixture(scope="session")
def seed_text() -> str:
    path = ROOT / "seeds" / "latin-times-el-mencho.txt"
    return path.read_text(encoding="utf-8")
