"""Translation: sentences in, English with word links, warnings and a quality estimate out.

In: documents with ``segments``, or plain texts. Out: ``units``, or ``Translation`` records.
``translate`` and ``forced_links`` can be used alone; engines are found through the entry points
``bilingual.engines`` and follow the protocol ``Engine``.
"""

from bilingual.translation.engine import Engine, Hypothesis, load_engine
from bilingual.translation.stage import TranslationStage
from bilingual.translation.translator import forced_links, translate

__all__ = [
    "Engine",
    "Hypothesis",
    "TranslationStage",
    "forced_links",
    "load_engine",
    "translate",
]
