"""Which acts a statement tells as planned and which as done, by tense and aspect."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from bilingual.alignment.lexical import load_table
from bilingual.alignment.speech import saying_words
from bilingual.claims.cues import PLANS
from bilingual.claims.statement import Statement
from bilingual.word_set import word_set

# First persons in -ré are mostly preterites ("retiré", "lloré").
_FUTURE = re.compile(r"\w+(?:[aei]|[bdlr])r(?:á|án|emos|ás)$")
_PARTICIPLE = re.compile(
    r"\w{2,}(?:[ai]d|[eu]st|[bi]ert|ch|crit|elt)[oa]s?$|\w*(?:rot|vist|muert|impres)[oa]s?$"
)
_FUTURE_PASSIVE = word_set("será serán")
_PAST = re.compile(r"\w{2,}(?:ó|aron|ieron|jeron)$")
_INFINITIVE = re.compile(r"\w{2,}(?:ar|er|ir|ír)(?:lo|la|los|las|se|le|les)?$")
_ACT_NOUN = re.compile(
    r"\w{3,}(?:ción|sión|miento)$|compra|venta|cierre|entrega|inicio|despliegue|"
    r"denuncia|demanda|querella|huelga|paro|marcha|visita|subasta|reapertura|apertura|firma|retiro"
)
_NO_INFINITIVE = word_set(
    "lugar hogar militar familiar popular particular similar escolar par bar mar mujer poder ayer "
    "nacer primer tercer cualquier alcaldesa auxiliar titular solar nuclear azúcar dólar taller"
)
_PAST_IRREGULAR = word_set(
    "hizo hicieron fue fueron puso pusieron dijo dijeron tuvo tuvieron vino vinieron dio dieron "
    "quiso estuvo estuvieron"
)
# Preterites that only say or decide what is done by others, or later.
_SAID_OR_DECIDED = re.compile(
    r"(?:dij|inform|anunci|señal|afirm|asegur|declar|explic|indic|agreg|añad|precis|adviert|advirt|"
    r"coment|confirm|orden|instru|decid|acord|aprob|autoriz|determin|pid|solicit|exig|propus|"
    r"convoc|promet|exhort|reiter|llam|firm)\w+"
)
_NO_FUTURE = word_set("será serán estará estarán habrá habrán podrá podrán tendrá tendrán")
_ABOUT_TO = word_set("está están estaba estaban estaría estarían")
_RULES_OUT = re.compile(r"descart(?:a|an|amos|ó|aron)$")
_PLAN_REACH = 4
# The same before the purpose of an act: "llevará a cabo los peritajes … para confirmar".
_PURPOSE_REACH = 10
_PAST_FORMS = word_set(
    "was were had did been took gave sent began built held met left sold bought brought found "
    "made put cut shut paid spent struck hit won lost killed shot seized drew withdrew became "
    "came went broke closed set got gone taken begun frozen given written stolen broken "
    "withdrawn chosen fallen fell arose arisen ate eaten beaten bet bid bit bitten blew blown "
    "bound bred burst cast caught clung cost crept dealt done drank drawn driven drove drunk "
    "dug fed felt fled flew flown forbade forbidden forgave forgiven forgot forgotten fought "
    "froze ground grew grown hid hidden hung hurt kept knelt knew known laid lain led lent let "
    "lit meant mistook misled outdid overcame overtaken overthrew overthrown proven quit ran "
    "rang reset rid ridden risen rode rose rung sang sank saw seen shed shone shook shaken "
    "shown shrank shrunk slain slept slid sped split spoke spoken sprang spread sprung spun "
    "stood stole stuck stung sung sunk swam swept swore sworn swung taught threw thrown tore "
    "torn trod undergone understood undertaken undertook undid undone upheld upset woke woken "
    "wore worn wept wound wove woven wrote overrun overruled"
)
_NO_PAST = word_set(
    "need hundred indeed red bed armed united alleged used based wounded injured accused "
    "detained suspected speed feed seed exceed proceed succeed embed shed retired related so-called"
)
HAVE = {"es": word_set("ha han había habían he hemos"), "en": word_set("has have had")}
_BE = word_set("is are")
_PAST_BE = word_set("was were had")
_DETERMINERS = word_set(
    "the a an its his her their our your this that these those of in on at for with by from and or "
    "some many more most all two three four five six seven eight nine ten several no"
)
# Words that may speak of a plan, and mostly do not.
_SELDOM_PLANS = word_set(
    "to can cannot about set due if until next soon ready future announce announces announced "
    "considered prepared must study studies"
)
# Words before "to" and a verb that make it a plan: "is to", "set to open".
_BEFORE_TO = word_set("is are was were set due about ready poised likely")
_NOW = word_set("now already currently")
# What is arranged is told in the present: "is meeting them tomorrow", "is joining Betis".
_ARRANGED = word_set(
    "meeting joining going coming leaving traveling travelling flying opening closing starting "
    "beginning launching playing hosting holding moving returning arriving visiting taking getting "
    "heading making giving bringing releasing ending having being doing selling buying hiring "
    "adding raising cutting"
)
_KNOWN = 2


# --- the source


def planned_spanish(statement: Statement, place: int) -> int | None:
    """Where the planning of the act at a place begins; None where it is not planned."""
    word = statement.words[place]
    if _is_future(word) or _is_shouted_future(statement, place):
        return place
    if _PARTICIPLE.fullmatch(word) and place and statement.words[place - 1] in _FUTURE_PASSIVE:
        return place - 1
    if _is_infinitive(word) or is_act_noun(word):
        return _plan_before(statement, place)
    return None


@lru_cache(maxsize=8192)
def is_act_noun(word: str) -> bool:
    """Whether a lower-case Spanish noun names an act: "clausura", "huelga"."""
    return bool(_ACT_NOUN.fullmatch(word))


def is_done_spanish(statement: Statement, place: int) -> bool:
    """Whether a word is a verb in the past, or an act that one before it carries out."""
    word = statement.words[place]
    if is_act_noun(word):
        before = range(max(place - _PLAN_REACH + 1, 0), place)
        return any(_is_deed(statement, i) for i in before) and not any(
            statement.words[i] in PLANS["es"] for i in before
        )
    return _is_past_spanish(word)


def tells_deeds_spanish(statement: Statement) -> bool:
    """Whether a source tells that anything was done, but for what was said or decided."""
    return any(
        _is_deed(statement, i) or (word in HAVE["es"] and _is_perfect_spanish(statement, i))
        for i, word in enumerate(statement.words)
    )


def _is_perfect_spanish(statement: Statement, place: int) -> bool:
    return any(_PARTICIPLE.fullmatch(w) for w in statement.words[place + 1 : place + 2])


def _is_deed(statement: Statement, place: int) -> bool:
    word = statement.words[place]
    return _is_past_spanish(word) and not _SAID_OR_DECIDED.fullmatch(word)


@lru_cache(maxsize=8192)
def _is_past_spanish(word: str) -> bool:
    if word in PLANS["es"]:
        return False
    return bool(_PAST.fullmatch(word)) or word in _PAST_IRREGULAR


def _plan_before(statement: Statement, place: int) -> int | None:
    words = statement.words
    reach = _PURPOSE_REACH if place and words[place - 1] == "para" else _PLAN_REACH
    for back in range(place - 1, max(place - 1 - reach, -1), -1):
        word = words[back]
        if not word[0].isalnum():
            return None
        if word in PLANS["es"] or _is_future(word):
            return back
        if word == "por" and back and words[back - 1] in _ABOUT_TO:
            return back - 1
        if _RULES_OUT.fullmatch(word) and "no" in words[max(back - 2, 0) : back]:
            return None if is_act_noun(words[place]) else words.index("no", max(back - 2, 0))
    return None


def _is_shouted_future(statement: Statement, place: int) -> bool:
    """Whether a word in capitals, which leave accents out, is one: "SE SOLICITARA"."""
    text, word = statement.tokens[place].text, statement.words[place]
    verb = word.removesuffix("an").removesuffix("a")
    if not text.isupper() or verb == word or not _is_infinitive(verb):
        return False
    return load_table().count_es(verb) >= _KNOWN


@lru_cache(maxsize=8192)
def _is_future(word: str) -> bool:
    return bool(_FUTURE.fullmatch(word)) and word not in _NO_FUTURE


@lru_cache(maxsize=8192)
def _is_infinitive(word: str) -> bool:
    return bool(_INFINITIVE.fullmatch(word)) and word not in _NO_INFINITIVE


# --- the report


def is_done_english(statement: Statement, place: int) -> bool:
    """Whether a word is a verb in the past, or a participle, of which no plan speaks."""
    if not _is_past_form(statement.words[place]) or _has_plan(statement, place):
        return False
    before = statement.words[place - 1] if place else ""
    return before not in _DETERMINERS


@lru_cache(maxsize=4096)
def _is_past_form(word: str) -> bool:
    if word in _PAST_FORMS:
        return True
    return word.endswith("ed") and word not in PLANS["en"] and word not in _NO_PAST


def is_planned_english(statement: Statement, place: int) -> bool:
    """Whether "will", "plans to" or the like stands right before a verb."""
    before = statement.words[max(place - 3, 0) : place]
    return bool({"will", "'ll"} & set(before)) or (
        before[-1:] == ["to"] and bool(PLANS["en"] & set(before[:-1]))
    )


def _has_plan(statement: Statement, place: int) -> bool:
    before = statement.words[max(place - 6, 0) : place]
    return any(w in PLANS["en"] for w in before)


def plans_english(statement: Statement) -> bool:
    """Whether a report speaks of any plan at all."""
    words = statement.words
    return any(w in PLANS["en"] and w not in _SELDOM_PLANS for w in words) or any(
        w == "to" and words[i] in _BEFORE_TO for i, w in enumerate(words[1:])
    )


def deeds_english(statement: Statement) -> Iterator[int]:
    """Where a report tells what has been done or goes on now, but for who says so."""
    for i, word in enumerate(statement.words):
        if word in saying_words():
            continue
        if (
            (is_done_english(statement, i) and _is_past_verb(statement, i))
            or (word.endswith("ing") and _goes_on(statement, i))
            or (word in _NOW and not _PAST_BE & set(statement.words[max(i - 2, 0) : i + 3]))
        ):
            yield i


def _is_past_verb(statement: Statement, place: int) -> bool:
    """Whether a past form is the verb of its clause: "has frozen", "was closed"; not a participle.

    The arranged present in the passive, "is closed on Friday", is none.
    """
    before = statement.words[max(place - 2, 0) : place]
    return bool((HAVE["en"] | {"was", "were", "been"}) & set(before))


def _goes_on(statement: Statement, place: int) -> bool:
    """Whether "is …ing" tells what goes on, and not what is arranged."""
    before = statement.words[max(place - 2, 0) : place]
    is_arranged = statement.words[place] in _ARRANGED or bool(statement.dates)
    return bool(_BE & set(before)) and not is_arranged
