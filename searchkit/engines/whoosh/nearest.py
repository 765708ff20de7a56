"""Comparing articles of an index by their vectors: with numpy, over all segments."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property

import numpy as np

from searchkit.engines.likeness import Floats, Ints, likeness_to, rarities
from searchkit.engines.vectors import CODE_BITS, Vectors
from searchkit.engines.whoosh.postings import View
from searchkit.engines.whoosh.vectors import SegmentVectors


class StoredLikeness:
    """The vectors of an open index. Raises IndexDamagedError."""

    def __init__(self, views: Sequence[View], articles: int) -> None:
        self._articles = articles
        self._segments = [SegmentVectors(view.segment, view.deleted) for view in views]
        self._bases = np.array([view.base for view in views], np.int64)

    @cached_property
    def rarities(self) -> Floats:
        """See `base.Engine.rarities`."""
        found = np.zeros(1 << CODE_BITS, np.int64)
        for segment in self._segments:
            found += segment.frequencies()
        return rarities(found, self._articles)

    def vectors(self, keys: Sequence[int]) -> Vectors:
        """See `base.Engine.vectors`."""
        wanted = np.array(keys, np.int64)
        which = np.searchsorted(self._bases, wanted, "right") - 1
        parts = [
            segment.picked(wanted[which == number] - self._bases[number])
            for number, segment in enumerate(self._segments)
        ]
        by_segment = np.argsort(which, kind="stable")
        return Vectors.joined(parts).picked(np.argsort(by_segment))

    def nearest(self, key: int, limit: int) -> tuple[int, list[tuple[int, float]]]:
        """How many articles are like one; key and likeness of the `limit` most alike, and of any tied with them."""
        compared = list(self._compared(self.vectors([key])))
        keys = np.concatenate([keys for keys, _ in compared])
        values = np.concatenate([values for _, values in compared])
        alike = np.flatnonzero((values > 0) & (keys != key))
        keys, values = keys[alike], values[alike]
        if 0 < limit < len(keys):
            enough = values >= np.partition(values, len(values) - limit)[len(values) - limit]
            keys, values = keys[enough], values[enough]
        return len(alike), list(zip(keys.tolist(), values.tolist(), strict=True))

    def _compared(self, one: Vectors) -> Iterator[tuple[Ints, Floats]]:
        """The keys of articles, and how alike they are to one: 0 for deleted ones."""
        for base, segment in zip(self._bases.tolist(), self._segments, strict=True):
            for first, vectors in segment.chunks():
                last = first + len(vectors)
                likeness = likeness_to(one, vectors, self.rarities)
                yield np.arange(base + first, base + last), np.where(segment.kept[first:last], likeness, 0.0)
