"""Translation packages in the format of Argos Translate: folders that are read, never written.

A package is a folder with ``metadata.json``, a CTranslate2 model in ``model/`` and
``sentencepiece.model`` or, in older ones, ``bpe.model``. Three places are looked through: the
folder of this module (bundled), the folder that ``bilingual models install`` fills, and the one
of Argos Translate.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from bilingual.errors import ModelError

BUNDLED_FOLDER = Path(__file__).parent
RANKED_BY = "newstest2013"
"""The test set whose BLEU in the catalogue decides between packages."""
HASH_FILE = "sha256.txt"
WEIGHTS = "model/model.bin"
SENTENCEPIECE, BPE = "sentencepiece.model", "bpe.model"


@dataclass(frozen=True, slots=True)
class Package:
    """One translation package on disk.

    ``origin`` is "bundled", "installed", "argos" (in Argos Translate's own folder) or "path".
    ``target_prefix`` is a piece that some packages want before every translation.
    """

    path: Path
    name: str
    version: str
    source: str
    target: str
    target_prefix: str
    origin: str

    @property
    def model_path(self) -> Path:
        """The folder of the CTranslate2 model."""
        return self.path / "model"

    @property
    def tokenizer_path(self) -> Path:
        """What cuts the source text: a SentencePiece model or merges of byte pairs."""
        return _tokenizer_path(self.path)

    @property
    def has_bpe(self) -> bool:
        """Whether text is cut by Moses tokenisation and byte pair encoding."""
        return self.tokenizer_path.name == BPE

    @property
    def hash(self) -> str:
        """SHA-256 over the files that decide what the package translates, hexadecimal."""
        return _hash(self.path)

    def verify(self) -> None:
        """Raise ModelError where the files are not those that the package's hash file names.

        Installing writes that file; a package without one is taken as it is.
        """
        expected = self.path / HASH_FILE
        if expected.is_file() and expected.read_text("ascii").strip() != self.hash:
            raise ModelError(f"{self.path}: damaged: its files have changed; install it again")

    @property
    def size(self) -> int:
        """Bytes on disk."""
        return sum(file.stat().st_size for file in self.path.rglob("*") if file.is_file())


def read_package(path: Path, origin: str = "path") -> Package:
    """The package in a folder; ModelError says which part is missing or damaged."""
    metadata = _read_metadata(path / "metadata.json")
    if metadata.get("type", "translate") != "translate":
        raise ModelError(f"{path}: a package of type {metadata['type']!r}, not a translation one")
    if not (path / WEIGHTS).is_file():
        raise ModelError(f"{path}: not a usable package: {WEIGHTS} is missing")
    if not _tokenizer_path(path).is_file():
        raise ModelError(
            f"{path}: not a usable package: {SENTENCEPIECE} is missing, and there is no {BPE}"
        )
    try:
        source, target = metadata["from_code"], metadata["to_code"]
    except KeyError as missing:
        raise ModelError(f"{path / 'metadata.json'}: {missing} is missing") from None
    return Package(
        path=path,
        name=path.name,
        version=str(metadata.get("package_version", "")),
        source=source,
        target=target,
        target_prefix=metadata.get("target_prefix", ""),
        origin=origin,
    )


def available_packages(source: str = "", target: str = "") -> list[Package]:
    """Every usable package, the bundled ones first; languages narrow the list.

    A folder that is no usable package is passed over: one bad folder must not hide the others.
    """
    return [
        package
        for package in _all_packages()
        if source in ("", package.source) and target in ("", package.target)
    ]


def best_package(source: str, target: str, wanted: str | None = None) -> Package:
    """The package that translates a pair: the one wanted, by name or path, else the best there is.

    The best is the one of the highest measured BLEU; one that was never measured is taken to be
    better than the bundled one, since somebody chose to install it. Raises ModelError when there
    is none, or when the one wanted is for another pair.
    """
    if wanted is not None:
        return _wanted_package(source, target, wanted)
    packages = available_packages(source, target)
    if not packages:
        raise ModelError(
            f"no package translates {source} to {target}; "
            "`bilingual models install` adds one, `bilingual models list` shows what is there"
        )
    return packages[0] if len(packages) == 1 else max(packages, key=_rank)


def installed_folder() -> Path:
    """Where ``bilingual models install`` puts packages; BILINGUAL_MODELS moves it."""
    if folder := os.environ.get("BILINGUAL_MODELS"):
        return Path(folder)
    return _data_home() / "bilingual" / "models"


def argos_folder() -> Path:
    """Where Argos Translate keeps its packages, by its own environment variables."""
    folder = os.environ.get("ARGOS_PACKAGES_DIR") or os.environ.get("ARGOS_TRANSLATE_PACKAGE_DIR")
    return Path(folder) if folder else _data_home() / "argos-translate" / "packages"


def forget_hashes() -> None:
    """Have hashes computed again, after files of a package were replaced."""
    _hash.cache_clear()


def _data_home() -> Path:
    return Path(os.environ.get("XDG_DATA_HOME") or Path("~/.local/share").expanduser())


def _all_packages() -> Iterator[Package]:
    folders = ((BUNDLED_FOLDER, "bundled"), (installed_folder(), "installed"))
    for folder, origin in (*folders, (argos_folder(), "argos")):
        for path in _subfolders(folder):
            try:
                yield read_package(path, origin)
            except ModelError:
                continue


def _tokenizer_path(path: Path) -> Path:
    """SentencePiece where a package has both, as Argos Translate chooses."""
    bpe = path / BPE
    return bpe if bpe.is_file() and not (path / SENTENCEPIECE).is_file() else path / SENTENCEPIECE


def _subfolders(folder: Path) -> list[Path]:
    try:
        return sorted(path for path in folder.iterdir() if (path / "metadata.json").is_file())
    except OSError:
        return []


def _wanted_package(source: str, target: str, wanted: str) -> Package:
    named = [package for package in available_packages() if package.name == wanted]
    package = named[0] if named else read_package(_existing_folder(wanted))
    if (package.source, package.target) != (source, target):
        raise ModelError(
            f"{wanted}: this package translates {package.source} to {package.target}, "
            f"not {source} to {target}"
        )
    return package


def _existing_folder(wanted: str) -> Path:
    path = Path(wanted)
    if path.is_dir():
        return path.resolve()
    if path.is_file():
        raise ModelError(f"{wanted}: an archive; `bilingual models install {wanted}` unpacks it")
    raise ModelError(f"{wanted}: neither the name of a package nor a folder that is there")


def _read_metadata(path: Path) -> dict[str, Any]:
    try:
        metadata = json.loads(path.read_bytes())
    except OSError as error:
        raise ModelError(f"{path}: {error.strerror or error}") from error
    except ValueError as error:
        raise ModelError(f"{path}: damaged: {error}") from error
    if not isinstance(metadata, dict):
        raise ModelError(f"{path}: damaged: not a JSON object")
    return metadata


def _rank(package: Package) -> tuple[float, tuple[int, ...], bool]:
    from bilingual.models.catalogue import facts

    measured = facts(package).bleu.get(RANKED_BY)
    unmeasured = 0.0 if package.origin == "bundled" else float("inf")
    bleu = unmeasured if measured is None else measured
    return bleu, _version_key(package.version), package.origin == "bundled"


def _version_key(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split(".") if part.isdigit())


@lru_cache(maxsize=32)
def _hash(path: Path) -> str:
    digest = hashlib.sha256()
    for file in (path / WEIGHTS, _tokenizer_path(path)):
        digest.update(file.read_bytes())
    return digest.hexdigest()
