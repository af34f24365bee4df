"""What is known of packages beyond what lies in them: licence, source, measured quality."""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from bilingual.models.packages import Package

_CATALOGUE = Path(__file__).with_name("catalogue.json")


class Facts(NamedTuple):
    """Licence and origin in words, and BLEU by test set; empty where nothing is known."""

    licence: str
    source: str
    bleu: dict[str, float]


def facts(package: Package) -> Facts:
    """What the catalogue says of a package, found by its hash."""
    known = _catalogue().get(package.hash, {})
    return Facts(known.get("licence", ""), known.get("source", ""), known.get("bleu", {}))


@lru_cache(maxsize=1)
def _catalogue() -> dict[str, dict]:
    return json.loads(_CATALOGUE.read_text("utf-8"))
