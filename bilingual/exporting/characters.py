"""Characters that a format can't hold, taken out and counted."""

from __future__ import annotations

import re

# XML 1.0, production [2] Char: all other code points make a file that no parser reads.
_ILLEGAL_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# Half a surrogate pair has no place in UTF-8; NUL ends the line in tools written in C.
_ILLEGAL_IN_TEXT = re.compile("[\x00\ud800-\udfff]")


def legal_xml(text: str) -> tuple[str, int]:
    """The text without the characters that XML forbids, and how many they were."""
    return _ILLEGAL_IN_XML.subn("", text)


def legal_text(text: str) -> tuple[str, int]:
    """The text with U+FFFD in place of NULs and lone surrogates, and how many they were."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return _ILLEGAL_IN_TEXT.subn("\ufffd", text)
    return _ILLEGAL_IN_TEXT.subn("\ufffd", text) if "\x00" in text else (text, 0)
