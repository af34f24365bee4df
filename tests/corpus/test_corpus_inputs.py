from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from bilingual.corpus import CorpusOptions
from bilingual.corpus.inputs import cut_batches, find_files
from bilingual.errors import InputError, SettingsError


def write_rows(path: Path, texts: list[str]) -> Path:
    path.write_text("".join(json.dumps({"text": text}) + "\n" for text in texts))
    return path


def test_folders_patterns_and_files_are_found_once_and_sorted(tmp_path: Path) -> None:
    (tmp_path / "deep").mkdir()
    for name in ("b.txt", "a.txt", "deep/c.md", "picture.png"):
        (tmp_path / name).write_text("text")
    found = find_files([str(tmp_path), str(tmp_path / "*.txt"), str(tmp_path / "a.txt")])
    assert [p.name for p in found] == ["a.txt", "b.txt", "c.md"]


def test_an_input_that_names_nothing_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="nowhere"):
        find_files([str(tmp_path / "nowhere")])


def test_the_same_input_gives_the_same_batches(tmp_path: Path) -> None:
    path = write_rows(tmp_path / "rows.jsonl", [f"text {i}" for i in range(10)])
    options = CorpusOptions(batch_size=4)
    first = list(cut_batches([path], options))
    assert [len(batch.documents) for batch in first] == [4, 4, 2]
    assert first == list(cut_batches([path], options))


def test_equal_texts_in_different_rows_are_different_documents(tmp_path: Path) -> None:
    path = write_rows(tmp_path / "rows.jsonl", ["same", "same", "same"])
    (batch,) = cut_batches([path], CorpusOptions())
    assert len({document.id for document in batch.documents}) == 3


def test_a_change_of_one_text_changes_the_key_of_its_batch_only(tmp_path: Path) -> None:
    options = CorpusOptions(batch_size=2)
    before = list(cut_batches([write_rows(tmp_path / "r.jsonl", ["a", "b", "c", "d"])], options))
    after = list(cut_batches([write_rows(tmp_path / "r.jsonl", ["a", "b", "c", "e"])], options))
    assert before[0].key == after[0].key
    assert before[1].key != after[1].key


def test_gzip_is_unpacked_and_faulty_rows_are_set_aside(tmp_path: Path) -> None:
    path = tmp_path / "rows.jsonl.gz"
    path.write_bytes(gzip.compress(b'{"text": "one"}\n{"text": \n{"text": "three"}\n'))
    (batch,) = cut_batches([path], CorpusOptions())
    assert [document.text for document in batch.documents] == ["one", "three"]
    (failure,) = batch.failures
    assert failure.stage == "reading"
    assert failure.source == str(path)


def test_an_unreadable_file_is_set_aside_and_the_next_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"")
    (tmp_path / "b.txt").write_text("text")
    (batch,) = cut_batches(find_files([str(tmp_path)]), CorpusOptions())
    assert [document.text for document in batch.documents] == ["text"]
    assert [failure.source for failure in batch.failures] == [str(tmp_path / "a.txt")]


def test_limit_and_sample_choose_the_same_documents_in_every_run(tmp_path: Path) -> None:
    path = write_rows(tmp_path / "rows.jsonl", [f"text {i}" for i in range(400)])

    def ids(**choices: object) -> list[str]:
        batches = cut_batches([path], CorpusOptions(**choices))
        return [document.id for batch in batches for document in batch.documents]

    assert len(ids(limit=7)) == 7
    assert ids(sample=0.25) == ids(sample=0.25)
    assert 60 < len(ids(sample=0.25)) < 140
    assert set(ids(sample=0.25)) <= set(ids(sample=0.5))


@pytest.mark.parametrize(
    "choice",
    [
        {"batch_size": 0},
        {"document_format": "xml"},
        {"limit": -1},
        {"sample": 0},
        {"engine": "spark"},
        {"workers": -1},
    ],
)
def test_a_wrong_option_is_refused_by_name(choice: dict) -> None:
    with pytest.raises(SettingsError, match=next(iter(choice))):
        CorpusOptions(**choice)
