"""The HTML report as a document: what it says, and that it needs and runs nothing else."""

import base64
import hashlib
import re
from dataclasses import replace

import pytest
from lxml import html

from bilingual import Document, Finding, Span, export

SHOWN = "//*[contains(@class, 'block')]/p[@data-roving]"


@pytest.fixture
def page(document, tmp_path):
    export(document, "html", tmp_path / "x.html")
    return html.parse(str(tmp_path / "x.html"), html.HTMLParser(encoding="utf-8")).getroot()


def text(element) -> str:
    return " ".join(element.text_content().split())


def test_the_whole_article_is_on_the_page(page, document):
    shown = "".join(p.text_content() for p in page.xpath(SHOWN))
    assert shown.split() == document.text.split()


def test_spanish_is_marked_as_spanish(page, document):
    (foreign,) = page.xpath("//*[@class='rows']//*[@class='foreign']")
    assert foreign.get("lang") == "es"
    assert foreign.text_content() == document.segments[0].text


def test_the_translation_and_the_passage_stand_beside(page, document):
    (card,) = page.find_class("card")
    assert text(card.find_class("translation")[0]) == document.units[0].translation.text
    assert text(card.find(".//blockquote")) == document.matches[0].report.text
    assert "Said by Fiscalía (@FGRMexico)" in text(card)
    assert "check the number" in text(card)


def test_words_know_their_partners_on_both_sides(page):
    words = {w.text_content(): w for w in page.find_class("translation")[0].find_class("word")}
    (source,) = (
        w
        for w in page.xpath("//*[@class='foreign']//*[@class='word']")
        if w.text_content() == "tres"
    )
    partners = source.get("data-partners").split()
    assert words["three"].get("data-key") in partners
    reported = [w for w in page.find_class("word") if w.text_content() == "four"]
    assert len(reported) == 2
    assert {w.get("data-key") for w in reported} <= set(partners)
    assert reported[0].get("data-key") in words["three"].get("data-partners").split()


def test_findings_come_most_serious_first_and_point_at_evidence(page, document):
    found = page.find_class("finding")
    assert [text(item.find("h3")).split(" ", 1)[1] for item in found] == [
        "Different number 90 % sure",
        "Only in the source 70 % sure",
        "Same in both 60 % sure",
    ]
    targets = [link.get("href")[1:] for link in found[0].find_class("jump")]
    for target, evidence in zip(targets, (document.units[0], document.matches[0].report)):
        marked = [
            e.text_content()
            for e in page.xpath("//*[@data-evidence]")
            if target in e.get("data-evidence").split()
        ]
        assert "".join(marked) == evidence.text


def test_every_link_within_the_page_has_a_target(page):
    ids = [element.get("id") for element in page.xpath("//*[@id]")]
    assert len(ids) == len(set(ids))
    jumps = [link.get("href")[1:] for link in page.xpath("//a[starts-with(@href, '#')]")]
    assert set(jumps) <= set(ids)


def test_entities_have_both_names_and_their_entry(page):
    (row,) = page.xpath("//tr[@data-entity]")
    assert "Fiscalía General de la República" in text(row)
    assert "Attorney General's Office" in text(row)
    assert "mx.fgr" in text(row)
    assert "https://www.wikidata.org/wiki/Q1" in [a.get("href") for a in row.iter("a")]


def test_provenance_and_signature_are_at_the_foot(page):
    rows = [[text(cell) for cell in row] for row in page.xpath("//article/footer/dl/div")]
    assert ["document", "d1"] in rows
    assert ["engine", "test"] in rows


def test_the_policy_allows_this_style_and_this_script_alone(page):
    (meta,) = page.xpath("//meta[@http-equiv='Content-Security-Policy']")
    policy = meta.get("content")
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    for tag in ("style", "script"):
        (element,) = page.iter(tag)
        digest = hashlib.sha256(element.text.encode()).digest()
        assert f"{tag}-src 'sha256-{base64.b64encode(digest).decode()}'" in policy


def test_the_page_asks_for_nothing_from_outside(page):
    assert not page.xpath("//link | //img | //iframe | //*[@src] | //*[@style]")
    assert "url(" not in page.find(".//style").text


def test_hostile_text_stays_text(hostile, tmp_path):
    export(hostile, "html", tmp_path / "x.html")
    source = (tmp_path / "x.html").read_text("utf-8")
    page = html.fromstring(source)
    assert len(page.findall(".//script")) == 1
    assert not page.xpath("//img | //svg")
    names = {name for element in page.iter() for name in element.attrib}
    assert not [name for name in names if name.startswith("on")]
    assert "javascript:" not in " ".join(a.get("href") for a in page.iter("a"))
    assert source.count("<script>") == 1


def test_several_documents_share_a_page_without_sharing_ids(document, tmp_path):
    export([document, document], "html", tmp_path / "x.html")
    page = html.parse(str(tmp_path / "x.html")).getroot()
    ids = [element.get("id") for element in page.xpath("//*[@id]")]
    assert len(page.findall(".//article")) == 2
    assert len(ids) == len(set(ids))


def test_overlapping_layers_keep_every_letter(document, tmp_path):
    odd = [
        replace(document.findings[0], source=Span(a, b, document.text[a:b]), report=None)
        for a, b in ((3, 20), (10, 60), (45, 61), (0, len(document.text)))
    ]
    export(document.add(findings=odd), "html", tmp_path / "x.html")
    page = html.parse(str(tmp_path / "x.html"), html.HTMLParser(encoding="utf-8")).getroot()
    shown = "".join(p.text_content() for p in page.xpath(SHOWN))
    assert shown.split() == document.text.split()


def test_an_article_without_spanish_says_so(tmp_path):
    export(Document("Nothing but English here."), "html", tmp_path / "x.html")
    source = (tmp_path / "x.html").read_text("utf-8")
    assert "nothing to compare" in source
    assert re.search(r"<h1[^>]*>Nothing but English here\.</h1>", source)


def test_evidence_stands_among_the_words_of_its_line(tmp_path):
    text = "First line.\n" + "word " * 40 + "ONE " + "more " * 40 + "\nLast line."
    start = text.index("ONE")
    span = Span(start, start + 3, "ONE")
    finding = Finding("number", span, Span(0, 5, "First"), 0.9, "they differ")
    export(Document(text, findings=(finding,)), "html", tmp_path / "x.html")
    page = html.parse(str(tmp_path / "x.html"), html.HTMLParser(encoding="utf-8")).getroot()
    source, report = (p.text_content() for p in page.xpath("//div[@class='side']/p"))
    assert re.fullmatch(r"…( word)+ ONE (more )+…", source)
    assert report == "First line."
