"""Files that appear whole or not at all: written beside the wanted name, renamed at the end."""

from __future__ import annotations

import errno
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from bilingual.errors import ExportError


@contextmanager
def replacing(path: str | Path) -> Iterator[BinaryIO]:
    """A stream of bytes that becomes the file ``path`` when the block ends without an error.

    After an error nothing is left behind and a file that was there before stays. Raises
    ExportError where the file can't be written.
    """
    file = PendingFile(Path(path))
    try:
        file.open()
        yield file.stream
        file.finish()
        file.publish()
    except OSError as error:
        file.discard()
        raise write_error(file.target, error) from error
    except BaseException:
        file.discard()
        raise


class PendingFile:
    """A file written beside its target under a name of its own, and renamed when whole."""

    def __init__(self, target: Path) -> None:
        self.target = target
        # A link keeps pointing where it points: the file behind it is what gets replaced.
        self._final = Path(os.path.realpath(target))
        self._pending = self._final.with_name(f".bilingual-{secrets.token_hex(6)}.part")
        self.stream: BinaryIO

    def open(self) -> None:
        if self._final.is_dir():
            raise IsADirectoryError(errno.EISDIR, "is a folder", str(self.target))
        self.stream = open(self._pending, "xb", buffering=1 << 20)  # noqa: SIM115

    def finish(self) -> None:
        """Bring every byte to the disk, which is where a full one shows."""
        self.stream.flush()
        os.fsync(self.stream.fileno())
        self.stream.close()

    def publish(self) -> None:
        os.replace(self._pending, self._final)

    def discard(self) -> None:
        if hasattr(self, "stream"):
            # A full disk refuses the buffered rest too; it isn't wanted any more.
            with suppress(OSError):
                self.stream.close()
        with suppress(OSError):
            self._pending.unlink(missing_ok=True)


def write_error(target: Path, error: OSError) -> ExportError:
    """What to tell a user whose file can't be written."""
    return ExportError(f"can't write {target}: {_advice(error)}")


def _advice(error: OSError) -> str:
    if isinstance(error, IsADirectoryError):
        return "it is a folder; name a file"
    if isinstance(error, FileExistsError | NotADirectoryError):
        return "there is a file where a folder is wanted; choose another folder"
    if isinstance(error, FileNotFoundError):
        return "its folder doesn't exist; make it first"
    if isinstance(error, PermissionError):
        return "no right to write there; choose another folder"
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return "no space left; nothing was written"
    return error.strerror or str(error)
