"""Entities for other tools: JSON, CSV, and FollowTheMoney, the data model of Aleph.

Each function gives the lines of one document, without line ends.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from bilingual.document import Document, Entity

CSV_COLUMNS = (
    *("document", "start", "end", "text", "language", "label", "strength", "recognizer"),
    *("entity", "type", "name_es", "name_en", "wikidata", "note"),
)

_FTM_SCHEMATA = {
    "person": "Person",
    "PER": "Person",
    "state_company": "Company",
    "political_party": "Organization",
    "cartel": "Organization",
    "faction": "Organization",
    "gang": "Organization",
    "armed_group": "Organization",
    "news_outlet": "Organization",
    "civil_organization": "Organization",
    "research_organization": "Organization",
    "international_body": "Organization",
    "union": "Organization",
    "university": "Organization",
    "ORG": "Organization",
    "state": "Address",
    "city": "Address",
    "country": "Address",
    "facility": "Address",
    "facility_pattern": "Address",
    "LOC": "Address",
}
_FTM_LANGUAGES = {"en": "eng", "es": "spa", "pt": "por", "fr": "fra", "it": "ita", "ca": "cat"}


def json_lines(document: Document) -> Iterator[str]:
    """One JSON object with the document's id and all its entities."""
    entities = [asdict(entity) for entity in document.entities]
    yield json.dumps({"document": document.id, "entities": entities}, ensure_ascii=False)


def csv_header() -> str:
    """The first line of a CSV file of mentions."""
    return _csv_line(CSV_COLUMNS)


def csv_lines(document: Document) -> Iterator[str]:
    """One row for each mention, in the order of the text, with the entity it belongs to."""
    pairs = [(mention, entity) for entity in document.entities for mention in entity.mentions]
    for mention, entity in sorted(pairs, key=lambda pair: (pair[0].start, -pair[0].end)):
        yield _csv_line(
            (
                *(document.id, mention.start, mention.end, mention.text, mention.language),
                *(mention.label, mention.strength, mention.recognizer, entity.id, entity.type),
                *(entity.names.get(language, ("",))[0] for language in ("es", "en")),
                entity.lexicon.wikidata or "" if entity.lexicon else "",
                mention.note,
            )
        )


def ftm_lines(document: Document) -> Iterator[str]:
    """FollowTheMoney entities as JSON lines: the article, who it names, and each mention."""
    for record in _ftm_records(document):
        yield json.dumps(record, ensure_ascii=False)


def _csv_line(cells: Any) -> str:
    line = io.StringIO()
    csv.writer(line, lineterminator="").writerow(cells)
    return line.getvalue()


def _ftm_records(document: Document) -> Iterator[dict[str, Any]]:
    article = {"title": [_title(document)], "bodyText": [document.text]}
    languages = dict.fromkeys(_FTM_LANGUAGES.get(s.language, "") for s in document.segments)
    article["language"] = [language for language in languages if language]
    yield _ftm(document.id, "Article", article)
    for entity in document.entities:
        record = _ftm_entity(entity, document.id)
        yield record
        for mention in entity.mentions:
            properties = {
                "document": [document.id],
                "resolved": [record["id"]],
                "name": [mention.text],
                "detectedSchema": [record["schema"]],
            }
            yield _ftm(f"{document.id}-m{mention.start}-{mention.end}", "Mention", properties)


def _ftm_entity(entity: Entity, document_id: str) -> dict[str, Any]:
    """Lexicon entities keep their id over all documents; others get the document's in front."""
    schema = _FTM_SCHEMATA.get(entity.type, "PublicBody" if entity.lexicon else "Thing")
    names = list(dict.fromkeys(name for names in entity.names.values() for name in names))
    properties: dict[str, list[str]] = {"name": names[:1], "alias": names[1:]}
    if schema == "Address":
        properties["full"] = names[:1]
    entry = entity.lexicon
    if entry is not None:
        properties["previousName"] = list(entry.former_names)
        properties["country"] = [entry.country.lower()] if entry.country else []
        properties["wikidataId"] = [entry.wikidata] if entry.wikidata else []
        if schema in ("PublicBody", "Organization", "Company"):
            properties["abbreviation"] = list(entry.acronyms)
        return _ftm(entity.id, schema, properties)
    return _ftm(f"{document_id}-{entity.id}", schema, properties)


def _ftm(record_id: str, schema: str, properties: dict[str, list[str]]) -> dict[str, Any]:
    return {
        "id": record_id,
        "schema": schema,
        "properties": {name: values for name, values in properties.items() if values},
    }


def _title(document: Document) -> str:
    """The headline, else the first words."""
    headline = next((b.text for b in document.blocks if b.kind == "headline"), None)
    first = document.text.strip().partition("\n")[0]
    return headline or first[:100] or document.id
