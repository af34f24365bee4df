"""Worker processes on this machine, and what becomes of a batch whose worker dies."""

from __future__ import annotations

import dataclasses
import os
import signal
import tempfile
import threading
import time
from collections.abc import Callable, Generator, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from itertools import chain, islice
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from bilingual.corpus.inputs import Batch, Failure
from bilingual.corpus.options import CorpusOptions
from bilingual.corpus.worker import collect_less_often, process_batch, threads_for
from bilingual.document import Document
from bilingual.errors import BilingualError

# A worker is replaced after about so many documents: its memory comes back in one piece then,
# and what a library keeps cannot add up. Loading the models again takes some seconds.
DOCUMENTS_PER_WORKER = 10_000

Manifest = dict[str, Any]
Work = Callable[[Batch, CorpusOptions, Path], Manifest]


def run_locally(
    batches: Iterator[Batch], options: CorpusOptions, folder: Path, work: Work = process_batch
) -> Iterator[Manifest]:
    """The manifests of all batches, as worker processes finish them.

    Workers are replaced all together after ``DOCUMENTS_PER_WORKER`` documents each. When a worker
    dies (out of memory, killed), the batches in flight are tried again one by one; a document that
    kills its worker every time is found by halving and set aside as a failure. Raises
    BilingualError when a worker dies even so.
    """
    workers = _Workers(options, folder, work)
    lifetime = max(1, DOCUMENTS_PER_WORKER // options.batch_size) * options.worker_count
    for batch in batches:
        yield from _run_part(workers, chain([batch], islice(batches, lifetime - 1)))


def _run_part(workers: _Workers, batches: Iterator[Batch]) -> Iterator[Manifest]:
    """The manifests of what one generation of workers does."""
    while lost := (yield from workers.run(batches, workers.options.worker_count)):
        for batch in lost:
            if (yield from workers.run(iter([batch]), 1)):
                rest = workers.without_deadly(batch)
                if (yield from workers.run(iter([rest]), 1)):
                    place = batch.documents[0].metadata
                    raise BilingualError(
                        f"a worker died again and again in the batch from {place['source']}, row "
                        f"{place['row']}: is there enough memory? Run again to go on from here"
                    )


class _Workers:
    """Pools of processes that do the same work on batches."""

    def __init__(self, options: CorpusOptions, folder: Path, work: Work) -> None:
        self.options = options
        self.folder = folder
        self.work = work

    def run(self, batches: Iterator[Batch], count: int) -> Generator[Manifest, None, list[Batch]]:
        """Yields manifests; returns the batches that were lost when a worker died, else none."""
        waiting: dict[int, Batch] = {}
        futures: dict[Future[Manifest], int] = {}
        start = (os.getpid(), threads_for(self.options))
        pool = ProcessPoolExecutor(count, get_context("spawn"), _start_worker, start)
        try:
            for batch in batches:
                waiting[batch.index] = batch
                future = pool.submit(self.work, batch, self.options, self.folder)
                futures[future] = batch.index
                # One batch a worker waits its turn, so that no worker idles and memory is flat.
                if len(futures) >= 2 * count:
                    yield from _finished(futures, waiting)
            while futures:
                yield from _finished(futures, waiting)
        except BrokenProcessPool:
            pass
        finally:
            pool.shutdown(cancel_futures=True)
        return list(waiting.values())

    def without_deadly(self, batch: Batch) -> Batch:
        """The batch with the documents that kill a worker moved to its failures."""
        deadly = self._deadly(batch, batch.documents)
        failures = [
            Failure(d.metadata["source"], d.metadata["row"], d.id, "worker", "its process died")
            for d in deadly
        ]
        rest = tuple(d for d in batch.documents if not any(d is each for each in deadly))
        return dataclasses.replace(batch, documents=rest, failures=(*batch.failures, *failures))

    def _deadly(self, batch: Batch, documents: tuple[Document, ...]) -> list[Document]:
        trial = dataclasses.replace(batch, documents=documents, failures=())
        with tempfile.TemporaryDirectory() as scratch:
            trials = _Workers(self.options, Path(scratch), self.work)
            if list(trials.run(iter([trial]), 1)):
                return []
        if len(documents) == 1:
            return list(documents)
        half = len(documents) // 2
        return [
            *self._deadly(batch, documents[:half]),
            *self._deadly(batch, documents[half:]),
        ]


def _finished(
    futures: dict[Future[Manifest], int], waiting: dict[int, Batch]
) -> Iterator[Manifest]:
    done, _ = wait(futures, return_when=FIRST_COMPLETED)
    for future in done:
        manifest = future.result()
        del waiting[futures.pop(future)]
        yield manifest


def _start_worker(parent: int, threads: int) -> None:
    """A worker keeps to its cores, leaves Ctrl-C to the run, and ends when the run was killed.

    numpy and torch read these variables when they are first imported, which is later; by default
    each worker's would take all cores and they would fight for them.
    """
    collect_less_often()
    for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ.setdefault(name, str(threads))
    signal.signal(signal.SIGINT, signal.SIG_IGN)

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(0.5)
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()
