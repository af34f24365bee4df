"""The states in which a person or a matter is told to be: sought or caught, hurt or dead."""

from __future__ import annotations

import re
from functools import lru_cache

from bilingual.claims.denials import is_denial
from bilingual.claims.statement import Statement

# States by the forms of their words; "to" behind an English word makes it a plan.
_FORMS = {
    "sought": {
        "es": r"se busca|buscan? a|(?:pró|pro)fug[oa]s?|a la fuga|ord(?:en|enes) de "
        r"(?:aprehensión|captura)",
        "en": r"wanted|sought|fugitives?|at large|on the run|looking for|searching for|hunting for|"
        r"arrest warrants?|warrants? for",
    },
    "caught": {
        "es": r"deten(?:id[oa]s?|ción de)|detuv\w+|capturad[oa]s?|captur(?:ó|aron)|arrest(?:ó|aron|"
        r"ad[oa]s?)|aprehend(?:id[oa]s?|ió|ieron)|recluid[oa]s?|encarcelad[oa]s?|bajo custodia",
        "en": r"arrest(?:ed|ing)|detained|captured|caught|in (?:custody|jail|prison)|jailed|"
        r"apprehended|imprisoned",
    },
    "hurt": {
        "es": r"herid[oa]s?|lesionad[oa]s?|lesiones",
        "en": r"injured|injur(?:y|ies|ing)|wounded|wound(?:s|ing)|hurt",
    },
    "dead": {
        "es": r"murió|murieron|muert[oa]s?|muertes?|falleci\w+|mat(?:ó|aron|ad[oa]s?)|asesin\w+|"
        r"perdi\w+ la vida|sin vida|víctimas? mortal(?:es)?|homicidios?|decesos?|defuncion(?:es)?",
        "en": r"killed|killing|dead|died|dies|deaths?|slain|murder(?:ed|s)?|bod(?:y|ies)|fatal",
    },
    "requested": {
        "es": r"solicit(?:a|an|ó|aron|amos|ado|ará|arán)|pid(?:e|en|ió|ieron)|pedi(?:do|mos)|"
        r"interpu(?:so|sieron|esto|simos)|interpondrá\w*|promovi(?:ó|eron|do)|tramit\w+|"
        r"apel(?:ó|aron|ará|arán)|en trámite",
        "en": r"request(?:s|ed|ing)|ask(?:s|ed|ing)|petitioned|appealed|filed|applied|"
        r"seek(?:s|ing)",
    },
    "granted": {
        "es": r"concedi(?:ó|eron|d[oa]s?)|otorg(?:ó|aron|ad[oa]s?)|aprob(?:ó|aron|ad[oa]s?)|"
        r"aprueban?|autoriz(?:ó|aron|ad[oa]s?)|obtuv\w+|resolvi(?:ó|eron)|resuelto|falló|ordenó|"
        r"admitió|libró",
        "en": r"grant(?:ed|s)|approv(?:ed|es)|awarded|authori[sz]ed|obtained|upheld|overturned|"
        r"annulled",
    },
    "charged": {
        "es": r"acusad[oa]s?|imputad[oa]s?|procesad[oa]s?|vinculad[oa]s? a proceso|"
        r"vincul(?:ó|aron) a proceso|investigad[oa]s?",
        "en": r"charged|accused|indicted|suspects?|suspected|alleged(?:ly)?|"
        r"(?:stand|to|face) trial|arraigned|prosecuted",
    },
    "convicted": {
        "es": r"sentenci(?:ó|aron|ad[oa]s?|a)|conden(?:ó|aron|ad[oa]s?|a)|culpables?",
        "en": r"convict(?:ed|s|ion)|sentenced|guilty",
    },
    "going on": {
        "es": r"(?:ahí )?siguen?|continúan?|permanecen?|prosiguen?|se mantienen?|en curso|"
        r"pendientes?",
        "en": r"continu(?:es|e|ing)|remain(?:s|ing)?|still|ongoing|under ?way|pending",
    },
    "ended": {
        "es": r"conclu(?:yó|yeron|id[oa]s?)|termin(?:ó|aron|ad[oa]s?)|finaliz(?:ó|aron|ad[oa]s?)|"
        r"culmin(?:ó|aron|ad[oa]s?)",
        "en": r"ended|finished|completed|concluded|resolved",
    },
}
OPPOSED = (
    ("sought", "caught"),
    ("hurt", "dead"),
    ("requested", "granted"),
    ("charged", "convicted"),
    ("going on", "ended"),
    ("going on", "granted"),
)
_LANGUAGES = ("es", "en")
_PATTERNS = {
    language: re.compile(
        r"\b(?:"
        + "|".join(
            f"(?P<{name.replace(' ', '_')}>{forms[language]})" for name, forms in _FORMS.items()
        )
        + r")\b"
    )
    for language in _LANGUAGES
}


@lru_cache(maxsize=4096)
def states(text: str, language: str) -> dict[str, tuple[int, int]]:
    """The states that a text tells, each with where its words stand, from first to last."""
    found: dict[str, tuple[int, int]] = {}
    for match in _PATTERNS[language].finditer(text.lower()):
        name = str(match.lastgroup).replace("_", " ")
        if text[match.end() : match.end() + 4] != " to ":
            first = found.get(name, match.span())[0]
            found[name] = (first, match.end())
    return found


def denies(statement: Statement) -> bool:
    """Whether a statement denies anything at all."""
    return any(is_denial(word, statement.language) for word in statement.words)
