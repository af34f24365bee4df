"""The vocabularies of a CTranslate2 model, in each of the file formats that it has used."""

from __future__ import annotations

import json
from pathlib import Path

from bilingual.errors import ModelError


def read_vocabulary(model: Path, side: str) -> dict[str, int]:
    """The pieces of one side ("source", "target") of a model with their ranks.

    Empty where the model has no such file.
    """
    for name in (f"{side}_vocabulary", "shared_vocabulary"):
        for path in (model / f"{name}.json", model / f"{name}.txt"):
            if path.is_file():
                return {piece: rank for rank, piece in enumerate(_read(path))}
    return {}


def is_shared(model: Path) -> bool:
    """Whether source and target have one vocabulary, and so one way of being cut."""
    return any((model / f"shared_vocabulary.{kind}").is_file() for kind in ("json", "txt"))


def _read(path: Path) -> list[str]:
    try:
        text = path.read_text("utf-8")
        return json.loads(text) if path.suffix == ".json" else text.rstrip("\n").split("\n")
    except (OSError, ValueError) as error:
        raise ModelError(f"{path}: damaged: {error}") from error
