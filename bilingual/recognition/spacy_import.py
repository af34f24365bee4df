"""Imports spaCy without torch.

spaCy's numerics import torch wherever it is installed, which is two thirds of the time that
importing spaCy takes. Our pipelines don't use it.
"""

from __future__ import annotations

import sys
import threading
from importlib.util import find_spec
from types import ModuleType

_TORCH_PIPELINES = ("spacy_transformers", "spacy_curated_transformers")
_importing = threading.Lock()


def import_spacy() -> ModuleType:
    """The module ``spacy``, its first import without torch.

    torch is left alone where it is already imported, or where a plug-in of spaCy needs it.
    """
    with _importing:
        if (
            "thinc" in sys.modules
            or "torch" in sys.modules
            or any(map(find_spec, _TORCH_PIPELINES))
        ):
            import spacy

            return spacy
        sys.modules["torch"] = None  # type: ignore[assignment]  # makes ``import torch`` fail
        try:
            import spacy
        finally:
            del sys.modules["torch"]
        return spacy
