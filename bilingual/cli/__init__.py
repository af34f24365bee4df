"""The ``bilingual`` command: one module per group of subcommands, each light to import."""

from __future__ import annotations

import sys
from importlib import import_module
from typing import Annotated

import typer

from bilingual import __version__
from bilingual.errors import BilingualError

COMMAND_MODULES = (
    "process",
    "detect",
    "translate",
    "entities",
    "align",
    "compare",
    "corpus",
    "export",
    "lexicon",
    "models",
    "memory",
)

app = typer.Typer(
    name="bilingual",
    help="Find, translate, name and check the Spanish inside English news, offline.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)


def _print_version(wanted: bool) -> None:
    if wanted:
        print(__version__)
        raise typer.Exit


@app.callback()
def _common(
    version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Say which.")
    ] = False,
) -> None:
    pass


for _module in COMMAND_MODULES:
    import_module(f"bilingual.cli.{_module}").register(app)


def main() -> None:
    """Run the command; errors of this package end it with one clear line and exit code 2."""
    for stream in filter(None, (sys.stdout, sys.stderr)):
        # A terminal or pipe that is not in UTF-8 shows what it can.
        stream.reconfigure(errors="replace")
    try:
        app()
    except BilingualError as error:
        print(f"bilingual: {error}", file=sys.stderr)
        raise SystemExit(2) from None
    except BrokenPipeError:
        # The reader of our output went away (``| head``): nothing to say, and to nobody.
        sys.stderr.close()
        raise SystemExit(1) from None
    except OSError as error:
        place = f"{error.filename}: " if error.filename else ""
        print(f"bilingual: {place}{error.strerror or error}", file=sys.stderr)
        raise SystemExit(2) from None
