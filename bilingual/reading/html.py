"""HTML pages to documents: the article's text, with what its markup said as blocks.

trafilatura decides which text of the page is the article; the walk over the tree is ours, because
boilerplate removal loses embedded posts, ``lang`` attributes and quotations.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from bilingual.document import Block, Document
from bilingual.errors import InputError
from bilingual.reading.dates import iso_date
from bilingual.reading.posts import find_posts

_POSTS = re.compile(
    r"twitter-(?:tweet|video)|bluesky-embed|mastodon-embed|instagram-media|telegram-post"
    r"|tiktok-embed|threads-post|text-post-media|fb-post"
)
_SKIPPED = frozenset(
    [
        "script",
        "style",
        "noscript",
        "template",
        "head",
        "nav",
        "header",
        "footer",
        "aside",
        "form",
        "button",
        "select",
        "textarea",
        "svg",
        "math",
        "iframe",
        "object",
        "video",
        "audio",
        "canvas",
        "dialog",
        "menu",
    ]
)
_BLOCKS = frozenset(
    [
        "p",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "li",
        "dt",
        "dd",
        "td",
        "th",
        "figcaption",
        "caption",
        "blockquote",
        "div",
        "section",
        "article",
        "main",
        "pre",
        "address",
        "figure",
        "ul",
        "ol",
        "dl",
        "table",
        "tbody",
        "thead",
        "tr",
        "body",
        "html",
        "summary",
        "details",
        "center",
    ]
)
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_CAPTIONS = frozenset(("figcaption", "caption"))
# Kinds of blocks that trafilatura drops although they belong to the article.
_ALWAYS_KEPT = frozenset(("post", "caption"))
_SPACE = re.compile(r"[ \t\r\n\f]+")
_CONTROL = re.compile("[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f]")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_PUBLISHED = re.compile(r'"datePublished"\s*:\s*"([^"]*)"')
_BREAK = "\x1e"
_DEEPEST = 200
# Letters of the article searched for blocks that its lines do not hold: more would take too long.
_SEARCHED = 200_000
_TAG = re.compile(r"<(?P<slash>/?)(?P<name>[a-zA-Z][\w-]*)[^<>]*>")
# These do not nest however often they are opened.
_CLOSED_BY_THE_NEXT = frozenset(
    (
        "p",
        "li",
        "dt",
        "dd",
        "td",
        "th",
        "tr",
        "option",
        "br",
        "hr",
        "img",
        "input",
        "meta",
        "link",
        "area",
        "base",
        "col",
        "embed",
        "source",
        "track",
        "wbr",
        "a",
        "script",
        "style",
        *_HEADINGS,
    )
)
# What embeds say around a post in place of a signature line.
_FURNITURE = re.compile(
    r"^(?:view this (?:post|photo) on instagram|ver esta publicación en instagram)\s*"
    r"|\s*\[(?:image|video|image or embed|quote)\](?=\s)",
    re.IGNORECASE,
)


class _Piece(NamedTuple):
    """One block on its way into the text: kind, text, and what its markup said."""

    kind: str
    text: str
    attributes: dict[str, str]


def document_from_html(html: str | bytes, **fields: Any) -> Document:
    """The article in an HTML page, its posts, quotations, headlines and captions as blocks.

    Blocks are separated by an empty line; offsets are those of ``Document.text``, which holds no
    markup. ``fields`` are further fields of the document; title, date and address of the page are
    added to ``metadata``. Raises InputError when there is no readable text in the page.
    """
    if isinstance(html, bytes):
        from bilingual.reading.decoding import decode

        html = decode(html, "HTML page", html=True)
    tree = _parse(html)
    pieces = list(_pieces(tree))
    article = _article(tree, pieces) if pieces else []
    if not article:
        raise InputError("no readable text in the HTML page")
    text = "\n\n".join(piece.text for piece in article)
    metadata = {**_metadata(tree), **fields.pop("metadata", {})}
    return Document(text, metadata=metadata, blocks=tuple(_placed(article)), **fields)


def _parse(html: str) -> Any:
    from lxml import html as lxml_html
    from lxml.etree import ParserError

    # huge_tree lifts libxml2's limits; the encoding was settled when the bytes were decoded.
    parser = lxml_html.HTMLParser(huge_tree=True, encoding="utf-8", remove_comments=True)
    clean = _shallow(_CONTROL.sub(" ", html)).encode("utf-8", "replace")
    try:
        tree = lxml_html.document_fromstring(clean, parser=parser)
    except (ParserError, ValueError) as error:
        raise InputError("no readable text in the HTML page") from error
    return tree


def _shallow(html: str) -> str:
    """The page without the tags that lie deeper than any parser goes; what they hold stays."""
    depth = 0

    def kept(tag: re.Match[str]) -> str:
        nonlocal depth
        if tag["name"].lower() in _CLOSED_BY_THE_NEXT:
            return tag.group()
        closes = bool(tag["slash"])
        depth = max(0, depth - closes)
        keep = depth < _DEEPEST
        depth += not closes
        return tag.group() if keep else " "

    return _TAG.sub(kept, html) if html.count("<") > _DEEPEST else html


def _placed(pieces: list[_Piece]) -> Iterator[Block]:
    start = 0
    for piece in pieces:
        end = start + len(piece.text)
        yield Block(start, end, piece.text, piece.kind, piece.attributes)
        start = end + 2


def _article(tree: Any, pieces: list[_Piece]) -> list[_Piece]:
    """The pieces of the article: posts, captions, and what trafilatura keeps of the rest."""
    kept = _main_text(tree)
    lines, whole = set(map(_squeezed, kept.split("\n"))), _squeezed(kept[:_SEARCHED])
    chosen = [
        p for p in pieces if p.kind in _ALWAYS_KEPT or _is_in(_squeezed(p.text), lines, whole)
    ]
    prose = sum(len(p.text) for p in chosen if p.kind not in _ALWAYS_KEPT)
    everything = sum(len(p.text) for p in pieces if p.kind not in _ALWAYS_KEPT)
    # On a short page there is no boilerplate to speak of, and trafilatura may find nothing.
    return chosen if prose > 200 or prose > everything / 3 else pieces


def _is_in(squeezed: str, lines: set[str], whole: str) -> bool:
    return squeezed in lines or squeezed in whole


def _main_text(tree: Any) -> str:
    import trafilatura

    try:
        text = trafilatura.extract(
            tree, include_comments=False, include_tables=True, favor_recall=True, fast=True
        )
    except (ValueError, TypeError, AttributeError, RecursionError):
        return ""  # trafilatura gives up on some malformed trees; the walk does without it
    return text or ""


def _squeezed(text: str) -> str:
    return re.sub(r"\W+", "", text)


def _metadata(tree: Any) -> dict[str, str]:
    """Title, date, address and language of a page, as its head gives them."""
    wanted = {
        "title": ("og:title",),
        "date": ("article:published_time", "date", "pubdate", "dc.date", "parsely-pub-date"),
        "url": ("og:url",),
        "author": ("author",),
    }
    given = {}
    for meta in tree.iter("meta"):
        key = (meta.get("property") or meta.get("name") or meta.get("itemprop") or "").lower()
        given.setdefault(key, (meta.get("content") or "").strip())
    found = {
        name: next((given[k] for k in keys if given.get(k)), "") for name, keys in wanted.items()
    }
    found["title"] = found["title"] or _inline(tree.find(".//title"))
    found["date"] = iso_date(found["date"] or _date_of(tree)) or ""
    found["lang"] = tree.get("lang") or ""
    return {name: value for name, value in found.items() if value}


def _date_of(tree: Any) -> str:
    """When a page without a date in its head says that it was published: JSON-LD, or ``time``."""
    for script in tree.iterfind(".//script[@type='application/ld+json']"):
        if published := _PUBLISHED.search(script.text or ""):
            return published[1]
    return next((time.get("datetime") for time in tree.iter("time") if time.get("datetime")), "")


def _inline(element: Any) -> str:
    """The text of a small element such as ``title`` on one line."""
    return "" if element is None else _tidy("".join(element.itertext())).replace("\n", " ")


def _tidy(text: str) -> str:
    """Text with the white space of the source folded, as a browser shows it."""
    lines = (_SPACE.sub(" ", line).strip() for line in text.split("\x1e"))
    return "\n".join(line for line in lines if line)


class _Walk:
    """Collects the blocks of a tree while it is walked; ``_BREAK`` marks line breaks."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.context: list[tuple[str, dict[str, str]]] = [("paragraph", {})]
        self.posts = 0

    def flush(self) -> Iterator[_Piece]:
        text = _tidy("".join(self.parts))
        self.parts = []
        if text:
            kind, attributes = self.context[-1]
            yield (
                _post_piece(text, attributes) if kind == "post" else _Piece(kind, text, attributes)
            )

    def enter(self, element: Any) -> None:
        kind, attributes = self.context[-1]
        tag = element.tag
        if self.posts or (tag == "blockquote" and _POSTS.search(element.get("class") or "")):
            kind = "post"
            self.posts += 1
        elif tag == "blockquote":
            kind = "quotation"
        elif tag in _HEADINGS:
            kind = "headline"
        elif tag in _CAPTIONS:
            kind = "caption"
        given = {name: element.get(name) for name in ("lang", "cite") if element.get(name)}
        if given and tag not in ("html", "body"):
            attributes = {**attributes, **given}
        self.context.append((kind, attributes))

    def leave(self) -> None:
        kind, attributes = self.context.pop()
        if kind == "post":
            self.posts -= 1
            # What the paragraph in a post says of its language holds for the post.
            if self.posts and "lang" in attributes:
                self.context[-1] = (kind, {**self.context[-1][1], "lang": attributes["lang"]})


