"""Word links: offsets, what must be linked, and odd input."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bilingual import align_words
from bilingual.tokens import tokenize


def linked(es: str, en: str) -> set[tuple[str, str]]:
    return {
        (es[k.source_start : k.source_end], en[k.target_start : k.target_end])
        for k in align_words(es, en)
    }


@given(st.text(max_size=60), st.text(max_size=60))
@settings(max_examples=60, deadline=None)
def test_links_join_tokens_of_both_sides(es, en):
    """A token of the text as it is read: two of the text as it stands where letters are broken."""
    es_tokens, en_tokens = tokenize(es), tokenize(en)
    for link in align_words(es, en):
        assert link.source_start in {t.start for t in es_tokens}
        assert link.source_end in {t.end for t in es_tokens}
        assert link.target_start in {t.start for t in en_tokens}
        assert link.target_end in {t.end for t in en_tokens}
        assert 0 < link.probability <= 1


def test_links_follow_the_words_not_their_order():
    pairs = linked(
        "trabajos de inteligencia militar central", "as well as central military intelligence tasks"
    )
    assert {("inteligencia", "intelligence"), ("militar", "military"), ("central", "central")} <= (
        pairs
    )


def test_the_head_of_a_compound_is_linked_although_no_table_knows_the_pair():
    assert ("trabajos", "tasks") in linked(
        "con trabajos de inteligencia militar central, del Centro",
        "as well as central military intelligence tasks, within the framework",
    )


def test_punctuation_is_linked():
    assert {(",", ","), (".", ".")} <= linked("Ayer, llovió mucho.", "Yesterday, it rained a lot.")


def test_names_and_numbers_that_no_table_knows_are_linked_by_form():
    pairs = linked("Zyxwa pagó 7319 pesos", "Zyxwa paid 7319 pesos")
    assert {("Zyxwa", "Zyxwa"), ("7319", "7319")} <= pairs


def test_offsets_count_code_points():
    es, en = "🙂🙂 la presa", "🙂🙂 the dam"
    assert ("presa", "dam") in linked(es, en)


@pytest.mark.parametrize(("es", "en"), [("", "text"), ("texto", ""), ("", ""), ("  ", "\n")])
def test_nothing_to_link(es, en):
    assert align_words(es, en) == []


def test_long_sentences_are_cut_not_refused():
    es, en = "La presa es segura. " * 2000, "The dam is safe. " * 2000
    links = align_words(es, en)
    assert links and max(k.source_start for k in links) < 2000
