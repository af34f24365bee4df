"""One rule-based sentence splitter for both languages; every model gets its sentences."""

from __future__ import annotations

import re

_ABBREVIATIONS = frozenset(
    "sr sra srta dr dra lic ing gral cmdte cap tte cnel prof arq av núm no art fracc pág vol ed "
    "jal mich gto sin tamps chih coah dgo ver oax chis gro mor pue qro zac ags son "
    "mr mrs ms gov sen rep st jr gen lt col sgt u.s p.m a.m ee.uu etc inc corp co ltd vs".split()
)
_BOUNDARY = re.compile(r"""[.!?…]+["'”’»)\]]*(?=\s+["'“‘«(\[¿¡—–#@]*[A-ZÁÉÍÓÚÑÜ\d])|\n+""")
_LAST_WORD = re.compile(r"([^\s(“\"«]+)\.$")


def split_sentences(text: str, language: str = "es") -> list[tuple[int, int]]:
    """Offsets (start, end) of each sentence; white space around sentences is in none of them."""
    sentences: list[tuple[int, int]] = []
    start = 0
    for boundary in _BOUNDARY.finditer(text):
        if _is_abbreviation(text[start : boundary.end()]):
            continue
        _append(sentences, text, start, boundary.end())
        start = boundary.end()
    _append(sentences, text, start, len(text))
    return sentences


def _is_abbreviation(left: str) -> bool:
    word = _LAST_WORD.search(left)
    if word is None:
        return False
    return word.group(1).lower() in _ABBREVIATIONS or len(word.group(1)) == 1


def _append(sentences: list[tuple[int, int]], text: str, start: int, end: int) -> None:
    stripped = text[start:end].strip()
    if stripped:
        begin = text.index(stripped, start)
        sentences.append((begin, begin + len(stripped)))
