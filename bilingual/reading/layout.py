"""Blocks of a plain or Markdown text: paragraphs, posts, quotations, captions, headlines."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bilingual.document import Block
from bilingual.reading.dates import DATE, iso_date
from bilingual.reading.posts import HANDLE, Post, find_posts

_LINE = re.compile(r"[^\r\n\u2028\u2029\x0b\x0c\x85]+")
_BREAK = re.compile(r"\r\n|[\r\n\u2028\u2029\x0b\x0c\x85]")
_FRONT_MATTER = re.compile(r"\s*---[ \t]*\r?\n(?P<fields>(?:[^\n]*\n){0,60}?)---[ \t]*(?:\r?\n|$)")
_FRONT_FIELD = re.compile(r"\s*date[ \t]*:?[ \t]+(\d{4}-\d{2}-\d{2})\b[ \t:,—–-]*", re.IGNORECASE)
_CAPTION = re.compile(
    r"\s*(?:\((?:photo|file photo|image|foto|fotografía)\b|(?:photo|image|caption|foto|fotografía"
    r"|imagen|pie de foto)(?:\s+(?:by|credit|de|por)\b|\s*:))",
    re.IGNORECASE,
)
_CREDIT = re.compile(
    r"(?:\b(?:Photo|Foto|Image|Imagen|Fotografía|Credit|Crédito)(?: by| de| por)?:? [^.]{2,60}"
    r"|\((?:AP|EFE|Reuters|AFP|Cuartoscuro|Getty|Xinhua|[^()]{0,30}(?:Photo|Foto|Images?))[^()]{0,40}\))\.?$"
)
_HEADING = re.compile(r"[ \t]{0,3}#{1,6}[ \t]+")
_QUOTED = re.compile(r"(?:[ \t]{0,3}>[ \t]?)+")
_LIST = re.compile(r"[ \t]*(?:[-*+•■▪]|\d{1,3}[.)])[ \t]+")
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
_WRAP = range(40, 121)


def find_blocks(text: str) -> list[Block]:
    """The blocks of a text in order; white space and markers of the layout lie in none."""
    blocks: list[Block] = []
    start, _ = front_matter(text)
    for group in _groups(text, start):
        blocks.extend(_blocks_of(text, group, first=not blocks))
    return blocks


def front_matter(text: str) -> tuple[int, dict[str, str]]:
    """Where the prose begins, and the fields that stand before it ("date 2026-02-22 …")."""
    fields: dict[str, str] = {}
    start = 0
    if matter := _FRONT_MATTER.match(text):
        start = matter.end()
        for line in matter["fields"].splitlines():
            key, colon, value = line.partition(":")
            if colon and re.fullmatch(r"\w{1,30}", key) and value.strip():
                fields[key.lower()] = value.strip().strip("\"'")
    if "date" in fields:
        fields["date"] = iso_date(fields["date"]) or fields["date"]
    elif (field := _FRONT_FIELD.match(text, start)) and iso_date(field.group(1)):
        fields["date"] = field.group(1)
        start = field.end()
    return start, fields


def _groups(text: str, start: int) -> Iterator[list[tuple[int, int]]]:
    """Runs of lines between blank ones, each line without the white space around it."""
    group: list[tuple[int, int]] = []
    previous = start
    for line in _LINE.finditer(text, start):
        stripped = line.group().strip()
        breaks = len(_BREAK.findall(text, previous, line.start()))
        previous = line.end()
        if group and (breaks > 1 or not stripped):
            yield group
            group = []
        if stripped:
            first = text.index(stripped, line.start())
            group.append((first, first + len(stripped)))
    if group:
        yield group


def _blocks_of(text: str, lines: list[tuple[int, int]], first: bool) -> list[Block]:
    if posts := find_posts(text, lines[0][0], lines[-1][1]):
        return _with_posts(text, posts, lines)
    if headed := _headed_post(text, lines):
        return [headed]
    paragraphs = enumerate(_unwrapped(text, lines))
    blocks = (_block(text, *span, first and number == 0) for number, span in paragraphs)
    return [block for block in blocks if block.text.strip()]


def _with_posts(text: str, posts: list[Post], lines: list[tuple[int, int]]) -> list[Block]:
    blocks = []
    for post in posts:
        attributes = {"author": post.author, "handle": post.handle, "date": post.date or ""}
        kept = {name: value for name, value in attributes.items() if value}
        blocks.append(Block(post.start, post.end, text[post.start : post.end], "post", kept))
    last = max(posts[-1].end, lines[0][0])
    rest = text[last : lines[-1][1]].strip()
    if rest:
        begin = text.index(rest, last)
        blocks.extend(_blocks_of(text, [(begin, begin + len(rest))], first=False))
    return blocks


def _headed_post(text: str, lines: list[tuple[int, int]]) -> Block | None:
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


def _unwrapped(text: str, lines: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Paragraphs of a run of lines: one a line, unless the lines were wrapped at a width."""
    width = max(end - start for start, end in lines)
    paragraphs: list[tuple[int, int]] = []
    for (start, end), previous in zip(lines, [None, *lines]):
        if previous and _continues(text, previous, (start, end), width):
            paragraphs[-1] = (paragraphs[-1][0], end)
        else:
            paragraphs.append((start, end))
    return paragraphs


def _continues(text: str, line: tuple[int, int], following: tuple[int, int], width: int) -> bool:
    """Whether a line break is only where the line was full: the next word would not have fitted."""
    quoted = _QUOTED.match(text, following[0]) is not None
    if quoted != (_QUOTED.match(text, line[0]) is not None):
        return False
    if _HEADING.match(text, line[0]) or _HEADING.match(text, following[0]):
        return False
    if _LIST.match(text, following[0]) or width not in _WRAP:
        return False
    words = text[following[0] : following[1]].split(None, 1)
    return line[1] - line[0] + 1 + len(words[0]) > width


def _is_credited(text: str, start: int, end: int) -> bool:
    """Whether a short paragraph ends with the credit of a picture: "… Foto: Cuartoscuro"."""
    return end - start <= _CAPTION_LENGTH and _CREDIT.search(text, start, end) is not None


def _block(text: str, start: int, end: int, first: bool) -> Block:
    kind = "paragraph"
    if marker := _HEADING.match(text, start, end):
        kind, start = "headline", marker.end()
    elif marker := _QUOTED.match(text, start, end):
        kind, start = "quotation", marker.end()
    elif _CAPTION.match(text, start, end) or _is_credited(text, start, end):
        kind = "caption"
    elif first and end - start <= _HEADLINE_LENGTH and end < len(text.rstrip()):
        kind = "paragraph" if _SENTENCE_END.search(text, start, end) else "headline"
    return Block(start, end, text[start:end], kind)
