"""What the words right around a name or noun say of it; looks at the text alone."""

from __future__ import annotations

import re

_LOCAL_BEFORE = re.compile(r"\b(?:state|local|county|city|municipal|regional)(?:['’]s)?\s$")
_INDEFINITE = re.compile(r"\b(?:an?|una?|another|otr[oa])\s$", re.IGNORECASE)
_LOCAL_AFTER = re.compile(
    r"\s(?:estatal|local|municipal|regional|provincial|del\s+estado|de\s+los\s+estados"
    r"|of\s+the\s+state|de\s+la\s+entidad)\b",
    re.IGNORECASE,
)
_CAPITAL_AFTER = re.compile(r"\s([A-ZÁÉÍÓÚÑ][\w.]*[^\W_])")
_CAPITAL_BEFORE = re.compile(r"(?<=[\w,;] )([A-ZÁÉÍÓÚÑ]\w*[^\W\d_s])\s$")
_ENGLISH = re.compile(r"\b(?:the|of|and|was|is|has|have|said|to|for|with|by|that)\b")
_DATES = frozenset(
    {"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday", "January"}
    | {"February", "March", "April", "May", "June", "July", "August", "September", "October"}
    | {"November", "December"}
)
_TITLES = frozenset(
    {"Justice", "Secretary", "President", "Gen", "Adm", "Commander", "Director", "Chief", "Judge"}
    | {"Minister", "Undersecretary", "Leader", "Speaker", "Sgt", "Capt", "Col", "Lt", "Spokesman"}
    | {"Spokeswoman", "Officer", "Agent", "General", "Admiral", "Sen", "Rep", "Deputy", "Don"}
)
_USUAL_BEFORE = frozenset({"the", "el", "la", "los", "las", "federal", "new", "deputy", "then"})
_DETERMINER = re.compile(
    r"\b(?:the|la|el|del|al|esta|este|esa|ese|dicha|dicho|nuestra|nuestro|our|that|this)\s+$", re.I
)
# What may follow a noun that refers to a name: not "of …", nor a noun that it modifies.
FOLLOWER = (
    r"(?:['’]s\b|\s*(?:[.,;:!?…)\"”»—–-]|$)"
    r"|\s+(?:and|that|which|who|in|on|to|for|with|from|as|at|by|also|has|had|have|is|was|were|will|\w+n['’]t"
    r"|would|did|does|could|can|may|might|must|should|then|later|said|says|wrote|sent|read|told"
    r"|gave|took|made|put|found|began|held|knew|came|went|saw|paid|kept|set|cut|lost|won|got|led"
    r"|ran|cost|hit|spent|shut|split|struck|drove|beat|met|left|grew|fell|rose|stood|spoke|broke|chose|drew|fought|fled|hid|lay|lent|meant|sought"
    r"|sold|taught|thought|threw|bought|brought|built|caught|felt|heard|itself|again|too|alone|this"
    r"|after|before|during|until|since|under|into|through|without|against|about|over|because|if|so"
    r"|than|today|still|never|always|first|once|only|just|even|soon|already|instead|\w+ly|yesterday|where|when|but|or|not|now|y|que|en|a|para|con|se|no|ha|había|es|fue|era|será|también|sin"
    r"|por|\w+ed|(?!\w*(?:chief|official|agent|leader|member|worker|officer|employee|spokes\w+|source"
    r"|record|file|head|boss|building|headquarter|lawyer|investigator|director)s\b)\w+s|\w+ó|\w+aron"
    r"|\w+ieron|\w+aba)\b)"
)
# "The Organization for Economic …"
_NAME_GOES_ON = re.compile(r"\s+(?:for|para)\s+(?:the\s+|la\s+|el\s+)?[A-ZÁÉÍÓÚÑ]")
_FOLLOWER = re.compile(FOLLOWER, re.IGNORECASE)


def is_reference(text: str, start: int, end: int) -> bool:
    """Whether a noun refers to something named before: it has an article and stands alone."""
    before = text[max(0, start - 10) : start]
    is_name = text[start].isupper() and _NAME_GOES_ON.match(text, end)
    return bool(_DETERMINER.search(before) and stands_alone(text, end) and not is_name)


def stands_alone(text: str, end: int) -> bool:
    """Whether what follows a noun leaves it alone, rather than goes on to "of …" or a noun."""
    return bool(_FOLLOWER.match(text[end : end + 24]))


def is_indefinite(text: str, start: int) -> bool:
    """Whether an article before a small letter says that any such body is meant: "an army"."""
    return text[start].islower() and bool(_INDEFINITE.search(text[max(0, start - 9) : start]))


def is_local(text: str, start: int, end: int) -> bool:
    """Whether a word beside says that a body is not the nation's: "state Supreme Court"."""
    before = text[max(0, start - 12) : start]
    return bool(_LOCAL_BEFORE.search(before) or _LOCAL_AFTER.match(text, end))


def capital_after(text: str, end: int) -> int | None:
    """Where a capitalised word begins that may continue a name that ends here, or None.

    Days, months and titles continue none.
    """
    after = _CAPITAL_AFTER.match(text, end)
    return after.start(1) if after and after[1] not in _DATES | _TITLES else None


def has_capital_before(text: str, start: int) -> bool:
    """Whether the word before is capitalised so that it may begin the name that starts here."""
    before = _CAPITAL_BEFORE.search(text[max(0, start - 30) : start])
    return before is not None and before[1] not in _DATES and before[1].lower() not in _USUAL_BEFORE


def opens_spanish_sentence(text: str, start: int, end: int) -> bool:
    """Whether a word may have its capital from opening a sentence, in Spanish."""
    before = text[max(0, start - 3) : start].strip(' \n"“«¿¡')
    opening = before[-1:] in ("", ".", ":") or "\n" in text[start - 1 : start]
    return opening and not _ENGLISH.search(text[end : end + 80])
