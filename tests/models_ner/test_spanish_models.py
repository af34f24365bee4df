"""The bundled Spanish models load from a folder that can't be written, without a network."""

from __future__ import annotations

import socket
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest

from bilingual.recognition.spacy_ner import load_spanish
from bilingual.recognition.spacy_tokens import doc_of_tokens
from bilingual.recognition.stanza_models import load_spanish_tagger
from bilingual.tokens import tokenize

SENTENCE = "La Guardia Nacional detuvo a Juan Pérez en Guadalajara, informó Laura Méndez."
EXPECTED = {
    ("Guardia Nacional", "ORG"),
    ("Juan Pérez", "PER"),
    ("Guadalajara", "LOC"),
    ("Laura Méndez", "PER"),
}

pytestmark = pytest.mark.slow


@pytest.fixture
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*args: object, **kwargs: object) -> None:
        raise AssertionError("the network was asked")

    monkeypatch.setattr(socket.socket, "connect", refuse)


def _stanza_names(text: str) -> set[tuple[str, str]]:
    tokens = tokenize(text)
    (spans,) = load_spanish_tagger()([[token.text for token in tokens]])
    return {(text[tokens[s.first].start : tokens[s.end - 1].end], s.label) for s in spans}


def test_spacy_names_people_places_and_institutions(no_network: None):
    assert {(e.text, e.label_) for e in load_spanish()(SENTENCE).ents} == EXPECTED


def test_spacy_tokens_are_the_packages_own():
    nlp = load_spanish()
    text = "Según  @FGRMexico,\nhay 3.5 millones en EE.UU."
    assert nlp(text).text == text
    words = [t.text for t in nlp.make_doc(text) if not t.is_space]
    assert words == [token.text for token in tokenize(text)]
    assert [t.text for t in doc_of_tokens(nlp.vocab, tokenize(text))] == words


def test_stanza_names_people_places_and_institutions(no_network: None):
    assert _stanza_names(SENTENCE) == EXPECTED


def test_stanza_keeps_empty_sentences_in_place():
    tagged = load_spanish_tagger()([[], ["Guadalajara"], []])
    assert [len(spans) for spans in tagged] == [0, 1, 0]


def test_stanza_serves_threads_that_call_at_once():
    texts = [SENTENCE, "Ana Ruiz viajó a Madrid.", "Habló la Cruz Roja en Sonora."] * 4
    alone = [_stanza_names(text) for text in texts]
    with ThreadPoolExecutor(4) as threads:
        assert list(threads.map(_stanza_names, texts)) == alone


def test_torch_is_not_imported_while_stanza_is_off():
    code = (
        "import sys; from bilingual.recognition.spacy_ner import load_spanish; load_spanish();"
        "sys.exit('torch' in sys.modules or 'stanza' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
