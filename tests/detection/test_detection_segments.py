"""Segments of texts of many shapes: languages, borders, kinds, metadata."""

from __future__ import annotations

from itertools import pairwise

import pytest
from awkward_text import awkward_text
from hypothesis import given
from hypothesis import strategies as st

from bilingual import Document, Segment, Settings, detect
from bilingual.detection import Detection
from bilingual.reading import Reading


def _spanish(text: str) -> list[str]:
    return [segment.text for segment in detect(text) if segment.language == "es"]


def _read(text: str) -> list[tuple[str, str, str]]:
    return [(segment.language, segment.kind, segment.text) for segment in detect(text)]


def _check(text: str, segments: list[Segment]) -> None:
    """Offsets are right, segments lie in order, and every letter of prose is in one."""
    assert all(text[s.start : s.end] == s.text for s in segments)
    assert all(a.end <= b.start for a, b in pairwise(segments))
    assert all(0 <= s.confidence <= 1 for s in segments)


def test_the_seed_article_has_one_spanish_segment(seed_text: str) -> None:
    (segment,) = (s for s in detect(seed_text) if s.language == "es")
    assert segment.text.startswith("se hace del conocimiento a la opinión pública")
    assert segment.text.endswith("planearon y…")
    assert (segment.kind, segment.truncated) == ("post", True)
    assert segment.metadata["date"] == "2026-02-22"
    assert segment.metadata["hashtags"] == ["UltimaHora", "Comunicado"]
    assert segment.speaker is not None
    assert segment.speaker.handle == "@Defensamx1"


@pytest.mark.parametrize(
    "marks",
    ['""', "“”", "«»", "‘’", "''", "„“"],
)
def test_quotations_in_any_marks(marks: str) -> None:
    said = "No buscamos culpables, buscamos a nuestros hijos"
    text = f"She told the volunteers: {marks[0]}{said}{marks[1]}, and the walk went on."
    assert _spanish(text) == [said]
    assert ("es", "quotation", said) in _read(text)


def test_a_spanish_attribution_is_its_own_segment() -> None:
    assert _read('"No hay peligro para nadie", informó la FGR. The rest is English prose.')[:2] == [
        ("es", "quotation", "No hay peligro para nadie"),
        ("es", "prose", "informó la FGR."),
    ]


def test_code_switching_is_marked_at_the_switch() -> None:
    text = (
        '"Mira, this is not about politics, es por la seguridad de nuestras familias, and '
        'everybody in this room knows it," said Graciela Montemayor.'
    )
    assert _spanish(text) == ["es por la seguridad de nuestras familias"]


@pytest.mark.parametrize(
    "names",
    [
        'The gang known as Los Chapitos answers to "El Mencho" on the Paseo de la Reforma.',
        "The newspapers La Jornada, El Universal and El Sol de Puebla reported the arrests.",
        "He met Andrés Manuel López Obrador and Sor Juana Inés de la Cruz at the Palacio Nacional.",
        "The Cártel Jalisco Nueva Generación (CJNG) and the Instituto Nacional de Antropología e "
        "Historia were named in the report.",
        "They ate tacos at a taquería, drank mezcal and said adiós to the fiscalía.",
    ],
)
def test_names_and_borrowed_words_are_no_segments(names: str) -> None:
    assert _spanish(names) == []


def test_english_names_do_not_split_spanish() -> None:
    text = (
        "La empresa Goldman Sachs, con sede en New York, y The Wall Street Journal informaron "
        "que el Federal Reserve Bank of New York subirá las tasas."
    )
    assert _spanish(text) == [text]


