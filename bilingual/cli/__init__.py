"""The ``bilingual`` command: one module per group of subcommands, each light to import."""

from __future__ import annotations

import sys

import typer

from bilingual.errors import BilingualError

app = typer.Typer(
    name="bilingual",
    help="Find, translate, name and check the Spanish inside English news, offline.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)


def main() -> None:
    """Run the command; errors of this package end it with one clear line and exit code 2."""
    try:
        app()
    except BilingualError as error:
        print(f"bilingual: {error}", file=sys.stderr)
        raise SystemExit(2) from None
