"""One way of writing for all text, with the way back to the original's offsets."""

from __future__ import annotations

import unicodedata
from itertools import pairwise

import pytest
from awkward_text import AWKWARD
from hypothesis import given
from hypothesis import strategies as st

from bilingual import Document, detect
from bilingual.document import Link, Match, Segment, Span, Speaker, Translation, Unit
from bilingual.reading.normalization import normalize
from bilingual.reading.placement import normalized, restored
from bilingual.reading.wrapping import joined_paragraphs

# The original, and how the stages read it.
WRITTEN = {
    "Michoaca\u0301n y Nuevo Leo\u0301n": "Michoacán y Nuevo León",
    "infor\u00admó\u200b la\ufeff FGR": "informó la FGR",
    "la oﬁcina": "la oficina",
    "\U0001d5e8\U0001d5e5\U0001d5da\U0001d5d8\U0001d5e1\U0001d5e7\U0001d5d8": "URGENTE",
    "15\u00a0000 pesos": "15 000 pesos",
    "El EjÃ©rcito dijo â€œsÃ\xadâ€\x9d": "El Ejército dijo “sí”",
    "IRMÃ, Âme": "IRMÃ, Âme",
    "x\u0302 = 1": "x\u0302 = 1",
}
ODD = [
    *WRITTEN,
    *AWKWARD,
    "e\u0301",
    "\u00ad",
    "\u200b",
    "Ã±",
    "ﬃ",
    "de-\nteni",
    "a\n> b",
    " ",
    "\n",
]
odd_text = st.lists(st.sampled_from(ODD), max_size=12).map("".join)


@pytest.mark.parametrize("original", WRITTEN)
def test_one_way_of_writing(original: str) -> None:
    assert normalize(original).text == WRITTEN[original]


@given(odd_text, st.booleans())
def test_every_stretch_finds_its_way_back(text: str, line_breaks: bool) -> None:
    found = joined_paragraphs(text) if line_breaks else normalize(text)
    length = len(found.text)
    places = [found.to_original(i, i + 1) for i in range(length)]
    assert all(0 <= start < end <= len(text) for start, end in places)
    assert all(a[1] <= b[0] or a == b for a, b in pairwise(places))
    for i, place in enumerate(places):
        if text[slice(*place)] == found.text[i]:
            assert found.from_original(*place) == (i, i + 1)


@given(odd_text)
def test_reading_twice_changes_nothing_more(text: str) -> None:
    assert normalize(normalize("é" + text).text).text == normalize("é" + text).text


def test_records_go_to_the_normalized_text_and_back() -> None:
    text = "Dijo:\u00a0“La Fiscali\u0301a detu\u00advo a dos.” Prosecutors held two in Leo\u0301n."
    source = text[text.index("La") : text.index("”")]
    report = text[text.index("Pros") :]
    start = text.index(source)
    at = text.index(report)
    links = (Link(3, 12, 0, 11, 0.9), Link(13, 20, 12, 16, 0.9))
    unit = Unit(
        start, start + len(source), source, Translation("Prosecutors held two.", links=links)
    )
    passage = Span(at, at + len(report), report)
    speaker = Speaker("Dijo", None, Span(0, 4, "Dijo"))
    segment = Segment(unit.start, unit.end, unit.text, "es", 1.0, speaker=speaker)
    match = Match(unit, passage, "report", 1.0, (Link(start + 3, start + 12, at, at + 11, 1.0),))
    document = Document(text, segments=(segment,), units=(unit,), matches=(match,))
    read, back = normalized(document)
    assert read.units[0].text == "La Fiscalía detuvo a dos."
    link = read.units[0].translation.links[1]
    assert read.units[0].text[link.source_start : link.source_end] == "detuvo"
    again = restored(
        Document(
            read.text, read.id, segments=read.segments, units=read.units, matches=read.matches
        ),
        back,
        Document(text),
    )
    assert (again.segments, again.units, again.matches) == (
        document.segments,
        document.units,
        document.matches,
    )


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_segments_do_not_depend_on_how_accents_are_written(form: str) -> None:
    text = unicodedata.normalize(
        form,
        "#ÚltimaHora La Guardia Nacional aseguró cocaína en Mazatlán. — Gobierno de México"
        " (@GobiernoMX) 22 de febrero de 2026",
    )
    (segment,) = (s for s in detect(text) if s.language == "es")
    assert text[segment.start : segment.end] == segment.text
    assert unicodedata.normalize("NFC", segment.text).startswith("La Guardia Nacional aseguró")
    assert segment.metadata["hashtags"] == ["ÚltimaHora"]
    assert segment.speaker.name == "Gobierno de México"


MAIL = """He wrote to us on Monday:

> La Fiscalía General de la República informa que fueron deteni-
> das 15 personas en el municipio de Uruapan, en coordinación con la
> Guardia Nacional.

- one point that is long enough to count as a line of this mail
- another point that is long enough to count as a line of it too
"""


def test_soft_line_breaks_go_and_hard_ones_stay() -> None:
    read = joined_paragraphs(MAIL).text
    assert "> La Fiscalía General de la República informa que fueron detenidas 15" in read
    assert "en coordinación con la Guardia Nacional." in read
    assert "mail\n- another" in read
    assert normalize(MAIL).text == MAIL


@pytest.mark.parametrize(
    "text",
    [
        "El presidente llegó a la ciudad de México el lunes.\nLa policía lo esperaba en la puerta.",
        "---\ntitle: A long title in lower case letters\nauthor: somebody\n---\nProse.",
        "Gobierno de México\n@GobiernoMX\n·\nFeb 22, 2026\nSe informa.",
        "Nombre: Ana María Pérez de la Cruz:\nedad: 15",
    ],
)
def test_lines_that_end_are_left_alone(text: str) -> None:
    assert joined_paragraphs(text).text == text


def test_a_hyphen_stays_where_it_belongs_to_the_word() -> None:
    text = "The state-run company of the eastern region said that its state-\nrun plants are safe."
    assert joined_paragraphs(text).text == text.replace("-\nrun", "-run")