def test_a_spanish_article_with_english_inside() -> None:
    text = 'El senador llegó tarde. "We will not accept this deal," dijo ante la prensa local.'
    assert [language for language, _, _ in _read(text)] == ["es", "en", "es"]


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("pt", "Não sabemos ainda quem vai pagar a conta da reconstrução da ponte."),
        ("fr", "Nous ne savons pas encore qui va payer la reconstruction du pont."),
        ("it", "Non sappiamo ancora chi pagherà la ricostruzione del ponte vecchio."),
        ("ca", "Encara no sabem qui pagarà la reconstrucció d'aquest pont vell."),
        ("de", "Wir wissen noch nicht, wer den Wiederaufbau der Brücke bezahlen wird."),
        ("ru", "Мы ещё не знаем, кто заплатит за восстановление моста."),
        ("el", "Δεν ξέρουμε ακόμα ποιος θα πληρώσει για τη γέφυρα."),
        ("zh", "我们还不知道谁来支付桥的重建费用"),
    ],
)
def test_third_languages_are_called_by_their_name(language: str, sentence: str) -> None:
    text = f"The mayor spoke first. «{sentence}» Then the others left the room."
    assert [s.language for s in detect(text)] == ["en", language, "en"]


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("pt", "Foi um ano difícil para a economia do país."),
        ("ca", "Va dir que no sabia res de l'afer."),
        ("it", "Vive a Milano da quando era piccolo."),
        ("es", "lol q onda wey no mames jajaja xq no vienes"),
        ("es", "Xochimilco, Tlalpan e Iztapalapa amanecieron sin agua."),
        ("en", "omg lmao ur so funny bro smh idk tho"),
    ],
)
def test_short_sentences_of_near_languages_and_slang(language: str, sentence: str) -> None:
    assert [s.language for s in detect(sentence)] == [language]


def test_the_reporters_sic_is_no_part_of_what_was_said() -> None:
    text = 'They wrote: "Yo pensé en mi niña, que tenía festival al otro dia (sic)." Nobody came.'
    assert _spanish(text) == ["Yo pensé en mi niña, que tenía festival al otro dia"]


def test_a_day_after_a_quotation_keeps_its_language() -> None:
    text = "He called it “una vergüenza para todo el país” on Monday."
    assert [s.language for s in detect(text)] == ["en", "es", "en"]


def test_spanish_names_in_a_row_are_no_third_language() -> None:
    text = "Juan Carlos de la Cruz, María del Carmen Ríos and José Luis Peña met with El Mencho."
    assert [s.language for s in detect(text)] == ["en"]


def test_dialogue_dashes() -> None:
    text = "—Ya no se puede vivir aquí —dijo la mujer—. Nos vamos mañana temprano."
    assert _read(text) == [
        ("es", "quotation", "Ya no se puede vivir aquí"),
        ("es", "prose", "dijo la mujer"),
        ("es", "quotation", "Nos vamos mañana temprano."),
    ]


def test_the_marks_of_a_post_are_metadata() -> None:
    text = (
        "#Jalisco @GN_MEXICO_ El operativo continúa en la sierra con @SEDENA_mx al frente. "
        "#Seguridad https://example.org/a — SSPC México (@SSPCMexico) March 4, 2026"
    )
    (segment,) = detect(text)
    assert segment.text == "El operativo continúa en la sierra con @SEDENA_mx al frente."
    assert segment.metadata == {
        "hashtags": ["Jalisco", "Seguridad"],
        "handles": ["@GN_MEXICO_", "@SEDENA_mx", "@SSPCMexico"],
        "urls": ["https://example.org/a"],
        "date": "2026-03-04",
    }


def test_a_dateline_is_no_segment() -> None:
    text = "Ciudad de México, a 1 de marzo de 2026.- La FGR informa que detuvo a tres personas."
    assert _spanish(text) == ["La FGR informa que detuvo a tres personas."]


def test_markup_decides_where_words_do_not() -> None:
    def languages(lang: str) -> list[str]:
        page = (
            f'<p>He came late to the dinner.</p><blockquote lang="{lang}">No, no, no.</blockquote>'
        )
        (document,) = Detection(Settings())([Document.from_html(page)])
        return [segment.language for segment in document.segments]

    assert languages("es-MX") == ["en", "es"]
    assert languages("en") == ["en", "en"]


