"""The name by which an export speaks of an entity."""

from __future__ import annotations

from bilingual.document import Entity


def usual_name(entity: Entity, code: str) -> str:
    """What readers of a language ("es", "en") know it by, or "": the press's name, where English
    has one, else the lexicon's, else the first that the text gives.
    """
    entry = entity.lexicon
    if entry and code == "en" and entry.press:
        return entry.press
    if entry and entry.names.get(code):
        return entry.names[code]
    return next(iter(entity.names.get(code) or ()), "")


def both_names(entity: Entity, codes: tuple[str, str]) -> list[str]:
    """The usual names in two languages; one where they are the same."""
    names = (usual_name(entity, code) for code in codes)
    return list(dict.fromkeys(name for name in names if name))
