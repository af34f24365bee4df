"""Finding, checking and installing translation packages."""

import hashlib
import http.server
import json
import shutil
import threading
import zipfile

import pytest

from bilingual import Settings, translate
from bilingual.errors import ModelError
from bilingual.models import available_packages, best_package, installing, packages, read_package
from bilingual.models.installing import install
from bilingual.models.packages import BUNDLED_FOLDER


@pytest.fixture
def own_folder(tmp_path, monkeypatch):
    """Empty folders for installed packages, ours and Argos Translate's."""
    monkeypatch.setenv("BILINGUAL_MODELS", str(tmp_path / "installed"))
    monkeypatch.setenv("ARGOS_PACKAGES_DIR", str(tmp_path / "argos"))
    return tmp_path / "installed"


@pytest.fixture(scope="module")
def bundled():
    return next(p for p in available_packages("es", "en") if p.origin == "bundled")


@pytest.fixture(scope="module")
def archive(bundled, tmp_path_factory):
    path = tmp_path_factory.mktemp("archive") / f"{bundled.name}.argosmodel"
    with zipfile.ZipFile(path, "w") as file:
        for part in bundled.path.rglob("*"):
            if part.is_file():
                file.write(part, part.relative_to(bundled.path.parent))
    return path


def make_package(folder, name="translate-en_es-1_0", **metadata):
    path = folder / name
    (path / "model").mkdir(parents=True)
    facts = {"from_code": "en", "to_code": "es", "package_version": "1.0", **metadata}
    (path / "metadata.json").write_text(json.dumps(facts))
    for part in ("model/model.bin", "sentencepiece.model"):
        (path / part).write_bytes(b"no weights")
    return path


def make_archive(path, files):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in files.items():
            file.writestr(name, content)
    return str(path)


def test_the_bundled_package_is_whole_and_known(own_folder, bundled):
    assert best_package("es", "en") == bundled
    assert bundled.path.parent == BUNDLED_FOLDER and len(bundled.hash) == 64


def test_packages_of_argos_translate_are_found(own_folder, tmp_path):
    make_package(tmp_path / "argos")
    assert best_package("en", "es").origin == "argos"
    with pytest.raises(ModelError, match="en to es, not es to en"):
        best_package("es", "en", "translate-en_es-1_0")


def test_a_better_version_that_was_installed_is_chosen(own_folder):
    make_package(own_folder, "translate-es_en-9_0", from_code="es", to_code="en")
    assert best_package("es", "en").name == "translate-es_en-9_0"


@pytest.mark.parametrize(
    ("damage", "complaint"),
    [
        (lambda p: (p / "metadata.json").write_text("{"), "damaged"),
        (lambda p: (p / "metadata.json").write_text("[]"), "damaged"),
        (lambda p: (p / "metadata.json").write_text("{}"), "from_code"),
        (lambda p: (p / "model" / "model.bin").unlink(), "model.bin is missing"),
        (lambda p: (p / "metadata.json").unlink(), "No such file"),
    ],
)
def test_a_damaged_package_is_refused(tmp_path, damage, complaint):
    path = make_package(tmp_path)
    damage(path)
    with pytest.raises(ModelError, match=complaint):
        read_package(path)


def test_one_bad_folder_does_not_hide_the_others(own_folder):
    (make_package(own_folder) / "metadata.json").write_text("{")
    assert best_package("es", "en")


@pytest.mark.parametrize(
    "name", ["../outside.txt", "/etc/outside", "p/../../outside", "C:\\outside", "p\\..\\..\\x"]
)
def test_an_archive_that_leaves_its_folder_is_refused(own_folder, tmp_path, name):
    path = make_archive(tmp_path / "a.argosmodel", {"p/metadata.json": "{}", name: "x"})
    with pytest.raises(ModelError, match="leaves"):
        install(path)
    assert not any(own_folder.iterdir()) if own_folder.exists() else True


def test_an_archive_that_unpacks_to_too_much_is_refused(own_folder, tmp_path, monkeypatch):
    monkeypatch.setattr(installing, "LARGEST_UNPACKED", 10_000)
    path = make_archive(tmp_path / "a.argosmodel", {"p/metadata.json": "0" * 20_000})
    with pytest.raises(ModelError, match="unpacks to"):
        install(path)
    assert not any(own_folder.iterdir()) if own_folder.exists() else True


