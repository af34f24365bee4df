from __future__ import annotations

from pathlib import Path

from lxml import html

from bilingual.corpus.summary import add_up, write_summary

FIGURES = {
    "documents": 3,
    "with_spanish": 1,
    "languages": {"es": 2},
    "kinds": {"post": 2},
    "speakers": {"<script>alert(1)</script>": 1},
    "entities": {"mx.fgr": 1},
    "findings": {"omitted": 2, "same": 5},
}


def test_figures_add_up_most_frequent_first() -> None:
    total = add_up([FIGURES, {**FIGURES, "findings": {"number": 1}}])
    assert total["documents"] == 6
    assert list(total["findings"].items()) == [("same", 5), ("omitted", 2), ("number", 1)]


def test_nothing_adds_up_to_nothing() -> None:
    assert add_up([])["findings"] == {}


def test_the_page_shows_the_figures_and_runs_nothing(tmp_path: Path) -> None:
    failure = {"source": "a.txt", "row": None, "stage": "reading", "reason": "<b>empty</b>"}
    write_summary(tmp_path / "summary.html", add_up([FIGURES]), [failure])
    page = html.fromstring((tmp_path / "summary.html").read_bytes())
    assert not page.xpath("//script")
    assert not page.xpath("//b")
    assert "33.3%" in page.text_content()
    assert "<b>empty</b>" in page.text_content()
    assert page.xpath("//meta[@http-equiv='Content-Security-Policy']")
