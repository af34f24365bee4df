"""The HTML report of a document: what it shows (``view``) and how it looks (the templates)."""

from bilingual.exporting.report.page import article, page_end, page_start

__all__ = ["article", "page_end", "page_start"]
