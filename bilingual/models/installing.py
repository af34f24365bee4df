"""Installs packages from a file, a folder or an index, checked before anything is in place.

An index is a JSON list as Argos Translate publishes it: each entry has ``code`` or language codes,
``links`` and, where its maker gives it, ``sha256``. Nothing is fetched unless the caller gives the
index to fetch from.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import stat
import tempfile
import urllib.error
import urllib.parse
import urllib.request
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from bilingual.errors import ModelError
from bilingual.models.packages import (
    HASH_FILE,
    Package,
    forget_hashes,
    installed_folder,
    read_package,
)

LARGEST_UNPACKED = 2 * 2**30
"""Bytes a package may unpack to."""
LARGEST_DOWNLOAD = 2**30
LARGEST_INDEX = 16 * 2**20
MOST_FILES = 2_000
SECONDS_TO_WAIT = 30
_BLOCK = 2**20


def install(
    wanted: str, index: str | None = None, sha256: str | None = None, folder: Path | None = None
) -> Package:
    """Install a package and return it, read from where it now lies.

    ``wanted`` is an archive, a folder, or a name in ``index`` (the address of an index file).
    ``sha256`` is what the archive's hash must be. Raises ModelError, and leaves nothing behind,
    where the package is damaged, leaves its folder, is too large, or is not what the hash says.
    """
    destination = folder or installed_folder()
    path = Path(wanted)
    if index is None and path.is_dir():
        return _install_folder(path, destination)
    if index is None and path.is_file():
        return _install_archive(path, destination, sha256)
    if index is None:
        raise ModelError(
            f"{wanted}: neither an archive nor a folder; for a package by name give --index URL"
        )
    entry = _find_entry(_read_index(index), wanted, index)
    with tempfile.TemporaryDirectory(prefix="bilingual-") as scratch:
        archive = Path(scratch) / "package.argosmodel"
        _fetch_first(entry.get("links") or [], index, archive)
        return _install_archive(archive, destination, sha256 or entry.get("sha256"))


def _install_archive(archive: Path, destination: Path, sha256: str | None) -> Package:
    if sha256 and (found := _sha256(archive)) != sha256.lower():
        raise ModelError(f"{archive.name}: its SHA-256 is {found}, not {sha256}: not installed")
    with scratch_folder(destination) as scratch:
        unpack(archive, scratch)
        return _publish(_package_folder(scratch, archive), destination)


def _install_folder(folder: Path, destination: Path) -> Package:
    read_package(folder)
    with scratch_folder(destination) as scratch:
        copy = scratch / folder.resolve().name
        shutil.copytree(folder, copy, symlinks=True)
        if any(path.is_symlink() for path in copy.rglob("*")):
            raise ModelError(f"{folder}: holds links to other places: not installed")
        return _publish(copy, destination)


def _publish(folder: Path, destination: Path) -> Package:
    """Move a checked package to its place; one of the same name there is replaced."""
    package = read_package(folder)
    _check_loads(package)
    (folder / HASH_FILE).write_text(f"{package.hash}\n", "ascii")
    place = destination / folder.name
    if place.exists():
        shutil.rmtree(place)
    folder.rename(place)
    forget_hashes()
    return read_package(place, "installed")


def _check_loads(package: Package) -> None:
    from bilingual.settings import Settings
    from bilingual.translation.argos import ArgosEngine

    settings = Settings(model=str(package.path), threads=1)
    ArgosEngine(settings, package.source, package.target)


@contextmanager
def scratch_folder(destination: Path) -> Iterator[Path]:
    """A folder beside the place, so that the move at the end is one rename."""
    try:
        destination.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".incoming-", dir=destination) as scratch:
            yield Path(scratch)
    except OSError as error:
        raise ModelError(f"{destination}: can't be written: {error.strerror or error}") from error


def unpack(archive: Path, folder: Path) -> None:
    """Unpack a zip archive; ModelError where a file would leave the folder, or it is too large."""
    try:
        with zipfile.ZipFile(archive) as opened:
            members = opened.infolist()
            _check_members(archive, members)
            left = LARGEST_UNPACKED
            for member in members:
                if not member.is_dir():
                    left -= _unpack_member(opened, member, folder, archive, left)
    except (zipfile.BadZipFile, EOFError, NotImplementedError, RuntimeError) as error:
        raise ModelError(f"{archive.name}: not a usable archive: {error}") from error


def _check_members(archive: Path, members: list[zipfile.ZipInfo]) -> None:
    if len(members) > MOST_FILES:
        raise ModelError(f"{archive.name}: {len(members)} files in it: not installed")
    if sum(member.file_size for member in members) > LARGEST_UNPACKED:
        raise ModelError(f"{archive.name}: unpacks to more than {LARGEST_UNPACKED} bytes")
    for member in members:
        parts = Path(member.filename.replace("\\", "/")).parts
        absolute = member.filename.startswith(("/", "\\")) or ":" in member.filename
        if absolute or ".." in parts or stat.S_ISLNK(member.external_attr >> 16):
            raise ModelError(f"{archive.name}: {member.filename!r} leaves the package's folder")


def _unpack_member(
    opened: zipfile.ZipFile, member: zipfile.ZipInfo, folder: Path, archive: Path, left: int
) -> int:
    """Write one file, counting what really comes out: the sizes in an archive may lie."""
    target = folder / member.filename
    target.parent.mkdir(parents=True, exist_ok=True)
    with opened.open(member) as source, target.open("wb") as sink:
        return _copy(source, sink, left, f"{archive.name}: unpacks to too much")


def _package_folder(scratch: Path, archive: Path) -> Path:
    found = [path for path in scratch.iterdir() if (path / "metadata.json").is_file()]
    if len(found) != 1:
        raise ModelError(f"{archive.name}: holds {len(found)} packages, not one")
    return found[0]


def _read_index(address: str) -> list[dict[str, Any]]:
    """The entries of an index; a file of JSON by address."""
    with tempfile.TemporaryFile() as file:
        _fetch(address, file, LARGEST_INDEX)
        file.seek(0)
        try:
            entries = json.load(file)
        except ValueError as error:
            raise ModelError(f"{address}: not a package index: {error}") from error
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise ModelError(f"{address}: not a package index: not a list of objects")
    return entries


def _find_entry(entries: list[dict[str, Any]], wanted: str, address: str) -> dict[str, Any]:
    named = [entry for entry in entries if wanted in _names(entry)]
    if not named:
        there = sorted({name for entry in entries for name in _names(entry)[:1]})
        shown = ", ".join(there[:20]) or "nothing"
        raise ModelError(f"{address}: no package {wanted!r} in this index; there is: {shown}")
    return max(named, key=lambda entry: _version(entry))


def _names(entry: dict[str, Any]) -> list[str]:
    pair = f"{entry.get('from_code')}_{entry.get('to_code')}"
    return [str(entry.get("code") or f"translate-{pair}"), f"translate-{pair}", pair]


def _version(entry: dict[str, Any]) -> tuple[int, ...]:
    parts = str(entry.get("package_version", "")).split(".")
    return tuple(int(part) for part in parts if part.isdigit())


def _fetch_first(links: list[str], index: str, target: Path) -> None:
    """Fetch from the first address that answers; relative ones are the index's neighbours."""
    failures = []
    for link in links:
        try:
            with target.open("wb") as file:
                _fetch(urllib.parse.urljoin(index, link), file, LARGEST_DOWNLOAD)
            return
        except ModelError as error:
            failures.append(str(error))
    raise ModelError("; ".join(failures) or f"{index}: the entry gives no address to fetch from")


def _fetch(address: str, sink: IO[bytes], limit: int) -> None:
    if urllib.parse.urlsplit(address).scheme not in ("http", "https"):
        raise ModelError(f"{address}: only http and https addresses are fetched")
    request = urllib.request.Request(address, headers={"User-Agent": "bilingual"})
    try:
        with urllib.request.urlopen(request, timeout=SECONDS_TO_WAIT) as response:
            _copy(response, sink, limit, f"{address}: larger than {limit} bytes")
    except (urllib.error.URLError, TimeoutError, ConnectionError, OSError) as error:
        raise ModelError(f"{address}: can't be fetched: {error}") from error


def _copy(source: IO[bytes], sink: IO[bytes], limit: int, complaint: str) -> int:
    """Copy in blocks up to a limit, and give the bytes copied."""
    copied = 0
    while block := source.read(_BLOCK):
        copied += len(block)
        if copied > limit:
            raise ModelError(complaint)
        sink.write(block)
    return copied


def _sha256(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            digest.update(block)
    return digest.hexdigest()
