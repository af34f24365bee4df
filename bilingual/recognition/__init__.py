"""Names in the text as written. In: text and segments. Out: mentions, by place."""

from __future__ import annotations

from bilingual.recognition.stage import Recognition

__all__ = ["Recognition"]
