"""Two texts compared: each kind of finding, what must not be one, and bad input."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bilingual import compare
from bilingual.errors import InputError
from bilingual.settings import Settings

HARD = {"number", "date", "entity", "negation", "hedge", "status"}
QUICK = Settings(vectors=False)


def findings(es: str, en: str):
    from bilingual.claims import compare as compare_with_settings

    return compare_with_settings(es, en, QUICK)


def hard(es: str, en: str) -> list[tuple[str, str, str]]:
    return [(f.kind, f.source.text, f.report.text) for f in findings(es, en) if f.kind in HARD]


def test_number():
    (found,) = hard(
        "La Marina aseguró 840 kilos de cocaína.", "The Navy seized 480 kilos of cocaine."
    )
    assert found == ("number", "840", "480")


def test_number_when_the_wrong_figure_stands_elsewhere_too():
    (found,) = hard("Murieron 3 hombres y 5 mujeres.", "Five men and 5 women died.")
    assert found[0] == "number" and (found[1], found[2]) == ("3", "Five")


@pytest.mark.parametrize(
    ("es", "en", "source", "report"),
    [
        ("El juicio empezó el martes.", "The trial began on Thursday.", "martes", "Thursday"),
        ("Nació en mayo.", "He was born in June.", "mayo", "June"),
        ("Fue el 3 de mayo de 2019.", "It was on May 3, 2009.", "2019", "2009"),
        ("Será el 26 de agosto.", "It will be on August 16.", "26", "16"),
    ],
)
def test_date(es, en, source, report):
    assert hard(es, en) == [("date", source, report)]


def test_entity():
    (found,) = hard(
        "El alcalde de Uruapan se reunió con Marcelo Ebrard en Morelia.",
        "The mayor of Uruapan met with Adán López in Morelia.",
    )
    assert found[0] == "entity" and "Ebrard" in found[1] and "López" in found[2]


@pytest.mark.parametrize(
    ("es", "en"),
    [
        ("El capitán no fue detenido.", "The captain was arrested."),
        ("El capitán fue detenido.", "The captain was not arrested."),
        ("Mi cliente nunca firmó esos contratos.", "My client signed those contracts."),
        ("Ninguna víctima ha recibido la reparación.", "Every victim has received reparation."),
    ],
)
def test_negation(es, en):
    assert [kind for kind, _, _ in hard(es, en)] == ["negation"]


def test_hedge_dropped_and_made_up():
    (found,) = hard("Detuvieron al presunto ladrón.", "They arrested the thief.")
    assert found[0] == "hedge" and "presunto" in found[1]
    (found,) = hard("El piloto llevaba armas.", "The pilot was allegedly carrying weapons.")
    assert found[0] == "hedge" and "allegedly" in found[2]


def test_status():
    (found,) = hard("La Marina construirá un muelle.", "The Navy has built a pier.")
    assert found[0] == "status" and (found[1], "built" in found[2]) == ("construirá", True)


def test_omitted_and_added():
    es = (
        "La Secretaría de Marina y la Fiscalía General de la República aseguraron el barco "
        "en Manzanillo."
    )
    en = "The Navy seized the ship in Manzanillo at the request of an American grand jury."
    found = {f.kind: f for f in findings(es, en)}
    assert found["omitted"].source.text == "Fiscalía General de la República"
    assert found["omitted"].report is None
    assert found["added"].report.text == "at the request of an American grand jury"
    assert found["added"].source is None


@pytest.mark.parametrize(
    ("es", "en"),
    [
        ("Costó mil millones de pesos.", "It cost a billion pesos."),
        ("Aseguraron una docena de armas.", "They seized a dozen weapons."),
        ("Llegaron a las 19:00 horas.", "They arrived at 7 p.m."),
        ("No sólo llovió, también nevó.", "Not only did it rain, it also snowed."),
        ("Sin embargo, el plan sigue.", "However, the plan goes on."),
        ("El testigo se negó a declarar.", "The witness did not want to testify."),
        ("Es imposible saberlo.", "It is not possible to know."),
        ("Por supuesto, la investigación continúa.", "Of course, the investigation continues."),
        ("Podría asistir a la ceremonia.", "He might attend the ceremony."),
        ("Aseguraron cerca de 300 kilos.", "They seized about 300 kilos."),
        ("La ONU y la OTAN firmaron.", "The UN and NATO signed."),
        ("Muamar Gadafi murió en Sirte.", "Muammar Gaddafi died in Sirte."),
        ("Viajó a Alemania y a Suiza.", "He travelled to Germany and Switzerland."),
        ("Pagó 20 millones de pesos.", "He paid 20 million pesos ($1.1 million)."),
    ],
)
def test_what_is_no_difference(es, en):
    assert hard(es, en) == []


def test_same_is_said_of_figures_that_agree():
    (found,) = [f for f in findings("Hay 28 muertos.", "There are 28 dead.") if f.kind == "same"]
    assert (found.source.text, found.report.text) == ("28", "28")


def test_offsets_index_each_text_and_links_join_the_spans():
    es = "¡Ojo! 🙂 Llovió.\nLa Marina aseguró 840 kilos de cocaína."
    en = "It rained. 🙂\n\nThe Navy seized 480 kilos of cocaine."
    found = findings(es, en)
    assert "number" in {f.kind for f in found}
    for f in found:
        for side, text in ((f.source, es), (f.report, en)):
            assert side is None or text[side.start : side.end] == side.text
        for link in f.links:
            assert f.source.start <= link.source_start < f.source.end
            assert f.report.start <= link.target_start < f.report.end


@pytest.mark.parametrize(
    ("es", "en"),
    [
        ("El juez estaría por liberar al exgobernador.", "The judge released the former governor."),
        (
            "El gobierno alista la compra de 200 patrullas.",
            "The government bought 200 patrol cars.",
        ),
        ("Prevé contratar a 300 médicos.", "It has hired 300 doctors."),
        ("Amenazaron con bloquear la autopista.", "They blocked the highway."),
        ("La alcaldía clausuró ayer siete bares.", "The borough plans to close seven bars."),
    ],
)
def test_plans_and_deeds_differ(es, en):
    assert [kind for kind, *_ in hard(es, en)] == ["status"]


@pytest.mark.parametrize(
    ("es", "en"),
    [
        ("El tren llegará el lunes a Mérida.", "The train arrives in Mérida on Monday."),
        ("El presidente viajará a Washington.", "The president would travel to Washington."),
        ("Lloré cuando escuché la canción.", "I cried when I heard the song."),
        ("Van a abrir la presa.", "They are going to open the dam."),
    ],
)
def test_the_same_plan_is_no_difference(es, en):
    assert hard(es, en) == []


def omitted(es: str, en: str) -> list[str]:
    return [f.source.text for f in findings(es, en) if f.kind == "omitted"]


REPORTED = "Un autobús volcó el martes en la carretera a Puebla. "
REPORT = "A bus overturned on Tuesday on the road to Puebla. "


def test_figures_that_weigh_are_omitted_when_nothing_tells_of_them():
    assert omitted(REPORTED + "Hubo 17 heridos.", REPORT) == ["17 heridos"]
    assert omitted(REPORTED + "Hubo 17 heridos.", REPORT + "Several were wounded.") == []
    assert omitted(REPORTED + "Llevaba 17 maletas.", REPORT) == []


def test_a_figure_that_differs_is_not_omitted_as_well():
    found = findings("La multa fue de 4 millones de pesos.", "The fine was 9 million pesos.")
    assert [f.kind for f in found] == ["number"]


def test_statements_that_weigh_are_omitted_when_nothing_tells_of_them():
    denial = "La empresa negó que la unidad tuviera fallas mecánicas."
    assert omitted(REPORTED + denial, REPORT) == [denial]
    told = REPORT + "The company denied that it had any mechanical failures."
    assert omitted(REPORTED + denial, told) == []
    assert omitted(REPORTED + "Gracias a todos por su valioso apoyo.", REPORT) == []


def test_an_acronym_or_a_common_noun_stands_for_an_institution():
    es = "El Ejército y la ONU entregaron 20 casas en Tabasco."
    assert omitted(es, "Soldiers and UNO staff handed over 20 houses in Tabasco.") == []


def test_one_sentence_may_answer_to_two():
    es = "El 17 de noviembre de 2008 eliminó los visados, con lo que el país entró en el grupo."
    en = "On November 17, 2011, it removed the visas. The country thus entered the group."
    assert [kind for kind, *_ in hard(es, en)] == ["date"]


@pytest.mark.parametrize(("es", "en"), [("", "A text."), ("Un texto.", ""), ("", ""), (" ", "\n")])
def test_an_empty_side_gives_nothing(es, en):
    assert findings(es, en) == []


def test_texts_in_the_wrong_language_are_refused():
    es = "El gobernador dijo que la presa es segura para los habitantes de la ciudad."
    en = "The governor said that the dam is safe for the people who live in the city."
    with pytest.raises(InputError, match="source reads as English"):
        compare(en, en)
    with pytest.raises(InputError, match="report reads as Spanish"):
        compare(es, es)


def test_numbers_of_400_digits():
    digits = "7" * 400
    assert hard(f"Pagó {digits} pesos.", f"He paid {digits} pesos.") == []
    assert hard(f"Pagó {digits} pesos.", f"He paid {digits[:-1]}8 pesos.")[0][0] == "number"


@given(st.text(max_size=80), st.text(max_size=80))
@settings(max_examples=50, deadline=None)
def test_any_two_texts_give_findings_with_true_offsets(es, en):
    try:
        found = findings(es, en)
    except InputError:
        return
    for f in found:
        for side, text in ((f.source, es), (f.report, en)):
            assert side is None or text[side.start : side.end] == side.text
        assert 0 <= f.confidence <= 1 and f.explanation


def test_a_part_of_a_longer_name_is_not_compared_alone():
    found = hard(
        "La Fiscalía General de la República detuvo a 15 personas en Uruapan el 3 de febrero de "
        "2026. No hubo heridos.",
        "Mexico's Attorney General's Office detained 12 people in Uruapan on February 4, 2026. "
        "Several people were injured.",
    )
    assert [kind for kind, _, _ in found] == ["number", "date", "negation"]


@pytest.mark.parametrize(
    ("es", "en", "source", "report"),
    [
        (
            "En el operativo fueron detenidas tres personas y no hubo lesionados.",
            "Officials said that in the raid four people had been detained and that several were "
            "hurt.",
            "no hubo lesionados",
            "in the raid four people had been detained and that several were hurt.",
        ),
        (
            "La autoridad no ha confirmado la identidad de los detenidos. Fueron detenidas tres "
            "personas.",
            "Authorities have confirmed the identity of the suspects. Authorities said four people "
            "had been detained.",
            "La autoridad no ha confirmado",
            "Authorities have confirmed the identity of the suspects",
        ),
    ],
)
def test_a_denial_is_quoted_from_where_its_clause_begins(es, en, source, report):
    found = hard(es, en)
    assert ("negation", source, report) in found
    assert {kind for kind, _, _ in found} == {"number", "negation"}


@pytest.mark.parametrize(
    ("es", "en", "source", "report"),
    [
        (
            "El alcalde negó haber recibido dinero de la constructora.",
            "The mayor admitted receiving money from the construction company.",
            "negó haber recibido",
            "admitted receiving money",
        ),
        (
            "La secretaria reconoció que hubo errores en el padrón.",
            "The secretary denied that there were errors in the registry.",
            "reconoció que hubo",
            "denied that there",
        ),
    ],
)
def test_what_one_side_denies_and_the_other_admits(es, en, source, report):
    assert hard(es, en) == [("negation", source, report)]


def test_to_deny_something_may_be_to_confirm_that_it_is_not_so():
    assert not hard(
        "La secretaria negó que hubiera errores en el padrón.",
        "The secretary confirmed that there were no errors in the registry.",
    )
