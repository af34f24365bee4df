"""Inputs that nobody would write, at every door of the package.

``python -m benchmarks.fuzz [--minutes 10] [--target detect]`` makes inputs from the pieces that
break parsers and from mutated real ones, and counts inputs and crashes for each target. Anything
but a result with right offsets or a BilingualError is a crash: it is printed with the name of its
input, and the exit code is 1. ``--again NAME`` makes that input once more, and shows it.

An input's name is ``seed:target:number``; the seed is printed, and random where none is given.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Iterator
from pathlib import Path

from bilingual import BilingualError, Document, Settings
from bilingual.detection import detect
from bilingual.errors import StageError
from bilingual.lexicon.checks import check_files
from bilingual.pipeline import pipeline
from bilingual.reading import Reading, read_bytes
from bilingual.translation.exchange import read_pairs

PIECES = (
    *("😀", "e\u0301", "\r\n", "\n\n", "\u200b", "\u202e", "\ufeff", "\x00", "\x1b", "\ud800"),
    *("«", "»", "“", "”", '"', "'", "…", "—", "(", ")", "&amp;", "&#x110000;", "]]>", "\t", " "),
    *("https://", "@", "#", "@Defensamx1", "#UltimaHora", "RT @a:", "(sic)", "100%", "1.234,5"),
    *("El Ejército informó que no hubo detenidos. ", "dijo la FGR", ", dijo. ", "Mira, "),
    *("The Defense Secretariat said two people were held. ", "said.", "Not ", "on January 3"),
    *("a" * 300, "¿" * 40, "9" * 400, "Ünïcödé", "ж", "漢字", "العربية", "é", "ñ", "\\"),
)
MARKUP = (
    *("<p>", "</p>", "<div>" * 30, "<blockquote class='twitter-tweet' lang='es'>", "</blockquote>"),
    *("<script>", "<!--", "-->", "<![CDATA[", "<?xml version='1.0'?>", "<!DOCTYPE a [", "<q>"),
    *("<tmx><body><tu><tuv xml:lang='es'><seg>", "</seg></tuv></tu></body></tmx>", "<target>"),
    *(
        '{"text": "',
        '"}',
        "\n",
        "{",
        "[",
        "null",
        ",",
        ";",
        "id\ttype\tes\n",
        "- id: x\n",
        "!!python",
    ),
)


class Maker:
    """The random input of one name."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.chance = random.Random(name)

    def text(self, pieces: tuple[str, ...] = PIECES) -> str:
        """A text of up to a dozen pieces and some random characters."""
        parts = self.chance.choices(pieces, k=self.chance.randint(0, 12))
        if self.chance.random() < 0.3:
            parts.append("".join(chr(self.chance.randrange(1, 0x3000)) for _ in range(8)))
        return "".join(parts)

    def data(self, samples: tuple[bytes, ...]) -> bytes:
        """Bytes of a format: a real sample with bytes changed, or markup thrown together."""
        if self.chance.random() < 0.4:
            made = self.text((*PIECES, *MARKUP))
            encoding = self.chance.choice(("utf-8", "utf-16", "latin-1"))
            return made.encode(encoding, "replace")
        data = bytearray(self.chance.choice(samples))
        for _ in range(self.chance.randint(1, 8)):
            place = self.chance.randrange(len(data)) if data else 0
            action = self.chance.randrange(3)
            if action == 0:
                data[place : place + 1] = bytes([self.chance.randrange(256)])
            elif action == 1:
                del data[place : place + self.chance.randint(1, 40)]
            else:
                data[place:place] = self.text(MARKUP).encode("utf-8", "replace")
        return bytes(data)


def check_offsets(document: Document) -> None:
    """Every span of a document gives back its text."""
    spans = [*document.blocks, *document.segments, *document.mentions, *document.units]
    spans += [
        span for finding in document.findings for span in (finding.source, finding.report) if span
    ]
    for span in spans:
        assert document.text[span.start : span.end] == span.text, span


def fuzz_detect(maker: Maker) -> str:
    """``detect`` on text."""
    text = maker.text()
    for segment in detect(text):
        assert text[segment.start : segment.end] == segment.text
    return text


READ_SAMPLES = (
    (
        "a.txt",
        (b'He said:\n\n"El Ej\xc3\xa9rcito inform\xc3\xb3."\n', "Año nuevo".encode("utf-16")),
    ),
    ("a.md", (b"# Title\n\n> Una cita del comunicado.\n\nText *here*.\n",)),
    (
        "a.html",
        (
            b"<html><body><article><h1>T</h1><p>The text of it.</p><blockquote "
            b"class='twitter-tweet'><p lang='es'>Hola a todos</p>&mdash; A (@a) <a "
            b"href='x'>May 3, 2024</a></blockquote></article></body></html>",
        ),
    ),
    ("a.jsonl", (b'{"text": "uno", "id": 1}\n{"text": "dos"}\n',)),
    ("a.csv", (b'id,text\n1,"uno, dos"\n2,tres\n',)),
)


def fuzz_read(maker: Maker) -> bytes:
    """``read`` on bytes, and the blocks of what was read."""
    name, samples = maker.chance.choice(READ_SAMPLES)
    data = maker.data(samples)
    for document in read_bytes(data, name):
        check_offsets(Reading(Settings())([document])[0])
    return data


