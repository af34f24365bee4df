"""The tables of docs/benchmarks.md on translation: `python -m benchmarks.translation`.

BILINGUAL_DATA names the folder with mt_eval/; `--tables` picks, `--limit` shortens a try.
The peer argostranslate runs in the same process, with its folders set by its own variables.
"""

from __future__ import annotations

import argparse
import os
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import Any

from benchmarks.data_folder import data_folder
from benchmarks.data_folder import lines as data_lines
from bilingual.models import best_package
from bilingual.settings import DEFAULTS, Settings
from bilingual.tokens import tokenize
from bilingual.translation import argos as argos_engine
from bilingual.translation import load_engine, translate
from bilingual.translation.memory import TranslationMemory
from bilingual.translation.numbers import find_numbers, find_values
from bilingual.translation.repair import missing_acronyms, missing_numbers
from bilingual.translation.translator import Translator, load_translator

OWN = Path(__file__).parent / "data"
CORES = 2
PLAIN = Settings(threads=CORES)
HIDDEN = re.compile(r"https?://\S+|(?<!\w)[@#]\w+|\b[\w.]+@[\w.]+\.\w+")
SEEN_LATE = 100
SPEED_SET = "newstest2013"


def main() -> None:
    """Run the tables asked for and print them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--tables", default=",".join(TABLES), help="by commas")
    parser.add_argument("--limit", type=int, default=0, help="sentences of a test set; 0: all")
    options = parser.parse_args()
    data_folder()
    print(f"package {best_package('es', 'en').name}, beam {PLAIN.beam_size}, {CORES} threads")
    for name in options.tables.split(","):
        print(f"\n### {name}", flush=True)
        TABLES[name](options.limit or None)


def table_bleu(limit: int | None) -> None:
    """BLEU and chrF of the pipeline and of argostranslate, same package and beam."""
    import sacrebleu

    for name in ("flores200-devtest", "newstest2013"):
        sources, references = test_set(name, limit)
        ours = [t.text for t in translate(sources, PLAIN)]
        theirs = [argos().translate(source) for source in sources]
        for who, texts in (("bilingual", ours), ("argostranslate", theirs)):
            bleu = sacrebleu.corpus_bleu(texts, [references]).score
            chrf = sacrebleu.corpus_chrf(texts, [references]).score
            print(f"{name:20} {who:16} BLEU {bleu:.2f}  chrF {chrf:.2f}", flush=True)


def table_speed(limit: int | None) -> None:
    """Sentences a second against bare CTranslate2 and against argostranslate as users call it.

    The processor time says more than the clock where others use the machine as well.
    """
    sources, _ = test_set(SPEED_SET, limit or 1000)
    part = sources[: max(len(sources) // 4, 1)]
    paragraphs = [" ".join(part[i : i + 5]) for i in range(0, len(part), 5)]
    bare = bare_ctranslate2()
    runs: dict[str, tuple[int, Callable[[], Any]]] = {
        "bilingual": (len(sources), lambda: translate(sources, PLAIN)),
        "bare CTranslate2, full batches": (len(sources), lambda: bare(sources, PLAIN.beam_size)),
        "argostranslate, sentence by sentence": (
            len(part), lambda: [argos().translate(source) for source in part],
        ),
        "argostranslate, paragraph by paragraph": (
            len(part), lambda: [argos().translate(paragraph) for paragraph in paragraphs],
        ),
    }  # fmt: skip
    translate(sources[:8], PLAIN)
    bare(sources[:8], PLAIN.beam_size)
    argos().translate(part[0])
    best: dict[str, tuple[float, float]] = {}
    for _ in range(2):
        for who, (count, run) in runs.items():
            wall, processor = timed(run)
            known = best.get(who, (0.0, float("inf")))
            best[who] = (max(known[0], count / wall), min(known[1], 1000 * processor / count))
    ours = best["bilingual"]
    for who, (rate, processor) in best.items():
        print(
            f"{who:40} {rate:6.1f} sentences/s (ours {ours[0] / rate:.2f} times)  "
            f"{processor:6.1f} ms of processor a sentence (ours {processor / ours[1]:.2f} times)"
        )


def table_beams(limit: int | None) -> None:
    """Speed and BLEU of the pipeline by beam and by pieces in a batch."""
    import sacrebleu

    sources, references = test_set(SPEED_SET, limit or 600)
    usual = argos_engine.MAX_PIECES_PER_BATCH
    for beam, pieces in ((1, usual), (2, usual), (3, usual), (4, usual), (4, 1024), (4, 4096)):
        argos_engine.MAX_PIECES_PER_BATCH = pieces
        settings = PLAIN.replace(beam_size=beam)
        translate(sources[:8], settings)
        started = time.perf_counter()
        texts = [t.text for t in translate(sources, settings)]
        rate = len(sources) / (time.perf_counter() - started)
        bleu = sacrebleu.corpus_bleu(texts, [references]).score
        print(f"beam {beam}  {pieces} pieces  {rate:7.1f} sentences/s  BLEU {bleu:.2f}", flush=True)
    argos_engine.MAX_PIECES_PER_BATCH = usual


def table_kept(limit: int | None) -> None:
    """Numbers by value, handles and links, acronyms of newstest2012 that come through."""
    sources, _ = test_set("newstest2012", limit)
    finished = translate(sources, PLAIN.replace(glossary_style="off"))
    bare = bare_ctranslate2()(sources, PLAIN.beam_size)
    for who, texts in (("bare model", bare), ("bilingual", [t.text for t in finished])):
        counts = [kept(source, text) for source, text in zip(sources, texts)]
        for index, what in enumerate(("numbers", "handles, links", "acronyms")):
            there = sum(count[index][0] for count in counts)
            lost = sum(count[index][1] for count in counts)
            share = 100 * (1 - lost / there) if there else 100.0
            print(f"{who:12} {what:16} {there - lost}/{there}  {share:.2f}%")
    silent = sum(
        sum(lost for _, lost in kept(source, t.text))
        for source, t in zip(sources, finished)
        if not t.warnings
    )
    print(f"lost without a warning: {silent}")


def kept(source: str, target: str) -> list[tuple[int, int]]:
    """How many numbers, hidden items and acronyms a source has, and how many the target lost."""
    hidden = HIDDEN.findall(source)
    found = re.finditer(r"(?<![\w-])[A-ZÑ]{2,6}(?![\w-])", source)
    acronyms = [m for m in found if not re.fullmatch(r"[IVXLCDM]+", m.group())]
    if source.isupper():
        acronyms = []
    lost = {match.start() for match in missing_acronyms(source, target)} if acronyms else set()
    return [
        (len(find_numbers(source, "es")), len(missing_numbers(source, target, ("es", "en")))),
        (len(hidden), sum(item not in target for item in hidden)),
        (len(acronyms), sum(match.start() in lost for match in acronyms)),
    ]


def table_glossary(limit: int | None) -> None:
    """Institutions rendered as the glossary says."""
    translator = load_translator(PLAIN)
    rows = own_rows("glossary_sentences.tsv")[:limit]
    done = translator.translate([sentence for _, sentence in rows])
    named = rendered = 0
    doubtful = []
    for (institutions, sentence), translation in zip(rows, done):
        wanted = institutions.split("; ")
        terms = {sentence[m.start : m.end]: m.target for m in translator.glossary.find(sentence)}
        found = [_english_name(institution, terms).casefold() for institution in wanted]
        right = sum(term in translation.text.casefold() for term in found)
        named, rendered = named + len(wanted), rendered + right
        doubtful.append((right == len(wanted), translation.quality, sentence, translation.text))
    whole = sum(row[0] for row in doubtful)
    print(f"sentences with every term as the glossary says: {whole}/{len(rows)}")
    print(f"terms: {rendered}/{named}  {100 * rendered / named:.1f}%")
    print("the 20 worst, by miss and by quality estimate:")
    for found, quality, sentence, text in sorted(doubtful)[:20]:
        print(f"  {'' if found else 'MISSED '}{quality:.2f}  {sentence} | {text}")


def _english_name(institution: str, terms: dict[str, str]) -> str:
    """What the glossary's terms in a sentence say for an institution, without the article."""
    for spanish, english in terms.items():
        if institution.casefold() in spanish.casefold():
            return re.sub(r"^the ", "", english, flags=re.IGNORECASE)
    return institution


