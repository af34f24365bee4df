"""Who said a quotation, in both languages, wherever the narration says so."""

from __future__ import annotations

import pytest

from bilingual import detect


def _speaker(text: str, quotation: str) -> str | None:
    segment = next(s for s in detect(text) if quotation in s.text)
    if segment.speaker is None:
        return None
    evidence = segment.speaker.evidence
    assert text[evidence.start : evidence.end] == evidence.text
    return segment.speaker.name


SAID = "No hay peligro para nadie en la zona"
INTRO = (
    "Ernesto Villalobos, the director of civil protection, came at noon. The FGR sent two agents. "
)


@pytest.mark.parametrize(
    ("frame", "name"),
    [
        ('"{}," said Derek Paulsen, the agent who went down first.', "Derek Paulsen"),
        ('"{}," Guadalupe Arreola told the volunteers from Hermosillo.', "Guadalupe Arreola"),
        ('"{}", dijo Ana López ante la prensa.', "Ana López"),
        ('"{}", explicó en conferencia la Fiscalía General del Estado de Chihuahua.',
         "Fiscalía General del Estado de Chihuahua"),
        ('"{}", señaló la organización Artículo 19.', "Artículo 19"),
        ("Mayor Rogelio Treviño said: «{}».", "Rogelio Treviño"),
        ('In a note, the Ministerio de Vivienda promised: "{}."', "Ministerio de Vivienda"),
        ('According to Juan Pérez, "{}" after dark.', "Juan Pérez"),
        ('The bulletin of Petróleos Mexicanos reads: "{}."', "Petróleos Mexicanos"),
        ('"We are late," the mayor of X, Rogelio Treviño, said at noon. "{}."', "Rogelio Treviño"),
        ('"{}," said Hannah Krall and nobody else in Berlin.', "Hannah Krall"),
        ('"{}," U.S. Immigration and Customs Enforcement said in an email.',
         "U.S. Immigration and Customs Enforcement"),
        ('A spokeswoman for the FGR said: "{}."', "FGR"),
        ('"{}," wrote Canada\'s new consul, Odile Ferron, on Sunday.', "Odile Ferron"),
        ('"{}," El Siglo quoted Odile Ferron as saying.', "Odile Ferron"),
        ('MONTERREY — Teacher Odile Ferron told us: "{}."', "Odile Ferron"),
        ('"{}" were the words of Odile Ferron.', "Odile Ferron"),
        ('Gov. Odile Ferron, a lawyer, called it "{}."', "Odile Ferron"),
        ("“{}” — Odile Ferron, teacher", "Odile Ferron"),
        ('La Secretaría de Obras respondió: "{}".', "Secretaría de Obras"),
    ],
)  # fmt: skip
def test_names_in_the_narration(frame: str, name: str) -> None:
    assert _speaker(frame.format(SAID), SAID) == name


@pytest.mark.parametrize(
    ("frame", "name"),
    [
        ('"{}," he said.', "Ernesto Villalobos"),
        ('"{}," Villalobos said.', "Ernesto Villalobos"),
        ('"{}," the director shrugged.', "Ernesto Villalobos"),
        ('His words: "{}."', "Ernesto Villalobos"),
        ('"{}", dijo el funcionario.', "Ernesto Villalobos"),
        ('"{}", precisó la dependencia.', "FGR"),
        ('"{}," the office said in a statement.', "FGR"),
        ('The communiqué: "{}."', "FGR"),
        ('"{}," were his words.', "Ernesto Villalobos"),
        ('Calzado Ruelas, a shoe maker, sells less. "{}," the company said.', "Calzado Ruelas"),
        ('The letter, written by Casa Ruelas, a charity, is short. It reads: "{}."', "Casa Ruelas"),
    ],
)
def test_pronouns_and_nouns_stand_for_the_last_fitting_name(frame: str, name: str) -> None:
    assert _speaker(INTRO + frame.format(SAID), SAID) == name


def test_places_and_datelines_do_not_speak() -> None:
    text = f'MEXICO CITY — Blanca Garza walked onto Avenida Reforma in Toluca. "{SAID}," she said.'
    assert _speaker(text, SAID) == "Blanca Garza"


def test_banners_have_no_speaker() -> None:
    assert _speaker(f'Marta Ruiz marched. One banner read "{SAID}" in red.', SAID) is None


def test_a_quotation_goes_on_with_its_speaker() -> None:
    text = f'"We are tired," said Ana López. "{SAID}."'
    assert _speaker(text, SAID) == "Ana López"
    over_paragraphs = f"“{SAID}.\n\n“No nos vamos a ir de aquí”, dijo Ana López."
    assert _speaker(over_paragraphs, SAID) == "Ana López"


def test_a_communique_belongs_to_whom_the_english_names() -> None:
    text = (
        "The release of INEGI reads as follows:\n\n"
        "En enero las exportaciones de mercancías ascendieron a cifras nunca vistas.\n\n"
        "Las exportaciones automotrices disminuyeron a tasa anual.\n\nPlants have cut shifts."
    )
    assert _speaker(text, "En enero") == "INEGI"
    assert _speaker(text, "automotrices") == "INEGI"
    assert _speaker(text, "Plants") is None


