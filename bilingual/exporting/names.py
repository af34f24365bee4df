"""The names by which an export speaks of an entity."""

from __future__ import annotations

from bilingual.document import Entity


def both_names(entity: Entity, codes: tuple[str, str]) -> list[str]:
    """The usual names in two languages; one where they are the same."""
    names = (entity.usual_name(code) for code in codes)
    return list(dict.fromkeys(name for name in names if name))
