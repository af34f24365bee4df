"""Translation with the bundled package: the promises that a reader leans on."""

import os
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from bilingual import Document, Segment, Settings, translate
from bilingual.errors import ModelError, SettingsError
from bilingual.translation import TranslationStage, forced_links, load_engine

pytestmark = pytest.mark.slow

POST = (
    "se hace del conocimiento a la opinión pública que, con trabajos de inteligencia militar "
    "central, del Centro Nacional de Inteligencia y de la Fiscalía General de República (FEMDO), "
    "Fuerzas Especiales del Ejército Mexicano planearon y…"
)


def linked(translation, source, words):
    """The source words that the given words of the translation are linked to."""
    start = translation.text.index(words)
    return {
        source[k.source_start : k.source_end]
        for k in translation.links
        if start <= k.target_start < start + len(words)
    }


def test_institutions_have_their_english_names_and_links_back():
    post = translate(POST)
    for name, spanish in (
        ("National Intelligence Center", {"Centro", "Nacional", "Inteligencia"}),
        ("Attorney General's Office (FEMDO)", {"Fiscalía", "General", "República", "FEMDO"}),
        ("Special Forces of the Mexican Army", {"Fuerzas", "Especiales", "Ejército", "Mexicano"}),
    ):
        assert name in post.text
        assert linked(post, POST, name) >= spanish - {"República"}
    assert "Attorney General's" not in post.raw


def test_the_stage_marks_the_sentence_that_breaks_off():
    text = f"He said. {POST}"
    segment = Segment(9, len(text), POST, language="es", confidence=1.0, truncated=True)
    (document,) = TranslationStage(Settings())([Document(text).add(segments=[segment])])
    (unit,) = document.units
    assert text[unit.start : unit.end] == unit.text == POST
    assert any("truncated" in warning for warning in unit.translation.warnings)


@pytest.mark.parametrize(
    "kept",
    ["@Defensamx1", "#UltimaHora", "https://t.co/aB_3", "😀", "12,500", "FGR", "a_b@c.mx"],
)
def test_what_must_survive_survives(kept):
    assert kept in translate(f"Según {kept} hubo cambios en la ciudad de Guadalajara.").text


def test_a_name_survives_or_its_loss_is_said():
    translation = translate("Según Ñuñoa hubo cambios en la ciudad de Guadalajara.")
    assert "Ñuñoa" in f"{translation.text} {translation.warnings}"


def test_as_many_out_as_in_whatever_goes_in():
    odd = [
        "",
        " ",
        "Hola.",
        "\x00\x07",
        "Привет",
        "a" * 2000,
        "\ud800 x",
        "😀" * 50,
        "Hola.",
        "ﬁn ½",
    ]
    done = translate(odd)
    assert len(done) == len(odd)
    assert done[2] == done[8]
    assert done[0].text == "" and done[1].text == " "
    assert done[4].text == "Привет" and done[4].warnings
    for source, translation in zip(odd, done):
        for a, b, c, d, probability in translation.links:
            assert 0 <= a < b <= len(source) and 0 <= c < d <= len(translation.text)
            assert 0 <= probability <= 1


def test_lines_and_paragraphs_are_kept():
    assert re.fullmatch(
        r"  Hello[^\n]*\n\n[^\n]+\r\n", translate("  Hola a todos.\n\nLlegó el tren.\r\n").text
    )


def test_an_overlong_sentence_is_translated_to_its_end():
    parts = [f"el testigo {n} habló con el juez sobre el caso" for n in range(100, 160)]
    translation = translate("Ese día " + ", y ".join(parts) + ".")
    numbers = set(re.findall(r"\d{3}", translation.text))
    missing = {str(n) for n in range(100, 160)} - numbers
    warned = " ".join(translation.warnings)
    assert len(missing) < 6 and all(number in warned for number in missing)


