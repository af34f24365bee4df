"""The merging rule, case by case."""

from __future__ import annotations

import pytest

from bilingual.document import Mention
from bilingual.recognition.merge import merge

TEXT = "Mexico's Fuerzas Especiales del Ejército Mexicano and Rubén Aldana in Zapopan, Jalisco"


def mention(words: str, label: str, recognizer: str, **fields) -> Mention:
    start = TEXT.index(words)
    return Mention(start, start + len(words), words, label, "en", recognizer, **fields)


def lexical(words: str, label: str, entry: str) -> Mention:
    return mention(words, label, "lexicon", lexicon_ids=(entry,))


def outline(mentions: list[Mention]) -> list[tuple[str, str, str]]:
    return [(m.text, m.label, m.recognizer) for m in mentions]


def test_the_lexicon_overrides_a_statistical_label():
    merged = merge([[lexical("Jalisco", "LOC", "mx.jal")], [mention("Jalisco", "PER", "spacy")]])
    assert outline(merged) == [("Jalisco", "LOC", "lexicon+spacy")]


def test_a_mention_inside_the_lexicons_agrees_with_it():
    whole = lexical("Fuerzas Especiales del Ejército Mexicano", "ORG", "x")
    merged = merge([[whole], [mention("Ejército Mexicano", "ORG", "spacy")]])
    assert outline(merged) == [(whole.text, "ORG", "lexicon+spacy")]


def test_a_mention_that_adds_only_small_words_agrees():
    merged = merge([[lexical("Zapopan", "LOC", "z")], [mention("in Zapopan", "ORG", "spacy")]])
    assert outline(merged) == [("Zapopan", "LOC", "lexicon+spacy")]


def test_a_whole_with_words_of_its_own_is_kept_beside_the_part():
    merged = merge(
        [
            [lexical("Jalisco", "LOC", "mx.jal")],
            [mention("Aldana in Zapopan, Jalisco", "ORG", "spacy")],
        ]
    )
    assert [m.text for m in merged] == ["Aldana in Zapopan, Jalisco", "Jalisco"]


def test_a_list_of_lexicon_names_is_no_name():
    both = [lexical("Zapopan", "LOC", "z"), lexical("Jalisco", "LOC", "mx.jal")]
    merged = merge([both, [mention("Zapopan, Jalisco", "LOC", "spacy")]])
    assert [m.text for m in merged] == ["Zapopan", "Jalisco"]


def test_what_crosses_the_lexicon_is_dropped():
    merged = merge(
        [
            [lexical("Ejército Mexicano", "ORG", "x")],
            [mention("Mexicano and Rubén", "PER", "spacy")],
        ]
    )
    assert [m.text for m in merged] == ["Ejército Mexicano"]


def test_two_recognisers_beat_one():
    short, long = "Rubén Aldana", "Mexicano and Rubén Aldana in"
    merged = merge(
        [
            [mention(long, "ORG", "spacy")],
            [mention(short, "PER", "stanza")],
            [mention(short, "PER", "other")],
        ]
    )
    assert outline(merged) == [(short, "PER", "stanza+other")]


def test_of_single_voices_stanza_then_the_longer_stands():
    found = [[mention("Rubén Aldana", "PER", "spacy")], [mention("Aldana", "PER", "stanza")]]
    assert [m.text for m in merge(found)] == ["Aldana"]
    longer = [[mention("Rubén", "PER", "spacy")], [mention("Rubén Aldana", "PER", "other")]]
    assert [m.text for m in merge(longer)] == ["Rubén Aldana"]
    tied = merge([[mention("Aldana", "LOC", "spacy")], [mention("Aldana", "PER", "stanza")]])
    assert outline(tied) == [("Aldana", "PER", "stanza+spacy")]


@pytest.mark.parametrize(
    ("spacy", "stanza", "stands"),
    [
        ("MISC", "ORG", "MISC"),
        ("LOC", "MISC", "MISC"),
        ("ORG", "LOC", "ORG"),
        ("LOC", "ORG", "ORG"),
        ("ORG", "PER", "PER"),
        ("PER", "LOC", "LOC"),
    ],
)
def test_the_label_that_stands_of_two(spacy: str, stanza: str, stands: str):
    found = [[mention("Jalisco", spacy, "spacy")], [mention("Jalisco", stanza, "stanza")]]
    assert outline(merge(found)) == [("Jalisco", stands, "stanza+spacy")]


def test_mentions_come_out_by_place():
    names = ["Zapopan", "Rubén Aldana", "Jalisco"]
    merged = merge([[mention(name, "LOC", "spacy") for name in names]])
    assert [m.start for m in merged] == sorted(m.start for m in merged)
