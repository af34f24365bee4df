"""Sentences that are read together: what stands there, in order, and nothing across lines."""

import hypothesis.strategies as st
from hypothesis import given

from bilingual import Document
from bilingual.document import Segment
from bilingual.recognition.recognizer import passages, stretches


def spanish(text: str) -> Document:
    segment = Segment(0, len(text), text, language="es", confidence=1.0)
    return Document(text, segments=(segment,))


@given(st.text(alphabet="aB .\n¿?é", max_size=80))
def test_passages_cover_the_sentences_of_their_lines(text: str):
    document = spanish(text)
    found = list(passages([document], "es"))
    for piece in found:
        assert document.text[piece.start : piece.start + len(piece.text)] == piece.text
    for sentence in stretches([document], "es"):
        holding = [
            p
            for p in found
            if p.start <= sentence.start
            and sentence.start + len(sentence.text) <= p.start + len(p.text)
        ]
        assert len(holding) == 1


def test_sentences_of_one_line_are_read_together():
    document = spanish("Llegó ayer. Venía de Lima.\nEl acto empezó. Acabó tarde.")
    texts = [piece.text for piece in passages([document], "es")]
    assert texts == ["Llegó ayer. Venía de Lima.", "El acto empezó. Acabó tarde."]


def test_passages_stay_short():
    document = spanish("El pleno aprobó ayer la propuesta del alcalde. " * 40)
    lengths = [len(piece.text) for piece in passages([document], "es")]
    assert len(lengths) > 1
    assert max(lengths) <= 500


def test_documents_are_not_read_together():
    found = list(passages([spanish("Llegó ayer."), spanish("Venía de Lima.")], "es"))
    assert [piece.document for piece in found] == [0, 1]
