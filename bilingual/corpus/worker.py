"""What a worker process does with one batch; the same for local processes and for Ray."""

from __future__ import annotations

import ctypes
import gc
import sys
from collections import Counter
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import Any

from bilingual.corpus.inputs import Batch, Failure
from bilingual.corpus.options import CorpusOptions
from bilingual.corpus.shards import Shards
from bilingual.document import Document
from bilingual.errors import LexiconError, ModelError, SettingsError, StageError
from bilingual.pipeline import pipeline
from bilingual.settings import Settings

SET_UP_FAULTS = (ModelError, SettingsError, LexiconError)


def process_batch(batch: Batch, options: CorpusOptions, folder: Path) -> dict[str, Any]:
    """Run the stages over one batch and write its shards; gives the manifest that was written.

    Raises ExportError when the folder can't be written to, and an error of SET_UP_FAULTS when a
    model or a file of the settings is missing or damaged, which is no fault of the documents: the
    batch then has no manifest.
    """
    failures = list(batch.failures)

    def set_aside(error: StageError) -> None:
        if isinstance(error.__cause__, SET_UP_FAULTS):
            raise error.__cause__
        document = error.document
        failures.append(Failure(*_place(document), document.id, error.stage, error.reason))

    settings = options.settings.replace(
        batch_size=options.batch_size,
        threads=threads_for(options),
    )
    documents = _run_stages(batch.documents, settings, options.entities, set_aside)
    kept = [d for d in documents if not options.only_with_spanish or has_spanish(d)]
    figures = count(documents)
    manifest = Shards(folder, options).write(batch, kept, failures, figures)
    del documents, kept
    if figures["with_spanish"]:  # so that all models have been loaded
        set_models_aside()
    _give_back_memory()
    return manifest


def collect_less_often() -> None:
    """Have Python look for cyclic garbage, of which there is little, less often than by default.

    It is a sixth of the time of documents in English.
    """
    gc.set_threshold(20_000, 20, 100)


@lru_cache(maxsize=1)
def set_models_aside() -> None:
    """Have the garbage collector pass over what is loaded by now; once a process.

    Models and lexicon are millions of objects that live as long as the worker does.
    """
    gc.collect()
    gc.freeze()


def _give_back_memory() -> None:
    """Let the system have what was freed.

    glibc keeps it, in more pieces after each batch, so that a worker would seem to grow.
    """
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None) if sys.platform == "linux" else None
    if trim:
        trim(0)


def has_spanish(document: Document) -> bool:
    """Whether any segment is in Spanish: the other stages have no work without one."""
    return any(s.language.split("-")[0] == "es" for s in document.segments)


def count(documents: list[Document]) -> dict[str, Any]:
    """The figures of a batch that the summary adds up."""
    foreign = [s for d in documents for s in d.segments if s.language not in ("en", "und")]
    spoken = [(d.speaker_entity(s), s) for d in documents for s in d.segments if s.speaker]
    return {
        "documents": len(documents),
        "with_spanish": sum(map(has_spanish, documents)),
        "characters": sum(len(d.text) for d in documents),
        "units": sum(len(d.units) for d in documents),
        "matches": sum(len(d.matches) for d in documents),
        "languages": dict(Counter(s.language for s in foreign)),
        "kinds": dict(Counter(s.kind for s in foreign)),
        "speakers": dict(Counter(e.id if e else s.speaker.name for e, s in spoken)),
        "entities": dict(Counter(e.id for d in documents for e in d.entities if e.lexicon)),
        "findings": dict(Counter(f.kind for d in documents for f in d.findings)),
    }


def threads_for(options: CorpusOptions) -> int:
    """Cores for each worker: those of the settings, else a share of the machine's."""
    share = options.settings.thread_count // options.worker_count
    return options.settings.threads or max(1, share)


def _run_stages(
    documents: tuple[Document, ...],
    settings: Settings,
    entities: bool,
    set_aside: Callable[[StageError], None],
) -> list[Document]:
    """Detection for all; the rest only for documents with Spanish, or when asked for."""
    detected = list(pipeline(settings, until="segments").pipe(documents, on_failure=set_aside))
    wanted = [d for d in detected if entities or has_spanish(d)]
    results = pipeline(settings).pipe(wanted, on_failure=set_aside)
    complete = {_place(document): document for document in results}
    left = {_place(document) for document in wanted} - complete.keys()
    return [complete.get(_place(d), d) for d in detected if _place(d) not in left]


def _place(document: Document) -> tuple[str, int]:
    return document.metadata["source"], document.metadata["row"]
