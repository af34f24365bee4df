"""All that a caller can choose, in one record with the defaults."""

from __future__ import annotations

import dataclasses
import os
from dataclasses import dataclass
from typing import Any

from bilingual.errors import SettingsError

RECOGNIZERS = ("lexicon", "spacy", "stanza")
GLOSSARY_STYLES = ("press", "official", "bracketed", "off")


def _require(holds: bool, name: str, value: object, expected: str) -> None:
    if not holds:
        raise SettingsError(f"setting {name}: {value!r} can't be used; give {expected}")


@dataclass(frozen=True, slots=True)
class Settings:
    """The choices of a run. Every field has a sane default; a wrong value raises SettingsError.

    recognizers: which recognisers name people and institutions, of "lexicon", "spacy", "stanza".
    lexicons: lexicon files of the user's own, later ones win over earlier ones and the shipped.
    engine: the translation engine, by its entry point name.
    model: a package by name or path; None takes the best installed, else the bundled one.
    beam_size: hypotheses kept in translation; 1 is the fastest.
    glossary_style: how institutions come out: "press" (usual English names), "official",
        "bracketed" (Spanish kept, English in brackets), "off".
    glossaries: TSV files of the user's own, Spanish TAB English.
    memory: a translation memory (SQLite file); None keeps no memory.
    vectors: rank matches with cross-lingual sentence vectors.
    min_confidence: findings below this are left out, 0 to 1.
    batch_size: documents that go through the stages together.
    threads: cores to use; 0 takes what the machine gives.
    """

    recognizers: tuple[str, ...] = ("lexicon", "spacy")
    lexicons: tuple[str, ...] = ()
    engine: str = "argos"
    model: str | None = None
    beam_size: int = 4
    glossary_style: str = "press"
    glossaries: tuple[str, ...] = ()
    memory: str | None = None
    vectors: bool = True
    min_confidence: float = 0.5
    batch_size: int = 32
    threads: int = 0

    def __post_init__(self) -> None:
        for name in self.recognizers:
            _require(name in RECOGNIZERS, "recognizers", name, f"one of {', '.join(RECOGNIZERS)}")
        _require(
            self.glossary_style in GLOSSARY_STYLES,
            "glossary_style",
            self.glossary_style,
            f"one of {', '.join(GLOSSARY_STYLES)}",
        )
        _require(1 <= self.beam_size <= 32, "beam_size", self.beam_size, "1 to 32")
        _require(0 <= self.min_confidence <= 1, "min_confidence", self.min_confidence, "0 to 1")
        _require(self.batch_size >= 1, "batch_size", self.batch_size, "1 or more")
        _require(self.threads >= 0, "threads", self.threads, "0 or more")

    def replace(self, **changes: Any) -> Settings:
        """These settings with some changed."""
        return dataclasses.replace(self, **changes)

    @property
    def thread_count(self) -> int:
        """The number of threads to use: the setting, or the cores this process may run on."""
        if self.threads:
            return self.threads
        if hasattr(os, "sched_getaffinity"):
            return len(os.sched_getaffinity(0))
        return os.cpu_count() or 1


DEFAULTS = Settings()
