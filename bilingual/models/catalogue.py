"""What is known of weights beyond what lies in them: licence, source, measured quality."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from bilingual.models.packages import Package

_CATALOGUE = Path(__file__).with_name("catalogue.json")
_WEIGHTS = Path(__file__).with_name("weights.json")
_PACKAGE = Path(__file__).parents[1]


class Facts(NamedTuple):
    """Licence and origin in words, and BLEU by test set; empty where nothing is known."""

    licence: str
    source: str
    bleu: dict[str, float]


def facts(package: Package) -> Facts:
    """What the catalogue says of a package, found by its hash."""
    known = _catalogue().get(package.hash, {})
    return Facts(known.get("licence", ""), known.get("source", ""), known.get("bleu", {}))


class Weights(NamedTuple):
    """Bundled weights other than translation packages; ``size`` in bytes, ``hash`` SHA-256."""

    name: str
    kind: str
    size: int
    hash: str
    licence: str
    source: str


def bundled_weights() -> list[Weights]:
    """The weights that come with this package and that are there."""
    found = []
    for entry in json.loads(_WEIGHTS.read_text("utf-8")):
        files = [file for name in entry["files"] for file in _files(_PACKAGE / name)]
        if files:
            data = [file.read_bytes() for file in files]
            digest = hashlib.sha256(b"".join(data)).hexdigest()
            facts = (sum(map(len, data)), digest, entry["licence"], entry["source"])
            found.append(Weights(entry["name"], entry["kind"], *facts))
    return found


def _files(path: Path) -> Iterator[Path]:
    if path.is_dir():
        yield from sorted(file for file in path.rglob("*") if file.is_file())
    elif path.is_file():
        yield path


@lru_cache(maxsize=1)
def _catalogue() -> dict[str, dict]:
    return json.loads(_CATALOGUE.read_text("utf-8"))