IMPORT_SAMPLES = (
    (
        "a.tmx",
        (
            b'<?xml version="1.0"?><tmx version="1.4"><header/><body><tu><tuv xml:lang="es"><seg>'
            b'Hola</seg></tuv><tuv xml:lang="en"><seg>Hello</seg></tuv></tu></body></tmx>',
        ),
    ),
    (
        "a.xlf",
        (
            b'<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2"><file><body>'
            b"<trans-unit id='1'><source>Hola</source><target>Hello</target></trans-unit></body>"
            b"</file></xliff>",
        ),
    ),
    ("a.tsv", (b"source\ttarget\nHola\tHello\n",)),
)
LEXICON_SAMPLES = (
    ("a.yaml", (b"- id: x.a\n  type: agency\n  names: {es: Uno, en: One}\n",)),
    ("a.tsv", (b"id\ttype\tes\ten\nx.a\tagency\tUno\tOne\n",)),
)


class FileTarget:
    """A reader of files: each input is written to a file of its kind first."""

    def __init__(self, samples: tuple, read: Callable[[Path], object]) -> None:
        self.samples = samples
        self.read = read
        self.folder = Path(tempfile.mkdtemp())

    def __call__(self, maker: Maker) -> bytes:
        name, samples = maker.chance.choice(self.samples)
        data = maker.data(samples)
        path = self.folder / name
        path.write_bytes(data)
        self.read(path)
        return data


LIGHT = Settings(recognizers=("lexicon",), beam_size=1, vectors=False, batch_size=64)


def fuzz_process(makers: list[Maker]) -> Iterator[tuple[Maker, Exception]]:
    """The whole chain on a batch of texts, each checked; what crashed."""
    failed: dict[str, Exception] = {
        maker.name: AssertionError("the document was lost") for maker in makers
    }

    def set_aside(error: StageError) -> None:
        failed[error.document.id] = error

    documents = [Document(maker.text(), id=maker.name) for maker in makers]
    for document in pipeline(LIGHT).pipe(documents, set_aside):
        try:
            check_offsets(document)
            assert Document.from_json(document.to_json()) == document
            del failed[document.id]
        except Exception as error:
            failed[document.id] = error
    yield from ((maker, failed[maker.name]) for maker in makers if maker.name in failed)


def one_by_one(target: Callable[[Maker], object]) -> Target:
    """A target that takes its inputs singly; BilingualError is a right answer."""

    def run_each(makers: list[Maker]) -> Iterator[tuple[Maker, Exception]]:
        for maker in makers:
            try:
                target(maker)
            except BilingualError:
                pass
            except Exception as error:
                yield maker, error

    return run_each


Target = Callable[[list[Maker]], Iterator[tuple[Maker, Exception]]]

TARGETS: dict[str, Target] = {
    "detect": one_by_one(fuzz_detect),
    "read": one_by_one(fuzz_read),
    "import": one_by_one(FileTarget(IMPORT_SAMPLES, lambda path: list(read_pairs(path)))),
    "lexicon": one_by_one(FileTarget(LEXICON_SAMPLES, lambda path: check_files([], [path]))),
    "process": fuzz_process,
}
INPUTS_AT_ONCE = 64


def run(target: str, seconds: float, seed: int) -> tuple[int, int]:
    """Inputs tried and crashes found within the time; each crash is printed."""
    inputs, crashes = 0, 0
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        numbers = range(inputs, inputs + INPUTS_AT_ONCE)
        for maker, error in TARGETS[target]([Maker(f"{seed}:{target}:{n}") for n in numbers]):
            crashes += 1
            report(maker, error)
        inputs += INPUTS_AT_ONCE
    return inputs, crashes


def again(name: str) -> int:
    """Make one input by its name, show it, and try it; the number of crashes."""
    target = name.split(":")[1]
    print(f"{Maker(name).text()!a}" if target in ("detect", "process") else name)
    crashes = list(TARGETS[target]([Maker(name)]))
    for maker, error in crashes:
        report(maker, error)
    return len(crashes)


def report(maker: Maker, error: Exception) -> None:
    """Say which input crashed and how."""
    print(f"crash on input {maker.name}", file=sys.stderr)
    traceback.print_exception(error.__cause__ or error, chain=False, file=sys.stderr)


def main() -> None:
    """Run the targets and print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--minutes", type=float, default=10, help="for each target")
    parser.add_argument("--target", choices=TARGETS, action="append")
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(2**32))
    parser.add_argument("--again", metavar="NAME", help="one input, by the name that was printed")
    arguments = parser.parse_args()
    if arguments.again:
        raise SystemExit(1 if again(arguments.again) else 0)
    print(f"seed {arguments.seed}", flush=True)
    found = 0
    for target in arguments.target or TARGETS:
        inputs, crashes = run(target, arguments.minutes * 60, arguments.seed)
        found += crashes
        print(f"{target:10} {inputs:>10,} inputs {crashes:>6} crashes", flush=True)
    raise SystemExit(1 if found else 0)


if __name__ == "__main__":
    main()
