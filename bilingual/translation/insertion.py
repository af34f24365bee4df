"""Sets glossary terms into a translation at the words that their source words are linked to."""

from __future__ import annotations

import re
from collections.abc import Iterable

from bilingual.document import Link
from bilingual.tokens import Token, tokenize
from bilingual.translation.glossary import GlossaryMatch

ARTICLES = frozenset({"the", "a", "an"})
DETERMINERS = ARTICLES | {"this", "that", "its", "his", "her", "their", "our", "my", "your", "'s"}
SOURCE_FUNCTION_WORDS = frozenset(
    {"de", "del", "la", "el", "los", "las", "y", "e", "o", "u", "en", "a", "al", "para", "por"}
    | {"con", "contra", "sobre", "su", "sus"}
)
_COMMON_HEADS = re.compile(
    r"\b(secretariat|ministry|department|office|institute|cent(?:er|re)|commission|court|army|"
    r"navy|guard|police|agency|council|bank|bureau|directorate|unit|prosecutor|cartel|forces?|"
    r"chamber|senate|party|university|union|committee|board|system|corps|service|cabinet|"
    r"presidency|administration|authority|tribunal|ombudsman|government|group|division|"
    r"headquarters|registry|fund|federation|association|organization)\b",
    re.IGNORECASE,
)
_SOURCE_ARTICLE = re.compile(r"\b(?:el|la|los|las|del|al)\s+$", re.IGNORECASE)


def insert_terms(
    source: str, target: str, links: Iterable[Link], matches: list[GlossaryMatch]
) -> tuple[str, list[GlossaryMatch]]:
    """The target with the terms set in, and the matches whose place could not be found."""
    missed: list[GlossaryMatch] = []
    edits: list[tuple[int, int, str]] = []
    taken: list[tuple[int, int]] = []
    links = list(links)
    for match in matches:
        place = find_place(source, target, links, match)
        if place is None or any(a < place[1] and place[0] < b for a, b in taken):
            missed.append(match)
            continue
        taken.append(place)
        edit = _edit(source, target, place, match)
        if target[edit[0] : edit[1]].casefold() != edit[2].casefold():
            edits.append(edit)
    for start, end, text in sorted(edits, reverse=True):
        target = target[:start] + text + target[end:]
    return _tidy(target), missed


def find_place(
    source: str, target: str, links: list[Link], match: GlossaryMatch
) -> tuple[int, int] | None:
    """The stretch of target words that renders the matched source words, or None."""
    tokens = tokenize(target)
    inside, outside = _linked(source, links, match)
    best: tuple[int, int] | None = None
    run: list[int] = []
    runs: list[list[int]] = []
    for index, token in enumerate(tokens):
        if token.start in inside:
            run.append(index)
        elif run and (token.start in outside or _breaks(token)):
            runs.append(run)
            run = []
    if run:
        runs.append(run)
    if not runs:
        return None
    longest = max(runs, key=lambda r: sum(inside[tokens[i].start] for i in r))
    first, last = longest[0], longest[-1]
    while first < last and tokens[first].text.lower() in ARTICLES:
        first += 1
    last = _with_trailing(tokens, last, inside, outside)
    best = tokens[first].start, tokens[last].end
    return best


def _linked(
    source: str, links: list[Link], match: GlossaryMatch
) -> tuple[dict[int, float], set[int]]:
    """Starts of target words whose strongest link lies in the match, and of those outside it."""
    strongest: dict[int, Link] = {}
    for link in links:
        known = strongest.get(link.target_start)
        if known is None or link.probability > known.probability:
            strongest[link.target_start] = link
    inside: dict[int, float] = {}
    outside: set[int] = set()
    for start, link in strongest.items():
        word = source[link.source_start : link.source_end].lower()
        if match.start <= link.source_start < match.end:
            weight = 0.1 if word in SOURCE_FUNCTION_WORDS else 1.0
            inside[start] = weight * link.probability
        elif word not in SOURCE_FUNCTION_WORDS:
            outside.add(start)
    return inside, outside


def _breaks(token: Token) -> bool:
    return token.text in {",", ";", ":", "(", ")", '"', "“", "”", "."}


def _with_trailing(
    tokens: list[Token], last: int, inside: dict[int, float], outside: set[int]
) -> int:
    """Take in a capitalised word after the place that no source word outside claims ("Office")."""
    while (
        last + 1 < len(tokens)
        and tokens[last + 1].text[:1].isupper()
        and tokens[last + 1].start not in outside
    ):
        last += 1
    return last


def _edit(
    source: str, target: str, place: tuple[int, int], match: GlossaryMatch
) -> tuple[int, int, str]:
    """The replacement with the article that the sentence wants before it."""
    start, end = place
    text = match.target
    if text.lower().startswith("the "):
        text = text[4:]
    before = target[:start].rstrip()
    word = re.search(r"('s|[\w]+)$", before)
    previous = word.group(1).lower() if word else ""
    if previous in {"a", "an"}:
        return before.rfind(previous), end, f"the {text}"
    wants_article = bool(_COMMON_HEADS.search(text)) and "'s " not in text.split(" ", 1)[0] + " "
    had_article = bool(_SOURCE_ARTICLE.search(source[: match.start]))
    if previous not in DETERMINERS and wants_article and had_article:
        text = ("the " if before else "The ") + text
    return start, end, text


def _tidy(text: str) -> str:
    text = re.sub(r"\b(the|of|and)(\s+\1)+\b", r"\1", text, flags=re.IGNORECASE)
    return re.sub(r"\s{2,}", " ", text)
