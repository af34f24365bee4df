from __future__ import annotations

from itertools import pairwise

from awkward_text import awkward_text
from hypothesis import given

from bilingual.tokens import tokenize


@given(awkward_text)
def test_offsets_give_back_the_tokens_in_order(text: str) -> None:
    tokens = tokenize(text)
    assert all(text[t.start : t.end] == t.text for t in tokens)
    assert all(a.end <= b.start for a, b in pairwise(tokens))


@given(awkward_text)
def test_every_letter_and_digit_is_in_a_token(text: str) -> None:
    covered = {i for t in tokenize(text) for i in range(t.start, t.end)}
    assert all(i in covered for i, c in enumerate(text) if c.isalnum())


def test_words_numbers_and_names_stay_whole() -> None:
    text = "@Defensamx1: 1,234.5 U.S. troops—EE.UU. #UltimaHora don't"
    assert [t.text for t in tokenize(text)] == [
        "@Defensamx1",
        ":",
        "1,234.5",
        "U.S.",
        "troops",
        "—",
        "EE",
        ".",
        "UU",
        ".",
        "#UltimaHora",
        "don't",
    ]


def test_start_shifts_every_offset() -> None:
    assert tokenize("a b", start=10)[1][:2] == (12, 13)
