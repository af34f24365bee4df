"""Sets glossary terms into a translation at the words that their source words are linked to."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from rapidfuzz.distance import Levenshtein

from bilingual.document import Link
from bilingual.tokens import Token
from bilingual.translation.edits import Edit, apply_edits
from bilingual.translation.glossary import GlossaryMatch
from bilingual.translation.words import tokenize

ARTICLES = frozenset({"the", "a", "an"})
DETERMINERS = ARTICLES | {"this", "that", "its", "his", "her", "their", "our", "my", "your", "no"}
SOURCE_FUNCTION_WORDS = frozenset(
    {"de", "del", "la", "el", "los", "las", "y", "e", "o", "u", "en", "a", "al", "para", "por"}
    | {"con", "contra", "sobre", "su", "sus", "lo", "un", "una", "que", "se"}
)
TARGET_FUNCTION_WORDS = frozenset(
    {"of", "the", "for", "and", "in", "on", "to", "at", "by", "from", "against", "a", "an", "with"}
)
_COMMON_HEADS = re.compile(
    r"\b(secretariat|ministry|department|office|institute|cent(?:er|re)|commission|court|army|"
    r"navy|guard|police|agency|council|bank|bureau|directorate|unit|prosecutor|cartel|forces?|"
    r"chamber|senate|party|university|union|committee|board|system|corps|service|cabinet|"
    r"presidency|administration|authority|tribunal|ombudsman|government|group|division|family|"
    r"headquarters|registry|fund|federation|association|organization|zone|region|garrison|staff|"
    r"command|coordination|marines|judiciary|secretary|undersecretariat|mechanism|plan|camp)\b",
    re.IGNORECASE,
)
_SOURCE_ARTICLE = re.compile(r"\b(?:el|la|los|las|del|al)\s+[\"'“«]?$", re.IGNORECASE)
_SPANISH_ARTICLE = re.compile(r"(?:el|la|los|las)\s", re.IGNORECASE)
_OF = re.compile(r"\s+(?:de|del)\s+(?:(?:la|los|las|el)\s+)?")
_BREAKS = frozenset(',;:()[]"“”«».!?¿¡—–/')
LIKENESS_ALONE = 0.4
"""The weight of a target word that is like the term but linked elsewhere."""
SIMILAR_WORDS = 0.6
"""Least similarity at which a source and a target word of a term are taken to be the same."""


def insert_terms(
    source: str, target: str, links: Iterable[Link], matches: list[GlossaryMatch]
) -> tuple[str, tuple[Link, ...]]:
    """The target with the terms set in, and its links; a term that has no place is left out.

    ``source`` and ``target`` are the texts that the links join, and the matches index.
    """
    links = tuple(links)
    edits: list[Edit] = []
    term_links: list[tuple[Edit, GlossaryMatch]] = []
    for match in matches:
        place = find_place(source, target, links, match)
        if place is None or any(e.start < place[1] and place[0] < e.end for e in edits):
            continue
        edit = _without_doubling(target, _edit(source, target, links, place, match))
        edits += [e for e in _leftovers(source, target, links, match, edit) if e not in edits]
        if not _is_there(target[edit.start : edit.end], edit.text):
            edits.append(edit)
            term_links.append((edit, match))
    if not edits:
        return target, links
    text, moved = apply_edits(source, target, links, [e._replace(source_end=0) for e in edits])
    added: list[Link] = []
    for edit, match in term_links:
        shift = sum(len(e.text) - (e.end - e.start) for e in edits if e.start < edit.start)
        old = [k for k in links if edit.start <= k.target_start < edit.end]
        added += _term_links(source, target, match, edit, old, edit.start + shift)
    return text, tuple(sorted([*moved, *added], key=lambda k: (k.target_start, k.source_start)))


def find_place(
    source: str, target: str, links: Iterable[Link], match: GlossaryMatch
) -> tuple[int, int] | None:
    """The stretch of target words that renders the matched source words, or None.

    Attention alone mistakes a word at times ("National" for "funcionarios"), so likeness to the
    words of the term, and capitals, decide at the edges.
    """
    tokens = tokenize(target)
    inside, outside = _sides(source, target, links, match)
    breaks = _BREAKS.difference(source[match.start : match.end])
    runs: list[list[int]] = [[]]
    for index, token in enumerate(tokens):
        if token.start in inside and token.text not in breaks:
            runs[-1].append(index)
        elif runs[-1] and (token.start in outside or token.text in breaks):
            runs.append([])
    best = max(runs, key=lambda run: sum(inside[tokens[i].start] for i in run))
    if sum(inside[tokens[i].start] for i in best) < 0.5:
        return None
    first, last = _trimmed(source, tokens, best[0], best[-1], match)
    while last + 1 < len(tokens) and _is_free_name(tokens[last + 1], outside):
        last += 1
    while first > 0 and _is_free_name(tokens[first - 1], outside):
        if first == 1 and not _is_acronym(tokens[0].text):
            break  # the first word of a sentence has its capital anyway
        first -= 1
    return tokens[first].start, tokens[last].end


def _sides(
    source: str, target: str, links: Iterable[Link], match: GlossaryMatch
) -> tuple[dict[int, float], set[int]]:
    """Weights of target words that render the match, and starts of those that render others."""
    strongest: dict[int, Link] = {}
    for link in links:
        known = strongest.get(link.target_start)
        if known is None or link.probability > known.probability:
            strongest[link.target_start] = link
    inside: dict[int, float] = {}
    outside: set[int] = set()
    for token in tokenize(target):
        link = strongest.get(token.start)
        word = source[link.source_start : link.source_end] if link else ""
        if link and match.start <= link.source_start < match.end:
            weight = 0.1 if word.lower() in SOURCE_FUNCTION_WORDS else 1.0
            inside[token.start] = weight * link.probability
        elif _is_of_term(token.text, source, match):
            inside[token.start] = LIKENESS_ALONE
        elif word[:1].isalnum() and word.lower() not in SOURCE_FUNCTION_WORDS:
            named = token.text[0].isupper() and word[0].islower() and token.start > 0
            if not named:
                outside.add(token.start)
    return inside, outside


def _is_of_term(word: str, source: str, match: GlossaryMatch) -> bool:
    """Whether a word is one of the term, or like a Spanish one of it, and like none outside."""
    if len(word) < 4 or word.lower() in TARGET_FUNCTION_WORDS:
        return False
    english = _without_possessive(word).casefold()
    like = [token for token, spanish in _long_words(source) if _is_like(spanish, english)]
    if any(not match.start <= token.start < match.end for token in like):
        return False
    return bool(like) or word.casefold() in match.target.casefold().split()


def _trimmed(
    source: str, tokens: Sequence[Token], first: int, last: int, match: GlossaryMatch
) -> tuple[int, int]:
    """The run without words at its edges that are no part of a name."""
    capitals = any(token.text[0].isupper() for token in tokens[max(first, 1) : last + 1])

    def foreign(index: int) -> bool:
        word = tokens[index].text
        if word.lower() in TARGET_FUNCTION_WORDS:
            return True
        return capitals and word[0].islower() and not _is_of_term(word, source, match)

    while first < last and foreign(first):
        first += 1
    while last > first and foreign(last):
        last -= 1
    return first, last


def _is_acronym(word: str) -> bool:
    return len(word) > 1 and word.isupper()


def _is_there(written: str, term: str) -> bool:
    """Whether a term stands in the target already; capitals count where the term has some."""
    return written == term or (term.islower() and written.casefold() == term)


def _is_free_name(token: Token, outside: set[int]) -> bool:
    capital = token.text[:1].isupper() and token.text.lower() not in DETERMINERS
    return capital and token.start not in outside


def _edit(
    source: str,
    target: str,
    links: Iterable[Link],
    place: tuple[int, int],
    match: GlossaryMatch,
) -> Edit:
    """The replacement, with the article and the possessive that the sentence wants."""
    start, end = place
    text = re.sub(r"^the\s+", "", match.target, flags=re.IGNORECASE)
    replaced = target[start:end]
    whose = re.search(r"['’]s$", replaced) and not text.casefold().startswith(replaced.casefold())
    if whose and not re.search(r"['’]s\b", match.target.split()[-1]):
        text += "'" if text.endswith("s") else "'s"
    before = re.search(r"([\w]+(?:['’]s?)?)(\s+)$", target[:start])
    previous = before.group(1).lower() if before else ""
    takes_article = bool(_COMMON_HEADS.search(text)) and not re.match(r"\w+['’]s\b", text)
    if re.match(r"\w+ General['’]s\b", text):
        takes_article = True
    had_article = bool(_SOURCE_ARTICLE.search(source[: match.start]))
    if previous in ARTICLES and before and _SPANISH_ARTICLE.match(text):
        return Edit(before.start(1), end, text)
    if previous in {"a", "an"} and before and source[match.start].islower():
        article = "an" if text[0].lower() in "aeiou" else "a"
        if before.group(1)[0].isupper():
            article = article.capitalize()
        return Edit(before.start(1), end, f"{article} {text}")
    if previous in {"a", "an"} and before:
        return Edit(before.start(1), end, f"the {text}" if takes_article else text)
    if previous == "the" and before and _is_bare_name(text) and not had_article:
        return Edit(before.start(1), end, text)
    determined = previous in DETERMINERS or previous.endswith(("'s", "’s", "s'"))
    if (
        takes_article
        and had_article
        and not determined
        and not _is_attribute(source, place, links, match)
    ):
        text = ("the " if target[:start].strip(" \"“«‘'(") else "The ") + text
    elif not target[:start].strip(" \"“«‘'(") and text[0].islower():
        text = text[0].upper() + text[1:]
    return Edit(start, end, text)


def _without_doubling(target: str, edit: Edit) -> Edit:
    """The edit, widened over words beside it that its text would double."""
    words = edit.text.split()
    start, end = edit.start, edit.end
    left, right = target[:start].rstrip(), target[end:].lstrip()
    if len(left) < start and left.endswith(words[0]):
        first = len(left) - len(words[0])
        start = first if _is_border(target, first) else start
    following = len(target) - len(right)
    last, in_brackets = words[-1], f"({words[-1]})"
    if following > end and right.startswith(last) and _is_border(target, following + len(last)):
        end = following + len(last)
    elif following > end and right.startswith(in_brackets):
        end = following + len(in_brackets)
    return edit._replace(start=start, end=end)


def _is_border(text: str, place: int) -> bool:
    """Whether a word begins or ends at a place."""
    return _is_letter(text[max(0, place - 1) : place]) != _is_letter(text[place : place + 1])


def _is_letter(character: str) -> bool:
    return character.isalnum() or character == "_"


def _leftovers(
    source: str, target: str, links: Iterable[Link], match: GlossaryMatch, edit: Edit
) -> Iterable[Edit]:
    """Words of the matched name that stand, untranslated, elsewhere in the target."""
    names = {t.text for t in tokenize(source) if match.start <= t.start < match.end}
    elsewhere = source[: match.start] + source[match.end :]
    for token in tokenize(target):
        outside = token.end <= edit.start or token.start >= edit.end
        if not outside or token.text not in names or len(token.text) < 4:
            continue
        if token.text in edit.text or token.text in elsewhere:
            continue
        linked = [k for k in links if k.target_start == token.start]
        if linked and all(match.start <= k.source_start < match.end for k in linked):
            lead = target[: token.start].endswith(" ")
            yield Edit(token.start - lead, token.end, "")


def _is_attribute(
    source: str, place: tuple[int, int], links: Iterable[Link], match: GlossaryMatch
) -> bool:
    """Whether the term stands before the noun it belongs to: "National Guard officials"."""
    return any(
        place[1] < link.target_start <= place[1] + 2
        and _OF.fullmatch(source[link.source_end : match.start])
        for link in links
    )


def _is_bare_name(text: str) -> bool:
    """Whether English uses a term without an article: one word that is no acronym ("Pemex")."""
    return text.isalpha() and not text.isupper() and not _COMMON_HEADS.search(text)


def _term_links(
    source: str, target: str, match: GlossaryMatch, edit: Edit, old: list[Link], offset: int
) -> list[Link]:
    """Links of the words of a term: to words like them, as before, and else in order."""
    source_words = [w for w in tokenize(source) if match.start <= w.start < match.end]
    contents = [w for w in source_words if w.text.lower() not in SOURCE_FUNCTION_WORDS]
    before = {target[k.target_start : k.target_end].casefold(): k for k in old}
    chosen: dict[Token, Token] = {}
    waiting: list[Token] = []
    for word in _tokens_from(edit.text, offset):
        if word.text.lower() in TARGET_FUNCTION_WORDS:
            continue
        like = max(contents, key=lambda w: _similarity(w.text, word.text), default=None)
        if like and _similarity(like.text, word.text) >= SIMILAR_WORDS:
            chosen[word] = like
        elif word.text.casefold() in before:
            start = before[word.text.casefold()].source_start
            linked = [w for w in source_words if w.start == start]
            if linked:
                chosen[word] = linked[0]
        else:
            waiting.append(word)
    free = [w for w in contents if w not in chosen.values()] or contents or source_words
    for index, word in enumerate(waiting):
        chosen[word] = free[min(index, len(free) - 1)]
    return [Link(s.start, s.end, t.start, t.end, 1.0) for t, s in chosen.items()]


def _tokens_from(text: str, start: int) -> list[Token]:
    return [Token(t.start + start, t.end + start, t.text) for t in tokenize(text)]


@lru_cache(maxsize=2048)
def _long_words(text: str) -> list[tuple[Token, str]]:
    """The words that are long enough to tell whether others are like them, with their letters."""
    return [(token, token.text.casefold()) for token in tokenize(text) if len(token.text) > 3]


def _is_like(spanish: str, english: str) -> bool:
    similarity = Levenshtein.normalized_similarity(spanish, english, score_cutoff=SIMILAR_WORDS)
    return similarity >= SIMILAR_WORDS


def _similarity(spanish: str, english: str) -> float:
    english = _without_possessive(english)
    return Levenshtein.normalized_similarity(spanish.casefold(), english.casefold())


def _without_possessive(word: str) -> str:
    return re.sub(r"['’]s?$", "", word)
