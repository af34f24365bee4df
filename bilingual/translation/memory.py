"""The translation memory: what was translated before, kept in one SQLite file by wish of the user.

A machine's translation comes back only for the same sentence under the same signature (engine,
model, beam, glossary). A person's correction wins over every machine's and is marked. The file
may be shared by several processes (write-ahead logging); nothing leaves it.
"""

from __future__ import annotations

import json
import logging
import sqlite3
import threading
import time
import unicodedata
from array import array
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from bilingual.document import Link, Translation
from bilingual.errors import SettingsError

PERSON = "person"
SECONDS_TO_WAIT = 10.0
"""How long a write waits for another process before it is given up."""
ROWS_PER_QUERY = 400
_PROBABILITY_UNIT = 10_000
_TABLES = "SELECT name FROM sqlite_master WHERE type = 'table'"
_SCHEMA = """
CREATE TABLE IF NOT EXISTS units (
    key TEXT NOT NULL,
    pair TEXT NOT NULL,
    signature TEXT NOT NULL,
    source TEXT NOT NULL,
    target TEXT NOT NULL,
    raw TEXT NOT NULL,
    links BLOB NOT NULL,
    warnings TEXT NOT NULL,
    quality REAL NOT NULL,
    changed REAL NOT NULL,
    PRIMARY KEY (key, pair, signature)
) WITHOUT ROWID
"""
_COLUMNS = "key, pair, signature, source, target, raw, links, warnings, quality, changed"
_INSERT = f"INSERT OR REPLACE INTO units ({_COLUMNS}) VALUES (?,?,?,?,?,?,?,?,?,?)"
_log = logging.getLogger(__name__)


class Suggestion(NamedTuple):
    """A sentence of the memory like the one asked for; ``likeness`` is 0 to 1."""

    source: str
    target: str
    likeness: float
    by_person: bool


class MemoryStats(NamedTuple):
    """What a memory holds; ``size`` is in bytes."""

    path: str
    machine: int
    person: int
    signatures: int
    size: int


