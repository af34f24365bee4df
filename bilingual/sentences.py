"""One rule-based sentence splitter for both languages; every model gets its sentences.

A line break always ends a sentence. A stop ends one unless it belongs to an abbreviation, an
initial, a number or a list mark, or the text goes on in lower case.
"""

from __future__ import annotations

import re
from functools import lru_cache


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_TITLES = _words(
    # Titles and ranks come before a name: a sentence never ends with one.
    """Sr Sra Srta Sres Dr Dra Dres Lic Lics Ing Arq Prof Profr Profra Mtro Mtra C CC D Dn Dña Fr
    Pbro Mons Gral Grales Div Brig Bgdr Cmdte Cap Capt Tte Cnel Cor Sgto Cabo Alm Valm Calm Insp
    Subinsp Of Pdte Pdta Dip Sen Gob Magdo Mgdo Min Sto Sta Ma Fco Av Avda Blvd Calz Carr Col Fracc
    Edif Depto Int Ext Cd Edo Mpio Esq Mz Lt Km Tel Exp Fig
    Mr Mrs Ms Gov Rep Gen Col Maj Sgt Cpl Adm St Jr Hon Rev vs cf p pp pág págs vol ed núm núms
    art arts fracc inc frac cap caps tel exp aprox"""
)
_BEFORE_NUMBER = _words("No no Nos Núm núm Nro nro N n Art art Nº Inc Sec Fig Op")
_MAY_END = _words(
    # Places, times and the like come at the end of sentences too.
    """Ags BC BCS Camp Chis Chih Coah Col CDMX Dgo Edomex Gto Gro Hgo Jal Méx Mex Mich Mor Nay NL
    Oax Pue Qro QRoo SLP Sin Son Tab Tamps Tlax Ver Yuc Zac etc Etc ss hab Inc Corp Co Ltd SA CV
    ene feb mar abr jun jul ago sept oct nov dic Ene Feb Mar Abr Jun Jul Ago Sept Oct Nov Dic
    Jan Apr Aug Sep Dec"""
)
_STARTERS = _words(
    # Words that, with a capital, show that a new sentence starts after such an abbreviation.
    """El La Los Las Lo Un Una Unos Unas Al En De Del Por Para Con Sin Según Se Su Sus Este Esta
    Estos Estas Ese Esa Eso Esto Aunque Pero Y O No Ni Si Cuando Como Tras Ante Desde Durante Entre
    Hasta Hay Ayer Hoy Ahí Allí También Además Asimismo Después Luego Mientras Que Quien Fue Ha Han
    The A An In On At Of For From By With He She It They We This That These Those His Her Their
    But And Or If When While As After Before There According"""
)
_STOP = re.compile(
    r"""(?P<stop>\.{2,}|[.!?…]+)(?P<close>["'”’»)\]]*)(?=\s|$)"""
    r"""|(?<=[^\s\W\d_])(?P<glued>[.!?]["”»]?)(?=[A-ZÁÉÍÓÚÑ¿¡][a-záéíóúñ]+\s)"""
    r"""|\n\s*"""
)
_NEXT = re.compile(r"""\s*(?P<open>["'“‘«(\[¿¡—–\-#@*•]*)\s*(?P<word>[^\s.,;:!?)"'”»]*)""")
_LAST_WORD = re.compile(r"""[^\s(“"«¿¡\[/]+$""")
_LONGEST_REMEMBERED = 5000  # characters: bounds what the remembered texts take
_TAIL = 40  # characters in which a last word, or a pair of initials, is looked for first
_INITIALS = re.compile(r"(?:[^\W\d_]\.)*[^\W\d_]")
_SPACED_PAIR = re.compile(r"\b(?:[ap]\.\s?m|([A-Z])\1\.\s?([A-Z])\2|[A-Z]\.\s?[A-Z])$")
_DOUBLED = re.compile(r"([A-Z])\1")  # "EE. UU.", "FF. AA.", "DD. HH."
_LIST_MARK = re.compile(r"\s*(?:\d{1,3}|[a-zA-Z]|[IVXivx]{1,5})\n?")


def split_sentences(text: str, language: str = "es") -> list[tuple[int, int]]:
    """Offsets (start, end) of each sentence; white space around sentences is in none of them.

    ``language`` is accepted for every language: the abbreviations of Spanish and English are
    known side by side, since both stand in the same articles.
    """
    return list(_remembered(text)) if len(text) <= _LONGEST_REMEMBERED else _split(text)


# Recognition, translation and alignment ask for the same segments, one batch after the other.
@lru_cache(maxsize=1 << 12)
def _remembered(text: str) -> tuple[tuple[int, int], ...]:
    return tuple(_split(text))


def _split(text: str) -> list[tuple[int, int]]:
    sentences: list[tuple[int, int]] = []
    start = 0
    for boundary in _STOP.finditer(text):
        if boundary.group().isspace() or _ends_sentence(text, start, boundary):
            _append(sentences, text, start, boundary.end())
            start = boundary.end()
    _append(sentences, text, start, len(text))
    return sentences


def _ends_sentence(text: str, start: int, boundary: re.Match[str]) -> bool:
    following = _NEXT.match(text, boundary.end())
    opening, word = (following["open"], following["word"]) if following else ("", "")
    if not word and not opening:
        return True
    if boundary["glued"]:
        return word in _STARTERS
    if word[:1].islower() and not opening.strip("\"'“‘«("):
        return False
    if boundary["stop"] == "." and not boundary["close"]:
        return not _is_abbreviation(text[start : boundary.start()], word)
    if set(boundary["stop"]) <= set(".…") and boundary["close"] and word[:1].islower():
        return False
    return not word[:1].islower()


def _is_abbreviation(left: str, following: str) -> bool:
    """Whether the stop after ``left`` belongs to its last word, given the word that follows."""
    line = left.rfind("\n", 0, len(left) - 1) + 1  # where its last line begins
    if _LIST_MARK.fullmatch(left, line):
        return True
    tail = max(0, len(left) - _TAIL)
    match = _LAST_WORD.search(left, tail)
    if match is None:
        return False
    word = match.group() if match.start() > tail else _LAST_WORD.search(left).group()
    starts_anew = following in _STARTERS
    if _DOUBLED.fullmatch(word) and _DOUBLED.fullmatch(following):
        return True
    if _SPACED_PAIR.search(left, tail):
        return not starts_anew
    if word in _BEFORE_NUMBER:
        return following[:1].isdigit()
    if word.rstrip(".") in _MAY_END:
        return not starts_anew
    if word in _TITLES:
        return True
    return bool(_INITIALS.fullmatch(word)) and not starts_anew


def _append(sentences: list[tuple[int, int]], text: str, start: int, end: int) -> None:
    stripped = text[start:end].strip()
    if stripped:
        begin = text.index(stripped, start)
        sentences.append((begin, begin + len(stripped)))
