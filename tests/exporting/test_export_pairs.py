"""Pairs, the index they are found with, and the command that writes them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from bilingual import Document, Link, Span, Translation, Unit, export
from bilingual.cli import app
from bilingual.errors import ExportError
from bilingual.exporting import ExportOptions, Writer, pairs_of
from bilingual.spans import SpanIndex
from bilingual.translation.exchange import read_pairs

offsets = st.integers(0, 30)


def test_links_of_reported_pairs_count_from_the_two_texts(document):
    _, human = pairs_of(document, ExportOptions(pairs="both"))
    (link,) = human.links
    assert human.source[link.source_start : link.source_end] == "tres"
    assert human.target[link.target_start : link.target_end] == "four"


def test_lines_broken_at_a_width_are_one_in_a_pair():
    source = (
        "La fiscalía informó en un comunicado que fueron deteni-\ndas tres personas en Uruapan."
    )
    at = source.index("tres")
    translation = Translation("It said three were held.", links=(Link(at, at + 4, 8, 13, 0.9),))
    (pair,) = pairs_of(
        Document("Uno.\n\n" + source, units=(Unit(6, 6 + len(source), source, translation),)),
        ExportOptions(),
    )
    assert pair.source == source.replace("-\n", "")
    assert [pair.source[a:b] for a, b, *_ in pair.links] == ["tres"]
    assert (pair.start, pair.end) == (6, 6 + len(source))


def test_ids_are_unique(thousand):
    options = ExportOptions(pairs="both")
    ids = [pair.id for document in thousand[:50] for pair in pairs_of(document, options)]
    assert len(ids) == len(set(ids)) == 100


def test_the_same_passage_twice_is_one_pair(document):
    twice = document.add(matches=document.matches * 2)
    assert len(list(pairs_of(twice, ExportOptions(pairs="report")))) == 1


@given(st.lists(st.tuples(offsets, offsets)), offsets, offsets)
def test_the_index_finds_what_a_scan_finds(places, start, length):
    spans = [Span(a, a + b + 1, "") for a, b in places]
    index, end = SpanIndex(spans), start + length + 1
    found = index.within(start, end)
    wanted = [span for span in spans if span.start < end and span.end > start]
    assert sorted(found, key=repr) == sorted(wanted, key=repr)
    covering = [span for span in spans if span.start <= start < span.end]
    at = index.at(start)
    assert (at is None) == (not covering)
    assert at is None or at.start == max(span.start for span in covering)


@pytest.fixture
def stored(document, tmp_path):
    (tmp_path / "d.json").write_text(document.to_json(indent=1))
    (tmp_path / "d.jsonl").write_text(document.to_json() + "\n\n" + document.to_json() + "\n")
    return tmp_path


def run(*arguments):
    return CliRunner().invoke(app, ["export", *map(str, arguments)])


def test_the_command_reads_stored_documents(stored):
    result = run(
        stored / "d.json", stored / "d.jsonl", "-f", "tsv", "-o", stored / "x", "--pairs", "both"
    )
    assert result.exit_code == 0
    assert "3 documents, 6 pairs" in result.output
    assert len((stored / "x").read_text("utf-8").splitlines()) == 7


def test_the_command_names_the_line_at_fault(stored):
    with open(stored / "d.jsonl", "a") as lines:
        lines.write('{"text": 1}\n')
    result = run(stored / "d.jsonl", "-f", "tsv", "-o", stored / "x")
    assert result.exit_code != 0
    assert "line 4" in str(result.exception)
    assert not (stored / "x").exists()


def test_the_command_wants_a_file_that_is_there(stored):
    result = run(stored / "none.json", "-f", "tsv", "-o", stored / "x")
    assert "none.json" in str(result.exception)


@pytest.mark.parametrize(
    ("format", "name"),
    [("tmx", "x.tmx"), ("xliff", "x.xlf"), ("xliff2", "x.xlf"), ("tsv", "x.tsv")],
)
def test_a_reviewed_export_goes_into_a_memory(make_document, tmp_path, format, name):
    document = make_document("Uno\\tdos.", "One\\two.", "Somebody counted.")
    export(document, format, tmp_path / name, pairs="both")
    text = (tmp_path / name).read_bytes()
    (tmp_path / name).write_bytes(text.replace(b"One", b"First"))
    assert list(read_pairs(tmp_path / name)) == [("Uno\\tdos.", "First\\two.")]


def test_a_writer_of_ones_own_gets_files_and_errors_for_nothing(document, tmp_path):
    class LinesWriter(Writer):
        def add(self, document):
            for pair in pairs_of(document, self.options):
                self.stream.write(f"{pair.source} = {pair.target}\n".encode())
                self.summary.pairs += 1

    with LinesWriter(tmp_path / "x", ExportOptions()) as writer:
        writer.write(document)
    assert writer.summary.pairs == 1
    assert (tmp_path / "x").read_text("utf-8").startswith("La Fiscalía detuvo")
    with pytest.raises(ExportError, match="missing"):
        LinesWriter(tmp_path / "missing" / "x", ExportOptions())
