"""``bilingual models``: which translation packages there are, and installing more."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from bilingual.models import Package

models = typer.Typer(help="Translation packages: list them, install more.", no_args_is_help=True)


@models.command("list")
def list_models(
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Every package that can be used: size, licence, source, hash, measured BLEU."""
    from bilingual.models import available_packages

    rows = [_row(package) for package in available_packages()]
    if as_json:
        print(json.dumps(rows, indent=1))
        return
    for row in rows:
        marks = ", ".join(f"{name} {bleu}" for name, bleu in row["bleu"].items())
        print(f"{row['name']}  {row['source']}→{row['target']}  {row['where']}")
        print(f"  {row['size'] / 1e6:.1f} MB  sha256 {row['hash'][:16]}  {row['path']}")
        print(f"  licence: {row['licence'] or 'not known'}")
        print(f"  from: {row['made'] or 'not known'}")
        print(f"  BLEU: {marks or 'not measured'}")


@models.command("install")
def install_model(
    wanted: Annotated[
        str, typer.Argument(metavar="NAME|FILE|FOLDER", help="An archive, a folder, or a name.")
    ],
    index: Annotated[
        str | None, typer.Option(help="Address of a package index; needed for a name.")
    ] = None,
    sha256: Annotated[
        str | None, typer.Option(help="What the hash of the archive must be.")
    ] = None,
) -> None:
    """Install a translation package, or a Spanish model of spaCy or Stanza.

    Nothing is fetched unless --index says where from.
    """
    from bilingual.models.installing import install
    from bilingual.models.recognizers import install_recognizer, kind_of

    path = Path(wanted)
    if index is None and path.exists() and kind_of(path):
        recognizer = install_recognizer(path)
        scores = f"entity F1 {recognizer.score:.3f}, bundled {recognizer.bundled_score:.3f}"
        use = "it is used from now on" if recognizer.preferred else "the bundled one stays in use"
        print(f"installed {recognizer.name} ({scores}): {use}")
        return
    package = install(wanted, index, sha256)
    print(f"installed {package.name} ({package.source}→{package.target}) in {package.path}")


def register(app: typer.Typer) -> None:
    """Add the group to the application."""
    app.add_typer(models, name="models")


def _row(package: Package) -> dict[str, Any]:
    from bilingual.models.catalogue import facts

    known = facts(package)
    return {
        "name": package.name,
        "source": package.source,
        "target": package.target,
        "version": package.version,
        "where": package.origin,
        "path": str(package.path),
        "size": package.size,
        "hash": package.hash,
        "licence": known.licence,
        "made": known.source,
        "bleu": known.bleu,
    }
