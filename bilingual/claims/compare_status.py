"""Acts that one side tells as done and the other as planned, attempted or threatened."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

import numpy as np

from bilingual.alignment.lexical import load_table, word_form
from bilingual.alignment.speech import saying_words
from bilingual.claims.cues import PLANS
from bilingual.claims.statement import Pair, Statement
from bilingual.document import Finding
from bilingual.word_set import word_set

# First persons in -ré are mostly preterites ("retiré", "lloré").
_FUTURE = re.compile(r"\w+(?:[aei]|[bdlr])r(?:á|án|emos|ás)$")
_PARTICIPLE = re.compile(r"\w{2,}(?:[ai]d|[eu]st|ert|ch|rit)[oa]s?$")
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
_NO_FUTURE = word_set("será serán estará estarán habrá habrán podrá podrán tendrá tendrán")
_ABOUT_TO = word_set("está están estaba estaban estaría estarían")
_PLAN_REACH = 4
# The same before the purpose of an act: "llevará a cabo los peritajes … para confirmar".
_PURPOSE_REACH = 10
# How far before a noun its verb may stand: "filed a formal complaint".
_VERB_REACH = 3
_EN_PAST_IRREGULAR = word_set(
    "was were had did took gave sent began built held met left sold bought brought found made put "
    "cut shut paid spent struck hit won lost killed shot seized drew withdrew became came went "
    "broke closed set got gone taken begun frozen given written stolen broken withdrawn chosen "
    "fallen"
)
_EN_NO_VERB = word_set(
    "need hundred indeed red bed armed united alleged used based wounded injured accused "
    "detained suspected speed feed seed exceed proceed succeed embed shed retired related so-called"
)
_HAVE = {"es": word_set("ha han había habían he hemos"), "en": word_set("has have had")}
_DETERMINERS = word_set(
    "the a an its his her their our your this that these those of in on at for with by from and or "
    "some many more most all two three four five six seven eight nine ten several no"
)
# Words that may speak of a plan, and mostly do not.
_SELDOM_PLANS = word_set(
    "to can cannot about set due if until next soon ready future announce announces announced "
    "considered prepared must study studies"
)
# The second words of verbs: "set out", "take off".
_PARTICLES = word_set("out up off down away back over on")
_TRANSLATES = 0.03
_KNOWN = 2


def status_findings(pair: Pair) -> Iterator[Finding]:
    """ "status" where one side tells as done what the other plans, attempts or threatens.

    The two words for the act are linked, translate each other, or stand before the same thing
    and answer to nothing else.
    """
    for i in range(len(pair.es.words)):
        begin = _planned_spanish(pair.es, i)
        if begin is None and not _is_past_spanish(pair.es, i):
            continue
        for j in _answers(pair, i, begin is not None):
            if begin is not None and _is_done_english(pair.en, j):
                what = "planned in the source, done in the report"
            elif begin is None and _is_planned_english(pair.en, j):
                what = "done in the source, planned in the report"
            else:
                continue
            yield _finding(pair, (i if begin is None else begin, i), (max(j - 1, 0), j), what)
            return
    yield from _only_planned(pair)


def _only_planned(pair: Pair) -> Iterator[Finding]:
    """Where a source tells of plans alone, and its report of deeds alone, in other words."""
    if pair.translation or pair.loose or _plans_something(pair.en):
        return
    source = range(len(pair.es.words))
    if any(_is_past_spanish(pair.es, i) or pair.es.words[i] in _HAVE["es"] for i in source):
        return
    plans = [(begin, i) for i in source if (begin := _planned_spanish(pair.es, i)) is not None]
    deeds = [j for j in range(1, len(pair.en.words)) if _is_perfect(pair.en, j)]
    if plans and deeds and any(pair.es.is_content(i) for i, _ in pair.borne_out):
        what = "planned in the source, done in the report"
        yield _finding(pair, plans[0], (deeds[0] - 1, deeds[0]), what)


def _is_perfect(statement: Statement, place: int) -> bool:
    """Whether a word is what "has", "have" or "had" say is done: "has frozen"."""
    if statement.words[place] in saying_words() or not _is_done_english(statement, place):
        return False
    return statement.words[place - 1] in _HAVE["en"]


def _answers(pair: Pair, place: int, planned: bool) -> Iterator[int]:
    """The report's words for an act that the source tells as planned or done, likeliest first."""
    linked = pair.to_en.get(place, [])
    linked = [*linked, *(j - 1 for j in linked if j and pair.en.words[j] in _PARTICLES)]
    yield from linked
    if _ACT_NOUN.fullmatch(pair.es.words[place]):
        yield from (k for j in linked for k in range(j - 1, max(j - 1 - _VERB_REACH, -1), -1))
    if linked and any(i == place for i, _ in pair.sure):
        return
    free = [j for j in range(len(pair.en.words)) if j not in linked and _may_answer(pair, j)]
    translated = _translations(pair, place)
    yield from (j for j in free if translated[j])
    told_as_it_is = (
        _plans_something(pair.en) if planned else any(_is_done_english(pair.en, j) for j in free)
    )
    if not told_as_it_is:
        yield from (j for j in free if _before_the_same(pair, place, j))


