"""Glossary terms: found in the source, set into the target at the linked words."""

import pytest

from bilingual.errors import LexiconError
from bilingual.translation.glossary import Glossary, read_glossary
from bilingual.translation.insertion import insert_terms

TERMS = {
    "Fiscalía General de la República": "Attorney General's Office",
    "Guardia Nacional": "National Guard",
    "Petróleos Mexicanos": "Pemex",
    "15a Zona Militar": "Military Zone",
    "ayuntamiento": "city council",
    "El Mencho": "El Mencho",
}


def inserted(table_engine, source, target, pairs=None):
    engine = table_engine(links={source: pairs} if pairs else None)
    links = engine.force([source], [target])[0].links
    return insert_terms(source, target, links, Glossary(TERMS).find(source))


def test_the_longest_name_is_found_whatever_its_articles():
    for text in ("la Fiscalía General de República", "La FISCALÍA General de la República"):
        assert [m.target for m in Glossary(TERMS).find(text)] == ["Attorney General's Office"]


def test_a_name_does_not_match_in_lower_case_but_a_common_word_does():
    assert not Glossary(TERMS).find("la guardia nacional")
    assert Glossary(TERMS).find("El Ayuntamiento y el ayuntamiento")[1].target == "city council"


def test_a_term_that_would_lose_a_number_is_left_out():
    assert not Glossary(TERMS).find("la 15a Zona Militar")


def test_a_term_takes_the_place_and_keeps_the_article(table_engine):
    text, links = inserted(
        table_engine,
        "La Fiscalía General de la República informó.",
        "The Prosecutor General of the Republic reported.",
    )
    assert text == "The Attorney General's Office reported."
    assert all(0 <= k.target_start < k.target_end <= len(text) for k in links)
    start = text.index("Attorney")
    assert any(k.target_start == start for k in links)


def test_no_article_is_doubled_or_lost(table_engine):
    text, _ = inserted(
        table_engine,
        "Habló un jefe de la Guardia Nacional ayer.",
        "A chief of Guardia National spoke yesterday.",
        [(0, 5), (1, 0), (2, 1), (3, 2), (5, 3), (6, 4), (7, 6), (8, 7)],
    )
    assert text == "A chief of the National Guard spoke yesterday."


def test_a_name_without_article_loses_the_models(table_engine):
    text, _ = inserted(
        table_engine,
        "Petróleos Mexicanos pagó.",
        "The Mexican Petroleum paid.",
        [(0, 2), (1, 1), (2, 3), (3, 4)],
    )
    assert text == "Pemex paid."


def test_a_name_kept_as_it_is_takes_the_models_article_away(table_engine):
    text, _ = inserted(table_engine, "El Mencho murió.", "The Mencho died.")
    assert text == "El Mencho died."


def test_a_user_glossary_names_its_faulty_line(tmp_path):
    path = tmp_path / "terms.tsv"
    path.write_text("# comment\nalcalde\tmayor\nsin traducción\n", "utf-8")
    with pytest.raises(LexiconError, match="line 3"):
        read_glossary(path)
    path.write_text("alcalde\tmayor\textra\n\n", "utf-8")
    assert read_glossary(path) == {"alcalde": "mayor"}


def test_the_article_of_a_name_does_not_make_a_word_a_name():
    glossary = Glossary({"La Paz": "La Paz", "El Salvador": "El Salvador"})
    assert not glossary.find("La paz interna del país")
    assert glossary.find("en La Paz y en El Salvador")[1].target == "El Salvador"
