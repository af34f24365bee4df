"""Where benchmarks and training find text that others wrote."""

from __future__ import annotations

import gzip
import os
import sys
from collections.abc import Iterator
from pathlib import Path


def data_folder() -> Path:
    """The folder that BILINGUAL_DATA names; ends the program with a clear message without it."""
    folder = Path(os.environ.get("BILINGUAL_DATA", ""))
    if not os.environ.get("BILINGUAL_DATA") or not folder.is_dir():
        sys.exit("benchmarks read text from the folder that BILINGUAL_DATA names; set it and rerun")
    return folder


def lines(path: str) -> Iterator[str]:
    """The lines of a file under the data folder, plain or gzip, without their ends."""
    full = data_folder() / path
    opener = gzip.open if full.suffix == ".gz" else open
    with opener(full, "rt", encoding="utf-8") as stream:
        for line in stream:
            yield line.rstrip("\n")
