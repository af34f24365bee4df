"""A spaCy tokenizer that cuts words as the rest of the package does.

Registered as ``bilingual.tokens.v1``; the bundled Spanish model names it in its config.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import spacy
from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import DummyTokenizer, get_words_and_spaces
from spacy.vocab import Vocab

from bilingual.tokens import Token, tokenize


class WordTokenizer(DummyTokenizer):
    """Makes a spaCy Doc of a text, one token for each of ``bilingual.tokens.tokenize``.

    White space that is more than one blank becomes a token of its own, so that ``Doc.text`` is
    the text again.
    """

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab

    def __call__(self, text: str) -> Doc:
        words, spaces = get_words_and_spaces([token.text for token in tokenize(text)], text)
        return Doc(self.vocab, words=words, spaces=spaces)


@spacy.registry.tokenizers("bilingual.tokens.v1")
def make_tokenizer() -> Callable[[Language], WordTokenizer]:
    """What spaCy calls to make the tokenizer of a pipeline."""
    return lambda nlp: WordTokenizer(nlp.vocab)


def doc_of_tokens(vocab: Vocab, tokens: Sequence[Token]) -> Doc:
    """A spaCy Doc with exactly these tokens, token ``i`` of the one being token ``i`` of the other.

    ``Doc.text`` has one blank where the tokens had any white space between them.
    """
    ends = [token.end for token in tokens]
    starts = [token.start for token in tokens[1:]]
    spaces = [start > end for start, end in zip(starts, ends)]
    return Doc(vocab, words=[token.text for token in tokens], spaces=[*spaces, False][: len(ends)])
