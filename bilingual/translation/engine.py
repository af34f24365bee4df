"""The protocol of translation engines, and how one is chosen."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from importlib.metadata import entry_points
from typing import Protocol

from bilingual.document import Link
from bilingual.errors import SettingsError
from bilingual.settings import DEFAULTS, Settings

ENTRY_POINTS = "bilingual.engines"


@dataclass(frozen=True, slots=True)
class Hypothesis:
    """What an engine makes of one sentence.

    ``links`` join words of the source sentence and of ``text``, offsets relative to each.
    ``score`` is the mean log probability of a target piece; ``attention`` the mean weight that
    a target word gives to the source words it is linked to, 0 to 1.
    """

    text: str
    links: tuple[Link, ...] = ()
    score: float = 0.0
    attention: float = 0.0


class Engine(Protocol):
    """A translation engine for one pair of languages; safe to use from several threads.

    ``model_name`` and ``model_hash`` identify the weights: equal hashes and equal settings give
    equal translations.
    """

    model_name: str
    model_hash: str
    source: str
    target: str

    def __init__(self, settings: Settings, source: str, target: str) -> None: ...

    def translate(self, sentences: list[str], beam_size: int) -> Iterable[Hypothesis]:
        """One hypothesis per sentence, in order; the sentences are neither empty nor overlong.

        They come longest first, and each hypothesis may be given as soon as it is ready.
        """
        ...

    def force(self, sources: list[str], targets: list[str]) -> list[Hypothesis]:
        """The given targets with links and scores, as if the model had written them."""
        ...

    def count_pieces(self, sentence: str) -> int:
        """The length of a sentence in the pieces of the model."""
        ...

    def familiarity(self, words: list[str]) -> list[float]:
        """How usual each source word is to the model, as a log probability; -inf if unknown."""
        ...

    def writes(self, word: str) -> bool:
        """Whether the model has a target word whole in its vocabulary."""
        ...


def load_engine(settings: Settings = DEFAULTS, source: str = "es", target: str = "en") -> Engine:
    """The engine that the settings name, loaded once per process.

    Raises SettingsError where no such engine is installed and ModelError where it has no
    usable package for the pair.
    """
    return _load(settings.engine, settings.model, settings.thread_count, source, target)


@lru_cache(maxsize=8)
def _load(name: str, model: str | None, threads: int, source: str, target: str) -> Engine:
    found = {point.name: point for point in entry_points(group=ENTRY_POINTS)}
    if name not in found:
        raise SettingsError(f"engine {name!r} is not installed; there is: {', '.join(found)}")
    settings = Settings(engine=name, model=model, threads=threads)
    return found[name].load()(settings, source, target)
