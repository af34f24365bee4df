"""Reads English news with Spanish inside it, and says what the Spanish says.

Everything a caller needs is here; each name loads its part of the package on first use, so that
``import bilingual`` stays cheap.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from bilingual.document import (
    Block,
    Document,
    Entity,
    Finding,
    LexiconEntry,
    Link,
    Match,
    Mention,
    Segment,
    Span,
    Speaker,
    Translation,
    Unit,
)
from bilingual.errors import BilingualError
from bilingual.settings import Settings

if TYPE_CHECKING:
    from bilingual.alignment import align_sentences, align_words
    from bilingual.claims import compare
    from bilingual.detection import detect
    from bilingual.exporting import export
    from bilingual.pipeline import Pipeline, process
    from bilingual.reading import read
    from bilingual.translation import translate

__version__ = "0.1.0"

__all__ = [
    "BilingualError",
    "Block",
    "Document",
    "Entity",
    "Finding",
    "LexiconEntry",
    "Link",
    "Match",
    "Mention",
    "Pipeline",
    "Segment",
    "Settings",
    "Span",
    "Speaker",
    "Translation",
    "Unit",
    "align_sentences",
    "align_words",
    "compare",
    "detect",
    "export",
    "process",
    "read",
    "translate",
]

_LOADED_ON_USE = {
    "Pipeline": "bilingual.pipeline",
    "process": "bilingual.pipeline",
    "read": "bilingual.reading",
    "detect": "bilingual.detection",
    "translate": "bilingual.translation",
    "align_words": "bilingual.alignment",
    "align_sentences": "bilingual.alignment",
    "compare": "bilingual.claims",
    "export": "bilingual.exporting",
}


def __getattr__(name: str) -> Any:
    if name not in _LOADED_ON_USE:
        raise AttributeError(f"module 'bilingual' has no attribute {name!r}")
    value = getattr(import_module(_LOADED_ON_USE[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted([*__all__, "__version__"])
