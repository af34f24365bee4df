"""The chain of stages, run over batches of documents."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from importlib import import_module
from itertools import islice
from typing import Protocol

from bilingual.document import Document
from bilingual.errors import StageError
from bilingual.reading.placement import normalized, restored
from bilingual.settings import DEFAULTS, Settings
from bilingual.signature import signature

STAGES = (
    "bilingual.reading:Reading",
    "bilingual.detection:Detection",
    "bilingual.recognition:Recognition",
    "bilingual.translation:TranslationStage",
    "bilingual.linking:Linking",
    "bilingual.alignment:Alignment",
    "bilingual.claims:Claims",
)


class Stage(Protocol):
    """One step of the chain: adds one layer to each document of a batch.

    ``requires`` names the layers it reads, ``provides`` the one it adds. A stage is cheap to
    make; it loads its models when first called. It returns as many documents as it was given,
    in order.
    """

    name: str
    requires: tuple[str, ...]
    provides: str

    def __init__(self, settings: Settings) -> None: ...

    def __call__(self, documents: list[Document]) -> list[Document]: ...


class Pipeline:
    """Runs all stages; models load once, at first use.

    ``until`` names the last layer wanted ("segments" for detection alone).
    """

    def __init__(self, settings: Settings = DEFAULTS, until: str = "findings") -> None:
        self.settings = settings
        self.stages: list[Stage] = []
        for path in STAGES:
            stage = _load(path)(settings)
            self.stages.append(stage)
            if stage.provides == until:
                break
        else:
            raise ValueError(f"no stage provides {until!r}")

    def __call__(self, document: Document) -> Document:
        """One document through all stages; raises StageError when one fails."""
        return next(self.pipe([document]))

    def pipe(
        self,
        documents: Iterable[Document],
        on_failure: Callable[[StageError], None] | None = None,
    ) -> Iterator[Document]:
        """The documents with all layers, in order, in constant memory.

        A document that fails is left out and handed to ``on_failure`` as a StageError; without
        ``on_failure`` the error is raised. Batches are fixed cuts of the input. Stages read a
        text in one way of writing (``bilingual.reading.normalization``); offsets are always
        those of the text given.
        """
        documents = iter(documents)
        while originals := list(islice(documents, self.settings.batch_size)):
            batch, texts = zip(*map(normalized, originals))
            for stage in self.stages:
                batch = _run(stage, batch, on_failure)
            for document, text, original in zip(batch, texts, originals):
                if document is not None:
                    yield self._sign(restored(document, text, original))

    def _sign(self, document: Document) -> Document:
        layers = tuple(stage.provides for stage in self.stages)
        return dataclasses.replace(document, signature=signature(self.settings, layers))


def process(text: str | Document, settings: Settings = DEFAULTS) -> Document:
    """One article with every layer. A ``str`` is plain text; for HTML use Document.from_html.

    Layers that a Document already has are kept. Raises StageError when a stage fails.
    """
    document = Document(text) if isinstance(text, str) else text
    return pipeline(settings)(document)


@lru_cache(maxsize=4)
def pipeline(settings: Settings = DEFAULTS, until: str = "findings") -> Pipeline:
    """A pipeline shared by all callers with these settings."""
    return Pipeline(settings, until)


def _run(
    stage: Stage,
    batch: Sequence[Document | None],
    on_failure: Callable[[StageError], None] | None,
) -> Sequence[Document | None]:
    """The batch with one more layer; where the batch fails, each document is tried alone.

    None stands in the place of a document that failed, in this stage or before.
    """
    waiting = [d for d in batch if d is not None and not getattr(d, stage.provides)]
    if not waiting:
        return batch
    try:
        done = stage(waiting)
    except Exception:
        done = _run_singly(stage, waiting, on_failure)
    results = {id(before): after for before, after in zip(waiting, done)}
    return [results.get(id(document), document) for document in batch]


def _run_singly(
    stage: Stage, batch: list[Document], on_failure: Callable[[StageError], None] | None
) -> list[Document | None]:
    done: list[Document | None] = []
    for document in batch:
        try:
            done.extend(stage([document]))
        except Exception as cause:
            error = StageError(document, stage.name, f"{type(cause).__name__}: {cause}")
            if on_failure is None:
                raise error from cause
            error.__cause__ = cause
            on_failure(error)
            done.append(None)
    return done


def _load(path: str) -> type[Stage]:
    module, name = path.split(":")
    return getattr(import_module(module), name)
