"""What the Spanish source says against what the English report says.

In: documents with units, entities and matches. Out: the same documents with ``findings``.
``compare`` does it for two texts.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bilingual.settings import DEFAULTS, Settings

if TYPE_CHECKING:
    from bilingual.claims.scope import Attribution
    from bilingual.claims.stage import Claims as Claims
    from bilingual.document import Document, Finding

__all__ = ["Claims", "attribution", "compare"]


def compare(es: str, en: str, settings: Settings = DEFAULTS) -> list[Finding]:
    """What a Spanish source and an English report of it agree and differ on.

    ``Finding.source`` offsets index ``es``, ``Finding.report`` offsets index ``en``. The whole
    report is taken to speak for the source. Nothing is found where either is empty. Raises
    InputError where the source is not Spanish or the report not English.
    """
    from bilingual.claims.texts import compare
    from bilingual.reading.placement import finding_in_originals
    from bilingual.reading.wrapping import joined_paragraphs

    source, report = joined_paragraphs(es), joined_paragraphs(en)
    findings = compare(source.text, report.text, settings)
    return [finding_in_originals(finding, source, report) for finding in findings]


def attribution(document: Document) -> list[Attribution]:
    """The English sentences that speak for a source, in order, each with its source segment.

    Reads segments, entities and matches. An ``Attribution`` is the pair (report span, segment).
    """
    from bilingual.claims.scope import attribution

    return attribution(document)


def __getattr__(name: str) -> object:
    if name == "Claims":
        from bilingual.claims.stage import Claims

        return Claims
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