def test_what_is_no_archive_is_refused(own_folder, tmp_path):
    path = tmp_path / "a.argosmodel"
    path.write_bytes(b"not a zip")
    with pytest.raises(ModelError, match="not a usable archive"):
        install(str(path))
    with pytest.raises(ModelError, match="--index"):
        install("translate-es_en")


@pytest.mark.slow
def test_weights_that_do_not_load_are_refused(own_folder, tmp_path, archive):
    with pytest.raises(ModelError, match="damaged"):
        install(str(make_package(tmp_path)))
    with pytest.raises(ModelError, match="SHA-256"):
        install(str(archive), sha256="0" * 64)
    assert not any(own_folder.iterdir())


@pytest.mark.slow
def test_the_other_direction_works_where_a_package_is_installed(own_folder, bundled):
    # The weights are those of the bundled package: the plumbing is what is tried.
    other = own_folder / "translate-en_es-0_1"
    shutil.copytree(bundled.path, other)
    facts = json.loads((other / "metadata.json").read_text())
    facts |= {"from_code": "en", "to_code": "es"}
    (other / "metadata.json").write_text(json.dumps(facts))
    done = translate(["La casa tiene 2.000 años.", ""], source="en", target="es")
    assert "translate-en_es-0_1" in done[0].signature and len(done) == 2
    with pytest.raises(ModelError, match="pt to en"):
        translate("Olá.", source="pt")


@pytest.mark.slow
def test_truncated_weights_are_refused(own_folder, tmp_path, bundled):
    copy = tmp_path / bundled.name
    shutil.copytree(bundled.path, copy)
    weights = copy / "model" / "model.bin"
    weights.write_bytes(weights.read_bytes()[:1_000_000])
    with pytest.raises(ModelError, match="damaged"):
        install(str(copy))


@pytest.mark.slow
def test_weights_that_changed_after_installing_are_refused(own_folder, archive):
    package = install(str(archive))
    weights = package.model_path / "model.bin"
    content = bytearray(weights.read_bytes())
    content[-1000] ^= 1
    weights.write_bytes(content)
    packages.forget_hashes()
    with pytest.raises(ModelError, match="have changed"):
        translate("Hola.", Settings(model=str(package.path)))


@pytest.fixture
def server(tmp_path, archive):
    """A server of a real index and the real package."""
    folder = tmp_path / "served"
    folder.mkdir()
    shutil.copy(archive, folder)
    digest = hashlib.sha256(archive.read_bytes()).hexdigest()
    common = {"from_code": "es", "to_code": "en", "type": "translate"}
    index = [
        {**common, "code": "translate-es_en", "package_version": "0.2", "sha256": digest,
         "links": ["http://127.0.0.1:1/nothing", archive.name]},
        {**common, "code": "translate-es_en", "package_version": "0.1", "links": ["old"]},
        {**common, "code": "wrong-hash", "sha256": "0" * 64, "links": [archive.name]},
        {**common, "code": "lost", "links": ["none.argosmodel"]},
        {**common, "code": "file", "links": ["file:///etc/passwd"]},
    ]  # fmt: skip
    (folder / "index.json").write_text(json.dumps(index))
    handler = type("Quiet", (http.server.SimpleHTTPRequestHandler,), {"log_message": len})
    handler.log_message = lambda *arguments: None
    httpd = http.server.ThreadingHTTPServer(
        ("127.0.0.1", 0), lambda *a: handler(*a, directory=str(folder))
    )
    threading.Thread(target=httpd.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{httpd.server_port}/index.json"
    httpd.shutdown()
    httpd.server_close()


@pytest.mark.slow
def test_a_package_is_installed_from_an_index(own_folder, server, bundled):
    package = install("translate-es_en", server)
    assert package.origin == "installed" and package.hash == bundled.hash
    package.verify()
    assert [path.name for path in own_folder.iterdir()] == [bundled.name]
    assert install("es_en", server).path == package.path


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "complaint"),
    [("wrong-hash", "SHA-256"), ("lost", "404"), ("file", "only http"), ("none", "there is:")],
)
def test_what_an_index_can_not_give_is_refused(own_folder, server, name, complaint):
    with pytest.raises(ModelError, match=complaint):
        install(name, server)
    assert not own_folder.exists() or not any(own_folder.iterdir())
