"""The commands align and compare: output, exit codes, messages."""

import json
import subprocess
import sys

import pytest

pytestmark = pytest.mark.slow


@pytest.fixture
def files(tmp_path):
    es, en = tmp_path / "es.txt", tmp_path / "en.txt"
    es.write_text(
        "La Marina aseguró 840 kilos de cocaína.\nEl capitán no fue detenido.\n", encoding="utf-8"
    )
    en.write_text(
        "The Navy seized 480 kilos of cocaine.\nThe captain was arrested.\n", encoding="utf-8"
    )
    return str(es), str(en)


def bilingual(*arguments: str) -> subprocess.CompletedProcess:
    command = [sys.executable, "-m", "bilingual", *arguments]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8")


def test_compare_prints_findings_as_json(files):
    run = bilingual("compare", *files, "--json", "--no-vectors")
    found = [json.loads(line) for line in run.stdout.splitlines()]
    assert run.returncode == 0
    assert [f["kind"] for f in found] == ["number", "negation"]
    assert (found[0]["source"]["text"], found[0]["report"]["text"]) == ("840", "480")


def test_compare_ends_with_3_on_what_it_should_fail_on(files):
    assert bilingual("compare", *files, "--fail-on", "negation", "--no-vectors").returncode == 3
    assert bilingual("compare", *files, "--fail-on", "date", "--no-vectors").returncode == 0


def test_min_confidence_leaves_out(files):
    run = bilingual("compare", *files, "--json", "--min-confidence", "0.99", "--no-vectors")
    assert (run.returncode, run.stdout) == (0, "")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("compare", "nowhere.txt", "nowhere.txt"), "nowhere.txt"),
        (("align", "nowhere.txt", "nowhere.txt"), "nowhere.txt"),
    ],
)
def test_bad_usage_is_said_in_one_line(arguments, message):
    run = bilingual(*arguments)
    assert run.returncode == 2
    assert message in run.stderr and "Traceback" not in run.stderr


def test_unknown_kinds_are_refused(files):
    run = bilingual("compare", *files, "--fail-on", "typo")
    assert run.returncode == 2 and "typo" in run.stderr


def test_align_sentences_and_words(files):
    run = bilingual("align", *files)
    assert [line.split("\t")[:2] for line in run.stdout.splitlines()] == [["1", "1"], ["2", "2"]]
    run = bilingual("align", *files, "--words")
    assert "0-0 1-1" in run.stdout.splitlines()[0]


def test_a_lexicon_of_the_users_own_is_taken(files, tmp_path):
    path = tmp_path / "broken.yaml"
    path.write_text("entries: [{id: x}]", encoding="utf-8")
    run = bilingual("compare", *files, "--lexicon", str(path))
    assert run.returncode == 2 and "broken.yaml" in run.stderr
