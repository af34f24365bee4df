"""What the commands read: articles from files and standard input, and what could not be read."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from bilingual.errors import InputError

if TYPE_CHECKING:
    from bilingual.document import Document


class Failures:
    """Says each failure on standard error as it comes, and counts them."""

    def __init__(self) -> None:
        self.count = 0

    def add(self, error: Exception) -> None:
        self.count += 1
        print(f"bilingual: {error}", file=sys.stderr)

    def end(self) -> None:
        """End the command with exit code 1 where something failed."""
        if self.count:
            print(f"bilingual: {self.count} failed", file=sys.stderr)
            raise typer.Exit(1)


def documents(files: Iterable[str], text_column: str, failures: Failures) -> Iterator[Document]:
    """The documents of files, "-" being standard input; a bad row is a failure, the rest go on.

    Raises InputError for a file that can't be read at all.
    """
    from bilingual.reading import read, read_bytes

    for name in files:
        if name == "-":
            data = sys.stdin.buffer.read()
            yield from read_bytes(data, text_column=text_column, on_failure=failures.add)
        else:
            yield from read(name, text_column, failures.add)


def read_text(path: str | Path) -> str:
    """The text of a small UTF-8 file, without a byte order mark; InputError where there is none."""
    with naming(path):
        return Path(path).read_text(encoding="utf-8-sig")


@contextmanager
def naming(path: str | Path) -> Iterator[None]:
    """Turns what can go wrong with a UTF-8 file into an InputError that names it."""
    try:
        yield
    except UnicodeDecodeError as error:
        raise InputError(f"{path}: not UTF-8 text (byte {error.start})") from error
    except OSError as error:
        raise InputError(f"{path}: can't be read: {error.strerror or error}") from error
