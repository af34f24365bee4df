"""Runs over a small archive: killed, resumed, interrupted, with workers that die."""

from __future__ import annotations

import json
import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from bilingual import Document, Settings
from bilingual.corpus import CorpusOptions, local, run_corpus
from bilingual.corpus.inputs import Batch, cut_batches
from bilingual.corpus.local import run_locally
from bilingual.errors import BilingualError, ModelError, SettingsError
from bilingual.models import best_package

pytestmark = pytest.mark.slow

SPANISH = [
    "El Ejército Mexicano aseguró 120 kilos de fentanilo en Culiacán.",
    "La Fiscalía General de la República detuvo a tres personas.",
    "No hubo heridos, informó la Secretaría de Marina.",
]
FAST = Settings(beam_size=1, vectors=False, recognizers=("lexicon",))


def article(number: int) -> str:
    """An English article; every third one quotes Spanish."""
    english = f"Report number {number} on the talks between the two governments went on for hours."
    if number % 3:
        return english
    return f"{english}\n\n“{SPANISH[number // 3 % 3]}”\n\nOfficials declined to say more."


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    path = tmp_path / "archive.jsonl"
    path.write_text("".join(json.dumps({"text": article(i)}) + "\n" for i in range(24)))
    return path


def outcome(folder: Path) -> dict[str, bytes]:
    """Every file of a run by its name; part files of a killed run would show here too."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def options(**choices: Any) -> CorpusOptions:
    return CorpusOptions(**{"settings": FAST, "batch_size": 4, "workers": 1, **choices})


def command(archive: Path, out: Path) -> list[str]:
    return [
        *(sys.executable, "-m", "bilingual", "corpus", str(archive), "--out", str(out)),
        *("--batch-size", "4", "--workers", "1", "--beam-size", "1", "--no-vectors"),
        *("--recognizers", "lexicon"),
    ]


def documents(folder: Path) -> list[Document]:
    shards = sorted((folder / "documents").glob("*.jsonl"))
    lines = [line for shard in shards for line in shard.read_text().splitlines()]
    return [Document.from_json(line) for line in lines]


def test_every_document_comes_out_once_and_in_order(archive: Path, tmp_path: Path) -> None:
    result = run_corpus([str(archive)], tmp_path / "out", options())
    done = documents(tmp_path / "out")
    assert [d.text for d in done] == [article(i) for i in range(24)]
    assert len({d.id for d in done}) == 24
    assert result.figures["documents"] == 24
    assert result.figures["with_spanish"] == 8
    assert all(bool(d.units) == (i % 3 == 0) for i, d in enumerate(done))
    assert not result.failures
    for kind in ("parallel", "entities", "findings", "manifests"):
        assert len(list((tmp_path / "out" / kind).iterdir())) == 6


KILLED_AT_A_RENAME = """
import os, signal, sys
from pathlib import Path
from bilingual import Settings
from bilingual.corpus import CorpusOptions, run_corpus, runner
from bilingual.corpus.worker import process_batch

archive, out, left = sys.argv[1], Path(sys.argv[2]), int(sys.argv[3])
rename = os.replace

def kill_or_rename(*paths):
    global left
    left -= 1
    if left == 0:
        os.kill(os.getpid(), signal.SIGKILL)
    rename(*paths)

