"""Names and nouns of both languages that mean one and the same, and some that don't."""

from __future__ import annotations

import re

import pytest

from bilingual.document import Document, Mention
from bilingual.lexicon import load_lexicon
from bilingual.lexicon.equivalents import name_similarity
from bilingual.linking.stage import link
from bilingual.recognition.references import with_references

_MARKED = re.compile(r"\[(?P<name>[^\]|]+)\|(?P<label>\w+)\]")


def linked(marked: str) -> list[set[str]]:
    """The texts that each entity of a text has; names are given as [name|label]."""
    text, mentions = "", []
    done = 0
    for match in _MARKED.finditer(marked):
        text += marked[done : match.start()]
        start = len(text)
        text += match["name"]
        mentions.append(Mention(start, len(text), match["name"], match["label"], "en", "spacy"))
        done = match.end()
    text += marked[done:]
    document = Document(text)
    lexicon = load_lexicon()
    document = document.add(mentions=with_references(document, mentions, lexicon, "rules"))
    return [{m.text for m in entity.mentions} for entity in link(document, lexicon)]


@pytest.mark.parametrize(
    ("spanish", "english"),
    [
        ("Universidad Tecnológica de Altamira", "Technological University of Altamira"),
        ("Sindicato Único de Trabajadores del Poder Judicial", "Judiciary Workers' Union"),
        ("Colectivo Madres Buscadoras de Jalisco", "Searching Mothers of Jalisco"),
        ("Sindicato de Jornaleros de San Quintín", "San Quintín Farmworkers Union"),
        ("Unión de Productores de Aguacate de Peribán", "Avocado Growers Union of Peribán"),
        ("Asociación de Hoteles de Los Cabos", "Los Cabos Hotel Association"),
        ("Cámara Mexicana de la Industria de la Construcción",
         "Mexican Chamber of the Construction Industry"),
        ("Instituto Jalisciense de las Mujeres", "Jalisco Women's Institute"),
        ("Federación de Estudiantes Universitarios de Sinaloa",
         "Sinaloa Federation of University Students"),
        ("Comité de Vecinos de la Colonia Doctores", "Doctores Neighborhood Residents Committee"),
        ("Consejo Supremo Indígena de Michoacán", "Michoacán Supreme Indigenous Council"),
        ("Frente de Pueblos en Defensa de la Tierra", "Peoples' Front in Defense of Land"),
        ("Hospital Civil de Culiacán", "Culiacán Civil Hospital"),
        ("Hospital General de Tijuana", "Tijuana General Hospital"),
        ("Diócesis de Tapachula", "Diocese of Tapachula"),
        ("Arquidiócesis de Morelia", "Archdiocese of Morelia"),
        ("Red de Periodistas del Noroeste", "Northwest Journalists Network"),
        ("Centro de Derechos Humanos de las Mujeres", "Women's Human Rights Center"),
        ("Fundación Mexicana para la Salud", "Mexican Health Foundation"),
        ("Observatorio Ciudadano de Sonora", "Sonora Citizen Observatory"),
        ("Alianza de Transportistas de Guerrero", "Guerrero Transport Alliance"),
        ("Cooperativa de Pescadores de Sisal", "Sisal Fishermen's Cooperative"),
        ("Policía Comunitaria de Olinalá", "Olinalá Community Police"),
        ("Tribunal de Justicia Administrativa de Puebla",
         "Administrative Justice Tribunal of Puebla"),
        ("Comisión Municipal de Agua de Xalapa", "Xalapa Municipal Water Commission"),
        ("Museo de la Ciudad de Veracruz", "Veracruz City Museum"),
        ("Río Sabinas", "Sabinas River"),
        ("Presa La Boquilla", "La Boquilla Dam"),
        ("Puerto de Topolobampo", "Port of Topolobampo"),
        ("Calle Hidalgo Norte", "Hidalgo North Street"),
        ("Instituto Costarricense de Electricidad", "Costa Rican Electricity Institute"),
        ("Unión de Pepenadores del Bordo Norte", "Bordo Norte Pickers' Union"),
        ("Sindicato de Capitanes de Remolcadores", "Tugboat Captains Union"),
        ("Servicio Aragonés de Salud", "Aragonese Health Service"),
        ("Fiscalía General de la Nación", "Colombian Attorney General's Office"),
        ("Cámara de Industrias de Costa Rica", "Chamber of Industries"),
        ("lago Gatún", "Gatún"),
    ],
)  # fmt: skip
def test_names_that_translate_each_other(spanish: str, english: str):
    assert name_similarity(spanish, english) > 0
    assert linked(f"[{english}|ORG] said so. [{spanish}|ORG] informó.") == [{spanish, english}]


@pytest.mark.parametrize(
    ("spanish", "english"),
    [
        ("Universidad Autónoma de Sinaloa", "Autonomous University of Sonora"),
        ("Sindicato de Maestros de Oaxaca", "Oaxaca Miners Union"),
        ("Hospital General de Tijuana", "Culiacán General Hospital"),
        ("Sección 22", "Section 7"),
        ("Diócesis de Tapachula", "Diocese of San Cristóbal"),
        ("Río Sabinas", "San Juan River"),
        ("Colectivo Hasta Encontrarlos", "Searching Mothers of Jalisco"),
        ("Consejo Nacional", "National Commission"),
        ("Cámara de Comercio de Torreón", "Chamber of Deputies"),
        ("Policía de Tonalá", "Tlaquepaque Police"),
        ("Río Verde", "Puente Verde"),
    ],
)
def test_names_that_differ(spanish: str, english: str):
    assert name_similarity(spanish, english) == 0
    assert len(linked(f"[{english}|ORG] said so. [{spanish}|ORG] informó.")) == 2


