"""Articles a second: a script that chains the four libraries, and ``bilingual corpus``.

``python -m benchmarks.end_to_end [--articles 2000] [--naive-articles 200]`` makes English
articles, 40 % of them with Spanish inside, and runs over them, on the same cores with the same
models:

(a) the script that a user writes: langdetect by paragraph, ``argostranslate.translate`` on
    Spanish paragraphs, spaCy on the text, Stanza and spaCy on the Spanish, one at a time;
(b) the same script written fairly: each library's own batch calls, no spaCy component but names;
(c) ``bilingual corpus``, a worker a core.

(a) and (b) are slow, so they run on the first articles only; the rates are comparable, not the
totals. Processor seconds hold also where others use the machine. What the bare models of (c) take
is in ``benchmarks.stage_times``.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

from benchmarks.data_folder import lines
from bilingual.models import best_package
from bilingual.models.recognizers import SPACY, STANZA, recognizer_folder
from bilingual.recognition.spacy_ner import ENGLISH_PACKAGE
from bilingual.recognition.stanza_models import load_pipeline

SPANISH_SHARE = 0.4
SPANISH_FILES = (
    "mono/ljz_zacatecas_security_es.part1.txt.gz",
    "mono/presidencia_mananera_security_es.part1.txt.gz",
)
NOT_FOR_NAMES = ["tagger", "parser", "attribute_ruler", "lemmatizer"]
ENGLISH_SETS = ("newstest2009", "newstest2010", "newstest2011", "newstest2012")


def make_articles(count: int, seed: int = 7) -> list[str]:
    """English articles of 12 to 30 sentences; 40 % hold 1 to 3 Spanish segments of 1 to 6."""
    chance = random.Random(seed)
    english = [line for name in ENGLISH_SETS for line in lines(f"mt_eval/{name}.en")]
    spanish = [s for name in SPANISH_FILES for s in lines(name) if 40 <= len(s) <= 300]
    articles = []
    for _ in range(count):
        start = chance.randrange(len(english) - 40)
        paragraphs = _paragraphs(english[start : start + chance.randint(12, 30)], chance)
        if chance.random() < SPANISH_SHARE:
            for _ in range(chance.randint(1, 3)):
                begin = chance.randrange(len(spanish) - 6)
                quoted = " ".join(spanish[begin : begin + chance.randint(1, 6)])
                paragraphs.insert(chance.randint(1, len(paragraphs)), quoted)
        articles.append("\n\n".join(paragraphs))
    return articles


def _paragraphs(sentences: list[str], chance: random.Random) -> list[str]:
    paragraphs = []
    while sentences:
        size = chance.randint(1, 4)
        paragraphs.append(" ".join(sentences[:size]))
        sentences = sentences[size:]
    return paragraphs


class Speed(NamedTuple):
    """Articles a second by the clock, and processor seconds an article, all cores together."""

    rate: float
    processor: float


def measured(run: Callable[[], Any], articles: int) -> Speed:
    """The speed of a call and of the processes that it starts and ends."""
    seconds, processor = clock_and_processor(run)
    return Speed(articles / seconds, processor / articles)


def clock_and_processor(run: Callable[[], Any]) -> tuple[float, float]:
    """Seconds of a call by the clock, and of all processors, ended child processes included."""
    start, used = time.perf_counter(), sum(os.times()[:4])
    run()
    return time.perf_counter() - start, sum(os.times()[:4]) - used


class Libraries:
    """The four libraries as their documentation loads them, on the models that ship here."""

    def __init__(self, packages: Path) -> None:
        os.environ["ARGOS_PACKAGES_DIR"] = str(packages)
        import spacy
        from argostranslate import translate
        from langdetect import DetectorFactory

        import bilingual.recognition.spacy_tokens  # noqa: F401  the Spanish pipeline names it

        DetectorFactory.seed = 0
        self.argos = translate.get_translation_from_codes("es", "en")
        self.english = spacy.load(ENGLISH_PACKAGE)
        self.english_names = spacy.load(ENGLISH_PACKAGE, exclude=NOT_FOR_NAMES)
        self.spanish = spacy.load(recognizer_folder(SPACY))
        self.stanza = load_pipeline(recognizer_folder(STANZA), ("tokenize", "mwt", "ner"))


def naive_script(articles: list[str], libraries: Libraries) -> int:
    """(a): one paragraph at a time through everything; the number of entities found."""
    entities = 0
    for article in articles:
        for paragraph in article.split("\n\n"):
            entities += len(libraries.english(paragraph).ents)
            if _is_spanish(paragraph):
                libraries.argos.translate(paragraph)
                entities += len(libraries.stanza(paragraph).entities)
                entities += len(libraries.spanish(paragraph).ents)
    return entities


def fair_script(articles: list[str], libraries: Libraries) -> int:
    """(b): the same with each library's batch call; argostranslate has none."""
    entities = sum(len(doc.ents) for doc in libraries.english_names.pipe(articles, batch_size=64))
    paragraphs = [p for article in articles for p in article.split("\n\n")]
    spanish = [p for p in paragraphs if _is_spanish(p)]
    for paragraph in spanish:
        libraries.argos.translate(paragraph)
    entities += sum(len(doc.ents) for doc in libraries.spanish.pipe(spanish, batch_size=64))
    entities += sum(len(doc.entities) for doc in libraries.stanza.bulk_process(spanish))
    return entities


def _is_spanish(paragraph: str) -> bool:
    from langdetect import detect
    from langdetect.lang_detect_exception import LangDetectException

    try:
        return detect(paragraph) == "es"
    except LangDetectException:
        return False


def run_scripts(articles: list[str], folder: Path) -> dict[str, Speed]:
    """(a) and (b), loading left out."""
    libraries = Libraries(_argos_packages(folder))
    return {
        "a: naive script": measured(lambda: naive_script(articles, libraries), len(articles)),
        "b: fair script": measured(lambda: fair_script(articles, libraries), len(articles)),
    }


def run_corpus_command(articles: list[str], folder: Path, *options: str) -> Speed:
    """(c): the command from start to exit, loading included."""
    source = folder / "articles.jsonl"
    source.write_text("".join(json.dumps({"text": a}) + "\n" for a in articles))
    command = [sys.executable, "-m", "bilingual", "corpus", str(source)]
    out = str(folder / f"out-{len(os.listdir(folder))}")
    return measured(
        lambda: subprocess.run([*command, "--out", out, *options], check=True, capture_output=True),
        len(articles),
    )


def main() -> None:
    """Run the table and print it."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--articles", type=int, default=2000)
    parser.add_argument("--naive-articles", type=int, default=200)
    arguments = parser.parse_args()
    articles = make_articles(arguments.articles)
    few = articles[: arguments.naive_articles]
    everything = ("--entities", "--recognizers", "lexicon,spacy,stanza")
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        rates = run_scripts(few, folder)
        for name, options in (
            ("c: bilingual corpus, the same work", everything),
            ("c: its default settings", ()),
        ):
            rates[name] = run_corpus_command(articles, folder, *options)
    for name, speed in rates.items():
        print(f"{name:36} {speed.rate:6.2f} articles/s {speed.processor:8.3f} processor s each")


def _argos_packages(folder: Path) -> Path:
    """The bundled package in a folder of installed packages, as Argos Translate lays it out."""
    package = best_package("es", "en")
    installed = folder / "packages"
    installed.mkdir()
    (installed / package.path.name).symlink_to(package.path)
    return installed


if __name__ == "__main__":
    main()
