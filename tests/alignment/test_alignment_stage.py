"""The alignment stage on documents made by hand."""

import pytest

from bilingual import Document, Entity, Mention, Segment, Speaker, Translation, Unit
from bilingual.alignment import Alignment
from bilingual.alignment.passages import clauses, quotations, report_sentences
from bilingual.document import Span
from bilingual.settings import Settings

SOURCE = "La Marina aseguró 840 kilos de cocaína frente a Manzanillo."


def article(before: str, source: str = SOURCE, kind: str = "post") -> Document:
    """An English paragraph and a Spanish segment of one sentence after it."""
    text = f"{before}\n\n{source}"
    start = len(before) + 2
    speaker = Speaker("Marina", None, Span(start, start + 9, text[start : start + 9]))
    return Document(
        text,
        segments=(
            Segment(0, len(before), before, "en", 1.0),
            Segment(start, len(text), source, "es", 1.0, kind, speaker),
        ),
        units=(Unit(start, len(text), source, Translation("")),),
    )


@pytest.fixture(scope="module")
def stage():
    return Alignment(Settings(vectors=False))


def test_the_sentence_that_reports_is_matched_with_links_in_document_offsets(stage):
    report = "The Navy seized 480 kilos of cocaine off Manzanillo."
    document = article(f"It rained. {report} So it goes.")
    (match,) = stage([document])[0].matches
    assert match.report.text == report
    assert match.kind == "report" and match.probability > 0.5
    words = {
        (
            document.text[k.source_start : k.source_end],
            document.text[k.target_start : k.target_end],
        )
        for k in match.links
    }
    assert ("cocaína", "cocaine") in words and ("Manzanillo", "Manzanillo") in words


def test_a_translated_quotation_is_matched_without_its_frame(stage):
    document = article(
        "She spoke first. “We are looking for our children,” she told reporters in the square.",
        "Buscamos a nuestros hijos",
    )
    (match,) = stage([document])[0].matches
    assert (match.kind, match.report.text) == ("quotation", "We are looking for our children")


def test_a_sentence_that_a_report_repeats_is_matched_once(stage):
    report = "The Navy seized 480 kilos of cocaine off Manzanillo."
    document = article(" ".join([report] * 3))
    (match,) = stage([document])[0].matches
    assert match.report.start == 0


def test_what_nobody_reports_has_no_match(stage):
    document = article("The teachers of Oaxaca danced on Friday. It was a warm night.")
    assert stage([document])[0].matches == ()


def test_no_units_no_matches(stage):
    assert stage([Document("Only English here.")])[0].matches == ()


def test_a_sentence_is_not_cut_at_the_segment_of_its_quotation():
    text = 'He said that "the dam is safe" and left. Nobody asked.'
    quote = text.index("the dam")
    document = Document(
        text,
        segments=(
            Segment(0, quote - 1, text[: quote - 1], "en", 1.0),
            Segment(quote, quote + 15, text[quote : quote + 15], "en", 1.0, "quotation"),
            Segment(quote + 17, len(text), text[quote + 17 :], "en", 1.0),
        ),
    )
    assert [s.text for s in report_sentences(document)] == [
        'He said that "the dam is safe" and left.',
        "Nobody asked.",
    ]


def test_clauses_and_quotations_keep_their_offsets():
    sentence = Span(7, 0, "")
    text = "The army found the camp in the hills, and the mayor spoke of “a very long night” there."
    sentence = Span(7, 7 + len(text), text)
    for span in (*clauses(sentence), *quotations(sentence)):
        assert span.text == text[span.start - 7 : span.end - 7]
    assert len(clauses(sentence)) == 2
    assert [q.text for q in quotations(sentence)] == ["a very long night"]


def test_spanish_clauses_are_cut_where_a_verb_follows_the_joint():
    text = "El sindicato agrupa a 2 mil 400 docentes y no aceptará otra prórroga."
    found = [c.text for c in clauses(Span(3, 3 + len(text), text), "es")]
    assert found == ["El sindicato agrupa a 2 mil 400 docentes", "no aceptará otra prórroga."]
    assert clauses(Span(0, 29, "Llegaron soldados y marineros."), "es") == []


def test_an_acronym_is_read_as_the_name_that_the_english_writes_out(stage):
    document = article(
        "It was cold. The Labor Ministry has got it, said a woman. It rained.",
        "Va al día con la STPS.",
    )
    names = [("Labor Ministry", "en"), ("STPS", "es")]
    mentions = tuple(
        Mention(at, at + len(name), name, "ORG", language, "lexicon")
        for name, language in names
        for at in [document.text.index(name)]
    )
    joined = document.add(entities=(Entity("stps", "ORG", {}, mentions),))

    def likeliest(some: Document) -> float:
        return max((m.probability for m in stage([some])[0].matches), default=0.0)

    assert likeliest(joined) > likeliest(document)
