"""What each format holds, read back with other people's readers."""

import csv
import json
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from lxml import etree

from bilingual import export
from bilingual.errors import ExportError, SettingsError
from bilingual.exporting import available_formats, suffix

X1 = {"x": "urn:oasis:names:tc:xliff:document:1.2"}
X2 = {
    "x": "urn:oasis:names:tc:xliff:document:2.0",
    "mtc": "urn:oasis:names:tc:xliff:matches:2.0",
    "mda": "urn:oasis:names:tc:xliff:metadata:2.0",
}
LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def test_all_formats_are_found():
    wanted = {"conll", "csv", "html", "jsonl", "moses", "parquet", "tmx", "tsv"}
    assert wanted | {"xliff", "xliff2"} <= set(available_formats())


def test_suffixes_differ():
    suffixes = [suffix(name) for name in available_formats()]
    assert len(set(suffixes)) == len(suffixes)


def test_unknown_format_names_the_known(document, tmp_path):
    with pytest.raises(ExportError, match=r"docx.*tmx"):
        export(document, "docx", tmp_path / "x")


@pytest.mark.parametrize(
    "options",
    [
        {"pairs": "all"},
        {"min_probability": 1.5},
        {"min_probability": float("nan")},
        {"source_language": "español"},
        {"source_language": "en-GB"},
    ],
)
def test_wrong_options_are_refused(document, tmp_path, options):
    with pytest.raises(SettingsError):
        export(document, "tsv", tmp_path / "x", **options)
    assert list(tmp_path.iterdir()) == []


@pytest.fixture
def tmx(document, tmp_path) -> etree._Element:
    export(document, "tmx", tmp_path / "x.tmx", pairs="both")
    return etree.parse(tmp_path / "x.tmx").getroot()


def test_tmx_header_has_all_that_is_required(tmx):
    header = tmx.find("header").attrib
    assert header["segtype"] == "sentence"
    assert header["srclang"] == "es-MX"
    assert header["datatype"] == "plaintext"
    assert all(
        header[name] for name in ("creationtool", "creationtoolversion", "o-tmf", "adminlang")
    )


def test_tmx_notes_and_properties_come_before_the_texts(tmx):
    for unit in tmx.iter("tu"):
        tags = [child.tag for child in unit]
        assert tags == sorted(tags, key=["note", "prop", "tuv"].index)
        assert [variant.get(LANG) for variant in unit.iter("tuv")] == ["es-MX", "en-US"]


def test_tmx_marks_machine_english_alone(tmx):
    machine, human = tmx.iter("tu")
    assert machine.get("creationid") == machine.findall("tuv")[1].get("creationid") == "MT!"
    assert "creationid" not in etree.tostring(human).decode()
    assert human.findtext("tuv[2]/seg") == "Prosecutors arrested four men, a statement said."


def test_tmx_says_where_a_pair_comes_from(tmx):
    machine, human = (
        {prop.get("type"): prop.text for prop in unit.iter("prop")} for unit in tmx.iter("tu")
    )
    assert machine["x-origin"] == "mt"
    assert machine["x-speaker"] == "Fiscalía (@FGRMexico)"
    assert machine["x-signature"] == "engine:test"
    assert human["x-origin"] == "report"
    assert float(human["x-match-probability"]) == 0.75
    assert human["x-document"] == "d1"


def test_tmx_notes_name_warnings_entities_and_findings(tmx):
    notes = [note.text for note in tmx.find("body/tu").iter("note")]
    assert "warning: check the number" in notes
    assert "entity: Fiscalía General de la República = Attorney General's Office (mx.fgr)" in notes
    assert "finding: number: Three men, not four." in notes


def test_languages_can_be_chosen(document, tmp_path):
    export(document, "tmx", tmp_path / "x", source_language="es-ES", target_language="en-GB")
    tree = etree.parse(tmp_path / "x")
    assert tree.find("header").get("srclang") == "es-ES"
    assert [v.get(LANG) for v in tree.iter("tuv")] == ["es-ES", "en-GB"]


def test_xliff_has_the_order_and_states_that_tools_want(document, tmp_path):
    export(document, "xliff", tmp_path / "x")
    (unit,) = etree.parse(tmp_path / "x").iterfind(".//x:trans-unit", X1)
    tags = [etree.QName(child).localname for child in unit]
    assert tags == sorted(tags, key=["source", "target", "alt-trans", "note"].index)
    target = unit.find("x:target", X1)
    assert target.get("state") == "needs-review-translation"
    assert target.get("state-qualifier") == "mt-suggestion"
    assert unit.findtext("x:alt-trans/x:target", None, X1).startswith("Prosecutors")


def test_xliff_leaves_out_passages_that_are_unlikely(document, tmp_path):
    export(document, "xliff", tmp_path / "x", min_probability=0.8)
    assert etree.parse(tmp_path / "x").find(".//x:alt-trans", X1) is None


def test_xliff_files_are_the_documents(thousand, tmp_path):
    export(thousand[:3], "xliff", tmp_path / "x")
    files = etree.parse(tmp_path / "x").iterfind("x:file", X1)
    assert [file.get("original") for file in files] == ["d0", "d1", "d2"]


def test_xliff2_has_candidates_provenance_and_notes(document, tmp_path):
    export(document, "xliff2", tmp_path / "x")
    (unit,) = etree.parse(tmp_path / "x").iterfind(".//x:unit", X2)
    match = unit.find("mtc:matches/mtc:match", X2)
    segment = unit.find("x:segment", X2)
    assert match.get("ref") == f"#{segment.get('id')}"
    assert match.findtext("x:target", None, X2).startswith("Prosecutors")
    meta = {m.get("type"): m.text for m in unit.iterfind(".//mda:meta", X2)}
    assert meta["origin"] == "mt"
    assert segment.get("state") == "translated"
    assert "check the number" in [note.text for note in unit.iterfind(".//x:note", X2)]


