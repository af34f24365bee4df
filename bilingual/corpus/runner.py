"""The run: which batches are left, who does them, and how it stops."""

from __future__ import annotations

import json
import signal
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import FrameType
from typing import Any

from bilingual.corpus.inputs import Batch, Meter, cut_batches, find_files
from bilingual.corpus.local import run_locally
from bilingual.corpus.options import CorpusOptions
from bilingual.corpus.shards import Shards, write_json
from bilingual.corpus.summary import add_up, write_summary
from bilingual.errors import SettingsError
from bilingual.exporting.files import replacing

Progress = Callable[[dict[str, Any], bool, int], None]
Engine = Callable[[Iterator[Batch], CorpusOptions, Path], Iterator[dict[str, Any]]]


@dataclass(frozen=True, slots=True)
class CorpusResult:
    """How a run ended: the figures over all batches, and whether it was stopped before the end."""

    figures: dict[str, Any]
    failures: int
    stopped: bool


def run_corpus(
    inputs: Iterable[str],
    folder: Path,
    options: CorpusOptions | None = None,
    progress: Progress | None = None,
) -> CorpusResult:
    """Process every document of the inputs into ``folder``; start again to resume.

    ``progress`` is called with each manifest, whether it was there before this run, and how many
    documents are to be expected in all. Ctrl-C finishes the batches under way and stops. Raises
    InputError when an input names no file, SettingsError when the folder holds a run with other
    options, ModelError when a model is missing or damaged, ExportError or OSError when the folder
    can't be written to: what is finished by then stays.
    """
    options = options or CorpusOptions()
    files = find_files(inputs)
    _claim(folder, options)
    shards = Shards(folder, options)
    seen: set[int] = set()
    meter = Meter(files)

    def tell(manifest: dict[str, Any], resumed: bool) -> None:
        if progress:
            progress(manifest, resumed, meter.expected(options.limit))

    with _stop_on_interrupt() as stop:
        batches = _pending(cut_batches(files, options, meter), shards, seen, tell)
        for manifest in _engine(options)(_until(batches, stop), options, folder):
            tell(manifest, False)
    if not stop.asked:
        _drop_leftovers(shards, seen)
    return _finish(shards, stop.asked)


def _claim(folder: Path, options: CorpusOptions) -> None:
    """Note the options in the folder, or check that they are those of the run it holds.

    What a killed run left half written is removed.
    """
    path = folder / "run.json"
    for pattern in (".bilingual-*.part", "*/.bilingual-*.part"):
        for leftover in folder.glob(pattern):
            leftover.unlink(missing_ok=True)
    wanted = options.result_key
    if path.exists():
        if json.loads(path.read_bytes())["options"] != wanted:
            raise SettingsError(
                f"{folder} holds a run with other options; give its options again to resume, "
                "or another --out"
            )
        return
    write_json(path, {"options": wanted})


def _pending(
    batches: Iterable[Batch],
    shards: Shards,
    seen: set[int],
    tell: Callable[[dict[str, Any], bool], None],
) -> Iterator[Batch]:
    """The batches that are not done; the index of every one goes into ``seen``."""
    for batch in batches:
        seen.add(batch.index)
        if not shards.is_done(batch):
            yield batch
        else:
            tell(shards.manifest(batch.index) or {}, True)


class _Stop:
    asked = False


@contextmanager
def _stop_on_interrupt() -> Iterator[_Stop]:
    """Ctrl-C sets ``asked``; a second one interrupts at once. Only the main thread can listen."""
    stop = _Stop()

    def ask(number: int, frame: FrameType | None) -> None:
        if stop.asked:
            raise KeyboardInterrupt
        stop.asked = True

    try:
        before = signal.signal(signal.SIGINT, ask)
    except ValueError:
        yield stop
        return
    try:
        yield stop
    finally:
        signal.signal(signal.SIGINT, before)


def _until(batches: Iterable[Batch], stop: _Stop) -> Iterator[Batch]:
    for batch in batches:
        if stop.asked:
            return
        yield batch


def _engine(options: CorpusOptions) -> Engine:
    if options.engine == "local":
        return run_locally
    from bilingual.corpus.on_ray import run_on_ray

    return run_on_ray


def _finish(shards: Shards, stopped: bool) -> CorpusResult:
    """Write failures and summary from the manifests of all finished batches."""
    manifests = list(shards.manifests())
    failures = [failure for manifest in manifests for failure in manifest["failures"]]
    with replacing(shards.folder / "failures.jsonl") as stream:
        for failure in failures:
            stream.write(json.dumps(failure).encode() + b"\n")
    figures = add_up(manifest["figures"] for manifest in manifests)
    write_json(shards.folder / "summary.json", {**figures, "failures": len(failures)})
    write_summary(shards.folder / "summary.html", figures, failures)
    return CorpusResult(figures, len(failures), stopped)


def _drop_leftovers(shards: Shards, seen: set[int]) -> None:
    """Remove shards of batches that the input no longer has."""
    for manifest in list(shards.manifests()):
        if manifest["index"] not in seen:
            shards.remove(manifest["index"])
