"""Bytes to text: the encodings that articles come in, and a clear refusal of anything else."""

from __future__ import annotations

import codecs
import re

from bilingual.errors import InputError

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_MAGIC = {
    b"%PDF": "a PDF",
    b"PK\x03\x04": "a ZIP archive or an office document",
    b"\xd0\xcf\x11\xe0": "an old office document",
    b"\x89PNG": "an image",
    b"\xff\xd8\xff": "an image",
    b"GIF8": "an image",
    b"BZh": "a bzip2 archive",
    b"\xfd7zXZ": "an xz archive",
    b"\x7fELF": "a program",
    b"PAR1": "a Parquet table",
}
# Single-byte encodings in which Spanish was written, the likeliest first.
_SINGLE_BYTE = ("cp1252", "mac_roman", "cp850")
_SPANISH = frozenset("áéíóúüñÁÉÍÓÚÜÑ¿¡«»“”‘’—–…ºª€ \xa0")
_SAMPLE = 1 << 16
_CHARSET = re.compile(rb"""<meta[^>]{0,200}charset\s*=\s*["']?\s*([\w-]+)""", re.IGNORECASE)


def decode(data: bytes, name: str, html: bool = False) -> str:
    """The text of a file, without its byte order mark.

    UTF-8, UTF-16 and UTF-32 (UTF-16 also without a mark), Windows-1252/Latin-1, and where the
    letters speak for it Mac Roman or code page 850. ``html`` also believes a charset that the
    page declares. Raises InputError for empty, binary and damaged data; ``name`` is for messages.
    """
    if not data:
        raise InputError(f"{name}: the file is empty")
    text = _decoded(data, encoding_of(data, name, html), name)
    if not text.strip("\ufeff \t\r\n"):
        raise InputError(f"{name}: the file is empty")
    return text


def _decoded(data: bytes, encoding: str, name: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        if encoding == "cp1252":  # five of its bytes are undefined, Latin-1's controls
            return data.decode("latin-1")
        raise InputError(
            f"{name}: damaged {encoding.upper()} at byte {error.start}; save the file as UTF-8"
        ) from error


def encoding_of(data: bytes, name: str, html: bool = False) -> str:
    """The name of the encoding that the data (or its beginning) is in; InputError for binary."""
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return encoding
    for magic, kind in _MAGIC.items():
        if data.startswith(magic):
            raise InputError(f"{name}: this is {kind}, not text; convert it to plain text first")
    if b"\x00" in data[:_SAMPLE]:
        return _utf16_without_mark(data[:_SAMPLE], name)
    if _is_utf8(data):
        return "utf-8"
    declared = _CHARSET.search(data[:4096]) if html else None
    if declared and (known := _known(declared.group(1).decode("ascii"))):
        return known
    return _single_byte(data[:_SAMPLE], name) if not _mostly_utf8(data) else "utf-8"


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _mostly_utf8(data: bytes) -> bool:
    """Whether damaged UTF-8 explains the bytes better than a single-byte encoding does."""
    text = data[:_SAMPLE].decode("utf-8", "replace")
    broken = text.count("\ufffd")
    return sum(character > "\x7f" for character in text) - broken > broken


def _utf16_without_mark(data: bytes, name: str) -> str:
    even, odd = data[0::2].count(0), data[1::2].count(0)
    half = len(data) / 2
    if odd > 0.7 * half and even < 0.05 * half:
        return "utf-16-le"
    if even > 0.7 * half and odd < 0.05 * half:
        return "utf-16-be"
    raise InputError(f"{name}: a binary file (it holds zero bytes); give text")


def _single_byte(data: bytes, name: str) -> str:
    controls = sum(byte < 32 and byte not in b"\t\n\r\x0c\x1b" for byte in data)
    if controls > len(data) / 100:
        raise InputError(f"{name}: a binary file (it holds control bytes); give text")
    high = bytes(byte for byte in data if byte > 127)

    def likeness(encoding: str) -> int:
        return sum(c in _SPANISH for c in high.decode(encoding, "replace"))

    best = max(_SINGLE_BYTE, key=likeness)
    if likeness(best) < len(high) / 2 and len(high) > len(data) / 10:
        raise InputError(f"{name}: neither UTF-8 nor Western text; save the file as UTF-8")
    return best


def _known(encoding: str) -> str | None:
    """The codec of a charset that is not UTF-8, which was tried, as browsers understand it."""
    try:
        name = codecs.lookup(encoding).name
    except LookupError:
        return None
    if name.startswith("utf"):
        return None
    return "cp1252" if name in ("ascii", "iso8859-1") else name