@pytest.mark.parametrize("format", ["tmx", "xliff", "xliff2", "tsv", "parquet", "html", "moses"])
def test_no_document_and_no_pair_are_fine(document, tmp_path, format):
    assert export([], format, tmp_path / "none").pairs == 0
    bare = document.add(segments=(), units=(), matches=(), entities=(), findings=(), mentions=())
    assert export(bare, format, tmp_path / "bare").pairs == 0


def test_pairs_are_a_choice(document, tmp_path):
    counts = {
        choice: export(document, "tsv", tmp_path / "x", pairs=choice).pairs
        for choice in ("mt", "report", "both")
    }
    assert counts == {"mt": 1, "report": 1, "both": 2}
    unlikely = export(document, "tsv", tmp_path / "x", pairs="both", min_probability=0.8)
    assert unlikely.pairs == 1


def test_tsv_keeps_a_pair_on_its_line(make_document, tmp_path):
    source = "Uno\tdos\nC:\\nuevo\r."
    export(make_document(source, "One\ttwo.", "Said."), "tsv", tmp_path / "x")
    head, line, end = (tmp_path / "x").read_bytes().decode().split("\n")
    row = dict(zip(head.split("\t"), line.split("\t")))
    assert row["es"] == "Uno\\tdos\\nC:\\\\nuevo\\r."
    assert row["en"] == "One\\ttwo."
    assert end == ""


def test_csv_is_read_back_by_the_standard_reader(make_document, tmp_path):
    source = 'Dijo: "Sí,\nno;\ttal vez".'
    export(make_document(source, "He said, “Yes”.", "Said."), "csv", tmp_path / "x")
    with open(tmp_path / "x", newline="", encoding="utf-8") as lines:
        (row,) = csv.DictReader(lines)
    assert row["es"] == source
    assert row["en"] == "He said, “Yes”."
    assert row["speaker"] == "Fiscalía (@FGRMexico)"


def test_jsonl_has_the_translation_shape_and_links(document, tmp_path):
    export(document, "jsonl", tmp_path / "x", pairs="both")
    machine, human = map(json.loads, (tmp_path / "x").read_text("utf-8").splitlines())
    assert machine["translation"]["es"] == "La Fiscalía detuvo a tres hombres."
    for pair in (machine, human):
        for a, b, c, d, _ in pair["links"]:
            assert pair["translation"]["es"][a:b] in ("Fiscalía", "tres")
            assert pair["translation"]["en"][c:d] in ("Prosecutor's", "Office", "three", "four")
    assert human["match"] == "report"


def test_parquet_is_a_hugging_face_translation(document, tmp_path):
    export([document, document], "parquet", tmp_path / "x", pairs="both")
    table = pq.read_table(tmp_path / "x")
    assert table.num_rows == 4
    assert table.column("translation")[0].as_py().keys() == {"es", "en"}
    assert table.column("probability").to_pylist() == [None, 0.75, None, 0.75]
    assert table.column("warnings")[0].as_py() == ["check the number"]
    features = json.loads(table.schema.metadata[b"huggingface"])["info"]["features"]
    assert features["translation"] == {"languages": ["en", "es"], "_type": "Translation"}
    assert list(features) == table.column_names


def test_moses_links_count_the_words_of_the_lines(document, tmp_path):
    export(document, "moses", tmp_path / "x", pairs="both")
    names = sorted(path.name for path in Path(tmp_path).iterdir())
    assert names == ["x.align", "x.en", "x.es"]
    sources, targets, links = (
        (tmp_path / f"x.{ending}").read_text("utf-8").split("\n")[:-1]
        for ending in ("es", "en", "align")
    )
    linked = [
        [(s.split()[int(i)], t.split()[int(j)]) for i, j in (ij.split("-") for ij in ls.split())]
        for s, t, ls in zip(sources, targets, links)
    ]
    assert linked == [
        [("Fiscalía", "Prosecutor's"), ("Fiscalía", "Office"), ("tres", "three")],
        [("tres", "four")],
    ]


def test_moses_lines_stay_parallel_whatever_space_is_inside(make_document, tmp_path):
    source = " Uno\u2028dos\x85tres\n\ncuatro\xa0cinco "
    export(make_document(source, "One\r\ntwo.", "Said."), "moses", tmp_path / "x")
    assert (tmp_path / "x.es").read_bytes().decode() == "Uno dos tres cuatro cinco\n"
    assert (tmp_path / "x.en").read_bytes() == b"One two.\n"


def test_conll_labels_every_token_once(document, tmp_path):
    export(document, "conll", tmp_path / "x")
    lines = (tmp_path / "x").read_text("utf-8").splitlines()
    assert lines[0].startswith("-DOCSTART-")
    rows = [line.split("\t") for line in lines[1:] if line]
    assert "".join(row[0] for row in rows) == "".join(document.text.split())
    assert rows[0] == ["Prosecutors", "und", "mx.fgr", "B-ORG"]
    spanish = [row for row in rows if row[1] == "es"]
    assert [row[3] for row in spanish] == ["B-ORG", "I-ORG", "O", "O", "O", "O", "O"]


def test_blank_texts_make_no_pair(make_document, tmp_path):
    assert export(make_document("Algo.", " ", "Said."), "tmx", tmp_path / "x").pairs == 0