@pytest.mark.parametrize(
    ("text", "together"),
    [
        ("[Aurora Textil|ORG], a textile company, cut jobs. “La empresa pagará”, dijo.",
         {"Aurora Textil", "empresa"}),
        ("La aerolínea [Vuela Sur|ORG] paró. The airline said it would pay.",
         {"Vuela Sur", "airline"}),
        ("[Sindicato Minero de Cananea|ORG] struck. The union wants talks. El sindicato espera.",
         {"Sindicato Minero de Cananea", "union", "sindicato"}),
        ("[Rancho Nuevo Workers Union|ORG] met. El gremio exigió respuesta.",
         {"Rancho Nuevo Workers Union", "gremio"}),
        ("[Banco del Istmo|ORG] failed. The bank closed. El banco cerró.",
         {"Banco del Istmo", "bank", "banco"}),
        ("[Instituto Tecnológico de Ixtepec|ORG] closed. The institute said so.",
         {"Instituto Tecnológico de Ixtepec", "institute"}),
        ("[Luz del Desierto|ORG], una asociación civil, denunció. The association said more.",
         {"Luz del Desierto", "association"}),
        ("[Hospital San Roque|ORG] burned. “El hospital no avisó”, dijo. The hospital is shut.",
         {"Hospital San Roque", "hospital"}),
        ("Rector [Jesús Ibarra|PER] spoke. “No pagaremos”, dijo el rector.",
         {"Jesús Ibarra", "rector"}),
        ("[Elena Rangel|PER], mayor of Tonalá, left. “Volveré”, prometió la alcaldesa.",
         {"Elena Rangel", "alcaldesa"}),
        ("The bishop of Apatzingán, [Marcos Lira|PER], prayed. El obispo pidió paz.",
         {"Marcos Lira", "obispo"}),
        ("[Tomás Ayala|PER], who heads the union, waited. The union leader said no.",
         {"Tomás Ayala", "union leader"}),
        ("The metalworkers' union walked out. “El sindicato no cede”, dijo.",
         {"metalworkers' union", "sindicato"}),
        ("[Capitanía de Puerto|ORG] closed the bay. The harbor office said so.",
         {"Capitanía de Puerto", "harbor office"}),
        ("The committee met. [Comité Pro Presa|ORG] signed. El comité firmó.",
         {"committee", "Comité Pro Presa", "comité"}),
        ("[National Search Commission|ORG] met. The union struck. The Commission left.",
         {"National Search Commission", "Commission"}),
        ("[Servicio Nacional de Pesca|ORG] fined it. The service said so.",
         {"Servicio Nacional de Pesca", "service"}),
        ("[Agencia de Trenes|ORG] informó. The rail regulator said more.",
         {"Agencia de Trenes", "rail regulator"}),
        ("[Federación de Pescadores de Tarapacá|ORG] firmó. The Tarapacá fishermen's union met.",
         {"Federación de Pescadores de Tarapacá", "Tarapacá fishermen's union"}),
        ("[Dirección de Aduanas y Puertos|ORG] calló. The customs and ports agency said no.",
         {"Dirección de Aduanas y Puertos", "customs and ports agency"}),
        ("[Sun Line|ORG], a ferry operator, sank. “…,” the company said. La empresa calla.",
         {"Sun Line", "company", "empresa"}),
        ("[Cemento Azul|ORG] grew. The company hired. La compañía creció.",
         {"Cemento Azul", "company", "compañía"}),
    ],
)  # fmt: skip
def test_nouns_that_refer(text: str, together: set[str]):
    assert together in linked(text)


@pytest.mark.parametrize(
    "text",
    [
        "[Cemento Azul|ORG], the cement maker, grew. The company of the future is small.",
        "[Elena Rangel|PER], mayor of Tonalá, left. The mayor of Zapopan stayed.",
        "[Sindicato Minero|ORG] met. A union is a union.",
        "[Banco del Istmo|ORG] failed. The bank workers' mood is low.",
    ],
)
def test_nouns_that_refer_to_nobody_named(text: str):
    assert all(len(names) == 1 for names in linked(text))


def test_a_noun_goes_to_the_nearest_of_its_kind():
    found = linked("[Banco Alfa|ORG] rose. [Banco Beta|ORG] fell. The bank said so.")
    assert {"Banco Beta", "bank"} in found


def test_a_noun_that_stands_beside_its_name_is_no_mention():
    assert linked("[Cemento Azul|ORG], the cement maker, grew.") == [{"Cemento Azul"}]


@pytest.mark.parametrize(
    ("name", "acronym"),
    [
        ("Autonomous University of Altamira", "UAA"),
        ("Electrodomésticos del Golfo", "EDG"),
        ("Comisión de Agua de Tijuana", "Conati"),
        ("Unión de Colonos Libres", "UCL"),
    ],
)
def test_acronyms_in_brackets(name: str, acronym: str):
    found = linked(f"[{name}|ORG] ([{acronym}|ORG]) met. [{acronym}|ORG] said so.")
    assert found == [{name, acronym}]
