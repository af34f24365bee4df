"""Number words of Spanish and English: closed lists and how they add up."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple


class NumberWords(NamedTuple):
    """The number words of one language.

    ``small`` add up below a hundred or a thousand, ``scales`` multiply what stands before them,
    ``ordinals`` and ``fractions`` stand alone, ``joiners`` may stand inside a number.
    """

    small: dict[str, int]
    scales: dict[str, int]
    ordinals: dict[str, int]
    fractions: dict[str, Decimal]
    groups: dict[str, int]
    halves: frozenset[str]
    joiners: frozenset[str]


def _numbered(words: str, start: int, step: int = 1) -> dict[str, int]:
    return {word: start + i * step for i, word in enumerate(words.split())}


_ES_TENS = _numbered("veinte treinta cuarenta cincuenta sesenta setenta ochenta noventa", 20, 10)
_ES_HUNDREDS = _numbered(
    "doscientos trescientos cuatrocientos quinientos seiscientos setecientos ochocientos "
    "novecientos",
    200,
    100,
)
_EN_TENS = _numbered("twenty thirty forty fifty sixty seventy eighty ninety", 20, 10)
_EN_UNITS = _numbered("one two three four five six seven eight nine", 1)
_EN_ORDINALS = _numbered(
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth "
    "thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth",
    1,
)

SPANISH = NumberWords(
    small={
        **_numbered(
            "dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince "
            "dieciséis diecisiete dieciocho diecinueve",
            2,
        ),
        **_numbered(
            "veintiuno veintidós veintitrés veinticuatro veinticinco veintiséis veintisiete "
            "veintiocho veintinueve",
            21,
        ),
        **_numbered("dieciseis", 16),
        **_numbered("veintidos veintitres", 22),
        "veintiseis": 26,
        "veintiún": 21,
        "veintiuna": 21,
        "cero": 0,
        "cien": 100,
        "ciento": 100,
        **_ES_TENS,
        **_ES_HUNDREDS,
        **{word[:-2] + "as": value for word, value in _ES_HUNDREDS.items()},
    },
    scales={
        "mil": 10**3,
        "millón": 10**6,
        "millon": 10**6,
        "millones": 10**6,
        "mdp": 10**6,
        "mdd": 10**6,
        "billón": 10**12,
        "billones": 10**12,
        "trillón": 10**18,
        "trillones": 10**18,
    },
    ordinals={
        **_numbered("primero segundo tercero cuarto quinto sexto séptimo octavo noveno décimo", 1),
        **_numbered("primera segunda tercera cuarta quinta sexta séptima octava novena décima", 1),
        "primer": 1,
        "tercer": 3,
        "undécimo": 11,
        "duodécimo": 12,
        "vigésimo": 20,
        "trigésimo": 30,
    },
    fractions={
        "mitad": Decimal("0.5"),
        "tercio": Decimal(1) / Decimal(3),
        "tercios": Decimal(1) / Decimal(3),
        "cuartos": Decimal("0.25"),
        "quintos": Decimal("0.2"),
        "décimos": Decimal("0.1"),
    },
    groups={
        "docena": 12,
        "docenas": 12,
        "decena": 10,
        "par": 2,
        "pareja": 2,
        "quincena": 15,
        "centenar": 100,
        "millar": 1000,
        "doble": 2,
        "triple": 3,
        "dúo": 2,
        "trío": 3,
        "ambos": 2,
        "ambas": 2,
    },
    halves=frozenset(("medio", "media")),
    joiners=frozenset(("y",)),
)

ENGLISH = NumberWords(
    small={
        **_numbered(
            "two three four five six seven eight nine ten eleven twelve thirteen fourteen "
            "fifteen sixteen seventeen eighteen nineteen",
            2,
        ),
        "zero": 0,
        "one": 1,
        **_EN_TENS,
        **{
            f"{ten}-{unit}": tens + units
            for ten, tens in _EN_TENS.items()
            for unit, units in _EN_UNITS.items()
        },
    },
    scales={
        "hundred": 100,
        "thousand": 10**3,
        "k": 10**3,
        "thousands": 10**3,
        "million": 10**6,
        "millions": 10**6,
        "mn": 10**6,
        "m": 10**6,
        "billion": 10**9,
        "billions": 10**9,
        "bn": 10**9,
        "b": 10**9,
        "trillion": 10**12,
        "tn": 10**12,
    },
    ordinals={
        **_EN_ORDINALS,
        "thirtieth": 30,
        "fortieth": 40,
        "fiftieth": 50,
        "hundredth": 100,
        **{
            f"{ten}-{word}": tens + value
            for ten, tens in _EN_TENS.items()
            for word, value in _EN_ORDINALS.items()
            if value < 10
        },
    },
    fractions={
        "half": Decimal("0.5"),
        "halves": Decimal("0.5"),
        "third": Decimal(1) / Decimal(3),
        "thirds": Decimal(1) / Decimal(3),
        "quarter": Decimal("0.25"),
        "quarters": Decimal("0.25"),
        "fifths": Decimal("0.2"),
        "tenths": Decimal("0.1"),
    },
    groups={
        "dozen": 12,
        "dozens": 12,
        "couple": 2,
        "pair": 2,
        "both": 2,
        "fortnight": 15,
        "twice": 2,
        "double": 2,
        "triple": 3,
        "duo": 2,
        "trio": 3,
        "once": 1,
        "thrice": 3,
        "single": 1,
    },
    halves=frozenset(("half",)),
    joiners=frozenset(("and",)),
)

BY_LANGUAGE = {"es": SPANISH, "en": ENGLISH}

# Every word that a number can begin with.
OPENING = {
    language: frozenset(
        (*lists.small, *lists.scales, *lists.ordinals, *lists.fractions, *lists.groups)
    )
    | lists.halves
    | {"un", "una", "uno", "one", "a", "an"}
    for language, lists in BY_LANGUAGE.items()
}
