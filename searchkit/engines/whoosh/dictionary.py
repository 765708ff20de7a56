"""The sorted terms of a field, or its stems, as a segment has them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

from searchkit.engines.whoosh.pages import Section

_NEAR = 64
"""Terms among which the last steps of a search go: they are read at once."""

_CHUNK = 1_024
"""Terms read together when many are wanted."""


class Dictionary:
    """Terms found by binary search."""

    def __init__(self, text: Section, offsets: Section) -> None:
        self.text = text
        """The terms end to end."""
        self.offsets = offsets
        """Where each term starts in the text, and where the last one ends."""
        self._size = max(0, len(offsets) - 1)
        self._landmark = lru_cache(maxsize=None)(self.bytes_at)  # so few that all may be kept
        self.find = lru_cache(maxsize=4096)(self._find)
        """The number of a term, -1 if it is not there."""

    def __len__(self) -> int:
        return self._size

    def bytes_at(self, ordinal: int) -> bytes:
        """A term by its number."""
        start, end = self.offsets.slice(ordinal, ordinal + 2)
        return bytes(self.text.slice(start, end))

    def text_at(self, ordinal: int) -> str:
        """A term by its number, decoded."""
        return self.bytes_at(ordinal).decode("utf-8", "surrogatepass")

    def _find(self, term: str) -> int:
        wanted = term.encode("utf-8", "surrogatepass")
        at, found = self._search(wanted)
        return at if at < self._size and found == wanted else -1

    def lower_bound(self, wanted: bytes) -> int:
        """How many terms come before `wanted`."""
        return self._search(wanted)[0]

    def _search(self, wanted: bytes) -> tuple[int, bytes]:
        """How many terms come before `wanted`, and the next one, empty if there is none."""
        low = self._near(wanted)
        ends = self.offsets.slice(low, min(low + _NEAR + 1, self._size) + 1).tolist() if self._size else [0]
        start = ends[0]
        near = bytes(self.text.slice(start, ends[-1]))
        at = bisect_left(
            range(len(ends) - 1), wanted, key=lambda n: near[ends[n] - start : ends[n + 1] - start]
        )
        return low + at, near[ends[at] - start : ends[at + 1] - start] if at + 1 < len(ends) else b""

    def _near(self, wanted: bytes) -> int:
        """A term with at most `_NEAR` terms between it and `wanted`, which does not come before it."""
        blocks = range(0, self._size, _NEAR)
        return max(0, bisect_right(blocks, wanted, key=self._landmark) - 1) * _NEAR

    def prefixed(self, prefix: str) -> range:
        """The numbers of all terms that start with `prefix`."""
        start = prefix.encode("utf-8", "surrogatepass")
        # No UTF-8 text has the byte 0xff, so this is above every term with the prefix.
        return range(self.lower_bound(start), self.lower_bound(start + b"\xff"))

    def texts(self, which: range | None = None) -> list[str]:
        """Terms in order."""
        which = range(self._size) if which is None else which
        found: list[str] = []
        for first in range(which.start, which.stop, _CHUNK):
            found += self._chunk(first, min(first + _CHUNK, which.stop))
        return found

    def containing(self, part: str, which: range) -> Iterator[int]:
        """The numbers of those among some terms that have `part` in them, which is not empty."""
        if not len(which):
            return
        wanted = part.encode("utf-8", "surrogatepass")
        offsets = self.offsets.slice(which.start, which.stop + 1)
        first = offsets[0]
        blob = bytes(self.text.slice(first, offsets[-1]))
        at = blob.find(wanted)
        while at >= 0:
            number = bisect_right(offsets, first + at)  # of the term after the one it starts in
            end = offsets[number] - first
            if at + len(wanted) <= end:
                yield which[number - 1]
                at = blob.find(wanted, end)
            else:  # partly in the next term
                at = blob.find(wanted, at + 1)

    def _chunk(self, first: int, last: int) -> list[str]:
        offsets = self.offsets.slice(first, last + 1).tolist()
        blob = bytes(self.text.slice(offsets[0], offsets[-1]))
        bounds = pairwise([offset - offsets[0] for offset in offsets])
        if blob.isascii():  # decoded at once, a term takes a third of the time
            text = blob.decode("ascii")
            return [text[start:end] for start, end in bounds]
        return [blob[start:end].decode("utf-8", "surrogatepass") for start, end in bounds]
