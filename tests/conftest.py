"""What all tests share: the seed article, and how property tests run."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import settings

settings.register_profile("bilingual", deadline=None, max_examples=60)
settings.load_profile("bilingual")


@pytest.fixture(scope="session")
def seed_text() -> str:
    path = Path(__file__).resolve().parents[1] / "seeds" / "latin-times-el-mencho.txt"
    return path.read_text(encoding="utf-8")
