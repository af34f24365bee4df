"""Apertium as a separate program: Spanish into Portuguese and back, line by line."""

from __future__ import annotations

import subprocess


def translate(lines: list[str], mode: str, mark_unknown: bool = False) -> list[str]:
    """One line out for each line in; mode is es-pt or pt-es.

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
