"""The same batches on Ray Data: on this machine or on a cluster with a shared output folder."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from bilingual.corpus.inputs import Batch
from bilingual.corpus.options import CorpusOptions
from bilingual.corpus.worker import process_batch
from bilingual.errors import ModelError

# Batches handed to Ray in one dataset: enough that starting the actors anew does not count, few
# enough that the driver's memory stays flat.
BATCHES_PER_DATASET = 2000


class _Actor:
    """Holds the models of one worker; the manifests it returns are small."""

    def __init__(self, options: CorpusOptions, folder: str) -> None:
        self.options = options
        self.folder = Path(folder)

    def __call__(self, rows: dict[str, Any]) -> dict[str, list[str]]:
        manifests = [process_batch(batch, self.options, self.folder) for batch in rows["batch"]]
        return {"manifest": [json.dumps(manifest) for manifest in manifests]}


def run_on_ray(
    batches: Iterator[Batch], options: CorpusOptions, folder: Path
) -> Iterator[dict[str, Any]]:
    """The manifests of all batches, in no fixed order; ModelError when Ray is not installed."""
    try:
        import ray
    except ImportError as error:
        raise ModelError(
            "engine ray: Ray is not installed; pip install 'bilingual[ray]'"
        ) from error
    if not ray.is_initialized():
        # Without an address ray.init joins whatever cluster this machine has seen last.
        address = options.ray_address or os.environ.get("RAY_ADDRESS") or "local"
        ray.init(address=address, log_to_driver=False)
    workers = options.workers or _actors_for(int(ray.cluster_resources().get("CPU", 1)))
    run: Callable[..., Iterable[str]] = _run_part
    if (options.ray_address or "").startswith("ray://"):
        # Ray Data needs its driver inside the cluster: a task there is one.
        task = ray.remote(num_cpus=0)(_run_part_there)
        run = lambda *part: ray.get(task.remote(*part))  # noqa: E731
    while part := list(islice(batches, BATCHES_PER_DATASET)):
        for manifest in run(part, options, str(folder.resolve()), workers):
            yield json.loads(manifest)


def _run_part(
    part: list[Batch], options: CorpusOptions, folder: str, workers: int
) -> Iterator[str]:
    """The manifests of some batches as JSON, as the actors finish them."""
    import ray

    results = ray.data.from_items([{"batch": batch} for batch in part]).map_batches(
        _Actor,
        fn_constructor_args=(options, folder),
        batch_size=1,
        batch_format="numpy",
        concurrency=min(workers, len(part)),
        num_cpus=1,
    )
    for row in results.iter_rows():
        yield row["manifest"]


def _run_part_there(*part: Any) -> list[str]:
    return list(_run_part(*part))


def _actors_for(cpus: int) -> int:
    """One core is left for reading: a pool that takes all of them starves the readers and hangs."""
    return max(1, cpus - 1)
