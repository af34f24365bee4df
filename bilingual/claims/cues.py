"""The closed lists of words that negate, hedge, or set an act in the future."""

from __future__ import annotations

import re
from functools import lru_cache

from bilingual.alignment.lexical import load_table
from bilingual.claims.statement import Statement
from bilingual.word_set import word_set

_KNOWN = 2

# Words that deny the clause they stand in.
NEGATIONS = {
    "es": word_set(
        "no nunca jamás nadie nada ningún ninguno ninguna ningunos ningunas tampoco ni sin"
    ),
    "en": word_set("not no never nobody none nothing neither nor without cannot nowhere n't"),
}

# Those that turn a whole clause round: only these are worth a finding.
CLAUSE_NEGATIONS = {
    "es": word_set("no nunca jamás nadie ningún ninguno ninguna tampoco"),
    "en": word_set("not no never nobody none neither cannot"),
}

# Words that carry a denial in their meaning and so may answer to one on the other side.
IMPLICIT_NEGATIONS = {
    "es": word_set(
        "apenas salvo excepto sino excepción falta ausencia carece carecen carecer carecía "
        "imposible incapaz incapaces impide impiden impedir impidió evitar evita evitó "
        "rechaza rechazó rechazan rechazar niega niegan negó negar negaron descarta descartó "
        "descartar hasta menos poco poca pocos pocas mal dejar dejó dejaron deja dejado dejan "
        "excluir excluye pese libre dudar duda desconoce desconocen desconocido ignora falló "
        "fracasó fracaso deniega prohíbe prohibido lejos contrario raramente rara difícil "
        "difícilmente cesar sólo solo solamente únicamente único única nulo cero perder "
        "perdió fuera independientemente ilegal demasiado queda"
    ),
    "en": word_set(
        "hardly barely scarcely rarely seldom little few fail fails failed failing failure "
        "lack lacks lacked lacking absence unable impossible refuse refuses refused refusing "
        "refusal deny denies denied denying reject rejects rejected rejecting rejection "
        "prevent prevents prevented preventing avoid avoids avoided avoiding stop stopped "
        "stops except but until unless only rather instead than exclude "
        "excluded excluding ruled rule rules free doubt doubts doubtful unknown unlikely "
        "despite regardless far beyond zero keep kept ban banned prohibited forbid "
        "forbidden illegal incapable ignore ignored ignoring miss missed missing devoid "
        "dismiss dismissed dismisses short lost lose least wrong yet nor limited "
        "failure difficult merely simply ceased abstain hesitate reluctant refrain apart "
        "besides irrespective unanimous unanimously unopposed"
    ),
}

# Those that hardly ever mean anything else.
PLAIN_DENIALS = {
    "es": word_set(
        "carece carecen carecía imposible incapaz incapaces impide impiden impidió impidieron "
        "evitó evitaron rechaza rechazó rechazan rechazaron niega niegan negó negaron descarta "
        "descartó descartaron desmintió desmiente desmienten prohíbe prohibió falso"
    ),
    "en": word_set(
        "kept unable impossible refuse refuses refused reject rejects rejected deny denies denied "
        "prevent prevents prevented avoid avoided fail fails failed lack lacks lacked blocked "
        "barred banned forbid forbidden halted declined declines scrapped false untrue"
    ),
}

_RULED_OUT = {
    "es": re.compile(r"(?:descart|exclu)\w+"),
    "en": re.compile(r"rul(?:e|ed|es|ing)\b(?: \w+)? out\b"),
}
# How many words may stand between a denial and what it denies to be ruled out.
_BETWEEN = {"es": 5, "en": 7}

# Adjectives and adverbs with a prefix that denies what is left: "unspecified", "imposible".
_DENYING_FORM = {
    "es": re.compile(
        r"^(?:in|im|ir|i|des)(\w{4,}(?:ble|bles|ado|ada|ados|adas|ido|ida|idos|idas|mente|til|tiles|"
        r"ente|entes|encia|dad|to|ta|tos|tas|so|sa|sos|sas|ico|ica|az|aces|al|ales))$"
    ),
    "en": re.compile(
        r"^(?:un(\w{4,})|(?:in|im|ir|il|dis)(\w{3,}(?:ble|bly|ent|ently|ate|ive|ous|ency|ance|ect|"
        r"ete|ity|al))|non-?(\w{4,})|(\w{3,})less(?:ly)?)$"
    ),
}
_NOT_DENYING = {
    "es": word_set(
        "independiente independientes incierto impuesto impuestos importado importada inversión "
        "desaparecido desaparecida desaparecidos desaparecidas destacado destacada descubierto "
        "descubierta descargado desarrollado informado informada intento intentos incremento "
        "iniciado ingresado impartido impreso inmigrante inmigrantes insistente destino imputado "
        "imputada imputados despedido despedida despedidos detenido desconocimiento invertido"
    ),
    "en": word_set(
        "under until unless unlike united unite union unions unique unit units unity unveil "
        "unveiled unveils uncle unrest uncover uncovered nevertheless nonetheless regardless "
        "independent independently independence indifferent importance important impressive "
        "intensive inventive disease discover discovered display distance distant district "
        "immediate impact informal illegal unfold unfolds unfolded bless"
    ),
}

