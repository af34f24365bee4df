"""A document on the terminal: segments with translation, entities, matches and findings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.console import Console, Group
from rich.markup import escape
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from bilingual.document import FINDING_KINDS

if TYPE_CHECKING:
    from bilingual.document import Document, Finding, Segment


def print_document(document: Document, console: Console | None = None) -> None:
    """Print what a reader wants to know of one document."""
    console = console or Console()
    foreign = [segment for segment in document.segments if segment.language != "en"]
    name = document.metadata.get("title") or document.metadata.get("source") or document.id
    console.rule(f"[bold]{escape(str(name))}", align="left")
    if not foreign:
        console.print("No Spanish in this document.")
    for number, segment in enumerate(foreign, 1):
        console.print(_segment(document, segment, number, len(foreign)))
    for title, table in (
        ("Entities", _entities(document)),
        ("Where the report answers to the source", _matches(document)),
        ("Findings", _findings(document)),
    ):
        if table.row_count:
            console.print()
            console.print(Text(title, style="bold"))
            console.print(table)
    console.print(Text(document.signature, style="dim"), soft_wrap=True)


def _segment(document: Document, segment: Segment, number: int, count: int) -> Group:
    facts = [segment.language, segment.kind]
    if segment.speaker:
        entity = document.speaker_entity(segment)
        handle = segment.speaker.handle
        said = segment.speaker.name
        if handle and handle != said:
            said += f" ({handle})"
        if entity:
            said += f" = {entity.usual_name('en')} [{entity.id}]"
        facts.append(f"said by {said}")
    if "date" in segment.metadata:
        facts.append(str(segment.metadata["date"]))
    facts += [f"#{tag.lstrip('#')}" for tag in segment.metadata.get("hashtags", ())]
    if segment.truncated:
        facts.append("breaks off")
    lines = [Text(f"\n{number}/{count} · {' · '.join(facts)}", style="bold")]
    units = document.units_of(segment)
    if not units:
        lines.append(_indented(segment.text, "yellow"))
    for unit in units:
        lines.append(_indented(unit.text, "yellow"))
        lines.append(_indented(unit.translation.text, "green"))
        lines += [_indented(f"! {warning}", "red") for warning in unit.translation.warnings]
    return Group(*lines)


def _indented(text: str, style: str) -> Padding:
    return Padding(Text(text, style=style), (0, 0, 0, 2))


def _entities(document: Document) -> Table:
    table = Table("entity", "type", "in Spanish", "in English", "es", "en", box=None)
    by_weight = sorted(document.entities, key=lambda e: -len(e.mentions))
    for entity in by_weight:
        counts = [
            sum(m.language == "en" for m in entity.mentions),
            sum(m.language != "en" for m in entity.mentions),
        ]
        table.add_row(
            Text(entity.id),
            Text(entity.type),
            Text(entity.usual_name("es")),
            Text(entity.usual_name("en")),
            str(counts[1] or ""),
            str(counts[0] or ""),
        )
    return table


def _matches(document: Document) -> Table:
    table = Table("kind", "p", "source", "report", box=None)
    for match in document.matches:
        table.add_row(
            match.kind,
            f"{match.probability:.2f}",
            Text(_shortened(match.unit.text)),
            Text(_shortened(match.report.text)),
        )
    return table


def _findings(document: Document) -> Table:
    table = Table("kind", "confidence", "what", box=None)
    for finding in sorted(document.findings, key=_seriousness):
        table.add_row(
            Text(finding.kind, style="bold"),
            f"{finding.confidence:.2f}",
            Text(finding.explanation),
        )
    return table


def _seriousness(finding: Finding) -> tuple[int, float]:
    kinds = FINDING_KINDS
    rank = kinds.index(finding.kind) if finding.kind in kinds else len(kinds)
    return rank, -finding.confidence


def _shortened(text: str, limit: int = 120) -> str:
    return text if len(text) <= limit else text[: limit - 1].rstrip() + "…"
