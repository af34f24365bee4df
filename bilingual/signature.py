"""The line that makes a result reproducible, in the manner of sacreBLEU."""

from __future__ import annotations

from functools import lru_cache

import bilingual
from bilingual.settings import Settings


@lru_cache(maxsize=16)
def signature(settings: Settings) -> str:
    """Version, engine, model and hash, lexicon version and settings that shape the result.

    ``key:value`` pairs joined by ``|``; two runs with equal signatures give equal results on
    equal input.
    """
    from bilingual.lexicon import load_lexicon
    from bilingual.translation import load_engine

    engine = load_engine(settings)
    parts = {
        "bilingual": bilingual.__version__,
        "engine": settings.engine,
        "model": f"{engine.model_name}+{engine.model_hash[:8]}",
        "beam": settings.beam_size,
        "lexicon": load_lexicon(settings.lexicons).version,
        "recognizers": "+".join(settings.recognizers),
        "glossary": settings.glossary_style,
        "vectors": "yes" if settings.vectors else "no",
    }
    return "|".join(f"{key}:{value}" for key, value in parts.items())
