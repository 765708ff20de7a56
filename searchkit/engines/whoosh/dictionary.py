"""The sorted terms of a field, or its stems, as a segment has them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

from searchkit.engines.whoosh.pages import Section

_LANDMARKS = 2_048
"""About how many terms of a dictionary are remembered for the first steps of a binary search."""

_NEAR = 64
"""Terms among which the last steps of a binary search go: they are read at once."""


class Dictionary:
    """Terms found by binary search."""

    def __init__(self, text: Section, offsets: Section) -> None:
        self._text = text
        self.offsets = offsets
        """Where each term starts in the text, and where the last one ends."""
        self._size = max(0, len(offsets) - 1)
        self._landmarks: dict[int, bytes] = {}
        """Terms in the middle of many others, where every search passes by."""
        self.find = lru_cache(maxsize=4096)(self._find)
        """The number of a term, -1 if it is not there."""

    def __len__(self) -> int:
        return self._size

    @property
    def size_of_text(self) -> int:
        """Bytes of all terms."""
        return len(self._text)

    def bytes_at(self, ordinal: int) -> bytes:
        """A term by its number."""
        start, end = self.offsets.slice(ordinal, ordinal + 2)
        return bytes(self._text.slice(start, end))

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
        low, high = 0, self._size
        while high - low > _NEAR:
            middle = (low + high) // 2
            term = self._landmarks.get(middle)
            if term is None:
                term = self.bytes_at(middle)
                if (high - low) * _LANDMARKS > self._size:
                    self._landmarks[middle] = term
            if term < wanted:
                low = middle + 1
            else:
                high = middle
        if low == self._size:
            return low, b""
        ends = self.offsets.slice(low, min(low + _NEAR + 1, self._size) + 1).tolist()
        start = ends[0]
        near = bytes(self._text.slice(start, ends[-1]))
        at = bisect_left(
            range(len(ends) - 1), wanted, key=lambda n: near[ends[n] - start : ends[n + 1] - start]
        )
        return low + at, near[ends[at] - start : ends[at + 1] - start] if at + 1 < len(ends) else b""

    def prefixed(self, prefix: str) -> range:
        """The numbers of all terms that start with `prefix`."""
        start = prefix.encode("utf-8", "surrogatepass")
        # No UTF-8 text has the byte 0xff, so this is above every term with the prefix.
        return range(self.lower_bound(start), self.lower_bound(start + b"\xff"))

    def texts(self, which: range | None = None) -> Iterator[str]:
        """Terms in order."""
        which = range(self._size) if which is None else which
        if not len(which):
            return
        offsets = self.offsets.slice(which.start, which.stop + 1)
        blob = bytes(self._text.slice(offsets[0], offsets[-1]))
        base = offsets[0]
        for start, end in pairwise(offsets):
            yield blob[start - base : end - base].decode("utf-8", "surrogatepass")
