"""Worker processes on this machine, and what becomes of a batch whose worker dies."""

from __future__ import annotations

import dataclasses
import os
import signal
import tempfile
import threading
import time
from collections.abc import Generator, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from bilingual.corpus.inputs import Batch, Failure
from bilingual.corpus.options import CorpusOptions
from bilingual.corpus.worker import process_batch
from bilingual.document import Document

Manifest = dict[str, Any]


def run_locally(
    batches: Iterator[Batch], options: CorpusOptions, folder: Path
) -> Iterator[Manifest]:
    """The manifests of all batches, as worker processes finish them.

    When a worker dies (out of memory, killed), the batches in flight are tried again one by one;
    a document that kills its worker every time is found by halving and set aside as a failure.
    """
    while lost := (yield from _run_pool(batches, options, folder, options.worker_count)):
        for batch in lost:
            if (yield from _run_pool(iter([batch]), options, folder, 1)):
                rescued = _without_deadly(batch, options)
                yield from _run_pool(iter([rescued]), options, folder, 1)


def _run_pool(
    batches: Iterator[Batch], options: CorpusOptions, folder: Path, workers: int
) -> Generator[Manifest, None, list[Batch]]:
    """Yields manifests; returns the batches that were lost when a worker died, else none."""
    waiting: dict[int, Batch] = {}
    futures: dict[Future[Manifest], int] = {}
    pool = ProcessPoolExecutor(workers, get_context("spawn"), _start_worker, (os.getpid(),))
    try:
        for batch in batches:
            waiting[batch.index] = batch
            futures[pool.submit(process_batch, batch, options, folder)] = batch.index
            # One batch a worker waits its turn, so that no worker idles and memory stays flat.
            if len(futures) >= 2 * workers:
                yield from _finished(futures, waiting)
        while futures:
            yield from _finished(futures, waiting)
    except BrokenProcessPool:
        pass
    finally:
        pool.shutdown(cancel_futures=True)
    return list(waiting.values())


def _finished(
    futures: dict[Future[Manifest], int], waiting: dict[int, Batch]
) -> Iterator[Manifest]:
    done, _ = wait(futures, return_when=FIRST_COMPLETED)
    for future in done:
        manifest = future.result()
        del waiting[futures.pop(future)]
        yield manifest


def _without_deadly(batch: Batch, options: CorpusOptions) -> Batch:
    """The batch with the documents that kill a worker moved to its failures."""
    deadly = _deadly(batch, batch.documents, options)
    failures = [
        Failure(d.metadata["source"], d.metadata["row"], d.id, "worker", "its process died on it")
        for d in deadly
    ]
    rest = [d for d in batch.documents if not any(d is each for each in deadly)]
    return dataclasses.replace(batch, documents=tuple(rest), failures=(*batch.failures, *failures))


def _deadly(
    batch: Batch, documents: tuple[Document, ...], options: CorpusOptions
) -> list[Document]:
    with tempfile.TemporaryDirectory() as scratch:
        trial = dataclasses.replace(batch, documents=documents, failures=())
        pool = _run_pool(iter([trial]), options, Path(scratch), 1)
        if list(pool):
            return []
    if len(documents) == 1:
        return list(documents)
    half = len(documents) // 2
    return [*_deadly(batch, documents[:half], options), *_deadly(batch, documents[half:], options)]


def _start_worker(parent: int) -> None:
    """A worker leaves Ctrl-C to the run, and ends when the run was killed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(0.5)
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()
