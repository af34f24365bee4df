"""What translation packages there are: bundled, installed, or at a path.

In: a pair of languages, perhaps a name or a path. Out: a ``Package``, a folder in the format of
Argos Translate, read from disk and never written to. Installing is in
``bilingual.models.installing``.
"""

from bilingual.models.packages import (
    Package,
    available_packages,
    best_package,
    read_package,
)

__all__ = ["Package", "available_packages", "best_package", "read_package"]
