"""``bilingual memory``: look into, fill, empty and hand on a translation memory."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bilingual.errors import SettingsError

if TYPE_CHECKING:
    from bilingual.translation.memory import TranslationMemory

memory = typer.Typer(help="Translation memories (private SQLite files).", no_args_is_help=True)

MemoryFile = Annotated[Path, typer.Argument(metavar="MEMORY", help="The memory's SQLite file.")]
Pair = Annotated[str, typer.Option(help="Languages, source-target.")]
Format = Annotated[str | None, typer.Option("--format", help="tmx, xliff or tsv; else by name.")]


@memory.command()
def stats(path: MemoryFile) -> None:
    """How much a memory holds."""
    found = _open(path, "es-en").stats()
    print(f"{found.path}: {found.size / 1e6:.1f} MB")
    print(f"  by machine: {found.machine} under {found.signatures} signatures")
    print(f"  by a person: {found.person}")


@memory.command("import")
def import_pairs(
    path: MemoryFile,
    file: Annotated[Path, typer.Argument(help="TMX, XLIFF or TSV with translations by people.")],
    pair: Pair = "es-en",
    file_format: Format = None,
) -> None:
    """Add translations by people; they win over the engine's."""
    from bilingual.translation.exchange import read_pairs

    source, target = _languages(pair)
    count = _open(path, pair, new=True).correct(read_pairs(file, source, target, file_format))
    print(f"{count} translations from {file} now in {path}")


@memory.command("export")
def export_pairs(
    path: MemoryFile,
    file: Annotated[Path, typer.Argument(help="The TMX or TSV file to write.")],
    pair: Pair = "es-en",
    file_format: Format = None,
) -> None:
    """Write all translations of a memory to one file."""
    from bilingual.translation.exchange import write_pairs

    source, target = _languages(pair)
    count = write_pairs(_open(path, pair).pairs(), file, source, target, file_format)
    print(f"{count} translations written to {file}")


@memory.command()
def prune(
    path: MemoryFile,
    older_than: Annotated[float, typer.Option(help="Days; 0 drops all of the engine's.")] = 0.0,
) -> None:
    """Drop translations by machine; those by people stay."""
    count = _open(path, "es-en").prune(older_than)
    print(f"{count} translations dropped from {path}")


def register(app: typer.Typer) -> None:
    """Add the group to the application."""
    app.add_typer(memory, name="memory")


def _open(path: Path, pair: str, new: bool = False) -> TranslationMemory:
    from bilingual.translation.memory import TranslationMemory

    if not new and not path.is_file():
        raise SettingsError(f"{path}: no such memory")
    return TranslationMemory(path, pair)


def _languages(pair: str) -> tuple[str, str]:
    source, _, target = pair.partition("-")
    if not source or not target:
        raise SettingsError(f"pair {pair!r}: give source-target, as es-en")
    return source, target
