"""The errors this package raises: one base class, so that one ``except`` catches them all.

Every message says what was wrong, where, and what to do about it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bilingual.document import Document


class BilingualError(Exception):
    """Base class of every error that this package raises on purpose."""


class InputError(BilingualError):
    """An input that can't be read: missing, binary, in an unknown encoding or format."""


class SettingsError(BilingualError):
    """A setting with a value that can't be used."""


class ModelError(BilingualError):
    """A model that is missing, damaged, or made for something else."""


class LexiconError(BilingualError):
    """A lexicon file with a fault; the message names file and line."""


class ExportError(BilingualError):
    """An export that can't be written: unknown format, no rights, no space."""


class StageError(BilingualError):
    """A stage failed on one document; ``document`` and ``stage`` say where, ``reason`` why.

    The error that caused it is its ``__cause__``.
    """

    def __init__(self, document: Document, stage: str, reason: str) -> None:
        super().__init__(f"document {document.id}: the {stage} stage failed: {reason}")
        self.document = document
        self.stage = stage
        self.reason = reason