def _may_answer(pair: Pair, place: int) -> bool:
    """Whether a word of the report is a verb that surely translates no word of the source."""
    word = pair.en.words[place]
    if word in saying_words() or not word.isalpha():
        return False
    return not any(j == place for _, j in pair.sure)


def _translations(pair: Pair, place: int) -> np.ndarray:
    """Which words of the report translate a word of the source, as a mask."""
    table = load_table()
    es = table.es_ids([word_form(pair.es.tokens[place].text)])
    en = table.en_ids([word_form(t.text) for t in pair.en.tokens])
    to_en, to_es = table.probabilities(es, en)
    return (to_en[0] >= _TRANSLATES) | (to_es[0] >= _TRANSLATES)


def _before_the_same(pair: Pair, es: int, en: int) -> bool:
    """Whether the first weighty words after two verbs are surely linked."""
    source = _objects(pair.es, es)
    report = _objects(pair.en, en)
    return any(i in source and j in report for i, j in pair.sure)


def _objects(statement: Statement, place: int) -> list[int]:
    """The first weighty words after a place, in its clause."""
    places: list[int] = []
    for i in range(place + 1, min(place + 7, len(statement.words))):
        if not statement.words[i][0].isalnum() or len(places) == 2:
            break
        if statement.is_content(i):
            places.append(i)
    return places


# --- plans and deeds of the source


def _planned_spanish(statement: Statement, place: int) -> int | None:
    """Where the planning of the act at a place begins; None where it is not planned."""
    word = statement.words[place]
    if _is_future(word) or _is_shouted_future(statement, place):
        return place
    if _PARTICIPLE.fullmatch(word) and place and statement.words[place - 1] in _FUTURE_PASSIVE:
        return place - 1
    if _is_infinitive(word) or _ACT_NOUN.fullmatch(word):
        return _plan_before(statement, place)
    return None


def _plan_before(statement: Statement, place: int) -> int | None:
    is_purpose = place > 0 and statement.words[place - 1] == "para"
    reach = _PURPOSE_REACH if is_purpose else _PLAN_REACH
    for back in range(place - 1, max(place - 1 - reach, -1), -1):
        word = statement.words[back]
        if not word[0].isalnum():
            return None
        if word in PLANS["es"] or _is_future(word):
            return back
        if word == "por" and back and statement.words[back - 1] in _ABOUT_TO:
            return back - 1
    return None


def _is_shouted_future(statement: Statement, place: int) -> bool:
    """Whether a word in capitals, which leave accents out, is one: "SE SOLICITARA"."""
    text, word = statement.tokens[place].text, statement.words[place]
    verb = word.removesuffix("an").removesuffix("a")
    if not text.isupper() or verb == word or not _is_infinitive(verb):
        return False
    return load_table().count_es(verb) >= _KNOWN


def _is_future(word: str) -> bool:
    return bool(_FUTURE.fullmatch(word)) and word not in _NO_FUTURE


def _is_infinitive(word: str) -> bool:
    return bool(_INFINITIVE.fullmatch(word)) and word not in _NO_INFINITIVE


def _is_past_spanish(statement: Statement, place: int) -> bool:
    word = statement.words[place]
    if word in PLANS["es"]:
        return False
    return bool(_PAST.fullmatch(word)) or word in _PAST_IRREGULAR


# --- plans and deeds of the report


def _is_done_english(statement: Statement, place: int) -> bool:
    word = statement.words[place]
    past = word in _EN_PAST_IRREGULAR or _is_regular_past(word)
    if not past or _has_plan(statement, place):
        return False
    before = statement.words[place - 1] if place else ""
    return before not in _DETERMINERS


@lru_cache(maxsize=4096)
def _is_regular_past(word: str) -> bool:
    return word.endswith("ed") and word not in PLANS["en"] and word not in _EN_NO_VERB


def _is_planned_english(statement: Statement, place: int) -> bool:
    """Whether "will", "plans to" or the like stands right before a verb."""
    before = statement.words[max(place - 3, 0) : place]
    return bool({"will", "'ll"} & set(before)) or (
        before[-1:] == ["to"] and bool(PLANS["en"] & set(before[:-1]))
    )


def _has_plan(statement: Statement, place: int) -> bool:
    before = statement.words[max(place - 6, 0) : place]
    return any(w in PLANS["en"] for w in before)


def _plans_something(statement: Statement) -> bool:
    """Whether a report speaks of any plan at all."""
    return any(w in PLANS["en"] and w not in _SELDOM_PLANS for w in statement.words)


def _finding(pair: Pair, es: tuple[int, int], en: tuple[int, int], what: str) -> Finding:
    source, report = pair.es.span_of_tokens(*es), pair.en.span_of_tokens(*en)
    explanation = f"{what}: “{source.text}” / “{report.text}”"
    links = pair.links_between(source, report)
    return Finding("status", source, report, 0.75, explanation, links)
