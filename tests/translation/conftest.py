"""Fixtures of the translation tests."""

from __future__ import annotations

import pytest
from table_engine import TableEngine


@pytest.fixture
def table_engine():
    return TableEngine
