"""Lexicon files: TSV tables and YAML lists of entries, read with the place of every record."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from bilingual.document import LexiconEntry
from bilingual.errors import LexiconError

LANGUAGES = ("es", "en")
LIST_FIELDS = ("acronyms", "handles", "former_names")
LANGUAGE_LIST_FIELDS = ("aliases", "weak", "nominal")
TEXT_FIELDS = ("id", "type", "press", "parent", "country", "wikidata", "source")

_COLUMNS = frozenset(
    [
        *TEXT_FIELDS,
        *LIST_FIELDS,
        "verified",
        *(
            f"{name}_{language}"
            for name in ("names", *LANGUAGE_LIST_FIELDS)
            for language in LANGUAGES
        ),
    ]
)
_SEPARATOR = re.compile(r"\s*\|\s*")


class Record(NamedTuple):
    """One entry as a file has it: plain values, not yet checked; ``line`` is 1-based."""

    path: Path
    line: int
    values: dict[str, Any]


def read_records(path: Path) -> Iterator[Record]:
    """The records of a ``.tsv``, ``.yaml``, ``.yml`` or ``.json`` lexicon, in file order.

    Raises LexiconError, with file and line, where the file as such can't be read.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise LexiconError(f"{path}: can't be read ({reason}); check the path") from error
    except UnicodeDecodeError as error:
        raise LexiconError(f"{path}: is no UTF-8 text ({error}); save it as UTF-8") from error
    if path.suffix == ".tsv":
        return _read_table(path, text)
    if path.suffix in (".yaml", ".yml", ".json"):
        return _read_yaml(path, text)
    raise LexiconError(f"{path}: unknown kind of lexicon; name it .tsv, .yaml or .json")


def to_entry(values: dict[str, Any]) -> LexiconEntry:
    """The entry that a checked record describes.

    An alias written ``Spanish = English`` brings its own English rendering.
    """
    english: dict[str, str] = {}
    lists: dict[str, dict[str, tuple[str, ...]]] = {}
    for field in LANGUAGE_LIST_FIELDS:
        by_language = values.get(field) or {}
        lists[field] = {
            language: tuple(_split_pair(str(surface), english) for surface in surfaces or ())
            for language, surfaces in by_language.items()
        }
    return LexiconEntry(
        id=str(values["id"]),
        type=str(values["type"]),
        names=dict(values["names"]),
        press=str(values.get("press") or ""),
        english=english,
        parent=values.get("parent") or None,
        country=values.get("country") or None,
        wikidata=values.get("wikidata") or None,
        source=str(values.get("source") or ""),
        verified=bool(values.get("verified")),
        **{field: tuple(map(str, values.get(field) or ())) for field in LIST_FIELDS},
        **lists,
    )


def _split_pair(surface: str, english: dict[str, str]) -> str:
    spanish, equals, rendering = surface.partition(" = ")
    if equals:
        english[spanish] = rendering
    return spanish


def _read_table(path: Path, text: str) -> Iterator[Record]:
    lines = text.splitlines()
    columns = lines[0].split("\t") if lines else []
    unknown = [column for column in columns if column not in _COLUMNS]
    if unknown or "id" not in columns:
        fault = f"unknown column {unknown[0]!r}" if unknown else "no column 'id'"
        raise LexiconError(f"{path}, line 1: {fault}; columns are {', '.join(sorted(_COLUMNS))}")
    for number, line in enumerate(lines[1:], start=2):
        if not line.strip() or line.startswith("#"):
            continue
        cells = line.split("\t")
        if len(cells) > len(columns):
            raise LexiconError(
                f"{path}, line {number}: {len(cells)} cells where the head has {len(columns)}; "
                "take out the extra TAB"
            )
        yield Record(path, number, _row_values(dict(zip(columns, cells))))


def _row_values(cells: dict[str, str]) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for column, cell in cells.items():
        cell = cell.strip()
        if not cell:
            continue
        field, underscore, language = column.rpartition("_")
        if underscore and language in LANGUAGES:
            content = cell if field == "names" else _SEPARATOR.split(cell)
            values.setdefault(field, {})[language] = content
        elif column in LIST_FIELDS:
            values[column] = _SEPARATOR.split(cell)
        elif column == "verified":
            values[column] = {"yes": True, "no": False}.get(cell, cell)
        else:
            values[column] = cell
    return values


def _read_yaml(path: Path, text: str) -> Iterator[Record]:
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)(text)
    try:
        root = loader.get_single_node()
        if root is None:
            return
        for node in _entry_nodes(path, root):
            values = loader.construct_object(node, deep=True)
            line = node.start_mark.line + 1
            if not isinstance(values, dict):
                raise LexiconError(f"{path}, line {line}: an entry must be a mapping with an id")
            yield Record(path, line, values)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark else 1
        reason = getattr(error, "problem", None) or str(error)
        raise LexiconError(f"{path}, line {line}: not well-formed YAML: {reason}") from error
    finally:
        loader.dispose()


def _entry_nodes(path: Path, root: Any) -> list[Any]:
    if root.id == "sequence":
        return root.value
    if root.id == "mapping":
        for key, node in root.value:
            if key.value == "entries" and node.id == "sequence":
                return node.value
    raise LexiconError(f"{path}, line 1: no list of entries; start the file with 'entries:'")
