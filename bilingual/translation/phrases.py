"""Fixed phrases that models stumble over, put in plainer Spanish before they are translated.

``phrases.tsv`` holds them: the phrase, what the model gets in its place, and perhaps the English
that is set in where the model renders that ("sicarios", "criminales", "hitmen"). One with a
caret before it opens a sentence: "^detienen a" is the verb of a headline, which has no subject.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from bilingual.translation.glossary import Glossary

_WITHIN = re.compile(r"[\w,)][\s\"“«]*$")
_OPENING = "^"
"""Marks in the table a phrase that counts at the start of a sentence alone."""
_STARTS = re.compile(r"(?:^|[.:;!?|…—–-]|#\w+)[\s\"“«'‘¡¿]*$")
PHRASES_FILE = Path(__file__).with_name("phrases.tsv")


class Phrase(NamedTuple):
    """A fixed phrase found in a text: offsets into it, plainer Spanish, and English or ""."""

    start: int
    end: int
    plain: str
    english: str


class Phrases:
    """Phrases with their plainer forms; the longest match at each word wins, case ignored."""

    def __init__(self, rows: Iterable[tuple[str, str, str]]) -> None:
        rows = list(rows)
        self._forms = {phrase.lstrip(_OPENING): row for phrase, *row in rows}
        self._finder = Glossary({phrase: phrase for phrase in self._forms})
        self._opening = {phrase[1:] for phrase, _, _ in rows if phrase.startswith(_OPENING)}
        self.version = hashlib.sha256(repr(rows).encode()).hexdigest()[:8]

    def find(self, text: str) -> list[Phrase]:
        """The phrases of a text, in the case that it gives them."""
        found = []
        for start, end, phrase in self._finder.find(text):
            plain, english = self._forms[phrase]
            written = text[start:end]
            if phrase in self._opening:
                if not _STARTS.search(text[:start]):
                    continue
            elif _is_name(text, start, written):
                continue
            if written.isupper():
                plain = plain.upper()
            elif written[0].isupper():
                plain = plain[0].upper() + plain[1:]
            found.append(Phrase(start, end, plain, english))
        return found


def _is_name(text: str, start: int, written: str) -> bool:
    """Whether a single word has a capital that no sentence starts with."""
    single = " " not in written and written[0].isupper() and not written.isupper()
    return single and bool(_WITHIN.search(text[:start]))


@lru_cache(maxsize=1)
def load_phrases() -> Phrases:
    """The phrases that come with this package."""
    lines = PHRASES_FILE.read_text("utf-8").splitlines()
    rows = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return Phrases((row[0], row[1], "".join(row[2:3])) for row in rows)