def test_a_quoted_headline() -> None:
    text = '"Otra vez septiembre, pero en enero," ran the headline of La Prensa on Saturday.'
    assert _read(text)[0] == ("es", "headline", "Otra vez septiembre, pero en enero")


def test_shouted_text_is_told_by_its_words() -> None:
    text = "THE ARMY FOUND NOTHING THERE\n\nDETIENEN A TRES PERSONAS POR EL HOMICIDIO DEL ALCALDE"
    assert [s.language for s in detect(text)] == ["en", "es"]


def test_decomposed_accents_count_as_composed() -> None:
    import unicodedata

    text = unicodedata.normalize("NFD", "El señor informó que mañana habrá más información aquí.")
    assert _spanish(text) == [text]


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n",
        "https://example.org/a/b?c=d",
        "😀😀😀 🎉🎉",
        "123 456,789 — 12:30",
        "\x00\x01\x02",
    ],
)
def test_text_without_prose_has_no_segments(text: str) -> None:
    assert detect(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "a" * 300_000,
        "«" * 5_000 + "hola a todos" + "»" * 2_000,
        '"' * 10_001,
        '"No hay nada que temer aquí," said Ana. ' * 2_000,
        "“No hay nada que temer aquí\n\n" * 2_000,
        "—Hola, ¿cómo estás hoy? —dijo ella— \n\n" * 2_000,
        "@a: hola a todos " * 5_000,
        "— X (@y) " * 5_000,
        "( [ { " * 10_000,
        "Juan Pérez " * 5_000 + '"hola a todos ustedes", he said. ' * 500,
    ],
    ids=range(10),
)
def test_hard_texts_take_linear_time(text: str) -> None:
    import time

    began = time.process_time()
    _check(text, detect(text))
    assert time.process_time() - began < 5


PARTS = ['"', "“", "”", "«", "»", "'", "—", " ", "\n\n", "hola a todos ustedes", "the big house"]
PARTS += [
    "dijo",
    " said ",
    "Ana López",
    "@x",
    "#y",
    "(@z) May 5, 2025",
    "é\u0301",
    "\ud800",
    "1.5",
    "…",
]


@given(
    st.one_of(st.text(max_size=120), awkward_text, st.lists(st.sampled_from(PARTS)).map("".join))
)
def test_any_text_gets_right_offsets(text: str) -> None:
    segments = detect(text)
    _check(text, segments)
    assert segments == detect(text)
    (document,) = Reading(Settings())([Document(text)])
    prose = [b for b in document.blocks if b.kind != "post"]
    covered = {i for s in segments for i in range(s.start, s.end)}
    if not any(c in text for c in "@#") and "://" not in text and "2025" not in text:
        letters = {i for b in prose for i in range(b.start, b.end) if text[i].isalpha()}
        assert letters <= covered


def test_documents_in_a_batch_do_not_touch_each_other() -> None:
    texts = ["He said no to all of it.", "Se informa que no hubo detenidos.", "", "No me digas."]
    documents = Reading(Settings())([Document(text) for text in texts])
    together = Detection(Settings())(documents)
    assert [list(d.segments) for d in together] == [detect(text) for text in texts]


@pytest.mark.slow
def test_threads_share_the_model_safely() -> None:
    from concurrent.futures import ThreadPoolExecutor

    texts = [
        f"Word{i} said no. Se informa que el {i}avo detenido huyó a Jalisco." for i in range(200)
    ]
    alone = [detect(text) for text in texts]
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(detect, texts)) == alone


def test_a_title_beside_a_name_is_no_segment() -> None:
    text = (
        "The first follows a dentist in Jalisco; Frontera chica, by Nuria Cantú, was shot indoors."
    )
    assert _spanish(text) == []


def test_a_clause_that_particles_bound_is_no_name() -> None:
    text = 'The law was signed "en la Cámara de Diputados con" the votes of two parties.'
    assert _spanish(text) == ["en la Cámara de Diputados con"]