def table_officialese(limit: int | None) -> None:
    """Fixed phrases rendered rightly, with and without the phrase table and the glossary."""
    rows = own_rows("officialese.tsv")[:limit]
    sentences = [sentence for _, sentence in rows]
    before, after = (
        translate(sentences, PLAIN.replace(glossary_style=style)) for style in ("off", "press")
    )
    for who, done in (("before", before), ("after", after)):
        right = sum(bool(re.search(r[0], t.text, re.IGNORECASE)) for r, t in zip(rows, done))
        print(f"{who:8} {right}/{len(rows)}")
    for row, old, new in zip(rows, before, after):
        if not re.search(row[0], new.text, re.IGNORECASE):
            print(f"  {row[1]} | {old.text} | {new.text}")


def table_marks(limit: int | None) -> None:
    """Handles, links, hashtags, emoji and amounts in varied places that come through."""
    rows = own_rows("marks.tsv")[:limit]
    sentences = [sentence for _, sentence in rows]
    bare = bare_ctranslate2()(sentences, PLAIN.beam_size)
    finished = [t.text for t in translate(sentences, PLAIN)]
    for who, texts in (("bare model", bare), ("bilingual", finished)):
        kept_marks = [
            (mark, mark_kept(mark, t)) for r, t in zip(rows, texts) for mark in r[0].split()
        ]
        for kind, number in (("amounts", True), ("handles, links, hashtags, emoji", False)):
            these = [there for mark, there in kept_marks if mark[0].isdecimal() == number]
            print(f"{who:12} {kind:32} {sum(these)}/{len(these)}")


