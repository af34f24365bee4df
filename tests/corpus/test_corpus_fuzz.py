"""A short run of the fuzzer, with other inputs each time."""

from __future__ import annotations

import random
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SECONDS = 4


@pytest.mark.slow
def test_nothing_that_comes_in_crashes() -> None:
    """A crash is printed with its input's name: ``python -m benchmarks.fuzz --again NAME``."""
    seed = str(random.SystemRandom().randrange(2**32))
    run = subprocess.run(
        [sys.executable, "-m", "benchmarks.fuzz", "--minutes", str(SECONDS / 60), "--seed", seed],
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    assert run.returncode == 0, f"{run.stdout}\n{run.stderr}"
    assert run.stdout.count(" 0 crashes") == 5
