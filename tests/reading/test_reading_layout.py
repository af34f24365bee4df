"""Blocks of plain and Markdown text."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bilingual import Document, Settings
from bilingual.reading import Reading
from bilingual.reading.dates import iso_date
from bilingual.reading.layout import find_blocks

SIGNED = "#Alerta Se informa del operativo… — SEDENA México (@SEDENA_mx) {}"


def _kinds(text: str) -> list[tuple[str, str]]:
    return [(block.kind, block.text) for block in find_blocks(text)]


def test_paragraphs_are_lines_unless_they_were_wrapped() -> None:
    assert _kinds("Uno dos.\nTres cuatro.\n\nCinco.") == [
        ("paragraph", "Uno dos."),
        ("paragraph", "Tres cuatro."),
        ("paragraph", "Cinco."),
    ]
    wrapped = (
        "The officials said on Monday that the largest port on the coast\n"
        "would be searched more thoroughly after a run of seizures of the\n"
        "chemicals."
    )
    assert _kinds(wrapped) == [("paragraph", wrapped)]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\u2029"])
def test_any_line_end_separates(end: str) -> None:
    assert [text for _, text in _kinds(f"Uno.{end}{end}Dos.")] == ["Uno.", "Dos."]


def test_markdown_headings_and_quotations() -> None:
    text = "# Título\n\nProse here.\n\n> Dicho por alguien.\n> Y otra línea."
    assert _kinds(text) == [
        ("headline", "Título"),
        ("paragraph", "Prose here."),
        ("quotation", "Dicho por alguien."),
        ("quotation", "Y otra línea."),
    ]


@pytest.mark.parametrize(
    "caption", ["Foto: Un hombre camina.", "A man walks. (AP Photo/E. Verdugo)", "Calle. Foto: EFE"]
)
def test_captions_by_their_credit(caption: str) -> None:
    assert _kinds(f"The story begins.\n\n{caption}")[1] == ("caption", caption)


@pytest.mark.parametrize(
    ("written", "iso"),
    [
        ("February 22, 2026", "2026-02-22"),
        ("Feb. 22, 2026", "2026-02-22"),
        ("22 de febrero de 2026", "2026-02-22"),
        ("22 feb 2026", "2026-02-22"),
        ("10:32 PM · Feb 22, 2026", "2026-02-22"),
        ("February 22, 2026 at 3:01 PM", "2026-02-22"),
        ("2026-02-22", "2026-02-22"),
    ],
)
def test_posts_by_their_signature_line(written: str, iso: str) -> None:
    before, post, after = find_blocks(f"He said.\n\n{SIGNED.format(written)}\n\nMore.")
    assert post.kind == "post"
    assert post.attributes == {"author": "SEDENA México", "handle": "@SEDENA_mx", "date": iso}
    assert (before.text, after.text) == ("He said.", "More.")


def test_posts_by_what_stands_before_them() -> None:
    (retweet,) = find_blocks("RT @SEDENA_mx: Se informa del operativo.")
    assert (retweet.kind, retweet.attributes) == ("post", {"handle": "@SEDENA_mx"})
    (headed,) = find_blocks("SEDENA México\n@SEDENA_mx\n·\nFeb 22, 2026\nSe informa.")
    assert headed.attributes["author"] == "SEDENA México"
    assert headed.attributes["date"] == "2026-02-22"
    assert headed.text[int(headed.attributes["body"]) :] == "Se informa."


def test_a_handle_in_prose_makes_no_post() -> None:
    assert _kinds("Follow us at @SEDENA_mx for news.")[0][0] == "paragraph"
    assert _kinds("The address ana@example.org: it bounced.")[0][0] == "paragraph"


def test_impossible_dates_are_no_dates() -> None:
    assert iso_date("February 31, 2026") is None
    assert iso_date("no date at all") is None


@pytest.mark.parametrize("head", [" date 2026-02-22 ", "---\ndate: 2026-02-22\ntitle: X\n---\n"])
def test_front_matter_becomes_metadata(head: str) -> None:
    (document,) = Reading(Settings())([Document(head + "Mexican authorities confirmed.")])
    assert document.metadata["date"] == "2026-02-22"
    assert [block.text for block in document.blocks] == ["Mexican authorities confirmed."]


PARTS = [
    "hola",
    " ",
    "\n",
    "\n\n",
    "\r\n",
    "> ",
    "# ",
    "— A (@b) May 5, 2025",
    "RT @x: ",
    "@y",
    "·",
]
PARTS += ["\u0301", "😀", "\u2028", "\t", "\ud800", "\x00", "(Foto: X)", "- ", "—"]


@given(st.one_of(st.text(max_size=200), st.lists(st.sampled_from(PARTS)).map("".join)))
def test_blocks_lie_in_order_and_hold_every_letter(text: str) -> None:
    blocks = find_blocks(text)
    assert all(text[b.start : b.end] == b.text and b.text.strip() for b in blocks)
    assert all(a.end <= b.start for a, b in pairwise(blocks))
    inside = {i for b in blocks for i in range(b.start, b.end)}
    assert {i for i, c in enumerate(text) if c.isalpha()} <= inside
