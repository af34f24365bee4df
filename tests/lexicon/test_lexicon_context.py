"""What weak names, nouns and ambiguous surfaces stand for, with the shipped lexicon."""

from __future__ import annotations

import pytest

from bilingual.lexicon import load_lexicon


def readings(text: str) -> dict[str, tuple[str, ...]]:
    return {text[r.start : r.end]: r.entry_ids for r in load_lexicon().read(text)}


@pytest.mark.parametrize(
    ("text", "surface", "entry"),
    [
        ("Mexico's army said so.", "army", "mx.ejercito"),
        ("The U.S. Army is large; the Army said so.", "Army", "us.army"),
        ("In Mexico, the Navy sent a boat.", "Navy", "mx.marina"),
        ("Soldiers of the SEDENA came. The soldiers left.", "soldiers", None),
        ("The Mexican Army came. The soldiers left.", "soldiers", "mx.ejercito"),
        ("La Marina informó desde Veracruz, México.", "Marina", "mx.marina"),
        ("Mexico's Attorney General's Office said so.", "Attorney General's Office", "mx.fgr"),
        ("In Tamaulipas, the state prosecutor's office spoke.", "state prosecutor's office",
         "mx.tam.fiscalia"),
        ("Tamaulipas prosecutors and the Fiscalía General del Estado de Sonora met; "
         "Tamaulipas state prosecutors left.", "state prosecutors", "mx.tam.fiscalia"),
        ("The newspaper Reforma wrote it.", "Reforma", "media.reforma"),
        ("The U.S. sent the National Guard to California.", "National Guard", "us.natguard"),
        ("Mexico sent the National Guard to Sinaloa.", "National Guard", "mx.gn"),
        ("Washington: U.S. Treasury Department, the Treasury Department", "Treasury Department",
         "us.treasury"),
    ],
)  # fmt: skip
def test_context_decides(text: str, surface: str, entry: str | None):
    assert readings(text).get(surface) == ((entry,) if entry else None)


@pytest.mark.parametrize(
    "text",
    [
        "The army said so.",
        "The Supreme Court of Brazil ruled.",
        "Colombia's Attorney General's Office; Mexico watches.",
        "El Centro Nacional de Inteligencia de España informó.",
        "La Unión Europea, México y el Congreso Nacional Obrero",
        "The state Supreme Court in Mexico ruled.",
        "México: Economía y salud. Economía para todos, dijo.",
        "The ministry said so.",
    ],
)
def test_weak_names_without_support_are_no_mentions(text: str):
    institutions = {i for ids in readings(text).values() for i in ids if i.startswith("mx.")}
    assert not institutions


def test_nouns_refer_to_the_nearest_name_of_their_kind():
    text = (
        "The FGR and the Fiscalía de Jalisco met in Mexico. The office said so. "
        "La Secretaría de Marina informó; la dependencia agregó que sí."
    )
    assert readings(text)["office"] == ("mx.jal.fiscalia",)
    assert readings(text)["dependencia"] == ("mx.marina",)


def test_a_noun_that_goes_on_is_no_reference():
    assert "office" not in readings("The FGR met in Mexico. The office building burned.")
    assert "office" not in readings("The FGR met in Mexico. The office of the mayor burned.")


def test_a_noun_that_names_its_own_kind_refers_to_no_other():
    assert "institute" not in readings("Mexico's COMAR spoke. Then the institute closed.")
    assert readings("Mexico's INSP spoke. Then the institute closed.")["institute"] == ("mx.insp",)


def test_what_could_be_any_state_s_is_no_mention():
    assert "state supreme court" not in readings("In Mexico, the state supreme court ruled.")
    found = readings("In Sonora, the state supreme court ruled.")
    assert found["state supreme court"] == ("mx.son.tsj",)


def test_a_noun_after_its_own_name_is_no_mention():
    assert list(readings("Pemex, the state oil company, lost money.")) == ["Pemex"]


def test_a_noun_before_its_own_name_is_no_mention():
    text = "State oil company Pemex lost money."
    assert list(readings(text)) == ["Pemex"]


def test_ambiguous_surfaces_keep_all_readings_with_the_reason():
    text = "En Veracruz y Sinaloa, México, la FGE informó."
    (reading,) = (r for r in load_lexicon().read(text) if len(r.entry_ids) > 1)
    assert {"mx.ver.fiscalia", "mx.sin.fiscalia"} == set(reading.entry_ids)
    assert "does not decide" in reading.note


def test_former_names_stay_with_the_body_that_still_bears_them():
    text = "La PGR y la SAGARPA informaron en México."
    assert readings(text)["PGR"] == ("mx.pgr",)
    assert readings(text)["SAGARPA"] == ("mx.sader",)


def test_a_slip_of_an_acronym_needs_the_right_one_and_says_so():
    text = "El CJNG opera en México. El CNG creció."
    slip = next(r for r in load_lexicon().read(text) if text[r.start : r.end] == "CNG")
    assert slip.entry_ids == ("mx.cjng",)
    assert "'CJNG'" in slip.note
    assert "CNG" not in readings("En México, el CNG es un gas.")


@pytest.mark.parametrize(
    ("text", "surface", "entry"),
    [
        ("QUERÉTARO, Mexico — The city was calm. La Fiscalía informó.", "Fiscalía",
         "mx.que.fiscalia"),
        ("A priest died in the hot lands of Guerrero. La Fiscalía General del Estado calla.",
         "Fiscalía General del Estado", "mx.gro.fiscalia"),
        ("In Veracruz, Mexico, the state's electoral institute counted.",
         "state's electoral institute", "mx.ver.instituto_electoral"),
        ("OPLE Veracruz contó los votos.", "OPLE Veracruz", "mx.ver.instituto_electoral"),
    ],
)  # fmt: skip
def test_the_state_that_a_text_speaks_of_most_decides(text: str, surface: str, entry: str):
    assert readings(text)[surface] == (entry,)


def test_any_army_is_no_entry():
    assert "army" not in readings("In Mexico, Mexico's poets had names that an army forgot.")
