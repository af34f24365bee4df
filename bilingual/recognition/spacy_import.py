"""Imports spaCy without torch, and lets its networks multiply with numpy.

spaCy's numerics import torch wherever it is installed, which is two thirds of the time that
importing spaCy takes. Our pipelines don't use it.
"""

from __future__ import annotations

import sys
import threading
from contextlib import AbstractContextManager, nullcontext
from functools import lru_cache
from importlib.util import find_spec
from types import ModuleType
from typing import Any

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


def numpy_products() -> AbstractContextManager[Any]:
    """A pipeline loaded inside this block leaves its matrix products to numpy.

    spaCy's own come from BLIS, whose wheels hold only the code that any processor can run: numpy's
    take a third of the time. Where spaCy found something better (a GPU, Apple's library) it
    keeps it.
    """
    from thinc.api import NumpyOps, get_current_ops, use_ops

    if type(get_current_ops()) is NumpyOps:
        return use_ops("numpy", use_blis=False)
    return nullcontext()


def one_numpy_thread() -> AbstractContextManager[Any]:
    """numpy keeps to one thread inside this block: spaCy's matrices are too small for more."""
    return _libraries().limit(limits=1, user_api="blas")


@lru_cache(maxsize=1)
def _libraries() -> Any:
    import numpy  # noqa: F401  its library is found only once it is loaded
    from threadpoolctl import ThreadpoolController

    return ThreadpoolController()
