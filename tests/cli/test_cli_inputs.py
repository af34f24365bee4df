"""What people give the commands: odd columns, bad rows, folders that are files, odd terminals."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bilingual.cli import app


def run(*arguments: object):
    return CliRunner().invoke(app, [*map(str, arguments)])


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "rows.csv"
    path.write_text('\ufeffTítulo,Cuerpo\nUno,"La policía llegó ayer."\n', encoding="utf-8")
    return path


def test_the_text_may_stand_in_any_column(table: Path) -> None:
    wrong, right = run("detect", table), run("detect", table, "--text-column", "Cuerpo")
    assert wrong.exit_code == 1
    assert "there are: Título, Cuerpo" in wrong.stderr
    assert (right.exit_code, "La policía llegó ayer." in right.stdout) == (0, True)


@pytest.mark.parametrize("command", ["detect", "entities"])
def test_rows_after_a_bad_one_are_read(command: str, tmp_path: Path) -> None:
    rows = tmp_path / "rows.jsonl"
    rows.write_text('{"text": null}\nno JSON\n{"text": "The mayor of Uruapan spoke."}\n')
    extra = ["--recognizers", "lexicon"] if command == "entities" else []
    found = run(command, rows, *extra)
    assert found.exit_code == 1
    assert "Uruapan" in found.stdout
    assert found.stderr.splitlines()[-1] == "bilingual: 2 failed"


def test_a_file_in_the_place_of_the_folder_costs_no_processing(tmp_path: Path) -> None:
    (tmp_path / "article.txt").write_text("Hola.")
    for out in (tmp_path / "article.txt", tmp_path / "article.txt" / "inside"):
        done = _command("process", tmp_path / "article.txt", "--out", out)
        assert (done.returncode, done.stdout) == (2, "")
        assert done.stderr.count("\n") == 1 and "a folder is wanted" in done.stderr


def test_articles_of_one_name_do_not_overwrite_each_other(tmp_path: Path) -> None:
    for folder in ("one", "two"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "a.txt").write_text(f"The mayor of Uruapan spoke on day {folder}.")
    articles = [tmp_path / "one" / "a.txt", tmp_path / "two" / "a.txt"]
    options = ("--recognizers", "lexicon", "--format", "json", "--out", tmp_path / "out")
    assert run("process", *articles, *options).exit_code == 0
    texts = {path.name: path.read_text() for path in (tmp_path / "out").iterdir()}
    assert "day one" in texts["a.json"] and "day two" in texts["a~2.json"]


@pytest.mark.parametrize(
    "command", [("align", "x.txt", "y.txt"), ("export", "x", "-f", "tmx", "-o", "y")]
)
def test_a_missing_file_is_named_once(command: tuple[str, ...]) -> None:
    done = _command(*command)
    assert done.returncode == 2
    assert done.stderr == f"bilingual: {command[1]}: can't be read: No such file or directory\n"


def test_a_terminal_without_accents_shows_what_it_can(table: Path) -> None:
    done = _command("detect", table, "--text-column", "Cuerpo", PYTHONIOENCODING="ascii")
    assert (done.returncode, done.stderr) == (0, "")
    assert "La polic?a lleg? ayer." in done.stdout


def _command(*arguments: object, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "bilingual", *map(str, arguments)],
        capture_output=True,
        text=True,
        env={**os.environ, **environment},
    )
