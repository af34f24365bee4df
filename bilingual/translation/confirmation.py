"""A second opinion on translations, from lists of words and of what they were translated by."""

from __future__ import annotations

from bilingual.translation.words import tokenize


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


LEAST = 0.08
"""The least p(English word | Spanish word) of a pair that counts as known."""
FAINT = 0.02
"""The least at which an English word may stand for a Spanish one."""
COMMON = 700.0
"""A word seen more often is common."""
SEEN = 5.0
"""How often a word must have been seen for its translations to be trusted."""
_ENGLISH_FUNCTION_WORDS = _words(
    "the a an of to in on at for from by with and or it is are was be will would he she they we i "
    "you there this that his her its their do does did not let's let us 's 're 'm s"
)
_SPANISH_FUNCTION_WORDS = _words(
    "el la los las un una unos unas de del al a en con por para y o e u se me te le les lo que su "
    "sus mi tu es son ha han hay"
)


def is_confirmed(spanish: str, english: str) -> bool:
    """Whether every word of each text, function words aside, has its like in the other."""
    from bilingual.alignment.lexical import load_table, word_form

    sources = _content(spanish, _SPANISH_FUNCTION_WORDS)
    targets = _content(english, _ENGLISH_FUNCTION_WORDS)
    if not sources or not targets:
        return False
    table = load_table()
    known, _ = table.probabilities(
        table.es_ids([word_form(word) for word in sources]),
        table.en_ids([word_form(word) for word in targets]),
    )
    pairs = known >= LEAST
    for row, source in enumerate(sources):
        for column, target in enumerate(targets):
            pairs[row, column] |= source.casefold() == target.casefold()
    return bool(pairs.any(axis=0).all() and pairs.any(axis=1).all())


def is_ordinary(word: str) -> bool:
    """Whether a Spanish word was seen to be translated, and so is no name."""
    from bilingual.alignment.lexical import load_table, word_form

    form, table = word_form(word), load_table()
    return table.count_es(form) >= SEEN and all(t != form for t, _ in table.translations(form))


def may_be_rendered(word: str, english: list[str]) -> bool:
    """Whether one of the English words may stand for a Spanish one that none is linked to.

    Common words say little by themselves ("manera"): they always may. Unknown ones never do.
    """
    from bilingual.alignment.lexical import load_table, word_form

    table, form = load_table(), word_form(word)
    seen = table.count_es(form)
    if seen < SEEN or seen > COMMON or not english:
        return seen > COMMON
    forms = [word_form(other) for other in english]
    known, _ = table.probabilities(table.es_ids([form]), table.en_ids(forms))
    return bool(known.max() >= FAINT)


def is_word(word: str) -> bool:
    """Whether a word, in lower case, is known to be used in English or Spanish."""
    from bilingual.detection.vocabulary import odds_features

    return bool(odds_features(word)[1])


def _content(text: str, function_words: frozenset[str]) -> list[str]:
    words = [token.text for token in tokenize(text) if token.text[0].isalnum()]
    return [w for w in words if w.casefold() not in function_words] or words
