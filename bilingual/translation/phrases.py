"""Fixed phrases that models stumble over, put in plainer Spanish before they are translated.

``phrases.tsv`` holds them: the phrase, what the model gets in its place, and perhaps the English
that is set in where the model renders that ("sicarios", "criminales", "hitmen"). Some hold in one
place alone: "^detienen a" where it opens a sentence (a headline without a subject), "aseguraron N"
before a number or "un", "N detenidos" after one, "la colonia X" before a capital or a digit.
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
_MARKS = re.compile(r"^\^|^N | [NX]$")
_BEFORE_NAME = re.compile(r"\s+[A-ZÁÉÍÓÚÑ\d]")
_STARTS = re.compile(r"(?:^|[.:;!?|…—–-]|#\w+)[\s\"“«'‘¡¿]*$")
_AMOUNT = (
    r"(?:\d[\d.,]*|mil|cien|cientos|decenas|un[oa]?s?|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|"
    r"once|doce|trece|catorce|quince|dieci\w+|veint\w+|treinta|cuarenta|cincuenta|sesenta|setenta|"
    r"ochenta|noventa|vari[oa]s|más\s+de|cerca\s+de|alrededor\s+de|al\s+menos|otr[oa]s?)"
)
_BEFORE_AMOUNT = re.compile(rf"\s+{_AMOUNT}(?!\w)", re.IGNORECASE)
_AFTER_AMOUNT = re.compile(rf"(?<!\w){_AMOUNT}\s+$", re.IGNORECASE)
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
        self._forms = {_unmarked(phrase): row for phrase, *row in rows}
        self._finder = Glossary({phrase: phrase for phrase in self._forms})
        self._marked = {_unmarked(phrase): phrase for phrase, *_ in rows if _MARKS.search(phrase)}
        self.version = hashlib.sha256(repr(rows).encode()).hexdigest()[:8]

    def find(self, text: str) -> list[Phrase]:
        """The phrases of a text, in the case that it gives them."""
        found = []
        for start, end, phrase in self._finder.find(text):
            plain, english = self._forms[phrase]
            written = text[start:end]
            marked = self._marked.get(phrase, "")
            if marked and not _is_placed(marked, text[:start], text[end:]):
                continue
            if not marked and _is_name(text, start, written):
                continue
            if written.isupper():
                plain = plain.upper()
            elif written[0].isupper():
                plain = plain[0].upper() + plain[1:]
            found.append(Phrase(start, end, plain, english))
        return found


def _unmarked(phrase: str) -> str:
    return _MARKS.sub("", phrase)


def _is_placed(marked: str, before: str, after: str) -> bool:
    """Whether a phrase stands where its marks want it."""
    return (
        (not marked.startswith("^") or bool(_STARTS.search(before)))
        and (not marked.startswith("N ") or bool(_AFTER_AMOUNT.search(before)))
        and (not marked.endswith(" N") or bool(_BEFORE_AMOUNT.match(after)))
        and (not marked.endswith(" X") or bool(_BEFORE_NAME.match(after)))
    )


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