def test_the_author_of_a_post() -> None:
    text = f"{SAID}. — SSPC México (@SSPCMexico) March 4, 2026"
    (segment,) = detect(text)
    assert segment.speaker is not None
    assert (segment.speaker.name, segment.speaker.handle) == ("SSPC México", "@SSPCMexico")
    assert segment.speaker.evidence.text == "SSPC México (@SSPCMexico)"


def test_a_quoted_headline_is_said_by_nobody() -> None:
    text = f'Lorena Becerra shrugged. El Siglo had on its front page: "{SAID}".'
    assert _speaker(text, SAID) is None
    assert [s.kind for s in detect(text)] == ["prose", "headline"]


def test_closing_angles_go_on_with_a_quotation_in_a_new_paragraph() -> None:
    text = (
        "Casa Ruelas, a charity, wrote a letter. It reads:\n\n"
        f"«{SAID}, según nos dijeron ayer.\n\n"
        "»Les pedimos que vengan pronto con agua y con cobijas.»\n\n"
        "Nobody came."
    )
    segments = [s for s in detect(text) if s.language == "es"]
    assert [(s.kind, s.speaker and s.speaker.name) for s in segments] == [
        ("quotation", "Casa Ruelas")
    ] * 2


@pytest.mark.parametrize(
    ("frame", "name"),
    [
        ('"{}," Natalia Ibargüen, the chair, closed the session.', "Natalia Ibargüen"),
        ('Rosa Vega came late. "{}," her answer went.', "Rosa Vega"),
        ('"{}," were Ortiz\'s words on the steps.', "Ortiz"),
        (
            '"We have no money for it," said Elena Cruz.\n\nHer last slide showed a train. "{}."',
            "Elena Cruz",
        ),
        ('Elena Cruz was late. Her last slide showed a train. "{}."', None),
        ('Joaquín Ruiz asked first. Irma Lizbeth Soto was next. "{}," he shouts.', "Joaquín Ruiz"),
        ('The mayor said so. It was, in the colonel\'s words, "{}." ', None),
    ],
)
def test_words_around_a_quotation_that_hold_no_verb_of_saying(frame, name):
    assert _speaker(frame.format(SAID), SAID) == name


TRANSCRIPT = """Questions are in English.

QUESTION: Is it safer than a year ago?

GENERAL RICARDO TREVILLA TREJO, SECRETARY OF DEFENSE: No, señorita, de ninguna manera. En la
operación no participó personal extranjero.

QUESTION: And the barracks?

PRESIDENT CLAUDIA SHEINBAUM: No estamos pensando en un estado de excepción, no lo necesitamos.

President Claudia Sheinbaum left at nine."""


def test_labels_of_a_transcript_name_who_speaks_and_lie_outside_the_segment():
    assert _speaker(TRANSCRIPT, "de ninguna manera") == "RICARDO TREVILLA TREJO"
    assert _speaker(TRANSCRIPT, "no lo necesitamos") == "Claudia Sheinbaum"
    spanish = [s.text for s in detect(TRANSCRIPT) if s.language == "es"]
    assert [text.split(",")[0] for text in spanish] == [
        "No",
        "No estamos pensando en un estado de excepción",
    ]


def test_a_warning_is_no_label():
    text = "AVISO: No hay agua potable en la colonia.\n\nAVISO: El puente sigue cerrado hoy."
    assert [s.speaker for s in detect(text)] == [None, None]


def test_in_an_interview_the_one_who_is_asked_speaks():
    text = (
        "For nine years Abril Santoyo Lerma counted doors. Santoyo resigned in June.\n\n"
        f'Q: Why beer?\n\nA: It is cheap. "{SAID}." The brewer pays for it.'
    )
    assert _speaker(text, SAID) == "Abril Santoyo Lerma"


def test_a_text_quoted_line_by_line_is_by_whom_its_first_line_names():
    text = (
        "“El Senasica informa que el brote está contenido en el sur del país.”\n\nIs it?\n\n"
        f"“{SAID}.”\n\nNobody in Texas believes that."
    )
    assert _speaker(text, SAID) == "Senasica"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            "It was over.\n\nLa Secretaría de Marina informa que fueron detenidas tres "
            "personas en el puerto.",
            "Secretaría de Marina",
        ),
        (
            "The statement in full:\n\nLa Fiscalía General de la República (FGR) entregó hoy a las "
            "autoridades a un detenido.",
            "Fiscalía General de la República",
        ),
        (
            "It was over.\n\nLa Secretaría de Marina informó que fueron detenidas tres "
            "personas en el puerto.",
            None,
        ),
    ],
)
def test_a_communique_names_who_issues_it(text, name):
    assert _speaker(text, text.split("\n\n")[1][20:40]) == name