def mark_kept(mark: str, text: str) -> bool:
    """Whether a text has a mark as it is, or a number by its value."""
    return Decimal(mark) in find_values(text, "en") if mark[0].isdecimal() else mark in text


def table_hallucination(limit: int | None) -> None:
    """Bad outputs on short and odd inputs that carry no warning."""
    report_warnings(own_rows("hallucination.tsv")[:limit])


def table_short(limit: int | None) -> None:
    """The same on 100 inputs that were seen late, and on the rest, held out."""
    rows = own_rows("short_texts.tsv")
    for part in (rows[:SEEN_LATE], rows[SEEN_LATE:]):
        report_warnings(part[:limit])


def report_warnings(rows: list[list[str]]) -> None:
    """How many outputs are bad, and how many of the bad and the good carry a warning."""
    done = translate([row[0] for row in rows], PLAIN)
    bad = [(r, t) for r, t in zip(rows, done) if not acceptable(r[0], r[2], t.text)]
    silent = [(row, t) for row, t in bad if not t.warnings]
    needless = sum(bool(t.warnings) for t in done) - (len(bad) - len(silent))
    print(f"bad without a warning: {len(silent)}/{len(rows)}  {100 * len(silent) / len(rows):.1f}%")
    print(f"bad with a warning: {len(bad) - len(silent)}; good with a warning: {needless}")
    for row, translation in silent:
        print(f"  {row[0]} | {translation.text}")


def acceptable(source: str, pattern: str, text: str) -> bool:
    """Whether an output is one of those that the set allows ("=": the source itself)."""
    if pattern == "=" or pattern.startswith("=|"):
        pattern = re.escape(source) + pattern[1:]
    return re.fullmatch(pattern, text.strip(), re.IGNORECASE) is not None


def table_quality(limit: int | None) -> None:
    """Spearman between the quality estimate and sentence chrF on newstest2012."""
    import numpy as np
    import sacrebleu

    sources, references = test_set("newstest2012", limit)
    done = translate(sources, PLAIN.replace(glossary_style="off"))
    chrf = [sacrebleu.sentence_chrf(t.text, [r]).score for t, r in zip(done, references)]
    ranks = [np.argsort(np.argsort(v)) for v in ([t.quality for t in done], chrf)]
    error = float(np.mean([t.quality for t in done]) - np.mean(chrf) / 100)
    print(f"Spearman {np.corrcoef(*ranks)[0, 1]:.3f}, mean estimate minus mean chrF {error:+.3f}")


def table_links(limit: int | None) -> None:
    """F1 of word links on annotated sentences; thresholds were set on the first 20."""
    rows = own_rows("word_links.tsv")[:limit]
    engine = load_engine(PLAIN)
    forced = engine.force([row[0] for row in rows], [row[1] for row in rows])
    for name, part in (("all", slice(0, None)), ("without the first 20", slice(20, None))):
        right = found = gold = 0
        for row, hypothesis in list(zip(rows, forced))[part]:
            wanted = {tuple(map(int, link.split("-"))) for link in row[2].split()}
            places = [{t.start: i for i, t in enumerate(tokenize(text))} for text in row[:2]]
            links = {
                (places[0][k.source_start], places[1][k.target_start]) for k in hypothesis.links
            }
            right, found, gold = right + len(wanted & links), found + len(links), gold + len(wanted)
        print(
            f"{name:22} precision {right / found:.3f}  recall {right / gold:.3f}  "
            f"F1 {2 * right / (found + gold):.3f}  ({gold} links)"
        )


def table_memory(limit: int | None) -> None:
    """A second run of the same corpus with a memory."""
    sources, _ = test_set(SPEED_SET, limit or 1000)
    with tempfile.TemporaryDirectory() as folder:
        translator = Translator(PLAIN.replace(memory=str(Path(folder) / "memory.sqlite")))
        first, _ = timed(lambda: translator.translate(sources))
        second, _ = timed(lambda: translator.translate(sources))
        stats = TranslationMemory(Path(folder) / "memory.sqlite").stats()
    print(f"first {first:.2f} s, second {second:.3f} s: {first / second:.0f} times faster")
    print(f"{stats.machine} sentences, {stats.size / 1e6:.1f} MB")


