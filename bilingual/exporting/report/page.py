"""The page around and in the templates, with a policy that lets nothing but itself run.

Jinja escapes everything that comes from a document. Should markup slip through all the same, the
Content-Security-Policy names the hashes of the one style sheet and the one script that may act.
"""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

import bilingual
from bilingual.exporting.report.view import ArticleView


def page_start(title: str) -> str:
    """Everything up to the first article."""
    style, script = _asset("report.css"), _asset("report.js")
    policy = (
        "default-src 'none'; base-uri 'none'; form-action 'none'; img-src data:; "
        f"style-src '{_digest(style)}'; script-src '{_digest(script)}'"
    )
    template = _environment().get_template("start.html.jinja")
    return template.render(title=title, style=Markup(style), policy=policy)


def article(view: ArticleView) -> str:
    """One document."""
    return _environment().get_template("article.html.jinja").render(view=view)


def page_end() -> str:
    """Everything after the last article."""
    template = _environment().get_template("end.html.jinja")
    return template.render(script=Markup(_asset("report.js")), version=bilingual.__version__)


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("bilingual.exporting.report", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


@cache
def _asset(name: str) -> str:
    return files("bilingual.exporting.report").joinpath("templates", name).read_text("utf-8")


def _digest(text: str) -> str:
    digest = hashlib.sha256(text.encode()).digest()
    return f"sha256-{base64.b64encode(digest).decode()}"
