"""Elements as text, for the XML writers.

Serialised here and not by lxml, which repeats the namespaces on every element that it adds to a
stream. Well-formedness rests on three functions; the tests read everything back.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'


def start_tag(name: str, attributes: Mapping[str, str] | None = None) -> str:
    """``<name attribute="value">`` and a newline, for an element with more to come."""
    return f"<{name}{_attributes(attributes)}>\n"


def leaf(name: str, text: str, attributes: Mapping[str, str] | None = None) -> str:
    """An element that holds text, or nothing."""
    if not text:
        return f"<{name}{_attributes(attributes)}/>\n"
    return f"<{name}{_attributes(attributes)}>{_escaped(text)}</{name}>\n"


def parent(name: str, children: Iterable[str], attributes: Mapping[str, str] | None = None) -> str:
    """An element that holds other elements."""
    return f"<{name}{_attributes(attributes)}>\n{''.join(children)}</{name}>\n"


def _attributes(attributes: Mapping[str, str] | None) -> str:
    if not attributes:
        return ""
    return "".join(f' {name}="{_quoted(value)}"' for name, value in attributes.items())


def _escaped(text: str) -> str:
    # A carriage return written as such would come back as a newline.
    return (
        text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\r", "&#13;")
    )


def _quoted(value: str) -> str:
    return _escaped(value).replace('"', "&quot;").replace("\n", "&#10;").replace("\t", "&#9;")
