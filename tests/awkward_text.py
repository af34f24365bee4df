"""Arbitrary text of the kinds that break offsets, for property tests of every stage."""

from __future__ import annotations

from hypothesis import strategies as st

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
