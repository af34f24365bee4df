"""The reading stage: bytes and pages to documents, and the blocks of a text.

Input: files in many encodings and formats, HTML, or a Document that has only its text. Output:
Documents with ``blocks`` (paragraph, post, quotation, caption, headline) that say what layout and
markup told of each stretch of text.
"""

from bilingual.reading.files import read, read_bytes
from bilingual.reading.html import document_from_html
from bilingual.reading.stage import Reading

__all__ = ["Reading", "document_from_html", "read", "read_bytes"]
