"""Which passage of the English report answers to which sentence of the source.

In: documents with units and entities. Out: the same documents with ``matches``. ``align_words``
and ``align_sentences`` can be used alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bilingual.alignment.stage import Alignment as Alignment
    from bilingual.document import Link

__all__ = ["Alignment", "align_sentences", "align_words"]


def align_words(es: str, en: str) -> list[Link]:
    """The linked words of two sentences that translate each other, in the order of ``es``.

    Each link joins one token of each side (``bilingual.tokens``), punctuation included; offsets
    are code points of ``es`` and ``en``. A token may have several links or none.
    """
    from bilingual.alignment.words import align_words
    from bilingual.reading.normalization import normalize, placed

    source, target = normalize(es), normalize(en)
    links = align_words(source.text, target.text)
    return list(placed(links, source.to_original, target.to_original))


def align_sentences(
    es: Sequence[str], en: Sequence[str], monotone: bool = False, vectors: bool = True
) -> list[tuple[list[int], list[int], float]]:
    """Which sentences translate each other: (es indices, en indices, probability), in es order.

    Indices count from 0. Sentences without a partner are in no pair. ``monotone`` keeps the
    order of both texts and also joins one sentence to two, and two to two; otherwise the order
    is free and each pair has one sentence a side. ``vectors`` adds sentence vectors to the
    evidence.
    """
    from bilingual.alignment.sentences import align_sentences
    from bilingual.reading.normalization import normalize

    sources, targets = ([normalize(text).text for text in side] for side in (es, en))
    return align_sentences(sources, targets, monotone, vectors)


def __getattr__(name: str) -> object:
    if name == "Alignment":
        from bilingual.alignment.stage import Alignment

        return Alignment
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
