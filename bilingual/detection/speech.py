"""The words of attribution in both languages: verbs of saying, nouns for who says it."""

from __future__ import annotations

import re

from bilingual.word_set import word_set

_ENGLISH_VERBS = (
    "said says say told tells adds added asked asks replied replies answered answers wrote writes "
    "posted posts tweeted announced announces declared declares stated states insisted insists "
    "argued argues explained explains complained complains warned warns repeated repeats "
    "continued continues promised promises noted notes acknowledged confirmed confirms admitted "
    "claimed shouted chanted recalled demanded demands reads read concluded recounted joked "
    "responded responds urged vowed testified predicted translated maintained pledged lamented "
    "observed remarked reported countered shrugged whispered cried sighed exclaimed reiterated "
    "emphasized stressed denied pleaded sang screamed yelled muttered quipped mused boasted "
    "conceded reasoned thundered summarized summed protested contended alleged sighed laughed "
    "ventured advised began shouts chants recalls testifies predicts translates maintains "
    "pledges laments observes remarks reports shrugs whispers sighs exclaims reiterates emphasizes "
    "stresses denies pleads screams yells mutters quips muses boasts concedes contends alleges "
    "laughs ventures advises"
)
_SPANISH_VERBS = (
    "dijo dice dicen dijeron decía diría señaló señala señalaron informó informa informaron "
    "aseguró asegura aseguraron afirmó afirma afirmaron explicó explica explicaron agregó agrega "
    "añadió añade indicó indica indicaron advirtió advierte advirtieron precisó precisa detalló "
    "detalla sostuvo sostiene declaró declara declararon manifestó manifiesta expresó expresa "
    "comentó comenta subrayó subraya reconoció reconoce sentenció pidió pide pidieron contó "
    "cuenta resumió resume concluyó concluye respondió responde respondieron preguntó pregunta "
    "resolvió reiteró reitera destacó destaca apuntó apunta expuso denunció denuncia denunciaron "
    "insistió insiste confirmó confirma anunció anuncia anunciaron publicó escribió escribe "
    "lamentó lamenta recordó recuerda replicó admitió reveló enfatizó exclamó puntualizó "
    "consideró considera exigió exige relató relata narró gritó aclaró abundó zanjó ironizó "
    "prometió ordenó mencionó comunicó acusó contestó remató matizó celebró criticó rechazó negó "
    "urgió alertó estimó aceptó rezó"
)
VERBS = word_set(_ENGLISH_VERBS + " " + _SPANISH_VERBS)
_PHRASES = (
    r"went on|goes on|put it|puts it|put out|call(?:ed|s) (?:it|him|her|them|the)|"
    r"described (?:it|him|her|them) as|calific(?:ó|aron) (?:de|como)|tild(?:ó|aron) de|"
    r"according to|de acuerdo con|según"
)
VERB = re.compile(
    r"(?<![\w'’])(?:"
    + _PHRASES
    + "|"
    + "|".join(sorted(VERBS, key=len, reverse=True))
    + r")(?!\w)",
    re.IGNORECASE,
)
INTRODUCING = frozenset(("according to", "de acuerdo con", "según"))
# "was asked", "were told": somebody else speaks.
PASSIVE = re.compile(r"(?:was|were|been|is|are|be|being|fue|fueron)\s+$", re.IGNORECASE)

