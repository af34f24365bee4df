"""Where the bundled Spanish models lie: read-only folders of ``bilingual/models``."""

from __future__ import annotations

from pathlib import Path

import bilingual.models


def bundled_folder(prefix: str) -> Path | None:
    """The bundled model whose folder name begins so, the last by name; None where there is none."""
    models = Path(bilingual.models.__file__).parent
    return max((f for f in models.glob(f"{prefix}*") if f.is_dir()), default=None)
