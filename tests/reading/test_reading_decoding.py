"""Encodings that articles come in, and what is refused."""

from __future__ import annotations

import pytest

from bilingual.errors import InputError
from bilingual.reading.decoding import decode

SPANISH = "La Fiscalía informó: «Están detenidos», según el señor Núñez.\r\n¿Y mañana?"


ENCODINGS = "utf-8 utf-8-sig cp1252 latin-1 mac_roman cp850 utf-16 utf-16-le utf-16-be utf-32"


@pytest.mark.parametrize("encoding", ENCODINGS.split())
def test_spanish_survives_every_usual_encoding(encoding: str) -> None:
    assert decode(SPANISH.encode(encoding), "a.txt") == SPANISH


def test_bytes_that_cp1252_leaves_undefined_are_read_as_latin_1() -> None:
    assert decode(b"a\x81o de ma\xf1ana", "a.txt") == "a\x81o de mañana"


def test_a_page_may_declare_its_encoding() -> None:
    page = '<meta charset="iso-8859-2"><p>Łódź</p>'.encode("iso-8859-2")
    assert "Łódź" in decode(page, "a.html", html=True)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "empty"),
        (b" \r\n\t", "empty"),
        (b"\xff\xfe", "empty"),
        (b"\xef\xbb\xbf\n", "empty"),
        (b"%PDF-1.7 ...", "PDF"),
        (b"PK\x03\x04...", "office document"),
        (b"\x89PNG\r\n", "image"),
        (b"abc\x00\x01\x02\x03\x00\x00", "binary"),
        (bytes(range(1, 256)) * 4, "binary"),
        ("¿Qué pasó ayer? Más información mañana. ".encode() + b"\xc3", "damaged UTF-8 at byte"),
    ],
)
def test_what_cannot_be_read_is_refused_with_a_reason(data: bytes, words: str) -> None:
    with pytest.raises(InputError, match=words) as refusal:
        decode(data, "a.txt")
    assert str(refusal.value).startswith("a.txt: ")
