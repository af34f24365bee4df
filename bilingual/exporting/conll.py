"""Names in CoNLL columns with BIO2 labels, for training and scoring of recognisers.

Four columns, as in CoNLL-2003, tab between them: token, language, entity id ("_" for none), label.
A blank line ends a sentence; ``-DOCSTART-`` opens a document. Tokens are those of
``bilingual.tokens``. Nominal mentions ("la dependencia") aren't names and get "O"; where names
overlap, the longest counts.
"""

from __future__ import annotations

from collections.abc import Iterator

from bilingual.document import Document, Mention
from bilingual.exporting.characters import legal_text
from bilingual.exporting.writer import Writer
from bilingual.sentences import split_sentences
from bilingual.spans import SpanIndex
from bilingual.tokens import tokenize


class ConllWriter(Writer):
    """Writes BIO2 columns."""

    suffix = ".conll"

    def add(self, document: Document) -> None:
        names = SpanIndex(longest_names(document.mentions))
        ids = {(m.start, m.end): e.id for e in document.entities for m in e.mentions}
        self.put("-DOCSTART-\t_\t_\tO\n\n", legal_text)
        for start, end, language in _sentences(document):
            previous = None
            for token in tokenize(document.text[start:end], start):
                name = next(iter(names.within(token.start, token.end)), None)
                label = _label(name, name is not None and name is previous)
                entity = ids.get((name.start, name.end), "_") if name else "_"
                self.put(f"{token.text}\t{language}\t{entity}\t{label}\n", legal_text)
                previous = name
            self.put("\n", legal_text)


def longest_names(mentions: tuple[Mention, ...]) -> list[Mention]:
    """Mentions that are names, without those that overlap a longer one."""
    kept: list[Mention] = []
    for mention in sorted(
        (m for m in mentions if m.strength == "name"), key=lambda m: (m.start, m.start - m.end)
    ):
        if not kept or mention.start >= kept[-1].end:
            kept.append(mention)
        elif mention.end - mention.start > kept[-1].end - kept[-1].start:
            kept[-1] = mention
    return kept


def _label(name: Mention | None, inside: bool) -> str:
    if name is None:
        return "O"
    return f"I-{name.label}" if inside else f"B-{name.label}"


def _sentences(document: Document) -> Iterator[tuple[int, int, str]]:
    """Every stretch of the document once: sentences of the segments, and what lies between."""
    done = 0
    for segment in document.segments:
        yield from _split(document.text, done, segment.start, "und")
        yield from _split(document.text, segment.start, segment.end, segment.language)
        done = segment.end
    yield from _split(document.text, done, len(document.text), "und")


def _split(text: str, start: int, end: int, language: str) -> Iterator[tuple[int, int, str]]:
    for begin, stop in split_sentences(text[start:end], language):
        yield start + begin, start + stop, language
