"""The detect command and the spaCy component."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

TEXT = 'He said: "No buscamos culpables, buscamos a nuestros hijos," in tears.'


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "article.txt"
    path.write_text(TEXT)
    return path


def _run(*arguments: str, stdin: bytes | None = None) -> str:
    from bilingual.cli import app

    result = CliRunner().invoke(app, ["detect", *arguments], input=stdin)
    assert result.exit_code == 0, result.output
    return result.stdout


def test_the_list_names_place_language_and_kind(article: Path) -> None:
    output = _run(str(article))
    assert "10-58" in output
    assert "es  quotation" in output


def test_json_is_the_document(article: Path) -> None:
    from bilingual import Document

    lines = _run(str(article), "--json").splitlines()
    (document,) = map(Document.from_json, lines)
    assert [s.language for s in document.segments] == ["en", "es", "en"]
    assert json.loads(lines[0])["text"] == TEXT


def test_color_keeps_the_text(article: Path) -> None:
    output = _run(str(article), "--color")
    assert "\x1b[" in output
    assert "No buscamos culpables" in output


def test_standard_input() -> None:
    assert "es  quotation" in _run("-", stdin=TEXT.encode())


@pytest.mark.slow
def test_the_spacy_component_sets_spans() -> None:
    import spacy

    nlp = spacy.blank("en")
    nlp.add_pipe("bilingual_segments")
    doc = nlp(TEXT)
    labels = [(span.text, span.label_) for span in doc.spans["bilingual"]]
    assert labels[1] == ("No buscamos culpables, buscamos a nuestros hijos", "es")
    assert doc.spans["bilingual"][1]._.segment.kind == "quotation"
    assert nlp.pipe_names == ["bilingual_segments"]
