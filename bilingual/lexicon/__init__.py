"""The shared lexicon of institutions and people: files in, entries, surfaces and glossary out."""

from __future__ import annotations

from bilingual.lexicon.lexicon import Lexicon, load_lexicon

__all__ = ["Lexicon", "load_lexicon"]
