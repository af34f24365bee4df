"""Whether a pronoun may stand for a person, as far as a given name tells."""

from __future__ import annotations

from bilingual.word_set import word_set

_FEMALE_PRONOUNS = word_set("she her ella")
_MALE_PRONOUNS = word_set("he his him él")
# Given names that don't end as most of their sex do, Spanish and English.
_FEMALE = word_set(
    "carmen isabel raquel inés ines beatriz mercedes luz ruth esther abril pilar dolores rosario "
    "consuelo amparo rocío socorro milagros araceli maricel miriam jazmín yazmín itzel citlali "
    "xóchitl abigail noemí nayeli belén leonor flor sol irene clemente margarete mary elizabeth "
    "susan karen nancy sarah emily kathleen ellen anne alice rachel megan helen jane kate"
)
_MALE = word_set(
    "josé jose juan luis carlos joaquín ángel rubén omar martín raúl germán efraín césar óscar "
    "héctor víctor javier miguel rafael daniel gabriel manuel david jesús josué andrés nicolás "
    "tomás iván julián sebastián adrián fabián agustín benjamín saúl abel joel noel israel ismael "
    "samuel felipe enrique vicente jorge jaime josua luca isaías elías zacarías josías matías "
    "jonas lucas john michael james robert william thomas richard peter paul mark george kevin "
    "brian jason joshua"
)
_BOTH = word_set("guadalupe trinidad cruz reyes ariel noa sasha andrea")


def is_of_sex(name: str, pronoun: str) -> bool:
    """Whether a pronoun ("she", "his", "ella") may stand for a name; true where nothing tells.

    Only names of two words and more begin with a given name.
    """
    given, *others = name.lower().split() or [""]
    if not others or given in _BOTH:
        return True
    female = given in _FEMALE or (given.endswith("a") and given not in _MALE)
    male = given in _MALE or (given.endswith("o") and given not in _FEMALE)
    if pronoun in _FEMALE_PRONOUNS:
        return not male
    return not (pronoun in _MALE_PRONOUNS and female)
