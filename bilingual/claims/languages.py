"""Refuses texts that are plainly in the wrong language, by their function words."""

from __future__ import annotations

from bilingual.errors import InputError
from bilingual.tokens import tokenize
from bilingual.word_set import word_set

_SPANISH = word_set(
    "de la el que y en los se del las un por con una su para al lo como más pero sus le ha fue "
    "este porque esta entre cuando muy sin sobre también hasta hay donde quien desde nos"
)
_ENGLISH = word_set(
    "the of and to in is that for it was on with as by at from his her be have this are were had "
    "which their they an or but not been has who will would said there when what we you"
)
_ENOUGH = 4
_EXAMINED = 20_000


def refuse_wrong_language(es: str, en: str) -> None:
    """Raises InputError where a source is plainly English, or a report plainly Spanish."""
    if _is_rather(es, _ENGLISH, _SPANISH):
        raise InputError("the source reads as English: give the Spanish text first")
    if _is_rather(en, _SPANISH, _ENGLISH):
        raise InputError("the report reads as Spanish: give the English text second")


def _is_rather(text: str, those: frozenset[str], these: frozenset[str]) -> bool:
    words = [t.text.lower() for t in tokenize(text[:_EXAMINED])]
    other = sum(w in those for w in words)
    return other >= _ENOUGH and other > 4 * sum(w in these for w in words)
