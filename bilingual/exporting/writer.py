"""What every writer does: stream into a file beside the wanted one, rename it at the end."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import BinaryIO

from bilingual.document import Document
from bilingual.exporting.files import PendingFile, write_error
from bilingual.exporting.options import ExportOptions

# Gives back a text that a format can hold, and how many characters that took out.
Legal = Callable[[str], tuple[str, int]]


@dataclass(slots=True)
class Summary:
    """What an export wrote.

    ``removed_characters`` counts characters that the format can't hold, such as NUL in XML.
    """

    documents: int = 0
    pairs: int = 0
    removed_characters: int = 0


class Writer:
    """Base class of the exporters, which fill in ``begin``, ``add`` and ``end``.

    ``suffix`` is how the names of its files end. ``write`` takes a document, ``close`` publishes
    the files, ``discard`` leaves nothing behind; as a context manager it does the one or the
    other. A failing disk raises ExportError.
    """

    suffix = ""

    def __init__(self, path: Path, options: ExportOptions) -> None:
        self.options = options
        self.summary = Summary()
        self.files = [PendingFile(target) for target in self.targets(path)]
        with self._all_or_nothing():
            for file in self.files:
                file.open()
            self.begin()

    def targets(self, path: Path) -> list[Path]:
        """The files that will be written."""
        return [path]

    def begin(self) -> None:
        """Write what stands before the first document."""

    def add(self, document: Document) -> None:
        """Write one document."""
        raise NotImplementedError

    def end(self) -> None:
        """Write what stands after the last document."""

    @property
    def stream(self) -> BinaryIO:
        """Where the bytes go; for writers of one file."""
        return self.files[0].stream

    def put(self, text: str, legal: Legal, file: int = 0) -> None:
        """Send text to a file in UTF-8, without what ``legal`` takes out, which is counted."""
        text, removed = legal(text)
        self.summary.removed_characters += removed
        self.files[file].stream.write(text.encode())

    def write(self, document: Document) -> None:
        """Add one document."""
        with self._all_or_nothing():
            self.add(document)
            self.summary.documents += 1

    def close(self) -> None:
        """Finish the files and give them their names."""
        with self._all_or_nothing():
            self.end()
            for file in self.files:
                file.finish()
            for file in self.files:
                file.publish()

    def discard(self) -> None:
        """Remove what was written so far."""
        for file in self.files:
            file.discard()

    @contextmanager
    def _all_or_nothing(self) -> Iterator[None]:
        """Discards the files on any error, and turns the disk's errors into ExportError."""
        try:
            yield
        except BaseException as error:
            self.discard()
            if isinstance(error, OSError):
                raise write_error(self.files[0].target, error) from error
            raise

    def __enter__(self) -> Writer:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if error is None:
            self.close()
        else:
            self.discard()
