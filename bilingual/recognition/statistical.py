"""What the statistical recognisers share: labels, and the edges of names."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bilingual.document import Document, Mention
from bilingual.lexicon.surfaces import FUNCTION_WORDS

# OntoNotes and CoNLL labels, as our own; a label that is missing here names no entity.
LABELS = {
    "PERSON": "PER",
    "PER": "PER",
    "ORG": "ORG",
    "GPE": "LOC",
    "LOC": "LOC",
    "FAC": "LOC",
    "EVENT": "MISC",
    "LAW": "MISC",
    "PRODUCT": "MISC",
    "WORK_OF_ART": "MISC",
    "MISC": "MISC",
}

# Words with a capital that name nobody when they stand alone: pronouns, labels of captions.
_NO_NAMES = frozenset(
    {"ustedes", "usted", "nosotros", "ellos", "ellas", "foto", "fotos", "fotografía", "imagen"}
    | {"video", "vídeo", "fuente", "nota", "crédito", "preliminar", "actualización", "aviso"}
    | {"comunicado", "urgente", "exclusiva", "photo", "source", "update", "note"}
)

_NAME = r"[A-ZÁÉÍÓÚÑ][\w’'.-]*(?:\s[A-ZÁÉÍÓÚÑ][\w’'.-]*)?"
_PAIR = re.compile(rf"({_NAME})\s+and\s+({_NAME})")
_LEADING = re.compile(r"""(?:["'“”‘’«»(\[\s]|(?:the|The|el|El|la|La|los|Los|las|Las)\s)+""")
_TRAILING = re.compile(r"""(?:['’]s?|["'“”‘’«»)\],;:\s])+$""")
# Names of people and groups keep their article, and Spanish ones that a model took to be part of
# the name: "El Mencho", "Los Zetas", "La Habana".
_ARTICLE_OF_NAME = re.compile(r"(?:El|La|Los|Las)\s+[A-ZÁÉÍÓÚÑ]")


def mention(
    document: Document, start: int, end: int, label: str, language: str, recognizer: str
) -> Mention | None:
    """A mention with quotes, articles and possessives cut off; None where nothing is left."""
    text = document.text[start:end]
    keep_article = label != "LOC" or language == "es"
    if not (keep_article and _ARTICLE_OF_NAME.match(text)):
        leading = _LEADING.match(text)
        start += leading.end() if leading else 0
    trailing = _TRAILING.search(document.text[start:end])
    end -= trailing.end() - trailing.start() if trailing else 0
    name = document.text[start:end]
    words = [word for word in name.split() if word.lower() not in FUNCTION_WORDS]
    is_tag = document.text[start - 1 : start] in ("#", "@")
    if is_tag or not any(word[0].isupper() or word[0].isdigit() for word in words):
        return None
    if name.lower() in _NO_NAMES or _is_label(document.text, start, end):
        return None
    return Mention(start, end, name, label, language, recognizer)


def _is_label(text: str, start: int, end: int) -> bool:
    """Whether a word in capitals only says what follows it in its line: "QUESTION: …"."""
    begins_line = start == 0 or text[start - 1] == "\n"
    name = text[start:end]
    return begins_line and text[end : end + 1] == ":" and name.isupper() and " " not in name


def mentions(
    document: Document, start: int, end: int, label: str, language: str, recognizer: str
) -> Iterator[Mention]:
    """The mentions in a span: two where a model took "Roma and Doctores" for one name."""
    text = document.text[start:end]
    pair = _PAIR.fullmatch(text)
    for first, last in (pair.span(1), pair.span(2)) if pair else ((0, len(text)),):
        found = mention(document, start + first, start + last, label, language, recognizer)
        if found is not None:
            yield found