def table_cold(limit: int | None) -> None:
    """A new process until its first translated sentence, and its peak memory."""
    program = (
        "import time; t = time.perf_counter(); from bilingual.translation import translate; "
        "translate('La presidenta habló con los vecinos de la colonia.'); "
        "status = open('/proc/self/status').read(); "
        "print(time.perf_counter() - t, status.split('VmHWM:')[1].split()[0])"
    )
    runs = []
    for _ in range(5):
        started = time.perf_counter()
        out = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True)
        inside, peak = map(float, out.stdout.split())
        runs.append((time.perf_counter() - started, inside, peak / 1024))
    best, middle = min(runs), sorted(runs)[2]
    print(f"process {middle[0]:.2f} s (best {best[0]:.2f}), in Python {middle[1]:.2f} s")
    print(f"peak memory {max(run[2] for run in runs):.0f} MB")


def table_peak(limit: int | None) -> None:
    """Peak memory of one process that translates 100,000 sentences, beam 1."""
    count = limit or 100_000
    many = [row.split("\t")[0] for name in MANY for row in data_lines(f"parallel/{name}.tsv.gz")]
    many = list(dict.fromkeys(many))[:count]
    command = [sys.executable, "-c", COMMAND, "translate", "--beam-size", "1"]
    text = "\n".join(many) + "\n"
    started = time.perf_counter()
    out = subprocess.run(command, input=text.encode(), capture_output=True, check=True)
    seconds = time.perf_counter() - started
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    lines_out = out.stdout.count(b"\n")
    print(f"{lines_out} sentences in {seconds:.0f} s, peak memory {peak:.0f} MB")


COMMAND = "from bilingual.cli import main; main()"
MANY = ("tatoeba_manythings2018.part1", "tatoeba_manythings2018.part2", "python_docs_es.part1")
TABLES: dict[str, Callable[[int | None], None]] = {
    "bleu": table_bleu,
    "speed": table_speed,
    "beams": table_beams,
    "kept": table_kept,
    "glossary": table_glossary,
    "officialese": table_officialese,
    "marks": table_marks,
    "hallucination": table_hallucination,
    "short": table_short,
    "quality": table_quality,
    "links": table_links,
    "memory": table_memory,
    "cold": table_cold,
    "peak": table_peak,
}


def test_set(name: str, limit: int | None) -> tuple[list[str], list[str]]:
    """Sources and references of a test set."""
    folder = data_folder() / "mt_eval"
    sides = [(folder / f"{name}.{side}").read_text("utf-8").split("\n") for side in ("es", "en")]
    return tuple(lines[: len(lines) - 1][:limit] for lines in sides)


def own_rows(name: str) -> list[list[str]]:
    """The rows of one of our own sets; # and a space start a comment, since hashtags are rows."""
    lines = (OWN / name).read_text("utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("# ")]


def timed(run: Callable[[], Any]) -> tuple[float, float]:
    """Seconds that a call takes, by the clock and of all processors together."""
    started, used = time.perf_counter(), time.process_time()
    run()
    return time.perf_counter() - started, time.process_time() - used


def bare_ctranslate2() -> Callable[[list[str], int], list[str]]:
    """CTranslate2 alone on the same package: full batches, as argostranslate sets its options."""
    import ctranslate2
    import sentencepiece

    package = best_package("es", "en", DEFAULTS.model)
    translator = ctranslate2.Translator(
        str(package.model_path), inter_threads=CORES, intra_threads=1
    )
    processor = sentencepiece.SentencePieceProcessor(model_file=str(package.tokenizer_path))

    def run(sources: list[str], beam: int) -> list[str]:
        results = translator.translate_batch(
            processor.encode(sources, out_type=str),
            beam_size=beam,
            length_penalty=0.2,
            max_batch_size=2048,
            batch_type="tokens",
            replace_unknowns=True,
        )
        return ["".join(r.hypotheses[0]).replace("▁", " ").strip() for r in results]

    return run


@lru_cache(maxsize=1)
def argos() -> Any:
    """argostranslate's translation for the pair, with the same package, beam and cores."""
    folder = Path(tempfile.mkdtemp(prefix="argos-"))
    package = best_package("es", "en", DEFAULTS.model)
    shutil.copytree(package.path, folder / "packages" / package.name)
    os.environ |= {
        "ARGOS_PACKAGES_DIR": str(folder / "packages"),
        "XDG_DATA_HOME": str(folder / "data"),
        "XDG_CONFIG_HOME": str(folder / "config"),
        "XDG_CACHE_HOME": str(folder / "cache"),
        "ARGOS_BEAM_SIZE": str(PLAIN.beam_size),
        "ARGOS_INTER_THREADS": "1",
        "ARGOS_INTRA_THREADS": str(CORES),
    }
    from argostranslate.translate import get_translation_from_codes

    return get_translation_from_codes("es", "en")


if __name__ == "__main__":
    main()
