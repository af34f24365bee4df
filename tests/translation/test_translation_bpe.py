"""Packages with ``bpe.model``: cut, translated and joined as Argos Translate does it."""

import json
import os
import subprocess
import sys
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bilingual import Settings, translate
from bilingual.errors import ModelError
from bilingual.models import available_packages, read_package
from bilingual.translation import forced_links, load_engine
from bilingual.translation.bpe import BpeTokenizer
from bilingual.translation.pieces import SPACE

SENTENCES = [
    "La policía detuvo a tres hombres en la capital.",
    "El gobierno anunció 1.250 millones de euros para la región…",
    "El presidente dijo: «No habrá más violencia», y se fue a su casa.",
    "¿Qué pasó ayer con el informe de O'Brien & Xyzzywq?",
]
ARGOS = """
import json, sys
from argostranslate import package, translate
import ctranslate2
found = package.Package(__import__("pathlib").Path(sys.argv[1]))
translator = ctranslate2.Translator(str(found.package_path / "model"))
class OneSentence:
    def split_sentences(self, text): return [text]
texts = json.loads(sys.argv[2])
done = [translate.apply_packaged_translation(found, t, translator, OneSentence()) for t in texts]
print(json.dumps([[found.tokenizer.encode(t) for t in texts], [d[0].value for d in done]]))
"""


def merges_for(words):
    """Merges that spell each word from left to right, in order."""
    merges = {}
    for word in words:
        parts = [*word[:-1], word[-1] + "</w>"]
        while len(parts) > 1:
            merges[parts[0], parts[1]] = None
            parts[:2] = [parts[0] + parts[1]]
    return [" ".join(pair) for pair in merges]


@pytest.fixture(scope="module")
def bpe_package(tmp_path_factory):
    """The bundled weights under the names that byte pairs give to whole words."""
    bundled = next(p for p in available_packages("es", "en") if p.origin == "bundled")
    path = tmp_path_factory.mktemp("packages") / "translate-es_en-0_0"
    (path / "model").mkdir(parents=True)
    (path / "metadata.json").symlink_to(bundled.path / "metadata.json")
    for name in ("model.bin", "config.json"):
        (path / "model" / name).symlink_to(bundled.model_path / name)
    for side in ("source", "target"):
        pieces = json.loads((bundled.model_path / f"{side}_vocabulary.json").read_text("utf-8"))
        renamed = [p[1:] if p.startswith(SPACE) and p[1:] else f"{p}@@" for p in pieces[4:]]
        lines = "\n".join(pieces[:4] + renamed)
        (path / "model" / f"{side}_vocabulary.txt").write_text(lines + "\n", "utf-8")
    words = {word.strip(".,:;«»¿?…") for text in SENTENCES for word in text.split()}
    merges = merges_for(sorted(word for word in words if word in renamed or word.islower()))
    (path / "bpe.model").write_text("#version: 0.2\n" + "\n".join(merges) + "\n", "utf-8")
    return read_package(path)


@pytest.mark.slow
def test_ours_agrees_with_argostranslate(bpe_package, tmp_path):
    folders = ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "ARGOS_PACKAGES_DIR")
    environment = os.environ | dict.fromkeys(folders, str(tmp_path))
    done = subprocess.run(
        [sys.executable, "-c", ARGOS, str(bpe_package.path), json.dumps(SENTENCES)],
        capture_output=True, text=True, env=environment,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    pieces, texts = json.loads(done.stdout.splitlines()[-1])
    engine = load_engine(Settings(model=str(bpe_package.path)))
    source = BpeTokenizer(bpe_package.tokenizer_path, "es", {})
    assert source.encode(SENTENCES) == pieces
    assert [h.text for h in engine.translate(SENTENCES, 4)] == texts
    assert any("police" in text for text in texts)


@pytest.mark.slow
def test_the_whole_chain_runs_on_such_a_package(bpe_package):
    settings = Settings(model=str(bpe_package.path))
    first, *_ = translate([*SENTENCES, "Vea https://t.co/x 😀.", "", "Hola."], settings)
    assert "bpe" not in first.text and first.text.startswith("The police")
    pairs = {(SENTENCES[0][a:b], first.text[c:d]) for a, b, c, d, _ in first.links}
    assert ("policía", "police") in pairs
    given_links = forced_links(
        ["La policía detuvo a tres."], ["The police arrested three."], settings
    )
    assert len(given_links[0]) >= 3


@pytest.fixture(scope="module")
def tokenizer(tmp_path_factory):
    path = tmp_path_factory.mktemp("codes") / "bpe.model"
    merges = merges_for(["casa", "el", "uno", "&quot;"])
    path.write_text("\n".join(["#version: 0.2", *merges]), "utf-8")
    return BpeTokenizer(path, "es", {"casa": 0, "el": 1, "ca@@": 2})


def test_words_are_cut_at_their_merges(tokenizer):
    assert tokenizer.encode(["el casa casas."]) == [["el", "casa", "cas@@", "a@@", "s", "."]]
    casa, unknown, el = tokenizer.scores(["casa", "uno", "el"])
    assert casa > el > unknown == float("-inf")
    assert tokenizer.knows("casa") and not tokenizer.knows("ca")


@given(st.text(max_size=40))
def test_offsets_are_ordered_and_within_any_text(tokenizer, text):
    (pieces,) = tokenizer.encode([text])
    offsets = tokenizer.offsets(text, pieces)
    assert len(offsets) == len(pieces)
    assert all(0 <= start <= end <= len(text) for start, end in offsets)
    assert all(left[0] <= right[0] for left, right in pairwise(offsets))


def test_offsets_reach_over_what_was_normalised(tokenizer):
    text = "«el» dijo… & uno"
    (pieces,) = tokenizer.encode([text])
    covered = [text[a:b] for a, b in tokenizer.offsets(text, pieces)]
    assert covered[0] == "«" and covered[1] == "el" and covered[-1] == "uno" and "&" in covered


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        ("#version: 0.9\na b\n", "version 0.9"),
        ("#version: 0.2\na\n", "merge 1"),
        (b"\xff", "damaged"),
    ],
)
def test_damaged_merges_are_refused(tmp_path, content, complaint):
    path = tmp_path / "bpe.model"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    with pytest.raises(ModelError, match=complaint):
        BpeTokenizer(path, "es", {})
