"""Pairs of sentences in the files of other tools: TMX, XLIFF 1.2 and 2, TSV."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO, Any

from bilingual.errors import ExportError, InputError
from bilingual.exporting.characters import legal_xml
from bilingual.exporting.files import replacing
from bilingual.exporting.tsv import unescaped

FORMATS = ("tmx", "xliff", "tsv")
_SUFFIXES = {".tmx": "tmx", ".xlf": "xliff", ".xliff": "xliff", ".tsv": "tsv"}
REPORT = "report"
"""The origin of a pair whose English is the report's own words."""
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def format_of(path: Path, wanted: str | None = None) -> str:
    """The format of a file by its name; InputError where it tells none."""
    name = wanted or _SUFFIXES.get(path.suffix.lower(), "")
    if name not in FORMATS:
        raise InputError(f"{path}: format not known; give one of {', '.join(FORMATS)}")
    return name


def read_pairs(
    path: Path, source: str = "es", target: str = "en", wanted: str | None = None
) -> Iterator[tuple[str, str]]:
    """The sentence pairs of a file, in order; InputError says what is wrong and where.

    TMX units without both languages and XLIFF units without a target are passed over, and so is
    the English of reports in files that ``bilingual.export`` wrote: it is no translation.
    """
    name = format_of(path, wanted)
    try:
        if name == "tsv":
            yield from _read_tsv(path, source, target)
        elif name == "tmx":
            yield from _read_tmx(path, source, target)
        else:
            yield from _read_xliff(path)
    except OSError as error:
        raise InputError(f"{path}: can't be read: {error.strerror or error}") from error


def write_pairs(
    pairs: Iterable[tuple[str, str, bool]],
    path: Path,
    source: str = "es",
    target: str = "en",
    wanted: str | None = None,
) -> int:
    """Write pairs as TMX 1.4 or TSV, and give their number; the file is whole or absent."""
    name = format_of(path, wanted)
    if name == "xliff":
        raise ExportError(f"{path}: a memory is exported as tmx or tsv")
    with replacing(path) as stream:
        return (_write_tsv if name == "tsv" else _write_tmx)(pairs, stream, source, target)


def _read_tsv(path: Path, source: str, target: str) -> Iterator[tuple[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as stream:
        try:
            for place, cells in _rows(stream, source, target):
                if len(cells) < 2 or not cells[0].strip():
                    raise InputError(f"{path}, line {place}: give source, a tab, target")
                yield cells[0].strip(), cells[1].strip()
        except UnicodeDecodeError as error:
            raise InputError(f"{path}: not UTF-8 text: {error}") from error


def _rows(stream: IO[str], source: str, target: str) -> Iterator[tuple[int, list[str]]]:
    """Line numbers and cells, source first; blank lines and reported English are left out.

    A first line that names both languages is the head of an exported table: it says which columns
    hold them, and tabs and newlines in the cells are escaped.
    """
    head: list[str] | None = None
    for number, line in enumerate(stream, 1):
        cells = line.rstrip("\r\n").split("\t")
        if number == 1 and {source, target} <= set(cells):
            head = cells
        elif head:
            row = dict(zip(head, map(unescaped, cells)))
            if row.get("origin") != REPORT:
                yield number, [row.get(source, ""), row.get(target, "")]
        elif len(cells) > 1 or cells[0].strip():
            yield number, cells


def _read_tmx(path: Path, source: str, target: str) -> Iterator[tuple[str, str]]:
    for unit in _elements(path, "tu"):
        if any(p.get("type") == "x-origin" and p.text == REPORT for p in unit.iter("{*}prop")):
            continue
        texts: dict[str, str] = {}
        for variant in unit.iter("{*}tuv"):
            language = variant.get(_XML_LANG) or variant.get("lang") or ""
            segment = next(variant.iter("{*}seg"), None)
            if segment is not None:
                texts.setdefault(language.lower().split("-")[0], _text(segment))
        if texts.get(source) and texts.get(target):
            yield texts[source], texts[target]


def _read_xliff(path: Path) -> Iterator[tuple[str, str]]:
    for unit in _elements(path, "trans-unit", "segment"):
        if unit.get("resname") == REPORT or unit.get("subState") == f"bilingual:{REPORT}":
            continue
        source = next(unit.iterchildren("{*}source"), None)
        target = next(unit.iterchildren("{*}target"), None)
        if source is not None and target is not None and _text(source) and _text(target):
            yield _text(source), _text(target)


def _elements(path: Path, *names: str) -> Iterator[Any]:
    """Elements of an XML file, one after the other; entities and networks are left alone."""
    from lxml import etree

    tags = [f"{{*}}{name}" for name in names]
    try:
        for _, element in etree.iterparse(
            str(path), tag=tags, resolve_entities=False, no_network=True, load_dtd=False
        ):
            yield element
            element.clear()
            while element.getprevious() is not None:
                del element.getparent()[0]
    except etree.XMLSyntaxError as error:
        raise InputError(f"{path}: not well-formed XML: {error}") from error


def _text(element: Any) -> str:
    return " ".join("".join(element.itertext()).split())


def _write_tsv(
    pairs: Iterable[tuple[str, str, bool]], stream: IO[bytes], source: str, target: str
) -> int:
    count = 0
    for text, translation, by_person in pairs:
        cells = (" ".join(cell.split()) for cell in (text, translation))
        line = "\t".join([*cells, "person" if by_person else "machine"])
        stream.write(f"{line}\n".encode())
        count += 1
    return count


def _write_tmx(
    pairs: Iterable[tuple[str, str, bool]], stream: IO[bytes], source: str, target: str
) -> int:
    from lxml import etree

    import bilingual

    header = {
        "creationtool": "bilingual",
        "creationtoolversion": bilingual.__version__,
        "segtype": "sentence",
        "o-tmf": "bilingual memory",
        "adminlang": "en",
        "srclang": source,
        "datatype": "plaintext",
    }
    count = 0
    with etree.xmlfile(stream, encoding="utf-8") as xml:
        xml.write_declaration()
        with xml.element("tmx", version="1.4"):
            with xml.element("header", header):
                pass
            with xml.element("body"):
                for text, translation, by_person in pairs:
                    xml.write(_tmx_unit((source, text), (target, translation), by_person))
                    count += 1
    return count


def _tmx_unit(source: tuple[str, str], target: tuple[str, str], by_person: bool) -> Any:
    from lxml import etree

    unit = etree.Element("tu")
    etree.SubElement(unit, "prop", type="origin").text = "person" if by_person else "machine"
    for language, text in (source, target):
        variant = etree.SubElement(unit, "tuv", {_XML_LANG: language})
        etree.SubElement(variant, "seg").text = legal_xml(text)[0]
    return unit
