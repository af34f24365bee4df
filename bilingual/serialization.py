"""Documents as JSON, and back without loss.

pydantic checks what comes in; the standard library writes, because it alone keeps lone
surrogates, which may stand in text that was read from elsewhere.
"""

from __future__ import annotations

import json
from functools import lru_cache
from typing import Any

from pydantic import TypeAdapter, ValidationError

from bilingual.document import Document
from bilingual.errors import InputError


@lru_cache(maxsize=1)
def _adapter() -> TypeAdapter[Document]:
    return TypeAdapter(Document)


def document_to_dict(document: Document) -> dict[str, Any]:
    """The document as plain dictionaries, tuples and scalars."""
    return _adapter().dump_python(document)


def document_to_json(document: Document, indent: int | None = None) -> str:
    """The whole document as JSON text, ASCII only."""
    return json.dumps(document_to_dict(document), indent=indent)


def document_from_json(text: str | bytes) -> Document:
    """The document that ``document_to_json`` wrote; raises InputError on anything else."""
    try:
        return _adapter().validate_python(json.loads(text))
    except ValueError as error:
        raise InputError(f"not a bilingual document: {_first_fault(error)}") from error


def json_schema() -> dict[str, Any]:
    """The JSON Schema of a document, as in docs/document.schema.json."""
    return _adapter().json_schema(mode="serialization")


def _first_fault(error: ValueError) -> str:
    if isinstance(error, ValidationError):
        fault = error.errors()[0]
        return f"{'.'.join(map(str, fault['loc'])) or 'top level'}: {fault['msg']}"
    return str(error)
