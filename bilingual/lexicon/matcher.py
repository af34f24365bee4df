"""Finds surfaces in text: a trie of folded tokens, walked from every token that begins one."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from bilingual.lexicon.surfaces import (
    CUE,
    NOMINAL,
    NOUN,
    STRONG,
    TOKEN,
    WEAK,
    Surface,
    fits_case,
    fold,
    fold_tokens,
)

_BREAK = re.compile(r"\n\s*\n")
_URL = re.compile(
    r"(?:https?://|www\.)\S+|(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+", re.IGNORECASE
)
# A handle may end in what makes it free to register: "@FGEChihuahua_mx", "@SSPMichoacan1".
_TAG = re.compile(
    r"(?P<sign>[#@])(?P<tag>\w{1,60}?)(?P<rest>_?(?:mx|mex|mexico|oficial|gob)?_?\d{0,6})(?!\w)",
    re.IGNORECASE,
)
_PIECE = 1 << 16  # characters looked at in one go: bounds the memory that tokens take
_SMALL_WORDS = frozenset({"de", "del", "el", "la", "las", "los", "of", "the"})
_SKELETON_WORDS = 3  # words that must agree where small words are allowed to differ
LONG_WORD = 6  # letters that a word needs for one of them to be wrong
_END = "\n"  # key of a trie node's surfaces; no token is a line break
_STRENGTHS = (STRONG, WEAK, NOMINAL, NOUN, CUE)


class SurfaceMatch(NamedTuple):
    """Surfaces found at a place; offsets are code points, end exclusive.

    ``surfaces`` are the readings, one an entry, the strongest first. ``note`` says what is unusual
    about the match (a slip, a hashtag). ``nested`` tells that a longer match covers it.
    """

    start: int
    end: int
    surfaces: tuple[Surface, ...]
    note: str = ""
    nested: bool = False

    @property
    def strength(self) -> str:
        """The strength of the strongest reading."""
        return self.surfaces[0].strength


class Matcher:
    """An index of surfaces. Building takes time linear in their length, matching in the text's."""

    def __init__(self, surfaces: Iterable[Surface]) -> None:
        self._root: dict[str, Any] = {}
        self._skeletons: dict[str, Any] = {}
        self._shortened: dict[str, list[str]] = {}  # first words of long names, a letter less
        self._joined: dict[str, list[Surface]] = {}
        for surface in surfaces:
            self._add(surface)

    def find(self, text: str) -> list[SurfaceMatch]:
        """All matches by start, longer ones first; overlapping ones reduced to the longest.

        A match inside a longer one is kept and marked ``nested``. None crosses an empty line, and
        addresses of pages and mail are passed over.
        """
        found: list[SurfaceMatch] = []
        for start, end in _pieces(text):
            found.extend(self._find_piece(text, start, end))
        if "#" in text or "@" in text:
            found.extend(self._tags(text))
        urls = [m.span() for m in _URL.finditer(text)] if "." in text else []
        return _select(found, urls)

    def _add(self, surface: Surface) -> None:
        tokens = fold_tokens(surface.text)
        if not tokens:
            return
        _insert(self._root, tokens, surface)
        words = [token for token in tokens if token.isalnum()]
        if len(words) > 1 and surface.strength in (STRONG, WEAK):
            self._joined.setdefault("".join(words), []).append(surface)
        content = [word for word in words if word not in _SMALL_WORDS]
        if len(content) >= _SKELETON_WORDS and surface.strength == STRONG:
            if content[0] not in self._skeletons and len(content[0]) >= LONG_WORD:
                first = content[0]
                for form in {first, *(first[:i] + first[i + 1 :] for i in range(len(first)))}:
                    self._shortened.setdefault(form, []).append(first)
            _insert(self._skeletons, content, surface)

    def _find_piece(self, text: str, start: int, end: int) -> Iterator[SurfaceMatch]:
        tokens = list(TOKEN.finditer(text, start, end))
        root, skeletons = self._root, self._skeletons
        for i, token in enumerate(tokens):
            written = token.group()
            word = fold(written)
            node = root.get(word)
            may_slip = word in skeletons or (len(word) >= LONG_WORD and written[0].isupper())
            if node is None and not may_slip:
                continue
            reached = 0
            if node is not None:
                for last, surfaces in _walk(node, tokens, i):
                    match = _match(text, token.start(), last, surfaces)
                    if match is not None:
                        reached = last
                        yield match
            for last, surfaces, slip in self._slips(tokens, i, word):
                match = _match(text, token.start(), last, surfaces) if last > reached else None
                if match is not None:
                    note = f"taken for {match.surfaces[0].text!r}: {slip}"
                    yield match._replace(note=note)

    def _slips(
        self, tokens: list[re.Match[str]], i: int, word: str
    ) -> Iterator[tuple[int, list[Surface], str]]:
        """Long names from token ``i`` with other small words, or one letter wrong in one word."""
        node = self._skeletons.get(word)
        if node is not None:
            yield from _walk_slips(node, tokens, i, "")
        elif len(word) >= LONG_WORD and tokens[i].group()[0].isupper():
            for meant in self._misspelt(word):
                yield from _walk_slips(self._skeletons[meant], tokens, i, meant)

    def _misspelt(self, word: str) -> set[str]:
        """The first words of long names from which a word is one letter away."""
        meant = set(self._shortened.get(word, ()))
        for i in range(len(word)):
            meant.update(self._shortened.get(word[:i] + word[i + 1 :], ()))
        return {other for other in meant if is_slip(word, other)}

    def _tags(self, text: str) -> Iterator[SurfaceMatch]:
        """Hashtags and handles that run a name of several words together."""
        for tag in _TAG.finditer(text):
            is_handle = tag["sign"] == "@"
            word = fold(tag["tag"] if is_handle else tag["tag"] + tag["rest"]).replace("_", "")
            surfaces = [
                s for s in self._joined.get(word, ()) if s.strength == STRONG or not is_handle
            ]
            if surfaces:
                start = tag.start() if is_handle else tag.start("tag")
                note = f"{'handle' if is_handle else 'hashtag'}, read as {surfaces[0].text!r}"
                yield SurfaceMatch(start, tag.end(), _readings(surfaces), note)