def _pieces(tree: Any) -> Iterator[_Piece]:
    """All blocks of a page in order, without navigation, forms and hidden parts."""
    from lxml.etree import iterwalk

    walk = _Walk()
    events = iterwalk(tree, events=("start", "end"))
    for event, element in events:
        if event == "start" and _is_skipped(element):
            events.skip_subtree()
        block = element.tag in _BLOCKS
        if event == "start":
            if block:
                if walk.posts:
                    walk.parts.append(_BREAK)
                else:
                    yield from walk.flush()
                walk.enter(element)
            if not _is_skipped(element):
                walk.parts.append("“" if element.tag == "q" else "")
                walk.parts.append(_BREAK if element.tag == "br" else element.text or "")
            continue
        if element.tag == "q":
            walk.parts.append("”")
        if block:
            if walk.posts <= 1:
                yield from walk.flush()
            else:
                walk.parts.append(_BREAK)
            walk.leave()
        walk.parts.append(element.tail or "")
    yield from walk.flush()


def _is_skipped(element: Any) -> bool:
    if not isinstance(element.tag, str) or element.tag in _SKIPPED:
        return True
    return element.get("hidden") is not None or bool(_HIDDEN.search(element.get("style") or ""))


def _post_piece(text: str, attributes: dict[str, str]) -> _Piece:
    """A post with its author, handle and date, as its last line gives them."""
    attributes = dict(attributes)
    text = _FURNITURE.sub("", text).strip() or text
    if posts := find_posts(text, 0, len(text)):
        post = posts[-1]
        given = {"author": post.author, "handle": post.handle, "date": post.date or ""}
        attributes.update({name: value for name, value in given.items() if value})
    return _Piece("post", text, attributes)
