"""Groups that are joined step by step and never hold two lexicon entries."""

from __future__ import annotations


class Clusters:
    """Union-find over mentions; a group carries at most one lexicon id.

    Joining two groups with different lexicon ids is refused: the lexicon says they are two.
    """

    def __init__(self, lexicon_ids: list[str | None]) -> None:
        self._parent = list(range(len(lexicon_ids)))
        self._lexicon_id = list(lexicon_ids)

    def find(self, i: int) -> int:
        """The group's representative."""
        while self._parent[i] != i:
            self._parent[i] = self._parent[self._parent[i]]
            i = self._parent[i]
        return i

    def lexicon_id(self, i: int) -> str | None:
        """The lexicon id of the group that holds ``i``."""
        return self._lexicon_id[self.find(i)]

    def assign(self, i: int, lexicon_id: str) -> None:
        """Give the group that holds ``i`` a lexicon id, where it has none."""
        self._lexicon_id[self.find(i)] = self.lexicon_id(i) or lexicon_id

    def join(self, i: int, j: int) -> bool:
        """Join two groups; False where their lexicon ids forbid it."""
        first, second = sorted((self.find(i), self.find(j)))
        if first == second:
            return True
        ids = {self._lexicon_id[first], self._lexicon_id[second]} - {None}
        if len(ids) > 1:
            return False
        self._parent[second] = first
        self._lexicon_id[first] = ids.pop() if ids else None
        return True

    def groups(self) -> list[list[int]]:
        """The groups, by their first member."""
        members: dict[int, list[int]] = {}
        for i in range(len(self._parent)):
            members.setdefault(self.find(i), []).append(i)
        return list(members.values())