def _insert(root: dict[str, Any], tokens: list[str], surface: Surface) -> None:
    node = root
    for token in tokens:
        node = node.setdefault(token, {})
    node.setdefault(_END, []).append(surface)


def _pieces(text: str) -> Iterator[tuple[int, int]]:
    """Cuts of bounded length, at a line's end where there is one, else at a space."""
    start = 0
    while len(text) - start > _PIECE:
        limit = start + _PIECE
        cut = max(text.rfind("\n", start, limit), start)
        cut = cut if cut > start else text.rfind(" ", start, limit)
        end = cut + 1 if cut > start else limit
        yield start, end
        start = end
    yield start, len(text)


def _walk(
    node: dict[str, Any], tokens: list[re.Match[str]], i: int
) -> Iterator[tuple[int, list[Surface]]]:
    """Ends and surfaces of all paths from token ``i``, whose node is given."""
    while True:
        if _END in node:
            yield tokens[i].end(), node[_END]
        i += 1
        if i >= len(tokens):
            return
        node = node.get(fold(tokens[i].group()))
        if node is None:
            return


def _walk_slips(
    node: dict[str, Any], tokens: list[re.Match[str]], i: int, meant: str
) -> Iterator[tuple[int, list[Surface], str]]:
    """As ``_walk``, through skeletons: small words of the text count for nothing, and one word
    may have one letter wrong. ``meant``: the word that token ``i`` was taken for, if so.
    """
    while True:
        if _END in node:
            slip = f"a letter of {meant!r} differs" if meant else "only small words differ"
            yield tokens[i].end(), node[_END], slip
        i += 1
        while i < len(tokens) and fold(tokens[i].group()) in _SMALL_WORDS:
            i += 1
        if i >= len(tokens):
            return
        word = fold(tokens[i].group())
        following = node.get(word)
        if following is None and not meant and len(word) >= LONG_WORD:
            meant = next((other for other in node if is_slip(word, other)), "")
            following = node.get(meant) if meant else None
        if following is None:
            return
        node = following