# Hedges of law and of knowledge whose loss changes the claim: what is alleged or presumed. Words
# that may also mean something else stand in WEAK_HEDGES and can only answer to these.
HEDGES = {
    "es": word_set(
        "presunto presunta presuntos presuntas presuntamente presumiblemente supuesto supuesta "
        "supuestos supuestas supuestamente probablemente posiblemente aparentemente "
        "presumible presume presumen sospechoso sospechosa sospechosos sospechosas"
    ),
    "en": word_set(
        "alleged allegedly presumed presumably suspected supposed supposedly "
        "purported purportedly reputed reputedly reportedly apparently probably possibly "
        "presumptive"
    ),
}
HEDGE_PHRASES = {
    "es": (
        "al parecer",
        "con características",
        "con las características",
        "con apariencia de",
        "se estima",
        "se calcula",
        "se presume",
        "se cree",
        "se sospecha",
        "hasta donde sabemos",
        "hasta donde se sabe",
        "que sepamos",
        "según versiones",
    ),
    "en": (
        "believed to",
        "thought to",
        "is said to",
        "are said to",
        "was said to",
        "were said to",
        "reported to be",
        "appears to",
        "appear to",
        "appeared to",
        "as far as we know",
        "as far as is known",
    ),
}
WEAK_HEDGES = {
    "es": word_set(
        "probable probables posible posibles podría podrían pudo pudieron pudiera pudieran puede "
        "pueden quizá quizás aparente aparentes alegado alegada alegados alegadas presumía "
        "sospechaba sospechaban sospecha sospechan "
        "sospechado sospechada imputado imputada imputados señalado señalada señalados acusado "
        "acusada acusados indiciado indiciados parece parecen parecía habría habrían sería "
        "serían tendría tendrían estaría estarían debería según asegura asegura dice creer cree "
        "creen dudas duda llamado llamada llamados considerado considerada considera atribuye "
        "atribuyen denominado hipótesis señala apunta vinculado vinculados investigado"
    ),
    "en": word_set(
        "allege alleges allegation allegations presumption suspicion suspicions apparent possible "
        "probable likely may might could would perhaps maybe accused believed thought seemingly "
        "seems seemed appears appeared appear purport claimed claims claim claiming charged "
        "charges should must potential assumed assumption theory believe believes so-called "
        "seem suggests suggest suggested according accuses accusing linked wanted if whether "
        "suspect suspects evidently obviously doubtful can investigated "
        "rumored rumoured unconfirmed estimated estimates estimate estimating"
    ),
}

# Verbs that speak of an act as planned, attempted or threatened, and their nouns.
PLANS = {
    "es": word_set(
        "planea planean planeaba planeaban planeó planearon planear prevé prevén preveía previsto "
        "prevista pretende pretenden pretendía pretendían propone proponen propuso propuesta "
        "busca buscan buscará proyecta proyectan proyecto plan planes amenaza amenazan amenazó "
        "amenazaron amenazaba intenta intentan intentó intentaron intentaba intentaban intento "
        "analiza analizan evalúa evalúan estudia estudian alista alistan prepara preparan "
        "promete prometió prometieron anuncia anunció contempla contemplan quiere "
        "quieren espera esperan va van vamos voy iba iban tratar trató trataron trata "
        "dispuesto dispuesta dispuestos considera consideran"
    ),
    "en": word_set(
        "will would won't wouldn't plan plans planned planning propose proposes proposed proposal "
        "intend intends intended intention seek seeks sought threaten threatens threatened "
        "threatening threat attempt attempts attempted attempting try tries tried trying going "
        "shall expect expects expected scheduled set due prepare prepares preparing prepared "
        "promise promises promised pledge pledges pledged vow vows vowed consider considers "
        "considering considered may might could should must want wants wanted hope hopes hoped aim "
        "aims aimed about ready announce announces announced to 'll poised envisages envisaged "
        "forecast upcoming future can cannot until soon next tomorrow if would-be study studies "
        "studying weigh weighs"
    ),
}


def is_implicit_negation(word: str, language: str) -> bool:
    """Whether a lower-case word denies something by its meaning or its form."""
    if word in IMPLICIT_NEGATIONS[language]:
        return True
    return is_denying_form(word, language)


@lru_cache(maxsize=4096)
def is_denying_form(word: str, language: str) -> bool:
    """Whether a lower-case word is another word of its language with a prefix that denies it."""
    form = _DENYING_FORM[language].match(word)
    if form is None or word in _NOT_DENYING[language]:
        return False
    table = load_table()
    count = table.count_es if language == "es" else table.count_en
    return count(next(g for g in form.groups() if g)) >= _KNOWN


def is_ruled_out(statement: Statement, place: int) -> bool:
    """Whether a word rules something out: "descarta", "ruled out"."""
    words = " ".join(statement.words[place : place + 3])
    return bool(_RULED_OUT[statement.language].match(words))


def is_left_open(statement: Statement, place: int) -> bool:
    """Whether a word of denial opens "no se descarta", "cannot be ruled out": what is possible.

    In English what is ruled out may stand between: "no line has been ruled out".
    """
    for i in range(place + 1, min(place + 2 + _BETWEEN[statement.language], len(statement.words))):
        if is_ruled_out(statement, i):
            return True
        if not statement.words[i][0].isalnum():
            return False
    return False
