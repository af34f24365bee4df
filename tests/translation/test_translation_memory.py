"""The translation memory and the files it exchanges."""

import multiprocessing
import sqlite3

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bilingual.document import Link, Translation
from bilingual.errors import InputError, SettingsError
from bilingual.translation import memory as memory_module
from bilingual.translation.exchange import read_pairs, write_pairs
from bilingual.translation.memory import TranslationMemory

KNOWN = Translation("Hello.", "Hello.", (Link(0, 4, 0, 5, 0.875),), ("a warning",), 0.5, "s")


@pytest.fixture
def memory(tmp_path):
    return TranslationMemory(tmp_path / "m.sqlite")


def test_what_was_added_comes_back_under_its_signature_only(memory):
    memory.add({"Hola.": KNOWN})
    assert memory.find(["Hola.", "Adiós."], "s") == {"Hola.": KNOWN}
    assert memory.find(["Hola."], "another") == {}


def test_a_person_wins_and_is_marked(memory):
    memory.correct([("Hola.", "Howdy.")])
    memory.add({"Hola.": KNOWN})
    found = memory.find([" Hola. "], "s")[" Hola. "]
    assert found.text == "Howdy." and found.signature.endswith("memory:person")
    assert memory.prune() == 1
    assert memory.stats()[1:3] == (0, 1)


def test_suggestions_are_ranked(memory):
    memory.correct([("El gato duerme.", "The cat sleeps."), ("Otra cosa larga aquí.", "X.")])
    (first,) = memory.suggest("El gato duerme")
    assert first.target == "The cat sleeps." and first.likeness > 0.9


def test_no_memory_in_a_file_that_is_none(tmp_path):
    path = tmp_path / "text"
    path.write_text("this is not a database, however long it may be " * 50)
    with pytest.raises(SettingsError, match="text"):
        TranslationMemory(path)


def test_a_locked_file_loses_nothing_but_the_write(memory, caplog, monkeypatch):
    memory._connection.execute("PRAGMA busy_timeout = 50")
    other = sqlite3.connect(memory.path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    memory.add({"Hola.": KNOWN})
    assert "not written" in caplog.text
    with pytest.raises(SettingsError, match="locked"):
        memory.correct([("a", "b")])
    other.execute("ROLLBACK")
    memory.add({"Hola.": KNOWN})
    assert memory.find(["Hola."], "s")


def test_a_full_disk_loses_nothing_but_the_write(memory, caplog):
    (pages,) = memory._connection.execute("PRAGMA page_count").fetchone()
    memory._connection.execute(f"PRAGMA max_page_count = {pages + 1}")
    memory.add({f"Hola {i} " + "x" * 900: KNOWN for i in range(100)})
    assert "full" in caplog.text
    memory.add({"Hola.": KNOWN})
    assert memory.find(["Hola."], "s") == {"Hola.": KNOWN}


def _add_many(path, start):
    memory = TranslationMemory(path)
    for i in range(start, start + 50):
        memory.add({f"Frase {i}": KNOWN})


def test_several_processes_write_at_once(tmp_path):
    path = tmp_path / "m.sqlite"
    context = multiprocessing.get_context("spawn")
    workers = [context.Process(target=_add_many, args=(path, n * 50)) for n in range(3)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert TranslationMemory(path).stats().machine == 150


TEXT = st.text(
    st.characters(codec="utf-8", exclude_categories=("C", "Z")), min_size=1, max_size=20
).map(memory_module.normalize)


@given(st.lists(st.tuples(TEXT, TEXT, st.booleans()), max_size=5), st.sampled_from(["tmx", "tsv"]))
def test_pairs_survive_a_file(tmp_path_factory, pairs, name):
    path = tmp_path_factory.mktemp("x") / f"pairs.{name}"
    assert write_pairs(pairs, path) == len(pairs)
    assert list(read_pairs(path)) == [pair[:2] for pair in pairs]


def test_xliff_of_both_versions_is_read(tmp_path):
    old = tmp_path / "old.xlf"
    old.write_text(
        '<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2"><file><body>'
        '<trans-unit id="1"><source>Hola <g id="1">tú</g></source><target>Hi you</target>'
        '</trans-unit><trans-unit id="2"><source>solo</source></trans-unit></body></file></xliff>'
    )
    new = tmp_path / "new.xliff"
    new.write_text(
        '<xliff version="2.0" xmlns="urn:oasis:names:tc:xliff:document:2.0"><file id="f">'
        '<unit id="1"><segment><source>Hola tú</source><target>Hi you</target></segment></unit>'
        "</file></xliff>"
    )
    assert list(read_pairs(old)) == list(read_pairs(new)) == [("Hola tú", "Hi you")]


def test_faulty_files_are_named(tmp_path):
    for name, content in (("a.tmx", "<tmx><body>"), ("a.tsv", "solo una columna\n")):
        path = tmp_path / name
        path.write_text(content)
        with pytest.raises(InputError, match=name):
            list(read_pairs(path))
    with pytest.raises(InputError, match="format"):
        list(read_pairs(tmp_path / "a.doc"))


def test_an_outside_entity_is_not_read(tmp_path):
    secret = tmp_path / "secret"
    secret.write_text("SECRET")
    path = tmp_path / "a.tmx"
    path.write_text(
        f'<!DOCTYPE tmx [<!ENTITY x SYSTEM "file://{secret}">]><tmx><body><tu>'
        '<tuv lang="es"><seg>hola &x;</seg></tuv><tuv lang="en"><seg>hi</seg></tuv>'
        "</tu></body></tmx>"
    )
    assert not any("SECRET" in source for source, _ in read_pairs(path))


def test_a_database_of_another_program_is_refused_and_left_alone(tmp_path):
    path = tmp_path / "other.db"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE t (a)")
    before = path.read_bytes()
    with pytest.raises(SettingsError, match="another program"):
        TranslationMemory(path)
    assert path.read_bytes() == before