def is_slip(word: str, meant: str) -> bool:
    """Whether a long word is another with one letter wrong, missing, too many, or two exchanged.

    Not at the end, where a letter tells gender and number ("secretaria", "secretario").
    """
    if min(len(word), len(meant)) < LONG_WORD or abs(len(word) - len(meant)) > 1:
        return False
    if word == meant or word[-1] != meant[-1] or word[0] != meant[0]:
        return False
    first = next((i for i, (a, b) in enumerate(zip(word, meant)) if a != b), -1)
    if first < 0:
        return False
    rest, other = word[first:], meant[first:]
    if len(word) != len(meant):
        longer, shorter = (rest, other) if len(word) > len(meant) else (other, rest)
        return longer[1:] == shorter
    return rest[1:] == other[1:] or (rest[:2] == other[1::-1] and rest[2:] == other[2:])


def _match(text: str, start: int, end: int, surfaces: list[Surface]) -> SurfaceMatch | None:
    found = text[start:end]
    if "\n" in found and _BREAK.search(found):
        return None
    handle = text[start - 1 : start] in ("@", "_") or text[end : end + 1] == "_"
    if text[end : end + 1] == "/" and text[end + 1 : end + 2].isalnum() and found.isupper():
        return None  # the number of a file: "AP/SIN/CLN/687/2010"
    fitting = [
        surface
        for surface in surfaces
        if fits_case(surface.text, found) and not (handle and surface.kind != "handle")
    ]
    return SurfaceMatch(start, end, _readings(fitting)) if fitting else None


def _readings(surfaces: list[Surface]) -> tuple[Surface, ...]:
    """The strongest surface of each entry, strongest first."""
    best: dict[str, Surface] = {}
    for surface in sorted(surfaces, key=lambda s: _STRENGTHS.index(s.strength)):
        best.setdefault(surface.entry_id, surface)
    return tuple(best.values())


def _select(found: list[SurfaceMatch], urls: list[tuple[int, int]]) -> list[SurfaceMatch]:
    """Outermost matches and those inside them; crossing ones lose to the longer."""
    found.sort(key=lambda m: (m.start, -m.end))
    selected: list[SurfaceMatch] = []
    cluster: list[SurfaceMatch] = []
    reach = 0
    url = iter([*urls, (sys.maxsize, sys.maxsize)])
    url_start, url_end = next(url)
    for match in found:
        while match.start >= url_end:
            url_start, url_end = next(url)
        if match.start >= url_start:
            continue
        if match.start >= reach and cluster:
            selected.extend(_untangle(cluster))
            cluster = []
        cluster.append(match)
        reach = max(reach, match.end)
    return selected + _untangle(cluster)


def _untangle(cluster: list[SurfaceMatch]) -> list[SurfaceMatch]:
    """The matches of one tangle that do not cross a longer one, by place."""
    if len(cluster) == 1:
        return cluster
    kept: list[SurfaceMatch] = []
    for match in sorted(cluster, key=lambda m: (m.start - m.end, m.start)):
        over = [other for other in kept if match.start < other.end and other.start < match.end]
        if all(_has_more(o, match) for o in over):
            kept.append(match._replace(nested=bool(over)))
    return sorted(kept, key=lambda m: (m.start, -m.end))


def _has_more(outer: SurfaceMatch, inner: SurfaceMatch) -> bool:
    """Whether a match lies inside another and can stand for something else than that."""
    if inner.start < outer.start or inner.end > outer.end or inner[:2] == outer[:2]:
        return False
    return not {s.entry_id for s in inner.surfaces} <= {s.entry_id for s in outer.surfaces}
