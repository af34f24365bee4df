"""Denials that a translation lost or made up ("no es saludable", "a healthy lifestyle").

Any word of either language that can carry a denial counts, so that what is reported is sure: on
2,500 sentences of news and of encyclopedias all of ten sentences reported were wrong.
"""

from __future__ import annotations

import re

_NEVER_DENYING = r"(?!\s+(?:obstante|s[oó]lo|solamente|únicamente|más\s+que|menos)\b)"
_SPANISH = re.compile(
    rf"\b(?:no{_NEVER_DENYING}|nunca|jamás|nadie|ning[uú]n[oa]?|tampoco|ni)\b(?!\s*\?)",
    re.IGNORECASE,
)
_SPANISH_WIDELY = re.compile(
    r"\b(?:no|nunca|jamás|jamas|nadie|ning[uú]n[oa]?s?|tampoco|ni|nada|sin|sino|apenas|cero|libre|"
    r"antes|hasta|salvo|excepto|menos|mientras|contrario|cualquier\w*|poc[oa]s?|rar[oa]\w*|escas\w*|"
    r"exent\w*|ausen\w*|difícil\w*|falta\w*|car(?:ec|enc)\w*|neg\w+|nieg\w+|rechaz\w*|evit\w*|"
    r"impid\w*|imped\w*|prohib\w*|descart\w*|desconoc\w*|dej(?:ó|ar\w*|an?)|más\s+que|"
    r"i[mnlr]\w{4,}|des\w{4,})\b",
    re.IGNORECASE,
)
_ENGLISH = re.compile(
    r"\b(?:not|never|nobody|nothing|none|neither|nor|cannot|"
    r"no(?!\.|\s+(?:longer|matter|doubt|more)\b)|\w+n['’]t)\b",
    re.IGNORECASE,
)
_ENGLISH_WIDELY = re.compile(
    r"\b(?:no|not|never|none|nobody|nothing|nowhere|neither|nor|without|cannot|hardly|barely|"
    r"scarcely|rather|instead|free|any|anyone|anybody|anything|anymore|only|but|until|unless|yet|"
    r"less|few\w*|little|except|outside|last|far\s+from|zero|than|too|rule[sd]?\s+out|"
    r"un(?!i|der|til)\w{4,}|non-?\w+|"
    r"in(?:abil|adequa|capab|complet|consisten|credib|defini|dependen|differen|effect|evitab|nocen|"
    r"secur|signific|stab|suffic|valid|visib)\w*|im(?:mobil|perfect|possib|probab|punit)\w*|"
    r"dis(?:abl|agre|appear|card|connect|continu|lik|miss|regard|trust)\w*|"
    r"ir(?:regular|relevan|respons|revers)\w*|il(?:legal|licit|logic)\w*|"
    r"lack\w*|miss(?:ing|ed)|fail\w*|refus\w*|den(?:y|ie)\w*|avoid\w*|absen\w+|reject\w*|prevent\w*|"
    r"stop\w*|exclud\w*)\b|n['’]t\b",
    re.IGNORECASE,
)


def lost_negation(spanish: str, english: str) -> str:
    """The first word of denial in the Spanish when nothing in the English can stand for one."""
    found = _SPANISH.search(spanish)
    return found.group() if found and not _ENGLISH_WIDELY.search(english) else ""


def invented_negation(spanish: str, english: str) -> str:
    """The first word of denial in the English when nothing in the Spanish can stand for one."""
    found = _ENGLISH.search(english)
    return found.group() if found and not _SPANISH_WIDELY.search(spanish) else ""
