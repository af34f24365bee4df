"""Pages to documents: posts and quotations kept, furniture dropped, offsets right."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bilingual import Document, Pipeline
from bilingual.errors import InputError

PROSE = "<p>" + "The port will be searched more thoroughly, officials said on Monday. " * 4 + "</p>"
PAGE = f"""<html lang="en"><head><title>Dogs</title>
<meta property="article:published_time" content="2026-01-20T08:00:00Z"></head>
<body><nav><a href="/">Home</a></nav><article><h1>Dogs at the docks</h1>{PROSE}
%s
{PROSE}<figure><img alt="x"><figcaption lang="es">Un perro.</figcaption></figure></article>
<footer>Subscribe</footer><script>var x = "no";</script></body></html>"""
POSTS = {
    "twitter-tweet": '<p lang="es">Hola a todos. <a href="x">#Colima</a></p>'
    '&mdash; SEMAR (@SEMAR_mx) <a href="y">January 19, 2026</a>',
    "bluesky-embed": '<p lang="es">Hola a todos.<br><br><a>[image]</a></p>&mdash; Ana (<a>'
    "@ana.bsky.social</a>) <a>January 19, 2026 at 3:01 PM</a>",
    "mastodon-embed": "<p>Hola a todos.</p> — Ana (@ana@mastodon.mx) 19 de enero de 2026",
    "instagram-media": "<div>View this post on Instagram</div><p>Hola a todos.</p>"
    "<p>A post shared by Ana (@ana)</p>",
    "telegram-post": "<p>Hola a todos.</p>— Ana (@ana) January 19, 2026",
}


def _page(inner: str) -> Document:
    return Document.from_html(PAGE % inner)


def _check(document: Document) -> None:
    assert all(document.text[b.start : b.end] == b.text for b in document.blocks)
    assert all(a.end < b.start for a, b in pairwise(document.blocks))


@pytest.mark.parametrize("kind", POSTS)
def test_embedded_posts_keep_author_and_date(kind: str) -> None:
    document = _page(f'<blockquote class="{kind}">{POSTS[kind]}</blockquote>')
    _check(document)
    (post,) = (block for block in document.blocks if block.kind == "post")
    assert post.text.startswith("Hola a todos.")
    assert post.attributes["handle"].lower().startswith(("@ana", "@semar"))
    assert post.attributes.get("date", "2026-01-19") == "2026-01-19"


def test_kinds_attributes_and_metadata() -> None:
    document = _page('<blockquote cite="u" lang="es"><p>Uno.</p><p>Dos.</p></blockquote>')
    _check(document)
    kinds = [(b.kind, b.attributes) for b in document.blocks]
    assert kinds[0] == ("headline", {})
    assert kinds[2:4] == [("quotation", {"cite": "u", "lang": "es"})] * 2
    assert kinds[-1] == ("caption", {"lang": "es"})
    assert document.metadata == {"title": "Dogs", "date": "2026-01-20", "lang": "en"}
    assert "Home" not in document.text and "Subscribe" not in document.text
    assert "var x" not in document.text


def test_inline_quotations_get_their_marks() -> None:
    document = _page('<p>She said: <q lang="es">Con eso no se surte</q>, and left.</p>')
    assert "She said: “Con eso no se surte”, and left." in document.text


def test_a_short_page_needs_no_boilerplate_removal() -> None:
    assert Document.from_html("<p>Hola.</p><p>Adiós.</p>").text == "Hola.\n\nAdiós."


@pytest.mark.parametrize(
    "date",
    [
        '<script type="application/ld+json">{"datePublished": "2026-01-20T08:00Z"}</script>',
        '<time datetime="2026-01-20T08:00Z">yesterday</time>',
    ],
)
def test_the_date_of_a_page_that_has_none_in_its_head(date: str) -> None:
    assert Document.from_html(f"<p>Hola.</p>{date}").metadata["date"] == "2026-01-20"


def test_what_embeds_add_is_no_part_of_what_the_post_says() -> None:
    image = '<blockquote class="bluesky-embed"><p>Sigue abierto.<br>[image or embed]</p>'
    alone = '<blockquote class="instagram-media"><p>Una publicación compartida por Ana (@ana)</p>'
    page = Document.from_html(f"{image}&mdash; Ana (@ana.mx) May 5, 2026</blockquote>{alone}")
    assert page.blocks[0].text == "Sigue abierto.\n— Ana (@ana.mx) May 5, 2026"
    texts = [segment.text for segment in Pipeline(until="segments")(page).segments]
    assert texts == ["Sigue abierto."]


@pytest.mark.parametrize("charset", ["iso-8859-1", "us-ascii", "utf-8", "windows-1252", "x-none"])
def test_western_pages_are_read_as_browsers_read_them(charset: str) -> None:
    page = f'<meta charset="{charset}"><p>Mexico’s “Año”</p>'.encode("cp1252")
    assert Document.from_html(page).text == "Mexico’s “Año”"


def test_bytes_are_decoded_by_the_page_s_own_word() -> None:
    page = '<meta charset="latin-1"><p>Año nuevo.</p>'.encode("latin-1")
    assert Document.from_html(page).text == "Año nuevo."


@pytest.mark.parametrize("html", ["", "   ", "<html></html>", "<script>x</script>", "<!-- x -->"])
def test_a_page_without_text_is_refused(html: str) -> None:
    with pytest.raises(InputError):
        Document.from_html(html)


@pytest.mark.parametrize("tag", ["div", "blockquote", "span", "q", "table"])
def test_deep_nesting_is_no_trouble(tag: str) -> None:
    document = Document.from_html(f"<{tag}>" * 5000 + "hola mundo" + f"</{tag}>" * 5000)
    assert "hola mundo" in document.text
    _check(document)


TAGS = ["<p>", "</p>", "<div>", "</blockquote>", "<q>", "<br>", "&mdash;", "<li>", "hola", " @a: "]
TAGS += ['<blockquote class="twitter-tweet">', "<h1>", "(@x) May 5, 2025", "\x00", "é\u0301", "😀"]


@given(st.lists(st.sampled_from(TAGS), max_size=30))
def test_malformed_pages_give_right_offsets_or_a_refusal(parts: list[str]) -> None:
    try:
        document = Document.from_html("".join(parts))
    except InputError:
        return
    _check(document)
