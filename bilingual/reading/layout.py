"""Blocks of a plain or Markdown text: paragraphs, posts, quotations, captions, headlines."""

from __future__ import annotations

import re

from bilingual.document import Block
from bilingual.reading.dates import DATE, iso_date
from bilingual.reading.front_matter import front_matter
from bilingual.reading.posts import HANDLE, Post, find_posts
from bilingual.reading.wrapping import HEADING, QUOTED, Line, groups, soft_breaks

_CAPTION = re.compile(
    r"\s*(?:\((?:photo|file photo|image|foto|fotografía)\b|(?:photo|image|caption|foto|fotografía"
    r"|imagen|pie de foto)(?:\s+(?:by|credit|de|por)\b|\s*:))",
    re.IGNORECASE,
)
_CREDIT = re.compile(
    r"(?:\b(?:Photo|Foto|Image|Imagen|Fotografía|Credit|Crédito)(?: by| de| por)?:? [^.]{2,60}"
    r"|\((?:AP|EFE|Reuters|AFP|Cuartoscuro|Getty|Xinhua|[^()]{0,30}(?:Photo|Foto|Images?))[^()]{0,40}\))\.?$"
)
# "Name @handle · 3h": the point or a date tells it from a sentence.
_HANDLE_LINE = re.compile(
    rf"(?P<name>[^\n@#]{{0,60}}?)[ \t]*(?P<handle>{HANDLE})[ \t]*"
    rf"(?P<rest>(?:[·•]|{DATE})[^\n]*)$",
    re.IGNORECASE | re.MULTILINE,
)
_HANDLE_ALONE = re.compile(rf"(?P<handle>{HANDLE})[ \t]*$", re.MULTILINE)
_POST_DATE = re.compile(
    rf"(?:[·•]|(?:[·•][ \t]*)?(?:{DATE}|[A-Z]{{3,10}}\.?[ ]\d{{1,2}}|\d{{1,2}}[ ][A-Z]{{3,10}}\.?"
    r"|\d+[hmsd])[^\n]{0,20})$",
    re.IGNORECASE | re.MULTILINE,
)
_NAME_LENGTH = 60
_SENTENCE_END = re.compile(r"""[.!?…:;,]["'”’»)\]]*\s*$""")
_HEADLINE_LENGTH = 160
_CAPTION_LENGTH = 300


def find_blocks(text: str) -> list[Block]:
    """The blocks of a text in order; white space and markers of the layout lie in none."""
    blocks: list[Block] = []
    continued = {start for _, (start, _) in soft_breaks(text)}
    for group in groups(text, front_matter(text)[0]):
        blocks.extend(_blocks_of(text, group, continued, first=not blocks))
    return blocks


def _blocks_of(text: str, lines: list[Line], continued: set[int], first: bool) -> list[Block]:
    if posts := find_posts(text, lines[0][0], lines[-1][1]):
        return _with_posts(text, posts, lines)
    if headed := _headed_post(text, lines):
        return [headed]
    paragraphs = enumerate(_paragraphs(lines, continued))
    blocks = (_block(text, *span, first and number == 0) for number, span in paragraphs)
    return [block for block in blocks if block.text.strip()]


def _with_posts(text: str, posts: list[Post], lines: list[Line]) -> list[Block]:
    blocks = []
    for post in posts:
        attributes = {"author": post.author, "handle": post.handle, "date": post.date or ""}
        kept = {name: value for name, value in attributes.items() if value}
        blocks.append(Block(post.start, post.end, text[post.start : post.end], "post", kept))
    last = max(posts[-1].end, lines[0][0])
    rest = text[last : lines[-1][1]].strip()
    if rest:
        begin = text.index(rest, last)
        blocks.extend(_blocks_of(text, [(begin, begin + len(rest))], set(), first=False))
    return blocks


def _headed_post(text: str, lines: list[Line]) -> Block | None:
    """A post whose author stands above it: "Name @handle · Feb 22, 2026", or a line each."""
    head = 1
    found = _HANDLE_LINE.match(text, *lines[0])
    if not found and len(lines) > 2:
        head = 2
        found = _HANDLE_ALONE.match(text, *lines[1])
    if not found:
        return None
    name = found["name"] if head == 1 else text[lines[0][0] : lines[0][1]]
    date = iso_date(found["rest"]) if head == 1 else None
    while head < len(lines) - 1 and _POST_DATE.match(text, *lines[head]):
        date = date or iso_date(text[lines[head][0] : lines[head][1]])
        head += 1
    if head == len(lines) or len(name) > _NAME_LENGTH:
        return None
    start, end = lines[0][0], lines[-1][1]
    given = {"author": name.strip(), "handle": found["handle"], "date": date or ""}
    attributes = {key: value for key, value in given.items() if value}
    attributes["body"] = str(lines[head][0] - start)
    return Block(start, end, text[start:end], "post", attributes)


def _paragraphs(lines: list[Line], continued: set[int]) -> list[Line]:
    """Paragraphs of a run of lines: one a line, unless the lines were wrapped at a width."""
    paragraphs: list[Line] = []
    for start, end in lines:
        if paragraphs and start in continued:
            paragraphs[-1] = (paragraphs[-1][0], end)
        else:
            paragraphs.append((start, end))
    return paragraphs


def _is_credited(text: str, start: int, end: int) -> bool:
    """Whether a short paragraph ends with the credit of a picture: "… Foto: Cuartoscuro"."""
    return end - start <= _CAPTION_LENGTH and _CREDIT.search(text, start, end) is not None


def _block(text: str, start: int, end: int, first: bool) -> Block:
    kind = "paragraph"
    if marker := HEADING.match(text, start, end):
        kind, start = "headline", marker.end()
    elif marker := QUOTED.match(text, start, end):
        kind, start = "quotation", marker.end()
    elif _CAPTION.match(text, start, end) or _is_credited(text, start, end):
        kind = "caption"
    elif first and end - start <= _HEADLINE_LENGTH and end < len(text.rstrip()):
        kind = "paragraph" if _SENTENCE_END.search(text, start, end) else "headline"
    return Block(start, end, text[start:end], kind)