class TranslationMemory:
    """One memory file; safe for several threads and processes.

    Raises SettingsError where the file can't be opened as a memory.
    """

    def __init__(self, path: str | Path, pair: str = "es-en") -> None:
        self.path = Path(path)
        self.pair = pair
        self._lock = threading.Lock()
        try:
            self._connection = sqlite3.connect(
                self.path, timeout=SECONDS_TO_WAIT, check_same_thread=False, isolation_level=None
            )
            self._refuse_strangers()
            self._connection.execute("PRAGMA journal_mode=WAL")
            self._connection.execute("PRAGMA synchronous=NORMAL")
            self._connection.execute(_SCHEMA)
        except sqlite3.Error as error:
            raise SettingsError(
                f"translation memory {self.path}: can't be opened: {error}; give another file, "
                "or wait until the program that holds it is done"
            ) from error

    def _refuse_strangers(self) -> None:
        tables = {name for (name,) in self._connection.execute(_TABLES)}
        if tables and "units" not in tables:
            raise SettingsError(
                f"translation memory {self.path}: this is a database of another program; "
                "give another file"
            )

    def find(self, sentences: Iterable[str], signature: str) -> dict[str, Translation]:
        """The translations known for these sentences; a person's come first."""
        wanted = {sentence: normalize(sentence) for sentence in sentences}
        keys = list(dict.fromkeys(wanted.values()))
        rows: dict[str, tuple] = {}
        for start in range(0, len(keys), ROWS_PER_QUERY):
            for row in self._select(keys[start : start + ROWS_PER_QUERY], signature):
                if row[0] not in rows or row[2] == PERSON:
                    rows[row[0]] = row
        found = {}
        for sentence, key in wanted.items():
            if key in rows:
                translation = _to_translation(rows[key], sentence, signature)
                if translation is not None:
                    found[sentence] = translation
        return found

    def add(self, translations: dict[str, Translation]) -> None:
        """Keep machine translations; where the file can't be written this is logged, not raised."""
        rows = [
            _to_row(normalize(source), self.pair, t.signature, source, t)
            for source, t in translations.items()
        ]
        try:
            self._write(rows)
        except sqlite3.Error as error:
            _log.warning("translation memory %s: not written: %s", self.path, error)

    def correct(self, pairs: Iterable[tuple[str, str]]) -> int:
        """Keep translations by a person, and give their number; SettingsError if it can't."""
        rows = [
            _to_row(normalize(source), self.pair, PERSON, source, Translation(target, quality=1.0))
            for source, target in pairs
        ]
        try:
            self._write(rows)
        except sqlite3.Error as error:
            raise SettingsError(f"translation memory {self.path}: not written: {error}") from error
        return len(rows)

    def suggest(self, sentence: str, limit: int = 5, least: float = 0.7) -> list[Suggestion]:
        """Sentences of the memory that are most like this one, best first."""
        from rapidfuzz import fuzz, process

        key = normalize(sentence)
        rows = self._rows(
            "SELECT source, target, signature FROM units WHERE pair = ? "
            "AND length(source) BETWEEN ? AND ?",
            (self.pair, len(key) * 0.6, len(key) / 0.6 + 1),
        )
        found = process.extract(
            key, [r[0] for r in rows], scorer=fuzz.ratio, limit=limit, score_cutoff=least * 100
        )
        return [
            Suggestion(rows[i][0], rows[i][1], round(score / 100, 4), rows[i][2] == PERSON)
            for _, score, i in found
        ]

    def pairs(self) -> Iterator[tuple[str, str, bool]]:
        """Every source with its target and whether a person gave it."""
        rows = self._rows(
            "SELECT source, target, signature FROM units WHERE pair = ? ORDER BY key, changed",
            (self.pair,),
        )
        yield from ((source, target, signature == PERSON) for source, target, signature in rows)

    def stats(self) -> MemoryStats:
        """Counts of what the memory holds, all language pairs together."""
        ((machine, person, signatures),) = self._rows(
            "SELECT sum(signature != ?), sum(signature = ?), "
            "count(DISTINCT CASE WHEN signature != ? THEN signature END) FROM units",
            (PERSON, PERSON, PERSON),
        )
        files = (self.path, self.path.with_name(f"{self.path.name}-wal"))
        size = sum(file.stat().st_size for file in files if file.is_file())
        return MemoryStats(str(self.path), machine or 0, person or 0, signatures, size)

    def prune(self, older_than_days: float = 0.0, keep_signature: str = "") -> int:
        """Drop machine translations by age, or of other signatures; gives how many went."""
        before = time.time() - older_than_days * 86_400
        with self._lock:
            cursor = self._connection.execute(
                "DELETE FROM units WHERE signature NOT IN (?, ?) AND changed < ?",
                (PERSON, keep_signature, before),
            )
            self._connection.execute("VACUUM")
            self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        return cursor.rowcount

    def close(self) -> None:
        """Close the file; the memory can't be used afterwards."""
        self._connection.close()

    def _select(self, keys: list[str], signature: str) -> list[tuple]:
        marks = ",".join("?" * len(keys))
        return self._rows(
            f"SELECT {_COLUMNS} FROM units WHERE key IN ({marks}) AND pair = ? "
            "AND signature IN (?, ?)",
            (*keys, self.pair, signature, PERSON),
        )

    def _rows(self, query: str, values: tuple) -> list[tuple]:
        try:
            with self._lock:
                return self._connection.execute(query, values).fetchall()
        except sqlite3.Error as error:
            raise SettingsError(f"translation memory {self.path}: not read: {error}") from error

    def _write(self, rows: list[tuple]) -> None:
        with self._lock:
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                self._connection.executemany(_INSERT, rows)
                self._connection.execute("COMMIT")
            except sqlite3.Error:
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")
                raise


@lru_cache(maxsize=8)
def open_memory(path: str, pair: str, process: int) -> TranslationMemory:
    """The memory in a file, opened once per process: SQLite connections can't cross a fork."""
    return TranslationMemory(path, pair)


def normalize(sentence: str) -> str:
    """What makes two sentences the same: Unicode NFC, white space runs as one space."""
    return " ".join(unicodedata.normalize("NFC", sentence).split())


def _to_row(
    key: str, pair: str, signature: str, source: str, translation: Translation
) -> tuple[str, str, str, str, str, str, bytes, str, float, float]:
    numbers = array("I")
    for link in translation.links:
        numbers.extend(link[:4])
        numbers.append(round(link.probability * _PROBABILITY_UNIT))
    return (
        key,
        pair,
        signature,
        source,
        translation.text,
        translation.raw,
        numbers.tobytes(),
        json.dumps(translation.warnings),
        translation.quality,
        time.time(),
    )


def _to_translation(row: tuple, sentence: str, signature: str) -> Translation | None:
    """The translation of a row; None where its links index another spelling of the sentence."""
    _, _, origin, source, target, raw, links, warnings, quality, _ = row
    if origin == PERSON:
        return Translation(target, target, quality=1.0, signature=f"{signature}|memory:person")
    if source != sentence:
        return None
    numbers = array("I")
    numbers.frombytes(links)
    return Translation(
        target,
        raw,
        tuple(
            Link(*numbers[i : i + 4], numbers[i + 4] / _PROBABILITY_UNIT)
            for i in range(0, len(numbers), 5)
        ),
        tuple(json.loads(warnings)),
        quality,
        signature,
    )
