"""From what the user named to a fixed sequence of batches."""

from __future__ import annotations

import dataclasses
import glob
import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import count, islice
from pathlib import Path
from typing import BinaryIO

from bilingual.corpus.options import CorpusOptions
from bilingual.document import Document
from bilingual.errors import BilingualError, InputError
from bilingual.reading import read
from bilingual.reading.files import READABLE_SUFFIXES


@dataclass(frozen=True, slots=True)
class Failure:
    """An input that could not be read or processed: where it stands, in which stage, and why.

    ``row`` counts from 1; it is None where the whole file, or a row named in ``reason``, failed.
    """

    source: str
    row: int | None
    document: str | None
    stage: str
    reason: str


@dataclass(frozen=True, slots=True)
class Batch:
    """A fixed cut of the input.

    ``index`` counts from 0; ``key`` is a hash of file, row and content of all its documents;
    ``failures`` are inputs that could not be read.
    """

    index: int
    key: str
    documents: tuple[Document, ...]
    failures: tuple[Failure, ...] = ()


class Meter:
    """How far reading has come: ``documents`` cut into batches so far, and bytes of all files.

    Counting the documents of an archive first would mean reading it twice.
    """

    def __init__(self, files: Iterable[Path]) -> None:
        self.documents = 0
        self._bytes = sum(map(_size, files))
        self._passed = 0
        self._open: BinaryIO | None = None

    def start(self, file: BinaryIO) -> None:
        """A file was opened; its position is read when ``expected`` is asked for."""
        self._open = file

    def finish(self, path: Path) -> None:
        """A file is read to its end, or as far as it can be."""
        self._passed += _size(path)
        self._open = None

    def expected(self, limit: int | None) -> int:
        """The documents of all files, as the documents and the share of bytes so far let expect."""
        read = self._passed + self._position()
        everything = round(self.documents * self._bytes / max(1, read))
        return everything if limit is None else min(limit, everything)

    def _position(self) -> int:
        if self._open is None:
            return 0
        return _size(Path(self._open.name)) if self._open.closed else self._open.tell()


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:  # reading it will fail too, and say why
        return 0


def find_files(inputs: Iterable[str]) -> list[Path]:
    """The files named by paths, folders (searched through) and globs: sorted, each once.

    Raises InputError when an input names nothing.
    """
    found: dict[Path, None] = {}
    for name in inputs:
        files = sorted(_expand(name))
        if not files:
            raise InputError(f"{name}: no readable file there; give a file, a folder or a pattern")
        found.update(dict.fromkeys(files))
    return list(found)


def _expand(name: str) -> Iterator[Path]:
    path = Path(name)
    if path.is_dir():
        yield from (p for p in path.rglob("*") if p.is_file() and _is_readable(p))
    elif path.exists():
        yield path
    else:
        yield from (p for p in map(Path, glob.glob(name, recursive=True)) if p.is_file())


def _is_readable(path: Path) -> bool:
    return path.name.lower().removesuffix(".gz").endswith(READABLE_SUFFIXES)


def cut_batches(
    files: Sequence[Path], options: CorpusOptions, meter: Meter | None = None
) -> Iterator[Batch]:
    """The documents of all files in batches; the same files give the same batches.

    ``meter`` follows how far reading has come.
    """
    meter = meter or Meter(files)
    failures: list[Failure] = []
    documents = _sampled(_documents(files, options, failures, meter), options.sample)
    documents = islice(documents, options.limit)
    for index in count():
        cut = tuple(islice(documents, options.batch_size))
        if not cut and not failures:
            return
        meter.documents += len(cut)
        yield Batch(index, _key(cut, failures), cut, tuple(failures))
        failures.clear()


def _key(documents: tuple[Document, ...], failures: list[Failure]) -> str:
    digest = hashlib.sha256()
    for document in documents:
        place = f"{document.metadata['source']}\0{document.metadata['row']}\0{document.id}\0"
        digest.update(place.encode("utf-8", "surrogatepass"))
        digest.update(hashlib.sha256(document.text.encode("utf-8", "surrogatepass")).digest())
    digest.update(repr(failures).encode("utf-8", "backslashreplace"))
    return digest.hexdigest()


def _documents(
    files: Iterable[Path], options: CorpusOptions, failures: list[Failure], meter: Meter
) -> Iterator[Document]:
    """The documents of all files; what can't be read goes to ``failures`` and the rest goes on."""
    for path in files:

        def set_aside(error: BilingualError, source: str = str(path)) -> None:
            failures.append(Failure(source, None, None, "reading", str(error)))

        try:
            for document in read(path, options.text_column, set_aside, meter.start):
                yield _placed(document, str(path))
        except BilingualError as error:
            set_aside(error)
        meter.finish(path)


def _placed(document: Document, source: str) -> Document:
    """The document with its place in its metadata, and in its id where it has none of its own.

    Equal texts in different rows are different documents.
    """
    row = document.metadata.get("row", 1)
    has_own_id = document.id != Document(document.text).id
    return dataclasses.replace(
        document,
        id=document.id if has_own_id else f"{Path(source).name}#{row}",
        metadata={**document.metadata, "source": source, "row": row},
    )


def _sampled(documents: Iterable[Document], share: float) -> Iterator[Document]:
    """A share of the documents, chosen by a hash of their place: the same in every run."""
    if share >= 1:
        yield from documents
        return
    for document in documents:
        place = f"{document.metadata['source']}\0{document.metadata['row']}"
        digest = hashlib.sha256(place.encode("utf-8", "surrogatepass")).digest()
        if int.from_bytes(digest[:8], "big") < share * 2**64:
            yield document
