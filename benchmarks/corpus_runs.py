"""Corpus runs under stress: kills, memory, English-only speed, Ray.

``python -m benchmarks.corpus_runs kills memory english ray`` runs the parts named:

kills: ``--kills 100`` random SIGKILLs during a run of 500 documents, started again each time; the
    result must equal an undisturbed run's, file by file.
memory: resident memory of the one worker over 20,000 short documents: its peak over the first
    quarter after a warm-up of 4,000, and its highest peak from there on, replaced as it is.
english: articles a second, 3,000 characters each, English only, all cores.
ray: the same 400 articles on a local Ray and on local workers, documents compared.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from itertools import cycle, islice
from pathlib import Path

from benchmarks.data_folder import lines
from benchmarks.end_to_end import ENGLISH_SETS, clock_and_processor, make_articles
from bilingual.detection import detect

QUICK = ("--beam-size", "1", "--no-vectors", "--recognizers", "lexicon")


def write_archive(path: Path, texts: list[str]) -> Path:
    """A JSONL file of texts."""
    path.write_text("".join(json.dumps({"text": text}) + "\n" for text in texts))
    return path


def corpus_command(archive: Path, out: Path, *options: str) -> list[str]:
    """The command line of a corpus run."""
    command = [sys.executable, "-m", "bilingual", "corpus", str(archive), "--out", str(out)]
    return [*command, *options]


def run_quietly(command: list[str]) -> float:
    """Seconds that a command took; raises when it failed."""
    start = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return time.perf_counter() - start


def outcome(folder: Path) -> dict[str, bytes]:
    """Every file of a run, by name."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): path.read_bytes() for path in files}


def kills(folder: Path, wanted: int) -> None:
    """SIGKILL at random moments until the run has been killed often enough, then let it end."""
    archive = write_archive(folder / "kills.jsonl", short_articles(500))
    options = (*QUICK, "--batch-size", "5", "--workers", "1")
    seconds = run_quietly(corpus_command(archive, folder / "calm", *options))
    chance, done, restarts = random.Random(1), 0, 0
    out = folder / "killed"
    while done < wanted:
        run = subprocess.Popen(
            corpus_command(archive, out, *options),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            # Mostly after the models are loaded, often before.
            run.wait(timeout=chance.uniform(0.3, 6.0))
            for path in chance.sample(sorted((out / "manifests").iterdir()), 20):
                path.unlink()  # the run ended early: give the next one something to do
            restarts += 1
        except subprocess.TimeoutExpired:
            run.send_signal(signal.SIGKILL)
            run.wait()
            done += 1
    run_quietly(corpus_command(archive, out, *options))
    same = outcome(out) == outcome(folder / "calm")
    print(
        f"kills: {done} SIGKILLs ({restarts} runs ended before), calm run {seconds:.0f} s: ", end=""
    )
    print("identical result" if same else "THE RESULT DIFFERS")


def short_articles(count: int) -> list[str]:
    """Articles of a few sentences, a fifth of them with a Spanish one."""
    chance = random.Random(2)
    english = list(lines("mt_eval/newstest2012.en"))
    spanish = list(lines("mt_eval/newstest2012.es"))
    texts = []
    for number in range(count):
        parts = chance.sample(english, 3)
        if number % 5 == 0:
            parts.insert(1, chance.choice(spanish))
        texts.append("\n\n".join(parts))
    return texts


def memory(folder: Path, count: int = 20_000, warm_up: int = 4_000) -> None:
    """Resident memory of the one worker, read from the system while it works."""
    archive = write_archive(folder / "memory.jsonl", short_articles(count))
    out = folder / "memory"
    command = corpus_command(archive, out, *QUICK[:3], "--workers", "1", "--batch-size", "200")
    run = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    samples: dict[int, int] = {}
    while run.poll() is None:
        done = 200 * len(list(out.glob("manifests/*.json")))
        samples[done] = max(samples.get(done, 0), largest_child(run.pid))
        time.sleep(0.2)
    after = [size for done, size in samples.items() if warm_up <= done < count - 200]
    quarter = max(1, len(after) // 4)
    first, highest = max(after[:quarter]), max(after[quarter:])
    print(
        f"memory: {first / 1e6:.0f} MB after warm-up, at most {highest / 1e6:.0f} MB up to {count} "
        f"documents: {highest / first - 1:+.1%}"
    )
    rounded = {done: round(size / 1e6) for done, size in samples.items() if not done % 2000}
    print(f"MB by documents done: {rounded}")


def largest_child(pid: int) -> int:
    """Resident bytes of the largest child process."""
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
        pages = [int(Path(f"/proc/{c}/statm").read_text().split()[1]) for c in children]
    except OSError:
        return 0
    return max(pages, default=0) * os.sysconf("SC_PAGESIZE")


def english(folder: Path, count: int = 4000) -> None:
    """English-only articles of 3,000 characters: detection only, all cores, start-up left out."""
    articles = english_articles()
    archive = write_archive(folder / "english.jsonl", list(islice(cycle(articles), count)))
    few = corpus_command(archive, folder / "few", "--limit", "4")
    start, start_used = clock_and_processor(lambda: run_quietly(few))
    seconds, used = clock_and_processor(
        lambda: run_quietly(corpus_command(archive, folder / "english"))
    )
    print(
        f"english: {count / (seconds - start):.0f} articles/s, "
        f"{1000 * (used - start_used) / count:.2f} ms of processor each "
        f"({len(articles)} different ones; start-up {start:.1f} s left out)"
    )


def english_articles() -> list[str]:
    """Whole paragraphs of news, 3,000 characters or a little more an article.

    The news quotes a title in another language now and then: those articles are left out.
    """
    articles: list[str] = []
    parts: list[str] = []
    for name in ENGLISH_SETS:
        for line in lines(f"mt_eval/{name}.en"):
            parts.append(line)
            if sum(map(len, parts)) >= 3000:
                articles.append("\n\n".join(parts))
                parts = []
    return [text for text in articles if {s.language for s in detect(text)} == {"en"}]


def ray(folder: Path, count: int = 400) -> None:
    """Ray with one actor against one local worker, and the documents of both."""
    archive = write_archive(folder / "ray.jsonl", make_articles(count))
    options = (*QUICK, "--workers", "2", "--batch-size", "32")
    local = run_quietly(corpus_command(archive, folder / "local", *options))
    on_ray = run_quietly(corpus_command(archive, folder / "ray", *options, "--engine", "ray"))
    same = outcome(folder / "local" / "documents") == outcome(folder / "ray" / "documents")
    print(
        f"ray: {local / on_ray:.2f} of the local speed ({on_ray:.0f} s against {local:.0f} s), ",
        end="",
    )
    print("same documents" if same else "THE DOCUMENTS DIFFER")


PARTS = {"kills": kills, "memory": memory, "english": english, "ray": ray}


def main() -> None:
    """Run the parts named."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("parts", nargs="*", choices=PARTS, default=list(PARTS))
    parser.add_argument("--kills", type=int, default=100)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        for part in arguments.parts:
            more = (arguments.kills,) if part == "kills" else ()
            PARTS[part](Path(scratch), *more)


if __name__ == "__main__":
    main()
