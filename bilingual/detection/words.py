"""Words with what stands before them: the input of the language model.

A word is a run of letters and digits; what lies between two words is a gap. The language of a
text is decided over its words, and gaps say where a change is likely (a quotation mark, the end
of a sentence, a new block).
"""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

# Links, handles and hashtags are whole words without language evidence. Acronyms keep their full
# stops; combining accents and zero-width characters do not cut a word.
_LINK = r"(?:https?://|www\.|pic\.twitter\.com/)[^\s<>\"«»“”]+|[@#]\w+|\b[\w.+-]+@\w[\w.-]+"
_PLAIN_WORD = (
    r"(?:[^\W\d_]\.){2,}(?!\w)"
    r"|[^\W_]+(?:['’\-‑\u0300-\u036f\u00ad\u200b-\u200d\u2060]+[^\W_]+)*[\u0300-\u036f]*"
)
_WORD = re.compile(_PLAIN_WORD)
_WORD_OR_LINK = re.compile(rf"(?P<link>{_LINK})|{_PLAIN_WORD}")
# One of these is in every link, handle and hashtag: most stretches need no closer look.
_SIGNS = ("@", "#", "http", "www.", "pic.")
OTHER = "\x00"
_DROPPED = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))
_DROPPED |= {ord("’"): "'", ord("‑"): "-"}
_DIGIT = re.compile(r"\d")

# The features of a gap, one bit each; two quotation marks of a kind that opens and closes alike
# are told apart by the white space around them.
GAP_FEATURES = (
    "block",
    "line",
    "sentence end",
    "comma",
    "colon",
    "quote opens",
    "quote closes",
    "parenthesis opens",
    "parenthesis closes",
    "dash",
    "inverted mark",
    "mark",
    "glued",
)
_BIT = {name: index for index, name in enumerate(GAP_FEATURES)}
_CLASSES = {
    "line": "\n\r\u2028\u2029",
    "sentence end": ".!?…",
    "comma": ",;",
    "colon": ":",
    "quote opens": "“«‹„‘",
    "quote closes": "”»›",
    "parenthesis opens": "([{",
    "parenthesis closes": ")]}",
    "dash": "—–―",
    "inverted mark": "¿¡",
}
_STRAIGHT = "\"'’"

SHAPES = ("lower", "title", "upper", "letter", "mixed", "digit", "other")


class Words(NamedTuple):
    """The words of a text: offsets, surfaces (``OTHER`` for links, handles, hashtags) and gaps.

    ``gaps[i]`` is the text between word i-1 and word i.
    """

    starts: list[int]
    ends: list[int]
    surfaces: list[str]
    gaps: list[str]


def find_words(text: str, start: int = 0, end: int | None = None) -> Words:
    """The words between two offsets of a text, in order."""
    end = len(text) if end is None else end
    has_links = any(text.find(sign, start, end) >= 0 for sign in _SIGNS)
    matches = list((_WORD_OR_LINK if has_links else _WORD).finditer(text, start, end))
    if not matches:
        return Words([], [], [], [])
    starts, ends = map(list, zip(*[match.span() for match in matches]))
    surfaces = [match.group() if match.lastgroup is None else OTHER for match in matches]
    gaps = [text[a:b] for a, b in zip([start, *ends], starts)]
    return Words(starts, ends, surfaces, gaps)


def normalize(surface: str) -> str:
    """The form under which a word's evidence is looked up: composed, lower case, digits as 0."""
    word = unicodedata.normalize("NFC", surface.translate(_DROPPED)).lower()
    word = _DIGIT.sub("0", word)
    return word if len(word) <= 32 else word[:20] + word[-12:]


def shape(surface: str) -> int:
    """The index in ``SHAPES`` of a word's way with capitals."""
    if surface == OTHER:
        return 6
    if surface[0].isdigit():
        return 5
    if surface.islower():
        return 0
    if len(surface) == 1:
        return 3
    if surface.isupper():
        return 2
    return 1 if surface[0].isupper() else 4


def gap_bits(gap: str) -> int:
    """The features of a gap as a bit set, bit numbers as in ``GAP_FEATURES``."""
    bits = 0 if gap else 1 << _BIT["glued"]
    for name, characters in _CLASSES.items():
        if any(c in gap for c in characters):
            bits |= 1 << _BIT[name]
    for place, character in enumerate(gap):
        if character in _STRAIGHT:
            opens = place > 0 and not gap[place - 1].isalnum() and place == len(gap) - 1
            bits |= 1 << _BIT["quote opens" if opens else "quote closes"]
    if bits == 0 and gap.strip():
        bits |= 1 << _BIT["mark"]
    return bits
