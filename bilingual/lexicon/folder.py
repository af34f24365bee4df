"""Where the shipped lexicon lies, and which of its files hold entries."""

from __future__ import annotations

from pathlib import Path

COUNTRIES, NOUNS, WORDS = "countries.tsv", "nouns.tsv", "words.tsv"
_NO_ENTRIES = frozenset({COUNTRIES, NOUNS, WORDS})


def shipped_folder() -> Path:
    """Where the lexicon lies: in the installed package, else in the checkout beside it."""
    package = Path(__file__).resolve().parent.parent
    installed = package / "lexicons"
    return installed if installed.is_dir() else package.parent / "lexicons"


def shipped_files() -> list[Path]:
    """The files of the shipped lexicon that hold entries."""
    return [p for p in sorted(shipped_folder().glob("*.tsv")) if p.name not in _NO_ENTRIES]
