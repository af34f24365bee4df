"""Lexicon files: the ways to write them, and every fault with its place."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from bilingual.errors import LexiconError
from bilingual.lexicon import load_lexicon
from bilingual.lexicon.checks import check_files
from bilingual.lexicon.files import read_records, to_entry
from bilingual.lexicon.folder import shipped_files, shipped_folder

GOOD = """\
entries:
  - id: co.ejercito
    type: armed_force
    country: CO
    names: {es: Ejército Nacional de Colombia, en: National Army of Colombia}
    press: Colombian army
    aliases: {en: [Colombian Army], es: ["Ejército Nacional = Colombian army"]}
    weak: {es: [Ejército], en: [army]}
    acronyms: [EJC]
    handles: ["@COL_EJERCITO"]
    former_names: [Ejército de Nueva Granada (until 1858)]
"""


def write(folder: Path, content: str, name: str = "own.yaml") -> Path:
    path = folder / name
    path.write_text(content, encoding="utf-8")
    return path


def test_yaml_and_tsv_say_the_same(tmp_path: Path):
    table = (
        "id\ttype\tcountry\tnames_es\tnames_en\tpress\taliases_es\taliases_en\tweak_es\tweak_en\t"
        "acronyms\thandles\tformer_names\n"
        "co.ejercito\tarmed_force\tCO\tEjército Nacional de Colombia\tNational Army of Colombia\t"
        "Colombian army\tEjército Nacional = Colombian army\tColombian Army\tEjército\tarmy\tEJC\t"
        "@COL_EJERCITO\tEjército de Nueva Granada (until 1858)\n"
    )
    (from_yaml,) = read_records(write(tmp_path, GOOD))
    (from_table,) = read_records(write(tmp_path, table, "own.tsv"))
    assert to_entry(from_yaml.values) == to_entry(from_table.values)
    assert to_entry(from_yaml.values).english == {"Ejército Nacional": "Colombian army"}


def test_a_users_file_adds_and_replaces_and_the_last_wins(tmp_path: Path):
    first = write(tmp_path, GOOD)
    second = write(
        tmp_path,
        "- {id: co.ejercito, type: armed_force, names: {es: Otro, en: Other Name}}\n"
        "- {id: mx.fgr, type: prosecutor, names: {es: Fiscalía Nueva, en: New Office}}\n",
        "second.yaml",
    )
    lexicon = load_lexicon((str(first), str(second)))
    assert lexicon.entries["co.ejercito"].names["en"] == "Other Name"
    assert lexicon.entries["mx.fgr"].names["es"] == "Fiscalía Nueva"
    assert "mx.defensa" in lexicon.entries
    assert lexicon.version != load_lexicon().version


@pytest.mark.parametrize(
    ("content", "line", "words"),
    [
        ("- {id: a.b, type: x, names: {es: A, en: A}}\n- {id: a.b, type: x, names: {es: B, en: B}}",
         2, "stands in line 1 already"),
        ("- {id: a.b, type: x, names: {es: A, en: A}, parent: nobody}", 1, "parent 'nobody'"),
        ("- {id: a.b, type: x, names: {es: A}}", 1, "no name in 'en'"),
        ("- {id: a.b, type: x, names: {es: A, en: A}, wikidata: P31}", 1, "wikidata 'P31'"),
        ("- {id: A B, type: x, names: {es: A, en: A}}", 1, "id 'A B' is malformed"),
        ("- {id: a.b, type: x, names: {es: A, en: A}, alias: [C]}", 1, "unknown field 'alias'"),
        ("- {id: a.b, type: x, names: {es: A, en: A}, handles: [x]}", 1, "handle 'x'"),
        ("- {id: a.b, type: x, names: {es: A, en: A}, acronyms: [1]}", 1, "isn't text"),
        ("- {id: a.b, type: x, names: {es: A, en: A}, aliases: {fr: [B]}}", 1, "language 'fr'"),
        ("\n- {id: a.b, type: x, names: {es: A, en: A}, country: Mexico}", 2, "country 'Mexico'"),
        ("- {type: x, names: {es: A, en: A}}", 1, "no id"),
        ("- {id: a.b, type: x, names: {es: Sedena, en: A}}", 1, "names 'mx.defensa' as well"),
        ("- {id: a.b, type: [}", 1, "not well-formed YAML"),
        ("just words", 1, "no list of entries"),
    ],
)  # fmt: skip
def test_every_fault_is_named_with_its_line(tmp_path: Path, content: str, line: int, words: str):
    path = write(tmp_path, content)
    faults = check_files(shipped_files(), [path])
    assert any(fault.line == line and words in fault.message for fault in faults)
    assert all(fault.path == path for fault in faults)


def test_a_table_with_a_wrong_column_or_cell_is_refused(tmp_path: Path):
    with pytest.raises(LexiconError, match=r"line 1: unknown column 'alias'"):
        list(read_records(write(tmp_path, "id\talias\n", "own.tsv")))
    with pytest.raises(LexiconError, match=r"line 3: 3 cells"):
        list(read_records(write(tmp_path, "id\ttype\na\tb\na\tb\tc\n", "own.tsv")))


def test_loading_a_broken_file_names_file_line_and_remedy(tmp_path: Path):
    path = write(tmp_path, "- {id: a.b, type: x, names: {es: A}}")
    with pytest.raises(LexiconError, match=r"own\.yaml, line 1: .*repeat the other one"):
        load_lexicon((str(path),))
    with pytest.raises(LexiconError, match="can't be read"):
        load_lexicon((str(tmp_path / "missing.yaml"),))
    with pytest.raises(LexiconError, match="unknown kind"):
        load_lexicon((str(write(tmp_path, "x", "own.txt")),))


def test_checking_a_missing_file_says_what_and_what_to_do(tmp_path: Path):
    path = tmp_path / "missing.tsv"
    (fault,) = check_files(shipped_files(), [path])
    assert str(fault) == f"{path}: can't be read (no such file or directory); check the path"


def test_the_shipped_lexicon_has_no_fault():
    assert check_files([], shipped_files()) == []


def test_the_shipped_lexicon_fits_its_schema():
    schema = json.loads((shipped_folder() / "lexicon.schema.json").read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    records = [record.values for path in shipped_files() for record in read_records(path)]
    assert list(Draft202012Validator(schema).iter_errors({"entries": records})) == []


def test_the_schema_refuses_what_the_check_refuses():
    schema = json.loads((shipped_folder() / "lexicon.schema.json").read_text(encoding="utf-8"))
    good = {"id": "a.b", "type": "x", "names": {"es": "A", "en": "A"}}
    validator = Draft202012Validator(schema)
    assert validator.is_valid({"entries": [good]})
    for change in (
        {"id": "A B"},
        {"names": {"es": "A"}},
        {"wikidata": "P31"},
        {"alias": ["C"]},
        {"country": "Mexico"},
        {"handles": ["x"]},
        {"aliases": {"fr": ["B"]}},
    ):
        assert not validator.is_valid({"entries": [{**good, **change}]})


def test_the_shipped_lexicon_covers_what_it_promises():
    entries = load_lexicon().entries
    assert len(entries) >= 300
    types = [entry.type for entry in entries.values()]
    for kind, count in (("state", 32), ("state_prosecutor", 32), ("federal_secretariat", 20)):
        assert types.count(kind) >= count
    assert all(entry.source for entry in entries.values())
    assert {"mx.morena", "int.giei", "us.atf", "us.hsi", "us.ofac"} <= entries.keys()


def test_two_entries_without_an_id_are_two_faults(tmp_path: Path):
    path = tmp_path / "own.yaml"
    path.write_text("- type: party\n  country: MX\n" * 2, encoding="utf-8")
    assert {fault.line for fault in check_files([], [path])} == {1, 3}
