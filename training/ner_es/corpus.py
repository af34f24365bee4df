"""Spanish text and named-entity sets, read from the data folder into one form.

The folder is given by the environment variable BILINGUAL_DATA. Every set comes out as sentences
of tokens, white space and entity spans over the raw text that the tokens stood for; tokens are
cut again by ``bilingual.tokens``, so that training sees what the pipeline will see.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks.data_folder import data_folder, lines
from bilingual.tokens import tokenize

LABELS = ("PER", "ORG", "LOC", "MISC")
_OPENING = frozenset("([{¿¡«“‘")
_CLOSING = frozenset(")]}?!»”’.,;:%…")
_NOT_NEWS = ("python_docs", "fisher")
_DEV_FROM = 7400  # sentences of esp.train from here on are the development set


@dataclass(frozen=True, slots=True)
class Sentence:
    """A raw sentence with its entities: (start, end, label), code points, end exclusive."""

    text: str
    entities: tuple[tuple[int, int, str], ...]

    def bio(self) -> tuple[list[str], list[str]]:
        """Tokens of ``bilingual.tokens`` and their BIO tags.

        A token belongs to an entity when more than half of it lies inside.
        """
        tokens = tokenize(self.text)
        tags = ["O"] * len(tokens)
        for start, end, label in self.entities:
            prefix = "B-"
            for i, token in enumerate(tokens):
                inside = min(end, token.end) - max(start, token.start)
                if inside * 2 > token.end - token.start and tags[i] == "O":
                    tags[i] = prefix + label
                    prefix = "I-"
        return [t.text for t in tokens], tags


def read_conll(path: Path, encoding: str = "utf-8") -> list[Sentence]:
    """The sentences of a file in CoNLL-2002 form (token, part of speech, BIO tag)."""
    sentences = []
    for block in re.split(r"\n\s*\n", path.read_text(encoding)):
        rows = [line.split(" ") for line in block.splitlines() if line.strip()]
        if rows:
            sentences.append(detokenize([row[0] for row in rows], [row[-1] for row in rows]))
    return sentences


def conll2002(part: str) -> list[Sentence]:
    """A part of CoNLL-2002 Spanish: "train" and "dev" split esp.train, "testa" is esp.testa."""
    if part == "testa":
        return read_conll(data_folder() / "ner" / "esp.testa")
    sentences = read_conll(data_folder() / "ner" / "esp.train")
    return sentences[:_DEV_FROM] if part == "train" else sentences[_DEV_FROM:]


def cess() -> list[Sentence]:
    """The sentences of CESS-ESP; an entity of unknown type keeps the label UNK."""
    return read_conll(data_folder() / "ner" / "cess_esp_ne.bio")


def training_sentences() -> list[Sentence]:
    """What both taggers learn from: CoNLL-2002 train and CESS-ESP.

    CESS-ESP has the same four types and spans. Its sentences with an entity of unknown type are
    left out, and so are lines of a single mark, which the news wire is full of.
    """
    return [s for s in conll2002("train") + typed_cess() if len(s.text) > 1]


def typed_cess() -> list[Sentence]:
    """The sentences of CESS-ESP without an entity of unknown type."""
    return [s for s in cess() if all(label in LABELS for *_, label in s.entities)]


def detokenize(tokens: list[str], tags: list[str]) -> Sentence:
    """The running text of a tokenised sentence, entities placed in it.

    White space is left out after an opening and before a closing mark; straight quotes open and
    close in turn.
    """
    text = ""
    glue = True
    in_quote = False
    entities: list[tuple[int, int, str]] = []
    for token, tag in zip(tokens, tags):
        token = token.replace("_", " ")
        quote = token in ('"', "'")
        closes = (quote and in_quote) or (token[:1] in _CLOSING and not token[0].isalnum())
        if text and not glue and not closes:
            text += " "
        start = len(text)
        text += token
        if quote:
            in_quote = not in_quote
        glue = token in _OPENING or (quote and in_quote)
        if tag.startswith("B-"):
            entities.append((start, len(text), tag[2:]))
        elif tag.startswith("I-") and entities:
            entities[-1] = (entities[-1][0], len(text), entities[-1][2])
    return Sentence(text, tuple(entities))


def running_text() -> Iterator[str]:
    """Lines of Spanish without labels: mono/, the Spanish sides of parallel/, CoNLL-2002 train."""
    for path in sorted((data_folder() / "mono").glob("*.txt.gz")):
        yield from (line.strip() for line in lines(f"mono/{path.name}"))
    for path in sorted((data_folder() / "parallel").glob("*.gz")):
        if not path.name.startswith(_NOT_NEWS):
            yield from (line.split("\t")[0].strip() for line in lines(f"parallel/{path.name}"))
    yield from (sentence.text for sentence in conll2002("train"))