# Nouns that refer to an institution; those in one line can stand for each other.
_ORGANIZATIONS = (
    "office offices fiscalía fiscalia prosecutors prosecutor procuraduría attorney fgr",
    "secretariat ministry department secretaría secretaria ministerio",
    "institute institution instituto institución",
    "commission comisión committee comité",
    "council consejo",
    "court tribunal corte juzgado",
    "company firm utility operator maker manufacturer airline retailer empresa paraestatal estatal "
    "compañía petrolera aerolínea fabricante corporation",
    "agency agencia immigration customs enforcement patrol bureau service servicio",
    "dependencia authority authorities autoridad autoridades",
    "group organization collective confederation union central obrera sindicato grupo "
    "organización colectivo association asociación rebels guerrillas alliance alianza front"
    " frente movement movimiento shelter nonprofit charity albergue",
    "chamber cámara",
    "police policía",
    "army ejército forces fuerzas armada navy marina",
    "guard guardia corporación",
    "government gobierno administration",
    "embassy embajada consulate consulado",
    "party partido",
    "newspaper outlet diario",
    "bank banco",
    "university universidad",
    "hospital",
    "team club",
    "church iglesia",
    "legislature congress congreso",
    "senate senado",
    "presidency presidencia",
    "coordination coordinación delegation delegación center centro federation mechanism mecanismo",
    "program programme programa",
    "fund fondo foundation fundación society sociedad",
    "network red media observatory observatorio",
)
NOUN_GROUPS: dict[str, int] = {
    noun: number for number, line in enumerate(_ORGANIZATIONS) for noun in line.split()
}
# Texts speak for whoever issued them.
TEXT_NOUNS = word_set(
    "text bulletin statement communiqué communique release notice post note minutes letter "
    "message words account tweet ruling opinion comunicado boletín texto nota mensaje carta "
    "publicación page website report line sentence paragraph passage log register bitácora "
    "registro"
)
TITLES = word_set(
    "mr mrs ms miss dr sir president governor mayor senator representative congressman "
    "congresswoman deputy secretary minister ambassador justice judge bishop father sister "
    "general colonel captain sergeant sgt gen col capt lt lieutenant admiral officer detective "
    "sheriff chief professor prof gov sen rep rev reverend pope king queen prince princess "
    "chancellor director coach attorney prime vice presidente presidenta gobernador gobernadora "
    "alcalde alcaldesa senador senadora diputado diputada secretario secretaria ministro ministra "
    "fiscal obispo padre general capitán almirante licenciado licenciada lic ing doctor doctora "
    "don doña juez jueza sr sra srta comandante comisionado comisionada maestro maestra vocero "
    "vocera portavoz líder dirigente regidor regidora magistrado magistrada activista teacher "
    "student activist lawyer engineer journalist spokesman spokeswoman spokesperson commissioner "
    "prosecutor nurse pastor analyst economist historian candidate lawmaker leader magistrate"
)
# A title that goes on ("Secretary of State Marco Rubio").
LONG_TITLE = re.compile(r"^(?:[A-Z]\w+ )?Secretary of (?:State|Defense|War|Homeland Security) ")
# They carry words, and nobody is known to have said them.
SILENT = word_set(
    "banner banners sign signs poster posters placard placards graffiti shirt mural sticker "
    "cardboard pancarta pancartas manta mantas cartel cartulina letrero camiseta"
)
PRONOUNS = word_set("he she they it i we él ella ellos ellas")
POSSESSIVES = word_set("his her their its su sus")
DETERMINERS = word_set(
    "the a an this that these those la el los las un una unos unas este esta esa ese one"
)
PREPOSITIONS = word_set(
    "in at of from for with on onto to near by about against between under over into through "
    "after before during since until within without outside inside across behind around de del en "
    "con para por a al sobre desde hasta entre contra ante tras bajo durante"
)
SPOKESPERSON = re.compile(
    r"(?:spokes(?:man|woman|person)|portavoz|vocero|vocera|official|funcionari[oa])\s+"
    r"(?:for|of|at|de|del)\s+(?:the\s+|la\s+|el\s+)?$",
    re.IGNORECASE,
)
# The first word of a place name.
PLACES = word_set(
    "avenida avenue calle street paseo boulevard bulevar plaza mercado colonia barrio carretera "
    "highway estadio stadium lake lago río river sierra bahía bay puerto parque park playa isla "
    "island cerro monte mount san santa north south east west new nueva nuevo"
)
# A region's first words, "GUADALAJARA, Mexico (AP) —", name where it was written.
DATELINE = re.compile(
    r"[A-ZÁÉÍÓÚÜÑ][A-ZÁÉÍÓÚÜÑ.' ]+(?:, [^\n—–]{2,30})?(?: \([A-Z][\w ]*\))?\s*(?:[—–]|--|\.-)\s"
)
# An English sentence that hands over to a text printed whole.
HANDOVER = re.compile(
    r":\s*$|\b(?:Here (?:is|are)|This is (?:how|what))\b"
    r"|\b(?:text|statement|communiqué|communique|release|bulletin|message|letter|notice|post)\b"
    r"[^.]{0,60}\b(?:follows|follow|reads|below|in full)\b",
    re.IGNORECASE,
)
