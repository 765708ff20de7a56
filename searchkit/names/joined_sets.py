"""Things put together pair by pair, some of which must never meet (union-find with prohibitions)."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from typing import Generic, TypeVar

T = TypeVar("T", bound=Hashable)


class JoinedSets(Generic[T]):
    """Disjoint sets; a join that would bring a forbidden pair together is refused."""

    def __init__(self, forbidden: Iterable[tuple[T, T]] = ()) -> None:
        self._parent: dict[T, T] = {}
        self._members: dict[T, list[T]] = {}
        self._enemies: dict[T, set[T]] = {}
        for a, b in forbidden:
            self._enemies.setdefault(a, set()).add(b)
            self._enemies.setdefault(b, set()).add(a)

    def root(self, item: T) -> T:
        """The member that stands for the set of `item`."""
        if item not in self._parent:
            self._parent[item] = item
            self._members[item] = [item]
        while self._parent[item] != item:
            self._parent[item] = self._parent[self._parent[item]]
            item = self._parent[item]
        return item

    def join(self, a: T, b: T) -> bool:
        """Put the sets of two items together; False if a prohibition forbids it."""
        first, second = self.root(a), self.root(b)
        if first == second:
            return True
        if len(self._members[first]) < len(self._members[second]):
            first, second = second, first
        enemies = {enemy for item in self._members[second] for enemy in self._enemies.get(item, ())}
        if any(self.root(enemy) == first for enemy in enemies):
            return False
        self._parent[second] = first
        self._members[first] += self._members.pop(second)
        return True

    def same(self, a: T, b: T) -> bool:
        """Whether two items are in one set."""
        return self.root(a) == self.root(b)

    def sets(self) -> list[list[T]]:
        """Every set, each in the order its members came."""
        return list(self._members.values())
