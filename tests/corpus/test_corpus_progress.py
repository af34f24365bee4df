from __future__ import annotations

import gzip
import json
import random
from pathlib import Path

import pytest

from bilingual.cli.corpus import _state
from bilingual.corpus import CorpusOptions
from bilingual.corpus.inputs import Meter, cut_batches


def rows(count: int) -> bytes:
    chance = random.Random(0)
    lines = (json.dumps({"text": chance.randbytes(400).hex()}) for _ in range(count))
    return "".join(line + "\n" for line in lines).encode()


def expectations(files: list[Path], options: CorpusOptions) -> list[int]:
    meter = Meter(files)
    return [meter.expected(options.limit) for _ in cut_batches(files, options, meter)]


@pytest.mark.parametrize("name", ["a.jsonl", "a.jsonl.gz"])
def test_documents_are_expected_from_the_bytes_read(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(gzip.compress(rows(3000)) if name.endswith("gz") else rows(3000))
    expected = expectations([path, path], CorpusOptions(batch_size=500))
    assert expected[-1] == 6000
    assert all(abs(guess - 6000) < 1500 for guess in expected[1:])


def test_many_small_files_a_limit_and_a_sample(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)  # what a sample takes hangs on the names, so they stay the same
    files = [Path(f"{number:03d}.txt") for number in range(200)]
    for path in files:
        path.write_text("A text of one line.")
    assert set(expectations(files, CorpusOptions(batch_size=20))) == {200}
    assert set(expectations(files, CorpusOptions(batch_size=20, limit=70))) == {70}
    sampled = expectations(files, CorpusOptions(batch_size=20, sample=0.5))
    assert all(70 < guess < 130 for guess in sampled)


def test_a_file_that_is_gone_counts_nothing(tmp_path: Path) -> None:
    (tmp_path / "here.txt").write_text("A text of one line.")
    gone = tmp_path / "gone.txt"
    assert expectations([gone, tmp_path / "here.txt"], CorpusOptions()) == [1]


@pytest.mark.parametrize(
    ("documents", "expected", "speed", "said"),
    [
        (100, 1000, 30.0, "100 of about 1,000 documents, 30/s, 40% with Spanish, 30 s left"),
        (1200, 90_000, 2.5, "1,200 of about 90,000 documents, 2.5/s, 40% with Spanish, 10 h left"),
        (5, 3_000_000, 10.0, "5 of about 3,000,000 documents, 10/s, 40% with Spanish, 3 days left"),
        (4, 100_000, 40.0, "4 of about 100,000 documents, 40/s, 40% with Spanish, 42 min left"),
        (12, 12, 3.0, "12 of about 12 documents, 3.0/s, 40% with Spanish"),
        (12, 0, 0.0, "12 of about 12 documents, 0.0/s, 40% with Spanish"),
    ],
)  # fmt: skip
def test_the_line_says_what_is_done_and_what_is_left(
    documents: int, expected: int, speed: float, said: str
) -> None:
    assert _state(documents, expected, speed, 0.4) == said
