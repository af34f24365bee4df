"""The whole chain on text that nobody would write, and through the command."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from awkward_text import awkward_text
from hypothesis import given, settings

from bilingual import Document, Settings, Span, process

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parents[1]
LIGHT = Settings(recognizers=("lexicon",), beam_size=1, vectors=False)


def spans(document: Document) -> Iterator[Span]:
    """Every span of every layer."""
    for layer in ("blocks", "segments", "mentions", "units"):
        yield from getattr(document, layer)
    for segment in document.segments:
        if segment.speaker:
            yield segment.speaker.evidence
    for entity in document.entities:
        yield from entity.mentions
    for match in document.matches:
        yield from (match.unit, match.report)
    for finding in document.findings:
        yield from (span for span in (finding.source, finding.report) if span)


@settings(max_examples=40)
@given(awkward_text)
def test_every_record_gives_back_its_text(text: str) -> None:
    document = process(text, LIGHT)
    assert document.text == text
    for span in spans(document):
        assert 0 <= span.start <= span.end <= len(text)
        assert document.text[span.start : span.end] == span.text
    for unit in document.units:
        for link in unit.translation.links:
            assert unit.text[link.source_start : link.source_end].strip()
            assert unit.translation.text[link.target_start : link.target_end].strip()
    for match in document.matches:
        for link in match.links:
            assert match.unit.start <= link.source_start < link.source_end <= match.unit.end
            assert match.report.start <= link.target_start < link.target_end <= match.report.end
    assert Document.from_json(document.to_json()) == document


@settings(max_examples=40)
@given(awkward_text)
def test_every_letter_of_prose_is_in_at_most_one_segment(text: str) -> None:
    document = process(text, LIGHT)
    for before, after in zip(document.segments, document.segments[1:]):
        assert before.end <= after.start


def run(*arguments: str, stdin: bytes | None = None) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "bilingual", *arguments]
    return subprocess.run(command, input=stdin, capture_output=True, cwd=ROOT)


QUICK = ("--recognizers", "lexicon", "--no-vectors", "--beam-size", "1")
POST = "The post said:\n\nEl Ejército Mexicano detuvo a tres personas en Culiacán, Sinaloa.\n"


def test_files_are_written_in_every_format(tmp_path: Path) -> None:
    source = tmp_path / "article.txt"
    source.write_text(POST)
    formats = "html,tmx,xliff,xliff2,tsv,csv,json,jsonl,parquet,moses,conll"
    done = run("process", str(source), "--out", str(tmp_path / "out"), "--format", formats, *QUICK)
    assert done.returncode == 0, done.stderr
    names = {path.name for path in (tmp_path / "out").iterdir()}
    assert {"article.html", "article.tmx", "article.tsv", "article.json"} <= names
    assert len(names) >= 11
    assert all(path.stat().st_size for path in (tmp_path / "out").iterdir())


def test_standard_input_and_json_lines() -> None:
    done = run("process", "-", "--json", *QUICK, stdin=POST.encode())
    assert done.returncode == 0, done.stderr
    document = Document.from_json(done.stdout)
    assert [s.language for s in document.segments] == ["en", "es"]
    assert "Mexican Army" in document.units[0].translation.text


@pytest.mark.parametrize(
    ("name", "content", "named"),
    [
        ("empty.txt", b"", b"empty"),
        ("binary.txt", bytes(range(256)) * 40, b"binary"),
        ("missing.txt", None, b"no such file"),
    ],
)
def test_bad_input_gets_one_clear_line_and_the_rest_goes_on(
    tmp_path: Path, name: str, content: bytes | None, named: bytes
) -> None:
    bad, good = tmp_path / name, tmp_path / "good.txt"
    good.write_text(POST)
    if content is not None:
        bad.write_bytes(content)
    done = run("process", str(bad), str(tmp_path), str(good), *QUICK)
    assert done.returncode == 1
    assert named in done.stderr
    assert b"folder" in done.stderr
    assert b"Traceback" not in done.stderr
    assert b"Mexican Army" in done.stdout


@pytest.mark.parametrize("encoding", ["latin-1", "cp1252", "utf-16", "utf-8-sig"])
def test_other_encodings_are_read_right(tmp_path: Path, encoding: str) -> None:
    source = tmp_path / "article.txt"
    source.write_bytes(POST.encode(encoding))
    done = run("process", str(source), "--json", *QUICK)
    assert done.returncode == 0, done.stderr
    assert "Culiacán" in Document.from_json(done.stdout).text


@pytest.mark.parametrize(
    "arguments",
    [
        ["process"],
        ["process", "x.txt", "--format", "docx", "--out", "x"],
        ["process", "x.txt", "--recognizers", "bert"],
        ["process", "x.txt", "--nonsense"],
        ["nonsense"],
    ],
)
def test_bad_usage_is_exit_code_2(arguments: list[str]) -> None:
    done = run(*arguments)
    assert done.returncode == 2
    assert b"Traceback" not in done.stderr


def test_a_large_text_is_processed(tmp_path: Path) -> None:
    sentence = "The two governments said on Monday that talks over the border would go on. "
    source = tmp_path / "large.txt"
    source.write_text("\n\n".join([sentence * 8] * 34_000) + POST)
    assert source.stat().st_size > 20_000_000
    done = run("process", str(source), *QUICK)
    assert done.returncode == 0, done.stderr
    assert b"Mexican Army" in done.stdout
