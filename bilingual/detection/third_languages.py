"""Whether a sentence is in neither English nor Spanish, and in which language it is then.

The evidence is langdetect's n-gram profiles (naive Bayes over the 1- to 3-grams of every word,
without its random sampling, so that the same text always gives the same answer) and the words
that English and Spanish texts know. Other scripts are told by their letters.
"""

from __future__ import annotations

import json
import unicodedata
from functools import lru_cache
from importlib.resources import files
from typing import NamedTuple

import numpy as np

from bilingual.detection.vectors import VectorTable
from bilingual.detection.vocabulary import checksum, known_words
from bilingual.detection.words import normalize

# English and Spanish first. Latin scripts only; more languages would mean more false alarms.
LANGUAGES = (
    *("en", "es", "pt", "fr", "it", "ca", "ro", "de", "nl"),
    *("pl", "sv", "da", "no", "fi", "hu", "tr", "cs", "hr"),
)
_SCRIPTS = {
    "CYRILLIC": "ru",
    "GREEK": "el",
    "ARABIC": "ar",
    "HEBREW": "he",
    "CJK": "zh",
    "HIRAGANA": "ja",
    "KATAKANA": "ja",
    "HANGUL": "ko",
    "DEVANAGARI": "hi",
    "THAI": "th",
}
_UNSEEN = 0.5 / 10000  # the smoothing of langdetect
_CAPITALIZED = 0.25  # names say little about the language around them
# Tuned on news and everyday sentences in English and Spanish, so that about one in a thousand
# of them is called something else.
_KNOWN, _UNKNOWN, _THRESHOLD, _FEW_WORDS_THRESHOLD = 6.0, 20.0, 5.0, 40.0
_FEW_WORDS = 6
_LEAST_WORDS, _LEAST_LETTERS = 3, 12
# Columns after those of the languages.
_KNOWN_EN, _KNOWN_ES, _LOWER, _LETTERS, _FOREIGN = range(len(LANGUAGES), len(LANGUAGES) + 5)
_WIDTH = len(LANGUAGES) + 5


class _Profiles(NamedTuple):
    """Rows by n-gram, and the logarithm of each one's frequency in every language."""

    rows: dict[str, int]
    logs: np.ndarray


def third_languages(
    surfaces: list[str], spanish: np.ndarray, starts: list[int]
) -> list[str | None]:
    """For each sentence the language it is in where that is neither English nor Spanish.

    ``starts`` are the numbers of the first words of the sentences, ``spanish`` what the decoder
    made of each word: a third language must explain a sentence better than that mixture does.
    """
    if not starts:
        return []
    evidence = _table().vectors(surfaces)
    host = np.where(spanish, evidence[:, 1], evidence[:, 0])
    known = np.where(spanish, evidence[:, _KNOWN_ES], evidence[:, _KNOWN_EN])
    columns = np.concatenate([evidence, host[:, None], known[:, None]], axis=1)
    sums = np.add.reduceat(columns, starts, axis=0)
    best = sums[:, 2 : len(LANGUAGES)].argmax(axis=1) + 2
    lead = sums[np.arange(len(sums)), best] - sums[:, -2]
    lead += _UNKNOWN * (sums[:, _LOWER] - sums[:, -1]) - _KNOWN * sums[:, -1]
    enough = (sums[:, _LOWER] >= _LEAST_WORDS) & (sums[:, _LETTERS] >= _LEAST_LETTERS)
    threshold = np.where(sums[:, _LOWER] < _FEW_WORDS, _FEW_WORDS_THRESHOLD, _THRESHOLD)
    foreign = sums[:, _FOREIGN] * 2 > sums[:, _LETTERS]
    found: list[str | None] = [None] * len(starts)
    for number in np.flatnonzero((enough & (lead > threshold)) | foreign):
        end = starts[number + 1] if number + 1 < len(starts) else len(surfaces)
        other_script = foreign[number] and _script(surfaces[starts[number] : end])
        found[number] = other_script or LANGUAGES[best[number]]
    return found


def _script(surfaces: list[str]) -> str:
    """The language that the script of the first foreign letters stands for."""
    for character in "".join(surfaces):
        if character > "\u024f" and character.isalpha():
            return _SCRIPTS.get(unicodedata.name(character, "").split(" ")[0].split("-")[0], "und")
    return "und"


@lru_cache(maxsize=1)
def _table() -> VectorTable:
    return VectorTable(_evidence, _WIDTH)


def _evidence(surfaces: list[str]) -> np.ndarray:
    """One row a word: log-likelihood by language, then the further columns."""
    profiles, (english, spanish) = _profiles(), known_words()
    rows = np.zeros((len(surfaces), _WIDTH), dtype=np.float32)
    for row, surface in zip(rows, surfaces):
        if not surface[0].isalpha():
            continue
        word = normalize(surface)
        lower = surface[0].islower()
        padded = f" {word} "
        grams = (padded[i : i + n] for n in (1, 2, 3) for i in range(len(padded) - n + 1))
        known = [profiles.rows[gram] for gram in grams if gram in profiles.rows]
        row[: len(LANGUAGES)] = profiles.logs[known].sum(axis=0) * (1 if lower else _CAPITALIZED)
        row[_LETTERS] = sum(map(str.isalpha, word))
        row[_FOREIGN] = sum(c > "\u024f" for c in word if c.isalpha())
        if lower:
            row[_LOWER] = 1
            row[_KNOWN_EN] = checksum(word) in english
            row[_KNOWN_ES] = checksum(word) in spanish
    return rows


@lru_cache(maxsize=1)
def _profiles() -> _Profiles:
    """langdetect's profiles of the languages above, as one matrix."""
    folder = files("langdetect") / "profiles"
    loaded = [json.loads((folder / name).read_text(encoding="utf-8")) for name in LANGUAGES]
    grams = {gram for profile in loaded for gram in profile["freq"] if gram != " "}
    rows = {gram: row for row, gram in enumerate(sorted(grams))}
    shares = np.full((len(rows), len(LANGUAGES)), _UNSEEN)
    for column, profile in enumerate(loaded):
        for gram, count in profile["freq"].items():
            if gram in rows:
                shares[rows[gram], column] += count / profile["n_words"][len(gram) - 1]
    return _Profiles(rows, np.log(shares).astype(np.float32))
