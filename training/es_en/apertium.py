"""Apertium as a separate program: translation line by line, and the readings of words."""

from __future__ import annotations

import subprocess
from pathlib import Path

SPANISH_ANALYSER = Path("/usr/share/apertium/apertium-eng-spa/spa-eng.automorf.bin")
"""Where the package apertium-eng-spa keeps it."""


def translate(lines: list[str], mode: str, mark_unknown: bool = False) -> list[str]:
    """One line out for each line in; mode is es-pt, pt-es or spa-eng.

    With mark_unknown, words that Apertium does not know have a * before them. Raises
    CalledProcessError when the program fails.
    """
    # An empty line between sentences keeps the tagger from reading one into the next.
    text = "\n\n".join(line.replace("\n", " ").strip() or "." for line in lines) + "\n"
    options = [] if mark_unknown else ["-u"]
    done = subprocess.run(
        ["apertium", *options, "-f", "txt", mode],
        input=text.encode(),
        stdout=subprocess.PIPE,
        check=True,
    )
    found = [line.strip() for line in done.stdout.decode().rstrip("\n").split("\n")[::2]]
    if len(found) == len(lines):
        return found
    if len(lines) == 1:
        return list(lines)
    half = len(lines) // 2
    return [
        line
        for part in (lines[:half], lines[half:])
        for line in translate(part, mode, mark_unknown)
    ]


def analyse(words: list[str]) -> list[list[str]]:
    """The readings of each Spanish word, lemma and tags as Apertium writes them; none if unknown.

    Words are letters only. Raises CalledProcessError when the program fails.
    """
    done = subprocess.run(
        ["lt-proc", str(SPANISH_ANALYSER)],
        # The period keeps two words from being read as one expression.
        input="".join(f"{word} .\n" for word in words).encode(),
        stdout=subprocess.PIPE,
        check=True,
    )
    units = [line.partition("$")[0] for line in done.stdout.decode().splitlines()]
    readings = [unit.split("/")[1:] for unit in units]
    return [[r for r in found if not r.startswith("*")] for found in readings]
