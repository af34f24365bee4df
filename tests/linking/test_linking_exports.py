"""Entities as JSON, CSV and FollowTheMoney, and the commands that write them."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from followthemoney import model
from typer.testing import CliRunner

from bilingual.cli import app
from bilingual.document import Document, Mention, Segment
from bilingual.lexicon import load_lexicon
from bilingual.linking import exports
from bilingual.linking.stage import link


@pytest.fixture
def document() -> Document:
    text = 'The FGR and Rubén Aldana, "El Güero", met in Jalisco.\nLa FGR informó.'
    named = [
        ("FGR", "ORG", ("mx.fgr",)),
        ("Rubén Aldana", "PER", ()),
        ("Jalisco", "LOC", ("mx.jal",)),
    ]
    mentions = tuple(
        Mention(text.index(n), text.index(n) + len(n), n, label, "en", "lexicon", lexicon_ids=ids)
        for n, label, ids in named
    )
    bare = Document(text, segments=(Segment(0, len(text), text, "en", 1.0),), mentions=mentions)
    return bare.add(entities=link(bare, load_lexicon()))


def test_json_holds_every_entity(document: Document):
    (line,) = exports.json_lines(document)
    content = json.loads(line)
    assert content["document"] == document.id
    assert [e["id"] for e in content["entities"]] == [e.id for e in document.entities]


def test_csv_has_a_row_for_each_mention(document: Document):
    lines = [exports.csv_header(), *exports.csv_lines(document)]
    rows = list(csv.DictReader(lines))
    assert [row["text"] for row in rows] == ["FGR", "Rubén Aldana", "Jalisco"]
    assert rows[0]["entity"] == "mx.fgr"
    assert rows[0]["name_es"] == "Fiscalía General de la República"
    assert document.text[int(rows[1]["start"]) : int(rows[1]["end"])] == "Rubén Aldana"


def test_follow_the_money_takes_every_line(document: Document):
    proxies = [model.get_proxy(json.loads(line)) for line in exports.ftm_lines(document)]
    schemata = {proxy.id: proxy.schema.name for proxy in proxies}
    assert schemata[document.id] == "Article"
    assert schemata["mx.fgr"] == "PublicBody"
    assert schemata["mx.jal"] == "Address"
    assert "Person" in schemata.values()
    for line, proxy in zip(exports.ftm_lines(document), proxies):
        proxy.schema.validate(proxy.to_dict())
        given = json.loads(line)["properties"]
        assert set(given) == set(proxy.properties)
        assert sum(map(len, given.values())) == sum(len(proxy.get(p)) for p in given)
    resolved = {
        i for proxy in proxies if proxy.schema.name == "Mention" for i in proxy.get("resolved")
    }
    assert resolved <= schemata.keys()


def test_lexicon_search_and_check(tmp_path: Path):
    run = CliRunner()
    found = run.invoke(app, ["lexicon", "search", "fiscalia general de la"])
    assert found.exit_code == 0 and "mx.fgr" in found.output
    assert run.invoke(app, ["lexicon", "search", "zzzz"]).exit_code == 1
    assert run.invoke(app, ["lexicon", "check"]).exit_code == 0
    own = tmp_path / "own.yaml"
    own.write_text("- {id: a.b, type: x, names: {es: A}}", encoding="utf-8")
    checked = run.invoke(app, ["lexicon", "check", str(own)])
    assert checked.exit_code == 1 and "line 1: no name in 'en'" in checked.output


@pytest.mark.slow
@pytest.mark.parametrize("form", ["table", "json", "csv", "conll", "ftm"])
def test_the_entities_command_writes_every_format(tmp_path: Path, form: str):
    article = tmp_path / "a.txt"
    article.write_text("The Mexican Army and the FGR said so in Jalisco.", encoding="utf-8")
    out = tmp_path / "out"
    options = ["entities", str(article), "--recognizers", "lexicon", "-f", form]
    printed = CliRunner().invoke(app, options)
    assert printed.exit_code == 0 and "mx.fgr" in printed.output
    assert CliRunner().invoke(app, [*options, "-o", str(out)]).exit_code == 0
    assert "mx.fgr" in out.read_text(encoding="utf-8")
