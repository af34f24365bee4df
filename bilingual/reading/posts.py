"""Posts of social networks as they stand in a text: body, signature line, hashtags, handles."""

from __future__ import annotations

import re
from typing import NamedTuple

from bilingual.reading.dates import DATE, iso_date

HANDLE = r"@\w[\w.]*\w(?:@[\w-]+(?:\.[\w-]+)+)?"
# "— Name (@handle) February 22, 2026" or "A post shared by Name (@handle)", the line that embedded
# posts end with.
_SIGNATURE = re.compile(
    r"(?:—|–|--|(?<=\s)-|&mdash;"
    r"|(?<![^\n])(?:a post shared by|una publicación (?:compartida )?(?:de|por)))[ \t]*"
    rf"(?P<name>[^\n()—–]{{0,80}}?)[ \t]*\((?P<handle>{HANDLE})\)"
    rf"[ \t]*(?:[·•|,-][ \t]*)?(?P<date>(?:\d{{1,2}}:\d{{2}}[^\n]{{0,12}}?[·•-][ \t]*)?{DATE}"
    r"(?:(?:[ \t]+at|[ \t]+a las|,|[ \t]*[·•-])?[ \t]+\d{1,2}:\d{2}"
    r"(?:[ \t]?[ap]\.?[ \t]?m\.?)?)?)?",
    re.IGNORECASE,
)
_RETWEET = re.compile(rf"(?:RT|MT)[ \t]+(?P<handle>{HANDLE}):[ \t]*")
_ADDRESSED = re.compile(rf"(?P<handle>{HANDLE}):[ \t]+")
_MARK = re.compile(
    rf"(?P<url>(?:https?://|www\.|pic\.(?:twitter|x)\.com/)[^\s<>\"«»“”]+)"
    rf"|(?P<hashtag>\#\w+)|(?<![\w.])(?P<email>[\w.+-]+@[\w-]+\.[\w.-]+)|(?P<handle>{HANDLE})"
)
# One of these is in every mark: most stretches have none, and need no closer look.
_SIGNS = ("@", "#", "http", "www.", "pic.")


class Post(NamedTuple):
    """A post found in a text: its extent, that of its body, and who signed it when.

    All offsets are those of the text searched. ``author`` is "" where only a handle is known;
    ``date`` an ISO date or None.
    """

    start: int
    end: int
    body_start: int
    body_end: int
    author: str
    handle: str
    date: str | None
    evidence_start: int
    evidence_end: int


class Marks(NamedTuple):
    """The hashtags (without #), handles (with @) and links in a stretch of text, each once."""

    hashtags: list[str]
    handles: list[str]
    urls: list[str]


def find_posts(text: str, start: int, end: int) -> list[Post]:
    """The posts in one paragraph, by signature line, "RT @handle:" or "@handle:" at its start."""
    posts = []
    begin = start
    for signature in _SIGNATURE.finditer(text, start, end):
        if signature["date"] is None and text[signature.end() : end].strip():
            continue
        posts.append(_signed(text, begin, signature))
        begin = signature.end()
    opening = _opening(text, begin, end)
    if opening:
        handle = opening["handle"]
        span = opening.span("handle")
        posts.append(Post(opening.start(), end, opening.end(), end, "", handle, None, *span))
    return posts


def marks(text: str, start: int, end: int) -> Marks:
    """The hashtags, handles and links between two offsets, in order."""
    found: dict[str, dict[str, None]] = {"hashtag": {}, "handle": {}, "url": {}}
    if not any(text.find(sign, start, end) >= 0 for sign in _SIGNS):
        return Marks([], [], [])
    for mark in _MARK.finditer(text, start, end):
        if mark.lastgroup in found:
            found[mark.lastgroup][mark.group().lstrip("#")] = None
    return Marks(*(list(names) for names in found.values()))


def strip_marks(text: str, start: int, end: int) -> tuple[int, int]:
    """The stretch without the hashtags, handles and links at its two ends."""
    while found := _MARK.match(text, start, end):
        start = _skip(text, found.end(), end)
    spans = [found.span() for found in _MARK.finditer(text, start, end)]
    for first, last in reversed(spans):
        if text[last:end].strip():
            break
        end = first
    while start < end and text[end - 1].isspace():
        end -= 1
    return start, end


def _opening(text: str, start: int, end: int) -> re.Match[str] | None:
    """ "RT @handle:" or "@handle:" as the first words of a stretch."""
    start = _skip(text, start, end)
    return _RETWEET.match(text, start, end) or _ADDRESSED.match(text, start, end)


def _signed(text: str, start: int, signature: re.Match[str]) -> Post:
    start = _skip(text, start, signature.start())
    opening = _opening(text, start, signature.start())
    named = signature["name"].strip()
    return Post(
        start=start,
        end=signature.end(),
        body_start=opening.end() if opening else start,
        body_end=signature.start(),
        author=named,
        handle=signature["handle"],
        date=iso_date(signature["date"]) if signature["date"] else None,
        evidence_start=signature.start("name") if named else signature.start("handle") - 1,
        evidence_end=signature.end("handle") + 1,
    )


def _skip(text: str, start: int, end: int) -> int:
    while start < end and text[start].isspace():
        start += 1
    return start
