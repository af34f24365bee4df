"""Which entries a document names for certain, in which sentences, and who is kin to them."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Mapping

from bilingual.document import LexiconEntry

# Parents whose children have nothing in common but where they are.
_TOO_WIDE = frozenset({"government", "state_government", "state", "country"})


class Presence:
    """The strong mentions of a document, as numbers of sentences by entry."""

    def __init__(self, entries: Mapping[str, LexiconEntry]) -> None:
        self._entries = entries
        self._sentences: dict[str, list[int]] = defaultdict(list)
        self._relatives_of: dict[str, list[str]] = {}

    def add(self, entry_id: str, sentence: int) -> None:
        """That a sentence names an entry; to be called in the order of the text."""
        self._sentences[entry_id].append(sentence)

    def __contains__(self, entry_id: str) -> bool:
        return entry_id in self._sentences

    def distance(self, entry_id: str, sentence: int) -> float:
        """Sentences back to the last mention of an entry; infinite where it comes only later."""
        sentences = self._sentences[entry_id]
        before = bisect_right(sentences, sentence)
        return sentence - sentences[before - 1] if before else float("inf")

    def relatives(self, entry: LexiconEntry, sentence: int) -> tuple[bool, bool]:
        """Whether a relative of an entry is named in a sentence, and whether anywhere."""
        if entry.id not in self._relatives_of:
            self._relatives_of[entry.id] = [
                other
                for other in self._sentences
                if other != entry.id and self._related(entry, self._entries[other])
            ]
        relatives = self._relatives_of[entry.id]
        near = any(self.distance(other, sentence) == 0 for other in relatives)
        return near, bool(relatives)

    def _related(self, entry: LexiconEntry, other: LexiconEntry) -> bool:
        """Whether one is part of the other, or both of one body that is no government."""
        if entry.id == other.parent or other.id == entry.parent:
            return not ({entry.type, other.type} & _TOO_WIDE)
        shared = self._entries.get(entry.parent or "")
        return shared is not None and other.parent == shared.id and shared.type not in _TOO_WIDE
