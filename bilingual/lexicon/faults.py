"""What can be wrong with one entry of a lexicon, each fault with file, line and remedy."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from bilingual.errors import LexiconError
from bilingual.lexicon.files import (
    LANGUAGE_LIST_FIELDS,
    LANGUAGES,
    LIST_FIELDS,
    TEXT_FIELDS,
    Record,
)
from bilingual.lexicon.surfaces import fold_tokens

_FIELDS = frozenset(
    {*TEXT_FIELDS, *LIST_FIELDS, *LANGUAGE_LIST_FIELDS, "names", "verified"},
)
_ID = re.compile(r"[a-z][a-z0-9_]*(?:\.[a-z0-9_]+)*")
_TYPE = re.compile(r"[a-z][a-z_]*")
_COUNTRY = re.compile(r"[A-Z]{2}")
_WIKIDATA = re.compile(r"Q[1-9]\d*")
_HANDLE = re.compile(r"@\w+")


class Fault(NamedTuple):
    """One fault; ``line`` is 1-based, 0 where it is the whole file's."""

    path: Path
    line: int
    message: str

    def __str__(self) -> str:
        place = f"{self.path}, line {self.line}" if self.line else f"{self.path}"
        return f"{place}: {self.message}"


def record_faults(record: Record) -> Iterator[Fault]:
    """The faults that one entry has by itself."""
    for message in (*_text_faults(record.values), *_name_faults(record.values)):
        yield Fault(record.path, record.line, message)


def fault_of(record: Record, message: str) -> Fault:
    """A fault at the place of a record."""
    return Fault(record.path, record.line, message)


def parent_faults(records: Mapping[str, Record]) -> Iterator[Fault]:
    """Parents that no entry has as its id."""
    for record in records.values():
        parent = record.values.get("parent")
        if parent and parent not in records:
            yield fault_of(
                record, f"parent {parent!r} is no entry's id; correct it or leave it out"
            )


def repeated_id(record: Record, earlier: Record) -> Fault:
    """That an id stands in a file twice."""
    message = f"id {record.values['id']!r} stands in line {earlier.line} already; change one"
    return fault_of(record, message)


def raise_faults(faults: Iterable[Fault]) -> None:
    """Raises LexiconError where there are faults, with the first and their number."""
    faults = list(faults)
    if faults:
        more = f" (and {len(faults) - 1} more faults)" if len(faults) > 1 else ""
        raise LexiconError(f"{faults[0]}{more}; see them all with: bilingual lexicon check FILE")


def _text_faults(values: dict[str, Any]) -> Iterator[str]:
    for field in values.keys() - _FIELDS:
        yield f"unknown field {field!r}; fields are {', '.join(sorted(_FIELDS))}"
    for field in TEXT_FIELDS:
        if not isinstance(values.get(field) or "", str):
            yield f"{field} must be text, not {values[field]!r}"
    for field, form, example in (
        ("id", _ID, "mx.defensa"),
        ("type", _TYPE, "federal_agency"),
        ("country", _COUNTRY, "MX"),
        ("wikidata", _WIKIDATA, "Q1489, or nothing where it isn't known"),
    ):
        value = values.get(field)
        if value and not form.fullmatch(str(value)):
            yield f"{field} {value!r} is malformed; write it like {example}"
    for field in ("id", "type"):
        if not values.get(field):
            yield f"no {field}; every entry needs one"
    if values.get("verified") not in (None, True, False):
        yield f"verified is {values['verified']!r}; write yes or no"


def _name_faults(values: dict[str, Any]) -> Iterator[str]:
    names = values.get("names")
    if not isinstance(names, dict) or not all(isinstance(n, str) for n in names.values()):
        yield "names must give one name for each language: es and en"
    else:
        for language in LANGUAGES:
            if not names.get(language, "").strip():
                yield f"no name in {language!r}; repeat the other one where both are alike"
    for field in LANGUAGE_LIST_FIELDS:
        by_language = values.get(field) or {}
        if not isinstance(by_language, dict):
            yield f"{field} must list surfaces by language: es, en"
            continue
        for language, surfaces in by_language.items():
            if language not in LANGUAGES:
                yield f"{field}: unknown language {language!r}; give es or en"
            yield from _list_faults(field, surfaces)
    for field in LIST_FIELDS:
        yield from _list_faults(field, values.get(field))
    for handle in values.get("handles") or ():
        if isinstance(handle, str) and not _HANDLE.fullmatch(handle):
            yield f"handle {handle!r} is malformed; write it like @Defensamx1"


def _list_faults(field: str, surfaces: Any) -> Iterator[str]:
    if surfaces is None:
        return
    if not isinstance(surfaces, list):
        yield f"{field} must be a list, not {surfaces!r}"
        return
    for surface in surfaces:
        if not isinstance(surface, str):
            yield f"{field}: {surface!r} isn't text; put it in quotes"
        elif not fold_tokens(surface.partition(" = ")[0]):
            yield f"{field}: an empty surface; take it out"
    for surface in {s for s in surfaces if isinstance(s, str) and surfaces.count(s) > 1}:
        yield f"{field}: {surface!r} is listed twice; take one out"
