"""A page to read: the article with its Spanish explained, in one file that needs no network."""

from __future__ import annotations

from bilingual.document import Document
from bilingual.exporting.characters import legal_xml
from bilingual.exporting.report import article, page_end, page_start
from bilingual.exporting.report.view import ArticleView
from bilingual.exporting.writer import Writer


class HtmlWriter(Writer):
    """Writes the report; several documents come one after the other on the page."""

    suffix = ".html"

    def add(self, document: Document) -> None:
        view = ArticleView.of(document, self.options, number=self.summary.documents + 1)
        if not self.summary.documents:
            self.put(page_start(view.title), legal_xml)
        self.put(article(view), legal_xml)
        self.summary.pairs += view.pair_count

    def end(self) -> None:
        if not self.summary.documents:
            self.put(page_start("No documents"), legal_xml)
        self.put(page_end(), legal_xml)
