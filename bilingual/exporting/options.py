"""What a caller can choose about an export."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bilingual.errors import SettingsError

PAIRS = ("mt", "report", "both")

# xs:language, which the XLIFF schemas ask for; every BCP 47 tag fits it.
_LANGUAGE = re.compile(r"[a-zA-Z]{1,8}(-[a-zA-Z0-9]{1,8})*")


@dataclass(frozen=True, slots=True)
class ExportOptions:
    """The choices of an export. A wrong value raises SettingsError.

    pairs: which pairs go out: "mt" (sentence and machine translation), "report" (sentence and
        the human English passage that reports it), "both".
    min_probability: matches below this stay out, 0 to 1; machine translations aren't matches.
    source_language, target_language: BCP 47 tags that the formats show.
    """

    pairs: str = "mt"
    min_probability: float = 0.0
    source_language: str = "es-MX"
    target_language: str = "en-US"

    def __post_init__(self) -> None:
        if self.pairs not in PAIRS:
            raise SettingsError(f"pairs: {self.pairs!r} can't be used; give {', '.join(PAIRS)}")
        if not 0 <= self.min_probability <= 1:
            raise SettingsError(
                f"min_probability: {self.min_probability!r} can't be used; give 0 to 1"
            )
        for tag in (self.source_language, self.target_language):
            if not _LANGUAGE.fullmatch(tag):
                raise SettingsError(f"language {tag!r} is no BCP 47 tag; give one such as es-MX")
        if self.source_code == self.target_code:
            raise SettingsError(
                f"source and target language are both {self.source_code!r}; give two languages"
            )

    @property
    def source_code(self) -> str:
        """The source language without its region: "es"."""
        return self.source_language.split("-")[0].lower()

    @property
    def target_code(self) -> str:
        """The target language without its region: "en"."""
        return self.target_language.split("-")[0].lower()
