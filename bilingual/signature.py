"""The line that makes a result reproducible, in the manner of sacreBLEU."""

from __future__ import annotations

from functools import lru_cache

import bilingual
from bilingual.settings import Settings


@lru_cache(maxsize=16)
def signature(settings: Settings, layers: tuple[str, ...]) -> str:
    """Version, models with hash, lexicon version and settings that shaped these layers.

    ``key:value`` pairs joined by ``|``; two runs with equal signatures give equal results on
    equal input. Only what made the given layers is named, and loaded to be named.
    """
    parts = {"bilingual": bilingual.__version__}
    if "mentions" in layers:
        from bilingual.lexicon import load_lexicon

        parts["lexicon"] = load_lexicon(settings.lexicons).version
        parts["recognizers"] = "+".join(settings.recognizers)
    if "units" in layers:
        from bilingual.translation import load_engine

        engine = load_engine(settings)
        parts["engine"] = settings.engine
        parts["model"] = f"{engine.model_name}+{engine.model_hash[:8]}"
        parts["beam"] = str(settings.beam_size)
        parts["glossary"] = settings.glossary_style
    if "matches" in layers:
        parts["vectors"] = "yes" if settings.vectors else "no"
    return "|".join(f"{key}:{value}" for key, value in parts.items())
