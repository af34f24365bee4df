"""The figures of a run added up, and a page with plots to read them from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from bilingual.exporting.files import replacing

# Longer tables are in the shards; the page shows the heads.
ROWS_SHOWN = 20

_TABLES = (
    ("languages", "Segments by language"),
    ("kinds", "Segments by kind"),
    ("findings", "Findings"),
    ("speakers", "Who is quoted"),
    ("entities", "Institutions and people of the lexicon, by documents"),
)


def add_up(figures: Iterable[dict[str, Any]]) -> dict[str, Any]:
    """The sum of the figures of many batches: numbers added, tables merged, most frequent first."""
    totals: Counter[str] = Counter()
    tables: dict[str, Counter[str]] = {name: Counter() for name, _ in _TABLES}
    for batch in figures:
        for name, value in batch.items():
            if name in tables:
                tables[name].update(value)
            else:
                totals[name] += value
    return {**totals, **{name: dict(_ranked(table)) for name, table in tables.items()}}


def _ranked(table: Counter[str]) -> list[tuple[str, int]]:
    return sorted(table.items(), key=lambda item: (-item[1], item[0]))


def write_summary(path: Path, figures: dict[str, Any], failures: list[dict[str, Any]]) -> None:
    """Write the summary page: one self-contained HTML file."""
    from jinja2 import Environment, PackageLoader

    environment = Environment(loader=PackageLoader("bilingual.corpus", "."), autoescape=True)
    documents = figures.get("documents", 0)
    plots = [(title, _bars(figures[name])) for name, title in _TABLES if figures.get(name)]
    page = environment.get_template("summary.html.jinja").render(
        documents=documents,
        share=figures.get("with_spanish", 0) / documents if documents else 0,
        figures=figures,
        plots=plots,
        failures=failures[:ROWS_SHOWN],
        failure_count=len(failures),
    )
    with replacing(path) as stream:
        stream.write(page.encode("utf-8", "replace"))


def _bars(table: dict[str, int]) -> list[tuple[str, int, float]]:
    """Name, count, and width in per cent of the longest bar."""
    rows = list(table.items())[:ROWS_SHOWN]
    longest = max(value for _, value in rows)
    return [(name, value, 100 * value / longest) for name, value in rows]
