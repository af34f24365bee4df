"""``bilingual lexicon``: look things up in the lexicon, and check files of one's own."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bilingual.cli import options

if TYPE_CHECKING:
    from bilingual.document import LexiconEntry

commands = typer.Typer(
    help="Look up institutions and people, and check lexicon files.", no_args_is_help=True
)


def register(app: typer.Typer) -> None:
    """Add the group of commands to the application."""
    app.add_typer(commands, name="lexicon")


@commands.command()
def search(
    words: Annotated[str, typer.Argument(help="Part of a name, acronym, handle or id.")],
    lexicon: options.Lexicons = None,
) -> None:
    """List the entries with these words in a name; accents and case count for nothing.

    Exit code 1: nothing found.
    """
    from bilingual.lexicon import load_lexicon

    found = load_lexicon(tuple(map(str, lexicon or ()))).search(words)
    for entry in found:
        _print_entry(entry)
    if not found:
        print(f"nothing in the lexicon has {words!r} in a name")
        raise typer.Exit(1)


@commands.command()
def check(
    files: Annotated[
        list[Path] | None,
        typer.Argument(help="Lexicon files (.tsv .yaml .json); default: the shipped ones."),
    ] = None,
) -> None:
    """Name every fault of lexicon files with file and line.

    Exit code 0: none; 1: there are faults.
    """
    from bilingual.lexicon.checks import check_files
    from bilingual.lexicon.folder import shipped_files

    faults = check_files(shipped_files(), files) if files else check_files([], shipped_files())
    for fault in faults:
        print(fault)
    checked = len(files or shipped_files())
    print(f"{checked} files, {len(faults)} faults")
    if faults:
        raise typer.Exit(1)


def _print_entry(entry: LexiconEntry) -> None:
    print(f"{entry.id}  ({entry.type}{'' if entry.verified else ', unverified'})")
    for language in entry.names:
        others = [*entry.aliases.get(language, ()), *entry.weak.get(language, ())]
        also = f"; also {', '.join(others)}" if others else ""
        print(f"  {language}  {entry.names[language]}{also}")
    for title, values in (
        ("acronyms", entry.acronyms),
        ("handles", entry.handles),
        ("formerly", entry.former_names),
    ):
        if values:
            print(f"  {title}: {', '.join(values)}")
