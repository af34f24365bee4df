"""Moses plain text with Pharaoh links: PREFIX.es, PREFIX.en and PREFIX.align, line by line.

A line is one text with every run of white space made one space. PREFIX.align holds ``i-j`` pairs
(Koehn 2004), i and j counting from 0 over the words of the two lines, a word being what stands
between spaces; so they agree with every tool that splits lines at spaces.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from pathlib import Path

from bilingual.document import Document
from bilingual.exporting.characters import legal_text
from bilingual.exporting.pairs import Pair, pairs_of
from bilingual.exporting.writer import Writer

_WORD = re.compile(r"\S+")


class MosesWriter(Writer):
    """Writes the three files; ``path`` is their prefix."""

    def targets(self, path: Path) -> list[Path]:
        codes = (self.options.source_code, self.options.target_code)
        return [path.with_name(f"{path.name}.{ending}") for ending in (*codes, "align")]

    def add(self, document: Document) -> None:
        for pair in pairs_of(document, self.options):
            lines = (_line(pair.source), _line(pair.target), pharaoh(pair))
            for file, line in enumerate(lines):
                self.put(f"{line}\n", legal_text, file)
            self.summary.pairs += 1


def pharaoh(pair: Pair) -> str:
    """The links of a pair as "0-0 1-2": words between white space, counted from 0."""
    sources = [word.start() for word in _WORD.finditer(pair.source)]
    targets = [word.start() for word in _WORD.finditer(pair.target)]
    links = {
        (
            bisect_right(sources, link.source_start) - 1,
            bisect_right(targets, link.target_start) - 1,
        )
        for link in pair.links
    }
    return " ".join(f"{i}-{j}" for i, j in sorted(links))


def _line(text: str) -> str:
    return " ".join(_WORD.findall(text))
