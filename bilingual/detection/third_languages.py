"""Whether a sentence is in neither English nor Spanish, and in which language it is then.

The evidence is naive Bayes over words: how often each language uses them (word_shares.npz), and
langdetect's profiles of their 1- to 3-grams, without its random sampling, so that the same text
always gives the same answer. Other scripts are told by their letters.
"""

from __future__ import annotations

import json
import unicodedata
from functools import lru_cache
from importlib.resources import files
from typing import NamedTuple

import numpy as np

from bilingual.detection.vectors import VectorTable
from bilingual.detection.vocabulary import WordShares, word_shares
from bilingual.detection.words import normalize

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
_NGRAMS = 0.2  # n-grams overlap, and so they count less than words
_CAPITALIZED = 0.25  # names say little about the language around them
# A sentence is in a third language that is e^7 times likelier. Tuned on news, tweets and everyday
# sentences, so that about one English or Spanish one in 3,000 is called something else.
_THRESHOLD = 7.0
_LEAST_WORDS, _LEAST_LETTERS = 2, 12
# The first columns of the evidence are those of the languages, English and Spanish before all.
_EN, _ES = 0, 1
_FURTHER = 3
_LOWER, _LETTERS, _FOREIGN = range(-_FURTHER, 0)


class _Profiles(NamedTuple):
    """Rows by n-gram, and the logarithm of each one's frequency in every language.

    The row after the last is that of no n-gram at all: zeros.
    """

    rows: dict[str, int]
    logs: np.ndarray


def third_languages(
    surfaces: list[str], spanish: np.ndarray, starts: list[int]
) -> list[str | None]:
    """For each sentence the language it is in where that is neither English nor Spanish.

    ``starts`` are the numbers of the first words of the sentences, ``spanish`` what the decoder
    made of each word: a third language must explain a sentence better than that mixture does, and
    than English or Spanish alone.
    """
    if not starts:
        return []
    languages = word_shares().languages
    evidence = _table().vectors(surfaces)
    host = np.where(spanish, evidence[:, _ES], evidence[:, _EN])
    columns = np.concatenate([host[:, None], evidence], axis=1)
    sums = np.add.reduceat(columns, starts, axis=0)
    third = sums[:, 3 : 1 + len(languages)]
    best = third.argmax(axis=1)
    # Names can make a sentence look like neither of the two, or like a mixture.
    leads = third.max(axis=1) - sums[:, :3].max(axis=1) > _THRESHOLD
    enough = (sums[:, _LOWER] >= _LEAST_WORDS) & (sums[:, _LETTERS] >= _LEAST_LETTERS)
    foreign = sums[:, _FOREIGN] * 2 > sums[:, _LETTERS]
    found: list[str | None] = [None] * len(starts)
    for number in np.flatnonzero((enough & leads) | foreign):
        end = starts[number + 1] if number + 1 < len(starts) else len(surfaces)
        other_script = foreign[number] and _script(surfaces[starts[number] : end])
        found[number] = other_script or languages[2 + best[number]]
    return found


def _script(surfaces: list[str]) -> str:
    """The language that the script of the first foreign letters stands for."""
    for character in "".join(surfaces):
        if character > "\u024f" and character.isalpha():
            return _SCRIPTS.get(unicodedata.name(character, "").split(" ")[0].split("-")[0], "und")
    return "und"


@lru_cache(maxsize=1)
def _table() -> VectorTable:
    return VectorTable(_evidence, len(word_shares().languages) + _FURTHER)


def _evidence(surfaces: list[str]) -> np.ndarray:
    """One row a word: log-likelihood by language, then the further columns."""
    shares = word_shares()
    rows = np.zeros((len(surfaces), len(shares.languages) + _FURTHER), dtype=np.float32)
    places = [i for i, surface in enumerate(surfaces) if surface[0].isalpha()]
    if not places:
        return rows
    words = [normalize(surfaces[i]) for i in places]
    lower = np.array([surfaces[i][0].islower() for i in places])
    weights = np.where(lower, 1.0, _CAPITALIZED).astype(np.float32)
    rows[places, :-_FURTHER] = weights[:, None] * _likelihoods(words, shares)
    rows[places, _LOWER] = lower
    rows[places, _LETTERS] = [sum(map(str.isalpha, word)) for word in words]
    rows[places, _FOREIGN] = [0 if word.isascii() else _foreign_letters(word) for word in words]
    return rows


def _foreign_letters(word: str) -> int:
    return sum(c > "\u024f" for c in word if c.isalpha())


def _likelihoods(words: list[str], shares: WordShares) -> np.ndarray:
    """By normal form, the logarithm of how likely each language makes it, but for a constant."""
    profiles = _profiles()
    row_of, nothing = profiles.rows.get, len(profiles.rows)
    known: list[int] = []
    starts = []
    for word in words:
        starts.append(len(known))
        padded = f" {word} "
        grams = [padded[i : i + n] for n in (1, 2, 3) for i in range(len(padded) - n + 1)]
        known += [nothing, *(row for row in map(row_of, grams) if row is not None)]
    sums = np.add.reduceat(profiles.logs[known], starts, axis=0)
    return np.stack([shares.of(word) for word in words]) + _NGRAMS * sums


@lru_cache(maxsize=1)
def _profiles() -> _Profiles:
    """langdetect's profiles of the languages of the word shares, as one matrix."""
    languages, folder = word_shares().languages, files("langdetect") / "profiles"
    loaded = [json.loads((folder / name).read_text(encoding="utf-8")) for name in languages]
    grams = {gram for profile in loaded for gram in profile["freq"] if gram != " "}
    rows = {gram: row for row, gram in enumerate(sorted(grams))}
    shares = np.full((len(rows), len(languages)), _UNSEEN)
    for column, profile in enumerate(loaded):
        for gram, count in profile["freq"].items():
            if gram in rows:
                shares[rows[gram], column] += count / profile["n_words"][len(gram) - 1]
    logs = np.log(shares).astype(np.float32)
    return _Profiles(rows, np.concatenate([logs, np.zeros_like(logs[:1])]))