os.replace = kill_or_rename
runner.run_locally = lambda batches, *rest: (process_batch(batch, *rest) for batch in batches)
settings = Settings(beam_size=1, vectors=False, recognizers=("lexicon",))
run_corpus([archive], out, CorpusOptions(settings=settings, batch_size=4, workers=1))
"""


def test_a_killed_run_resumes_to_the_same_result(archive: Path, tmp_path: Path) -> None:
    out = tmp_path / "killed"
    # Before anything is there, amid the shards of a batch, at its manifest, at the summary.
    for rename in (1, 3, 6, 19, 12):
        script = [sys.executable, "-c", KILLED_AT_A_RENAME, str(archive), str(out), str(rename)]
        assert subprocess.run(script).returncode == -signal.SIGKILL
    assert subprocess.run(command(archive, out)).returncode == 0
    run_corpus([str(archive)], tmp_path / "calm", options())
    assert outcome(out) == outcome(tmp_path / "calm")


def test_the_command_killed_after_a_batch_resumes_to_the_same_result(
    archive: Path, tmp_path: Path
) -> None:
    out = tmp_path / "killed"
    run = subprocess.Popen(command(archive, out), stderr=subprocess.DEVNULL)
    wait_for_manifest(run, out)
    run.kill()
    run.wait()
    assert subprocess.run(command(archive, out)).returncode == 0
    run_corpus([str(archive)], tmp_path / "calm", options())
    assert outcome(out) == outcome(tmp_path / "calm")


def wait_for_manifest(run: subprocess.Popen, out: Path) -> None:
    while not list(out.glob("manifests/*.json")):
        assert run.poll() is None
        time.sleep(0.005)


def test_interrupt_finishes_the_batch_and_says_how_to_go_on(archive: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    run = subprocess.Popen(command(archive, out), stderr=subprocess.PIPE, text=True)
    wait_for_manifest(run, out)
    run.send_signal(signal.SIGINT)
    _, said = run.communicate(timeout=60)
    if run.returncode != 0:
        assert run.returncode == 130
        assert "run the same command again" in said
    assert len(list((out / "documents").iterdir())) == len(list((out / "manifests").iterdir()))
    assert (out / "failures.jsonl").exists()


def test_a_worker_that_is_killed_loses_nothing(archive: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    run = subprocess.Popen(command(archive, out), stderr=subprocess.DEVNULL)
    wait_for_manifest(run, out)
    (worker,) = (
        child
        for child in children_of(run.pid)
        if b"spawn_main" in Path(f"/proc/{child}/cmdline").read_bytes()
    )
    os.kill(worker, signal.SIGKILL)
    assert run.wait(timeout=300) == 0
    assert [d.text for d in documents(out)] == [article(i) for i in range(24)]


def children_of(pid: int) -> list[int]:
    try:
        return [int(c) for c in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except FileNotFoundError:
        return []


def dies_on_number_seven(batch: Batch, choices: CorpusOptions, folder: Path) -> dict[str, Any]:
    if any("number 7 " in document.text for document in batch.documents):
        os._exit(1)
    return {"index": batch.index, "texts": [d.text for d in batch.documents], "f": batch.failures}


def test_a_document_that_kills_its_worker_is_set_aside(archive: Path, tmp_path: Path) -> None:
    batches = cut_batches([archive], options())
    manifests = list(run_locally(batches, options(), tmp_path, dies_on_number_seven))
    texts = {text for manifest in manifests for text in manifest["texts"]}
    assert texts == {article(i) for i in range(24) if i != 7}
    (failure,) = [failure for manifest in manifests for failure in manifest["f"]]
    assert (failure.row, failure.stage) == (8, "worker")


def names_its_process(batch: Batch, choices: CorpusOptions, folder: Path) -> dict[str, Any]:
    return {"index": batch.index, "process": os.getpid()}


def test_workers_are_replaced_in_time_and_nothing_is_lost(
    archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(local, "DOCUMENTS_PER_WORKER", 8)
    batches = cut_batches([archive], options())
    manifests = list(run_locally(batches, options(), tmp_path, names_its_process))
    assert sorted(m["index"] for m in manifests) == [0, 1, 2, 3, 4, 5]
    assert len({m["process"] for m in manifests}) == 3


def damaged_memory(tmp_path: Path) -> tuple[Path, Settings]:
    path = tmp_path / "memory.db"
    path.write_text("no database")
    return path, FAST.replace(memory=str(path))


def damaged_lexicon(tmp_path: Path) -> tuple[Path, Settings]:
    path = tmp_path / "lexicon.yaml"
    path.write_text("- id: [")
    return path, FAST.replace(lexicons=(str(path),))


@pytest.mark.parametrize("damage", [damaged_memory, damaged_lexicon])
def test_what_is_wrong_with_the_settings_stops_the_run_and_loses_nothing(
    archive: Path, tmp_path: Path, damage: Callable[[Path], tuple[Path, Settings]]
) -> None:
    path, settings = damage(tmp_path)
    choices = options(settings=settings)
    with pytest.raises(BilingualError, match=path.name):
        run_corpus([str(archive)], tmp_path / "out", choices)
    path.write_text("")
    result = run_corpus([str(archive)], tmp_path / "out", choices)
    assert (result.figures["documents"], result.figures["units"], result.failures) == (24, 8, 0)


def test_a_truncated_model_stops_the_run_and_loses_nothing(archive: Path, tmp_path: Path) -> None:
    package = best_package("es", "en").path
    copy = shutil.copytree(package, tmp_path / package.name)
    weights = max(copy.rglob("*"), key=lambda path: path.stat().st_size)
    whole = weights.read_bytes()
    weights.write_bytes(whole[:100_000])
    choices = options(settings=FAST.replace(model=str(copy)))
    with pytest.raises(ModelError, match="damaged"):
        run_corpus([str(archive)], tmp_path / "out", choices)
    weights.write_bytes(whole)
    result = run_corpus([str(archive)], tmp_path / "out", choices)
    assert (result.figures["documents"], result.figures["units"], result.failures) == (24, 8, 0)


def test_other_options_in_the_same_folder_are_refused(archive: Path, tmp_path: Path) -> None:
    run_corpus([str(archive)], tmp_path / "out", options(limit=4))
    with pytest.raises(SettingsError, match="other options"):
        run_corpus([str(archive)], tmp_path / "out", options(limit=5))


def test_only_with_spanish_and_parquet(archive: Path, tmp_path: Path) -> None:
    import pyarrow.parquet as pq

    choices = options(only_with_spanish=True, document_format="parquet")
    run_corpus([str(archive)], tmp_path / "out", choices)
    tables = [pq.read_table(p) for p in sorted((tmp_path / "out" / "documents").iterdir())]
    rows = [row for table in tables for row in table.to_pylist()]
    assert len(rows) == 8
    assert Document.from_json(rows[0]["document"]).text == article(0)
    assert [s["language"] for s in rows[0]["segments"]] == ["en", "es", "en"]


def test_ray_gives_the_same_documents(archive: Path, tmp_path: Path) -> None:
    run_corpus([str(archive)], tmp_path / "local", options())
    import ray

    try:
        run_corpus([str(archive)], tmp_path / "ray", options(engine="ray"))
    finally:
        ray.shutdown()  # its processes would take the cores of the tests that follow
    assert documents(tmp_path / "ray") == documents(tmp_path / "local")


@pytest.fixture
def ray_cluster(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The ``ray://`` address of a cluster of one machine, started as an operator starts it."""
    # Head and client must agree on a token; without these Ray goes by what an earlier run left in
    # the home folder.
    monkeypatch.setenv("RAY_AUTH_MODE", "token")
    monkeypatch.setenv("RAY_AUTH_TOKEN", secrets.token_hex(32))
    # Ray's client server forks a server for each client. Where gRPC starts its poller again in the
    # child ("epoll_wait error: Bad file descriptor"), one start in twelve fails.
    monkeypatch.setenv("GRPC_ENABLE_FORK_SUPPORT", "0")
    monkeypatch.setenv("RAY_GRACEFUL_SHUTDOWN_DRAIN_TIMEOUT_S", "0")
    port = free_port()
    ray = Path(sys.executable).with_name("ray")
    start = [ray, "start", "--head", "--block", "--num-cpus=2", "--include-dashboard=false"]
    places = ["--node-ip-address=127.0.0.1", f"--port={free_port()}"]
    # A folder of its own, with a short path for its sockets: no other run finds this cluster.
    with tempfile.TemporaryDirectory(prefix="ray", ignore_cleanup_errors=True) as folder:
        line = [*start, *places, f"--ray-client-server-port={port}", f"--temp-dir={folder}"]
        head = subprocess.Popen(line, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            wait_for_port(port)
            yield f"ray://127.0.0.1:{port}"
        finally:
            head.terminate()
            head.wait(timeout=90)


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


def wait_for_port(port: int, seconds: float = 120) -> None:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        with socket.socket() as caller:
            if caller.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.2)
    raise TimeoutError(f"nothing listens on port {port} after {seconds:.0f} seconds")


def test_ray_client_address_gives_the_same_documents(
    archive: Path, tmp_path: Path, ray_cluster: str
) -> None:
    run_corpus([str(archive)], tmp_path / "local", options())
    # In a process of its own: one process has one connection to Ray.
    there = ["--engine", "ray", "--ray-address", ray_cluster]
    line = [*command(archive, tmp_path / "ray"), *there]
    run = subprocess.run(line, capture_output=True, text=True, timeout=300)
    assert run.returncode == 0, run.stderr
    assert documents(tmp_path / "ray") == documents(tmp_path / "local")


def test_command_counts_failures_in_its_exit_code(archive: Path, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    run = subprocess.run(
        [*command(archive, tmp_path / "out"), str(tmp_path / "empty.txt")],
        capture_output=True,
        text=True,
    )
    assert run.returncode == 1
    (failure,) = map(json.loads, (tmp_path / "out" / "failures.jsonl").read_text().splitlines())
    assert "empty" in failure["reason"]
