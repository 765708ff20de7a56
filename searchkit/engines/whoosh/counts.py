"""How often a term stands in an article: a byte for each posting, and apart the few counts that need more.

F.counts         u8: the count of each posting, 0 for one above 255
F.many           u32: the postings with a count above 255, ascending
F.large          u32: these counts
"""

from __future__ import annotations

from array import array
from bisect import bisect_left

from searchkit.engines.whoosh.pages import Section

LARGEST = 255
"""The largest count that fits into a byte."""


class Counts:
    """The counts of a field, read as if they stood in one section."""

    __slots__ = ("bytes", "large", "many")

    def __init__(self, counts: Section, many: Section, large: Section) -> None:
        self.bytes = counts
        self.many = many
        self.large = large

    def __len__(self) -> int:
        return len(self.bytes)

    def slice(self, first: int, last: int) -> memoryview:
        """The counts of the postings `first:last`. Raises IndexDamagedError."""
        counts = self.bytes.slice(first, last)
        if not len(self.many):
            return counts
        start, end = bisect_left(self.many, first), bisect_left(self.many, last)
        if start == end:
            return counts
        whole = array("I", bytes(4 * len(counts)))
        memoryview(whole).cast("B")[::4] = counts
        pairs = zip(self.many.slice(start, end), self.large.slice(start, end), strict=True)
        for posting, count in pairs:
            whole[posting - first] = count
        return memoryview(whole)

    def all(self) -> memoryview:
        """Every count."""
        return self.slice(0, len(self))
