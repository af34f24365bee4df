"""Hostile text, broken disks, interrupted runs."""

import json
import os
import threading

import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from translate.storage.tmx import tmxfile
from translate.storage.xliff import xlifffile
from translate.storage.xliff2 import Xliff2File

from bilingual import export
from bilingual.errors import ExportError
from bilingual.exporting.characters import legal_xml
from bilingual.exporting.files import replacing

READERS = {"tmx": tmxfile, "xliff": xlifffile, "xliff2": Xliff2File}
NASTY = "Nul\x00, medio \ud83d par, \ufffe, \u202eal revés\u202c, \x1b[31m & <b>]]></b> 😀"


@pytest.mark.parametrize("format", READERS)
def test_illegal_characters_are_removed_and_counted(make_document, tmp_path, format):
    summary = export(make_document(NASTY, NASTY, "Said."), format, tmp_path / "x")
    assert summary.removed_characters >= 8
    (unit,) = READERS[format].parsefile(str(tmp_path / "x")).units
    expected = "Nul, medio  par, , \u202eal revés\u202c, [31m & <b>]]></b> 😀"
    assert (unit.source, unit.target) == (expected, expected)


@pytest.mark.parametrize("format", ["tsv", "csv", "jsonl", "moses", "conll", "html", "parquet"])
def test_what_utf8_cannot_hold_is_replaced(make_document, tmp_path, format):
    summary = export(make_document(NASTY, NASTY, "Said."), format, tmp_path / "x")
    assert summary.removed_characters > 0
    for path in tmp_path.iterdir():
        if format != "parquet":
            path.read_bytes().decode("utf-8")
    if format == "parquet":
        text = pq.read_table(tmp_path / "x").column("translation")[0].as_py()["es"]
        assert text == NASTY.replace("\x00", "\ufffd").replace("\ud83d", "\ufffd")
    if format == "jsonl":
        pair = json.loads((tmp_path / "x").read_text("utf-8"))
        assert pair["translation"]["es"] == NASTY.replace("\ud83d", "\ufffd")


@pytest.mark.parametrize("format", READERS)
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(source=st.text(min_size=1, max_size=60), target=st.text(min_size=1, max_size=60))
def test_any_text_comes_back_from_translate_toolkit(
    make_document, tmp_path, format, source, target
):
    summary = export(make_document(source, target, "Said."), format, tmp_path / "x")
    units = READERS[format].parsefile(str(tmp_path / "x")).units
    assert len(units) == summary.pairs == bool(source.strip() and target.strip())
    for unit in units:
        assert unit.source == legal_xml(source)[0]
        assert unit.target == legal_xml(target)[0]


@pytest.mark.parametrize("format", READERS)
def test_a_thousand_documents_come_back_equal(thousand, tmp_path, format):
    export(thousand, format, tmp_path / "x", pairs="both")
    units = READERS[format].parsefile(str(tmp_path / "x")).units
    wanted = [
        pair
        for d in thousand
        for pair in (
            (d.units[0].text, d.units[0].translation.text),
            (d.units[0].text, d.matches[0].report.text),
        )
    ]
    assert [(unit.source, unit.target) for unit in units] == wanted


@pytest.mark.parametrize("format", ["tmx", "xliff2", "tsv", "moses", "html", "conll"])
def test_five_megabytes_in_one_segment(make_document, tmp_path, format):
    long = "palabra " * 655_360
    export(make_document(long, "word " * 10, "Said."), format, tmp_path / "x")
    assert sum(path.stat().st_size for path in tmp_path.iterdir()) > 5_000_000


def test_an_error_in_the_stream_leaves_nothing(document, tmp_path):
    def documents():
        yield document
        raise RuntimeError("the source broke")

    (tmp_path / "x.es").write_text("before")
    for format in ("tmx", "moses", "parquet", "html"):
        with pytest.raises(RuntimeError):
            export(documents(), format, tmp_path / "x")
    assert [path.name for path in tmp_path.iterdir()] == ["x.es"]
    assert (tmp_path / "x.es").read_text() == "before"


@pytest.mark.parametrize("format", ["tmx", "moses", "parquet"])
def test_a_full_disk_leaves_nothing(document, tmp_path, monkeypatch, format):
    def full(descriptor):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(ExportError, match="no space left"):
        export(document, format, tmp_path / "x")
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_missing_or_no_file(document, tmp_path):
    with pytest.raises(ExportError, match="doesn't exist"):
        export(document, "tsv", tmp_path / "missing" / "x")
    with pytest.raises(ExportError, match="it is a folder"):
        export(document, "tsv", tmp_path)
    (tmp_path / "file").write_text("")
    with pytest.raises(ExportError, match="can't write"):
        export(document, "tsv", tmp_path / "file" / "x")


def test_a_folder_without_rights(document, tmp_path, monkeypatch):
    def refused(*arguments, **options):
        raise PermissionError(13, "Permission denied")

    # Root, as whom tests run in containers, may write everywhere: so the refusal is played.
    monkeypatch.setattr("bilingual.exporting.files.open", refused, raising=False)
    with pytest.raises(ExportError, match="no right"):
        export(document, "tsv", tmp_path / "x")
    assert list(tmp_path.iterdir()) == []


def test_a_link_keeps_pointing_where_it_points(document, tmp_path):
    (tmp_path / "real").write_text("before")
    (tmp_path / "link").symlink_to("real")
    export(document, "tsv", tmp_path / "link")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real").read_text("utf-8").startswith("id\t")


def test_writers_of_one_file_do_not_mix(document, thousand, tmp_path):
    threads = [
        threading.Thread(target=export, args=(thousand[:n], "tsv", tmp_path / "x"))
        for n in (1, 500, 1000)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    lines = (tmp_path / "x").read_text("utf-8").splitlines()
    assert len(lines) - 1 in (1, 500, 1000)
    assert [path.name for path in tmp_path.iterdir()] == ["x"]


def test_replacing_keeps_the_old_file_after_an_error(tmp_path):
    (tmp_path / "x").write_text("before")
    with pytest.raises(KeyError), replacing(tmp_path / "x") as stream:
        stream.write(b"half")
        raise KeyError
    assert (tmp_path / "x").read_text() == "before"
    assert len(list(tmp_path.iterdir())) == 1
