"""Labels of transcripts and interviews: who speaks, in front of what is said.

"OMAR GARCÍA HARFUCH, SECRETARY OF SECURITY: Sí, con su permiso …", "Q: …", "A: …".
"""

from __future__ import annotations

import re
from collections import Counter
from typing import NamedTuple

from bilingual.detection.speech import TITLES
from bilingual.word_set import word_set

_CAPITALS = r"[A-ZÁÉÍÓÚÜÑ]"
_SHOUTED = rf"{_CAPITALS}[A-ZÁÉÍÓÚÜÑ.'’ -]{{3,60}}"
_WRITTEN = rf"(?:{_CAPITALS}[\w.'’-]+\s){{1,4}}{_CAPITALS}[\w.'’-]+"
_LABEL = re.compile(rf"(?P<name>{_SHOUTED}|{_WRITTEN}|[QAPR])(?:,\s[^:\n]{{2,60}})?:\s+(?=\S)")
ANSWER = word_set("A R")
_QUESTION = word_set(
    "Q P QUESTION QUESTIONS PREGUNTA PREGUNTAS REPORTER REPORTERO PRENSA MODERATOR"
)
_LEAST = 2  # labels of a transcript


class Label(NamedTuple):
    """A label at the start of a paragraph: offsets, and the name in it without its title.

    ``name`` is "" where somebody asks, and one of ``ANSWER`` in an interview.
    """

    start: int
    end: int
    name: str
    name_start: int


def find_label(text: str, start: int, end: int) -> Label | None:
    """What may be a label at the beginning of a paragraph."""
    match = _LABEL.match(text, start, end)
    if match is None:
        return None
    name_start = match.start("name")
    words = match["name"].split()
    while len(words) > 1 and words[0].strip(".").lower() in TITLES:
        name_start += len(words[0]) + 1
        words.pop(0)
    asks = words[0] in _QUESTION
    return Label(start, match.end(), "" if asks else " ".join(words), name_start)


def labels_of_transcript(text: str, labels: list[Label]) -> list[Label]:
    """Those that are labels indeed: of somebody named elsewhere too, or used again and again.

    "AVISO: …" and "Update: …" are no speakers.
    """
    times = Counter(label.name for label in labels)
    if len(labels) < _LEAST:
        return []
    return [
        label
        for label in labels
        if not label.name or label.name in ANSWER or _is_speaker(text, label, times[label.name])
    ]


def _is_speaker(text: str, label: Label, times: int) -> bool:
    titled = label.name_start > label.start
    named = " " in label.name and (titled or times >= _LEAST)
    return named or (" " in label.name and written_name(text, label.name) is not None)


def written_name(text: str, name: str) -> str | None:
    """A name in capitals as the text writes it elsewhere, or None."""
    for match in re.finditer(re.escape(name), text, re.IGNORECASE):
        if not match.group().isupper():
            return match.group()
    return None
