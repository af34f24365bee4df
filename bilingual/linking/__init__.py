"""Mentions of both languages under one entity. In: mentions and units. Out: entities."""

from __future__ import annotations

from bilingual.linking.stage import Linking

__all__ = ["Linking"]
