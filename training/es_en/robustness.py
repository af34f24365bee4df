"""Copies of training pairs in the shapes that newspapers and posts have.

All capitals, hashtags, handles and links around the sentence, headlines without their period.
"""

from __future__ import annotations

import random
import string
from collections.abc import Callable, Iterator

from .corpus import Pair

HASHTAGS = [
    *(
        "México",
        "Zacatecas",
        "NiUnaMás",
        "ÚltimaHora",
        "AlMomento",
        "CDMX",
        "Seguridad",
        "Justicia",
    ),
    *("LoMásLeído", "Culiacán", "Jalisco", "8M", "COVID19", "Elecciones", "VIDEO", "Noticias"),
]
HANDLES = ["lopezobrador_", "SEDENAmx", "FGRMexico", "GN_MEXICO_", "El_Universal_Mx", "GobiernoMX"]
HOSTS = ["t.co", "bit.ly", "youtu.be", "goo.gl", "www.eluniversal.com.mx", "www.jornada.com.mx"]


def _random_letters(rng: random.Random, alphabet: str, shortest: int, longest: int) -> str:
    return "".join(rng.choices(alphabet, k=rng.randint(shortest, longest)))


def _hashtag(rng: random.Random) -> str:
    return "#" + rng.choice(HASHTAGS)


def _handle(rng: random.Random) -> str:
    invented = _random_letters(rng, string.ascii_lowercase, 4, 9) + rng.choice(["", "_mx", "22"])
    return "@" + rng.choice([*HANDLES, invented])


def _link(rng: random.Random) -> str:
    path = _random_letters(rng, string.ascii_letters + string.digits, 6, 10)
    return f"https://{rng.choice(HOSTS)}/{path}"


_MARKS: tuple[Callable[[random.Random], str], ...] = (_hashtag, _handle, _link)


def random_mark(rng: random.Random) -> str:
    """A hashtag, a handle or a link."""
    return rng.choice(_MARKS)(rng)


def in_capitals(pair: Pair) -> Pair:
    """The pair shouted."""
    return pair[0].upper(), pair[1].upper()


def as_post(pair: Pair, rng: random.Random) -> Pair:
    """The pair with one or two hashtags, handles or links, the same on both sides."""
    before: list[str] = []
    after: list[str] = []
    for _ in range(rng.randint(1, 2)):
        mark = random_mark(rng)
        (before if rng.random() < 0.3 and not mark.startswith("http") else after).append(mark)
    source, target = (" ".join([*before, side, *after]) for side in pair)
    return source, target


def robust_copies(
    pairs: list[Pair], rng: random.Random, capitals: float, posts: float, headlines: float
) -> Iterator[Pair]:
    """Changed copies of some pairs; each rate is the share of pairs that is copied so."""
    for source, target in pairs:
        if 25 < len(source) < 130 and rng.random() < capitals:
            yield in_capitals((source, target))
        if len(source) > 25 and rng.random() < posts:
            yield as_post((source, target), rng)
        both_end = all(s.endswith(".") and not s.endswith("..") for s in (source, target))
        if both_end and rng.random() < headlines:
            yield source[:-1], target[:-1]
