"""Spanish models that users bring: told apart, copied, measured, preferred."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest

from bilingual.errors import ModelError
from bilingual.models import recognizers
from bilingual.models.recognizers import SPACY, STANZA, install_recognizer, kind_of, sample


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "installed"
    monkeypatch.setenv("BILINGUAL_MODELS", str(folder))
    return folder


def _wheel(path: Path, files: dict[str, str]) -> Path:
    with zipfile.ZipFile(path, "w") as wheel:
        for name, content in files.items():
            wheel.writestr(name, content)
    return path


def test_sample_offsets_name_what_is_marked():
    sentences = list(sample())
    assert len(sentences) > 40
    names = {text[s:e] for text, entities in sentences for s, e, _ in entities}
    assert {"Fiscalía General de la República", "El Salvador", "Ramiro N."} <= names
    assert not any("[" in text or "|" in text for text, _ in sentences)


def test_kinds_are_told_by_what_a_folder_or_wheel_holds(tmp_path: Path):
    spacy_wheel = _wheel(tmp_path / "a.whl", {"m/m-1/config.cfg": "", "m/__init__.py": ""})
    (tmp_path / "stanza" / "es" / "ner").mkdir(parents=True)
    (tmp_path / "stanza" / "es" / "ner" / "conll02.pt").write_bytes(b"")
    other = _wheel(tmp_path / "b.whl", {"readme.txt": ""})
    assert kind_of(spacy_wheel) == SPACY
    assert kind_of(tmp_path / "stanza") == STANZA
    assert kind_of(other) is None


def test_a_file_that_is_no_archive_is_named(tmp_path: Path, installed: Path):
    (tmp_path / "model.whl").write_text("not a zip")
    with pytest.raises(ModelError, match=r"model\.whl"):
        install_recognizer(tmp_path / "model.whl")


def test_a_wheel_that_leaves_its_folder_is_refused(tmp_path: Path, installed: Path):
    wheel = _wheel(
        tmp_path / "bad.whl",
        {"m/m-1/config.cfg": "", "m/m-1/meta.json": "{}", "m/m-1/../../../../escaped": "x"},
    )
    with pytest.raises(ModelError, match="leaves"):
        install_recognizer(wheel)
    assert not list(tmp_path.rglob("escaped"))
    assert not any(installed.iterdir())


def test_stanza_without_its_list_of_resources_is_refused(tmp_path: Path, installed: Path):
    (tmp_path / "s" / "es" / "ner").mkdir(parents=True)
    (tmp_path / "s" / "es" / "ner" / "conll02.pt").write_bytes(b"")
    with pytest.raises(ModelError, match=r"resources\.json"):
        install_recognizer(tmp_path / "s")


def test_only_a_model_that_scores_higher_is_preferred(installed: Path):
    for name, score in (("worse", 0.4), ("better", 0.9), ("good", 0.8)):
        (installed / name).mkdir(parents=True)
        record = {"kind": SPACY, "name": name, "score": score, "bundled_score": 0.6}
        (installed / name / "bilingual.json").write_text(json.dumps(record))
    assert recognizers.recognizer_folder(SPACY) == installed / "better"
    (installed / "better" / "bilingual.json").write_text("damaged")
    assert recognizers.recognizer_folder(SPACY) == installed / "good"


@pytest.mark.slow
def test_a_pipeline_from_a_wheel_is_measured_and_used(tmp_path: Path, installed: Path):
    import spacy

    nlp = spacy.blank("es", meta={"name": "rules", "version": "2.0.0"})
    known = {(text[s:e], label) for text, found in sample() for s, e, label in found}
    ruler = nlp.add_pipe("entity_ruler")
    ruler.add_patterns([{"label": label, "pattern": name} for name, label in known])
    nlp.to_disk(tmp_path / "es_rules-2.0.0")
    wheel = tmp_path / "es_rules-2.0.0.whl"
    with zipfile.ZipFile(wheel, "w") as archive:
        for path in (tmp_path / "es_rules-2.0.0").rglob("*"):
            if path.is_file():
                archive.write(path, Path("es_rules") / path.relative_to(tmp_path))
        archive.writestr("es_rules/__init__.py", "raise RuntimeError('code of a model ran')")

    recognizer = install_recognizer(wheel)

    assert recognizer.score > 0.9
    assert recognizer.preferred
    assert recognizers.recognizer_folder(SPACY) == installed / "spacy-es-es_rules-2.0.0"
    assert not (installed / "spacy-es-es_rules-2.0.0" / "__init__.py").exists()