def test_a_sentence_is_the_same_alone_and_in_a_batch():
    lines = ["La policía detuvo a tres hombres.", "El juez no habló.", "Hubo 20 heridos ayer."]
    assert [t.text for t in translate(lines)] == [translate(line).text for line in lines]


def test_forced_links_join_the_given_words():
    source, target = "La FGR detuvo a tres hombres.", "The FGR arrested three men."
    pairs = {(source[a:b], target[c:d]) for a, b, c, d, _ in forced_links([source], [target])[0]}
    assert {("FGR", "FGR"), ("tres", "three"), ("hombres", "men")} <= pairs


def test_threads_share_an_engine():
    lines = [f"El tren {n} llegó tarde a la estación." for n in range(12)]
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(lambda line: translate(line).text, lines))
    assert found == [translate(line).text for line in lines]


def test_glossary_styles_and_user_terms(tmp_path):
    terms = tmp_path / "terms.tsv"
    terms.write_text("Guardia Nacional\tNatGuard\n", "utf-8")
    line = "La Guardia Nacional llegó a la ciudad."
    assert "NatGuard" in translate(line, Settings(glossaries=(str(terms),))).text
    assert "Guardia Nacional" in translate(line, Settings(glossary_style="bracketed")).text
    official = Settings(glossary_style="official")
    line = "La Secretaría de Gobernación informó del caso."
    assert "Secretariat of the Interior" in translate(line, official).text


def test_unknown_engines_packages_and_pairs_are_refused(tmp_path):
    with pytest.raises(SettingsError, match="not installed"):
        load_engine(Settings(engine="nonesuch"))
    with pytest.raises(ModelError, match="neither"):
        load_engine(Settings(model=str(tmp_path / "nothing")))
    with pytest.raises(ModelError, match="en to pt"):
        translate("Hello.", Settings(), source="en", target="pt")


def test_no_network_and_no_home_are_needed(tmp_path):
    program = (
        "import socket\n"
        "def cut(*a, **k): raise AssertionError('network')\n"
        "socket.socket.connect = socket.create_connection = socket.getaddrinfo = cut\n"
        "from bilingual import translate\n"
        "print(translate('La policía llegó a la casa.').text)\n"
    )
    environment = os.environ | {"HOME": "/proc/nowhere", "XDG_DATA_HOME": "/proc/nowhere"}
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, env=environment
    )
    assert done.returncode == 0, done.stderr
    assert "police" in done.stdout


def test_argostranslate_is_not_loaded():
    program = (
        "import sys; from bilingual import translate; translate('Hola a todos.');"
        "print([m for m in ('argostranslate', 'stanza', 'torch', 'spacy') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert done.stdout.strip() == "[]", done.stderr


def command(*arguments, text=None):
    program = [str(Path(sys.executable).with_name("bilingual")), *arguments]
    return subprocess.run(program, input=text, capture_output=True, text=True)


def test_the_command_gives_a_line_for_a_line(tmp_path):
    done = command("translate", text="Hola a todos.\n\n#UltimaHora\n")
    lines = done.stdout.split("\n")
    assert len(lines) == 4 and lines[1] == "" and lines[2] == "#UltimaHora"
    missing = command("translate", str(tmp_path / "none.txt"))
    assert missing.returncode == 2 and "can't be read" in missing.stderr


def test_the_command_uses_a_memory(tmp_path):
    memory, terms = tmp_path / "m.sqlite", tmp_path / "c.tsv"
    terms.write_text("Hola a todos.\tHi there.\n", "utf-8")
    assert command("memory", "import", str(memory), str(terms)).returncode == 0
    done = command("translate", "--memory", str(memory), text="Hola a todos.\n")
    assert done.stdout == "Hi there.\n" and str(memory) in done.stderr
    assert "by a person: 1" in command("memory", "stats", str(memory)).stdout
    exported = tmp_path / "out.tmx"
    assert command("memory", "export", str(memory), str(exported)).returncode == 0
    assert "Hi there." in exported.read_text("utf-8")
