"""Lexicon matching: speed beside spaCy's PhraseMatcher, large lexicons, and wrong matches in news.

    BILINGUAL_DATA=... python -m benchmarks.lexicon [speed] [large] [news] [--show]

``news`` counts matches of the lexicon in newstest2012 (news of the world, in English and Spanish)
against judgements made by hand and kept in data/newstest2012_lexicon.tsv, by place and entry;
``--show`` prints every match in its sentence, for judging.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from benchmarks.data_folder import data_folder, lines
from bilingual.lexicon import Lexicon, load_lexicon
from bilingual.lexicon.surfaces import entry_surfaces

_JUDGED = Path(__file__).parent / "data" / "newstest2012_lexicon.tsv"
_ARTICLE = 30  # lines of newstest2012 read as one document
_ENTRIES = 100_000


class NewsMatch(NamedTuple):
    """A match by language, line (1-based), offset in the line, and entry."""

    language: str
    line: int
    offset: int
    entry: str


def speed() -> None:
    """Prints characters a second, one core, for matching and for matching with context."""
    lexicon = load_lexicon()
    text = "\n".join([*lines("mt_eval/newstest2012.en"), *lines("mt_eval/newstest2012.es")])
    started = time.process_time()
    lexicon.find("FGR")
    print(f"index of {len(lexicon.entries)} entries built in {time.process_time() - started:.2f} s")
    _rate("find: surfaces", lambda: lexicon.find(text), len(text))
    _rate("read: with context", lambda: lexicon.read(text), len(text))
    _rate("find: 10 MB", lambda: lexicon.find(text * 13), len(text) * 13)
    phrases = _phrase_matcher(lexicon)
    _rate("spaCy PhraseMatcher, tokenizer included", lambda: phrases(text[:200_000]), 200_000)


def large() -> None:
    """Prints how long a lexicon of 100,000 entries takes to load and how fast it matches."""
    rows = [f"x.e{i}\tfederal_agency\tInstituto {i} de Pruebas\tTest Institute {i}"
            for i in range(_ENTRIES)]  # fmt: skip
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "large.tsv")
        path.write_text("\n".join(["id\ttype\tnames_es\tnames_en", *rows]), encoding="utf-8")
        started = time.process_time()
        lexicon = load_lexicon((str(path),))
    loaded = time.process_time()
    lexicon.find("FGR")
    read, built = loaded - started, time.process_time() - loaded
    print(
        f"{len(lexicon.entries)} entries: files read in {read:.1f} s, index built in {built:.1f} s"
    )
    text = "El Instituto 777 de Pruebas informó a la FGR de lo que halló en Jalisco. " * 14_000
    _rate("find in 1 MB", lambda: lexicon.find(text), len(text))


def news(show: bool) -> None:
    """Prints how many matches in newstest2012 are wrong, by hand."""
    judged = {}
    for row in _JUDGED.read_text(encoding="utf-8").splitlines()[1:]:
        language, line, offset, entry, verdict = row.split("\t")
        judged[NewsMatch(language, int(line), int(offset), entry)] = verdict
    counts: Counter[str] = Counter()
    for match, context in news_matches(load_lexicon()):
        verdict = judged.get(match, "not judged")
        counts[verdict] += 1
        if show:
            print(*match, verdict, context, sep="\t")
    total, wrong, new = counts.total(), counts["wrong"], counts["not judged"]
    print(f"newstest2012: {total} matches, {wrong} wrong ({wrong / total:.1%}), {new} not judged")


def news_matches(lexicon: Lexicon) -> Iterator[tuple[NewsMatch, str]]:
    """The matches in newstest2012, each with its line."""
    for language in ("en", "es"):
        sentences = list(lines(f"mt_eval/newstest2012.{language}"))
        for first in range(0, len(sentences), _ARTICLE):
            text = "\n".join(sentences[first : first + _ARTICLE])
            for reading in lexicon.read(text):
                line = text.count("\n", 0, reading.start)
                offset = reading.start - (text.rfind("\n", 0, reading.start) + 1)
                entry = "|".join(reading.entry_ids)
                match = NewsMatch(language, first + line + 1, offset, entry)
                yield match, sentences[first + line]


def _phrase_matcher(lexicon: Lexicon) -> Callable[[str], object]:
    """spaCy's matcher of the same surfaces, in any case."""
    import spacy
    from spacy.matcher import PhraseMatcher

    nlp = spacy.blank("xx")
    matcher = PhraseMatcher(nlp.vocab, attr="LOWER")
    texts = {s.text for entry in lexicon.entries.values() for s in entry_surfaces(entry)}
    matcher.add("LEXICON", [nlp.make_doc(text) for text in texts])
    return lambda text: matcher(nlp.make_doc(text))


def _rate(name: str, run: Callable[[], object], characters: int) -> None:
    best = min(_seconds(run) for _ in range(3))
    print(f"{name:42}{characters / best / 1e6:8.2f} Mchar/s")


def _seconds(run: Callable[[], object]) -> float:
    started = time.process_time()
    run()
    return time.process_time() - started


def main() -> None:
    tables = ("speed", "large", "news")
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("table", nargs="*", default=list(tables), help=", ".join(tables))
    parser.add_argument("--show", action="store_true", help="print each match in news")
    options = parser.parse_args()
    data_folder()
    known = {"speed": speed, "large": large, "news": lambda: news(options.show)}
    for table in options.table:
        if table not in known:
            parser.error(f"no table {table!r}; give some of {', '.join(known)}")
        known[table]()


if __name__ == "__main__":
    main()
