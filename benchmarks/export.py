"""Exports in the tools they are for: validity, round trips, OmegaT, Hugging Face, speed.

    python -m benchmarks.export [valid] [omegat] [datasets] [speed] [report]

Sentences come from the news sets under BILINGUAL_DATA. The official DTD and schemas are looked for
in BILINGUAL_SCHEMAS, else beside the data in ``schemas``. OmegaT is Debian's package ``omegat``;
``datasets`` may live in another Python, named by DATASETS_PYTHON.
"""

from __future__ import annotations

import json
import os
import random
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import bilingual
from benchmarks.data_folder import data_folder, lines
from bilingual import Document, Finding, Link, Match, Segment, Span, Speaker, Translation, Unit

NEWS = ("newstest2009", "newstest2010", "newstest2011", "newstest2012")
AWKWARD = ("\x00", "\ud83d", "\t", "\r\n", "<b>&amp;", "]]>", "\u202e", "😀", "\ufffe", '"', "\\")
PAIRS = 1_000_000
LINKS = 15

OMEGAT_PROJECT = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<omegat><project version="1.0">
<source_dir>__DEFAULT__</source_dir><target_dir>__DEFAULT__</target_dir>
<tm_dir>__DEFAULT__</tm_dir><glossary_dir>__DEFAULT__</glossary_dir>
<dictionary_dir>__DEFAULT__</dictionary_dir>
<source_lang>ES-MX</source_lang><target_lang>EN-US</target_lang>
<sentence_seg>false</sentence_seg>
<support_default_translations>true</support_default_translations>
<remove_tags>false</remove_tags>
</project></omegat>
"""

XLIFF2_SCHEMAS = """<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">
<xs:import namespace="urn:oasis:names:tc:xliff:document:2.0" schemaLocation="xliff_core_2.0.xsd"/>
<xs:import namespace="urn:oasis:names:tc:xliff:matches:2.0" schemaLocation="matches.xsd"/>
<xs:import namespace="urn:oasis:names:tc:xliff:metadata:2.0" schemaLocation="metadata.xsd"/>
</xs:schema>"""


def main() -> None:
    if sys.argv[1:2] == ["--export"]:
        return time_one(*sys.argv[2:])
    if sys.argv[1:2] == ["--peer"]:
        return time_peer(*sys.argv[2:])
    tables = {
        "valid": valid,
        "omegat": omegat,
        "datasets": hugging_face,
        "speed": speed,
        "report": report,
    }
    for name in sys.argv[1:] or tables:
        print(f"\n{name}")
        with tempfile.TemporaryDirectory() as folder:
            tables[name](Path(folder))


def documents(count: int, sentences: int, awkward: bool = False) -> Iterator[Document]:
    """Articles of one English passage and one Spanish post, the same in every run."""
    rng = random.Random(8)
    pairs = [
        (es.strip(), en.strip())
        for name in NEWS
        for es, en in zip(lines(f"mt_eval/{name}.es"), lines(f"mt_eval/{name}.en"))
        if es.strip() and en.strip()
    ]
    for number in range(count):
        chosen = [rng.choice(pairs) for _ in range(sentences)]
        if awkward:
            chosen = [(spoilt(es, rng), spoilt(en, rng)) for es, en in chosen]
        yield document(chosen, f"news-{number}")


def spoilt(text: str, rng: random.Random) -> str:
    place = rng.randrange(len(text))
    return text[:place] + rng.choice(AWKWARD) + text[place:]


def document(pairs: list[tuple[str, str]], name: str) -> Document:
    """An article that reports each sentence in English before it gives the Spanish."""
    text = "\n".join(en for _, en in pairs) + "\n\n" + "\n".join(es for es, _ in pairs)
    units, matches, report_start = [], [], 0
    start = sum(len(en) + 1 for _, en in pairs) + 1
    first = start
    for es, en in pairs:
        links = tuple(made_links(es, en))
        translation = Translation(en, en, links, (), 0.8, "argos:es_en-0.2+1a2b3c4d")
        unit = Unit(start, start + len(es), es, translation)
        report = Span(report_start, report_start + len(en), en)
        units.append(unit)
        matches.append(Match(unit, report, "report", 0.9))
        start += len(es) + 1
        report_start += len(en) + 1
    spanish = text[first:]
    speaker = Speaker("Fiscalía", "@FGRMexico", Span(0, 1, text[:1]))
    segment = Segment(first, len(text), spanish, "es", 0.99, "post", speaker)
    findings = (Finding("number", units[0], matches[0].report, 0.9, "Two, not three."),)
    return Document(
        text,
        name,
        segments=(segment,),
        units=tuple(units),
        matches=tuple(matches),
        findings=findings,
        signature="bilingual:0.1.0|engine:argos|model:es_en-0.2+1a2b3c4d|beam:4",
    )


def made_links(source: str, target: str) -> Iterator[Link]:
    """As many links as a sentence of the news usually has: the n-th word to the n-th."""
    words = zip(re.finditer(r"\w+", source), re.finditer(r"\w+", target))
    for one, other in islice(words, LINKS):
        yield Link(*one.span(), *other.span(), 0.8712)


def valid(folder: Path) -> None:
    """1,000 documents with awkward characters: official schemas, and translate-toolkit."""
    from translate.storage.tmx import tmxfile
    from translate.storage.xliff import xlifffile
    from translate.storage.xliff2 import Xliff2File

    from bilingual.exporting import ExportOptions, pairs_of
    from bilingual.exporting.characters import legal_xml

    articles = list(documents(1000, 3, awkward=True))
    options = ExportOptions(pairs="both")
    wanted = [
        (legal_xml(pair.source)[0], legal_xml(pair.target)[0])
        for article in articles
        for pair in pairs_of(article, options)
    ]
    readers = {"tmx": tmxfile, "xliff": xlifffile, "xliff2": Xliff2File}
    for format, reader in readers.items():
        path = folder / format
        summary = bilingual.export(articles, format, path, pairs="both")
        units = reader.parsefile(str(path)).units
        equal = sum((u.source, u.target) == pair for u, pair in zip(units, wanted))
        print(
            f"{format:8} {'valid' if is_valid(path, format) else 'NOT VALID'}, "
            f"{equal} of {len(wanted)} pairs equal after translate-toolkit ({len(units)} read), "
            f"{summary.removed_characters} characters removed"
        )


def is_valid(path: Path, format: str) -> bool:
    from lxml import etree

    schema = load_schema(format)
    good = schema.validate(etree.parse(path))
    for error in list(schema.error_log)[:3]:
        print(f"  {error.message}")
    return good


def load_schema(format: str):
    from lxml import etree

    folder = schema_folder()
    if format == "tmx":
        with open(folder / "tmx14.dtd", encoding="utf-8") as dtd:
            return etree.DTD(dtd)
    if format == "xliff2":
        base = str(folder / "xliff-2.1" / "all.xsd")
        return etree.XMLSchema(etree.fromstring(XLIFF2_SCHEMAS, base_url=base))

    class Local(etree.Resolver):
        def resolve(self, url, public_id, context):
            return self.resolve_filename(str(folder / Path(url).name), context)

    parser = etree.XMLParser()
    parser.resolvers.add(Local())
    return etree.XMLSchema(etree.parse(folder / "xliff-core-1.2-strict.xsd", parser))


def schema_folder() -> Path:
    folder = Path(os.environ.get("BILINGUAL_SCHEMAS") or data_folder().parent / "schemas")
    if not (folder / "tmx14.dtd").is_file():
        sys.exit(f"no schemas in {folder}; name their folder in BILINGUAL_SCHEMAS")
    return folder


def omegat(folder: Path) -> None:
    """The exported TMX as automatic memory of a project with the same Spanish."""
    if not shutil.which("omegat"):
        print("not installed: apt-get install omegat")
        return
    units = {}
    for article in documents(400, 3):
        for unit in article.units:
            units.setdefault(unit.text, unit.translation.text)
    for name in ("source", "target", "tm/auto", "glossary", "dictionary", "omegat"):
        (folder / name).mkdir(parents=True)
    (folder / "omegat.project").write_text(OMEGAT_PROJECT)
    articles = [document([pair], f"d{i}") for i, pair in enumerate(units.items())]
    bilingual.export(articles, "tmx", folder / "tm/auto/memory.tmx")
    (folder / "source/text.txt").write_text("\n\n".join(units), "utf-8")
    subprocess.run(
        ["omegat", str(folder), "--mode=console-translate", f"--config-dir={folder}/config"],
        check=True,
        capture_output=True,
    )
    translated = (folder / "target/text.txt").read_text("utf-8").split("\n\n")
    exact = sum(a.strip() == b.strip() for a, b in zip(translated, units.values()))
    print(f"{exact} of {len(units)} units found as exact matches and translated")


def hugging_face(folder: Path) -> None:
    """The Parquet file through ``datasets.load_dataset``."""
    python = os.environ.get("DATASETS_PYTHON", sys.executable)
    bilingual.export(documents(1000, 3), "parquet", folder / "pairs.parquet", pairs="both")
    program = (
        "from datasets import load_dataset\n"
        f"d = load_dataset('parquet', data_files={str(folder / 'pairs.parquet')!r}, "
        f"cache_dir={str(folder / 'cache')!r})['train']\n"
        "print(len(d), 'rows;', type(d.features['translation']).__name__)\n"
    )
    result = subprocess.run([python, "-c", program], capture_output=True, text=True)
    print(result.stdout or result.stderr.splitlines()[-1])


def speed(folder: Path) -> None:
    """A million pairs in each format, each in a process of its own; translate-toolkit beside."""
    print("format               pairs/s   peak memory   size")
    for format in ("tsv", "csv", "jsonl", "parquet", "moses", "tmx", "xliff", "xliff2"):
        print_figures(format, measured("--export", format, folder), folder)
    for format in ("tmx", "xliff"):
        figures = measured("--peer", format, folder)
        print_figures(f"toolkit {format}", figures, folder)


def measured(task: str, format: str, folder: Path) -> dict[str, float]:
    command = [sys.executable, "-m", "benchmarks.export", task, format, str(folder / "x")]
    return json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def print_figures(name: str, figures: dict[str, float], folder: Path) -> None:
    """A row of the speed table; the files measured are removed."""
    size = sum(path.stat().st_size for path in folder.iterdir()) / 1e6
    print(
        f"{name:16} {figures['pairs'] / figures['seconds']:12,.0f} "
        f"{figures['memory'] / 1024:9.0f} MB {size:8.0f} MB",
        flush=True,
    )
    for path in folder.iterdir():
        path.unlink()


def time_one(format: str, path: str) -> None:
    """Export a million pairs: 100 articles of 10 sentences, over and over.

    Timed by the clock of the processor, so that other work on the machine doesn't count.
    """
    articles = list(documents(100, 10))
    stream = (article for _ in range(PAIRS // 1000) for article in articles)
    start = time.process_time()
    summary = bilingual.export(stream, format, path)
    print_time(summary.pairs, start)


def time_peer(format: str, path: str) -> None:
    """A tenth of the pairs, without notes and properties, through translate-toolkit."""
    from translate.storage.tmx import tmxfile
    from translate.storage.xliff import xlifffile

    units = [unit for article in documents(100, 10) for unit in article.units]
    start = time.process_time()
    store = {"tmx": tmxfile, "xliff": xlifffile}[format]()
    for unit in (unit for _ in range(PAIRS // 10_000) for unit in units):
        added = store.addsourceunit(unit.text)
        added.target = unit.translation.text
    store.savefile(path)
    print_time(PAIRS // 10, start)


def print_time(pairs: int, start: float) -> None:
    seconds = time.process_time() - start
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(json.dumps({"pairs": pairs, "seconds": seconds, "memory": memory}))


def report(folder: Path) -> None:
    """The report of the article that the tool was made for: its size, and when it is ready."""
    seed = Path(__file__).parent.parent / "seeds" / "latin-times-el-mencho.txt"
    page = folder / "report.html"
    bilingual.export(bilingual.process(seed.read_text("utf-8")), "html", page)
    print(f"{page.stat().st_size / 1000:.0f} kB", end="")
    if not shutil.which("chromium"):
        print("; chromium isn't installed, so not timed")
        return
    from selenium import webdriver
    from selenium.webdriver.chrome.options import Options
    from selenium.webdriver.chrome.service import Service

    options = Options()
    for argument in ("--headless=new", "--no-sandbox", "--disable-dev-shm-usage"):
        options.add_argument(argument)
    browser = webdriver.Chrome(options, Service(shutil.which("chromedriver")))
    browser.get(page.as_uri())
    ready = browser.execute_script(
        "const t = performance.getEntriesByType('navigation')[0]; return t.loadEventEnd"
    )
    browser.quit()
    print(f", interactive after {ready:.0f} ms")


if __name__ == "__main__":
    main()
