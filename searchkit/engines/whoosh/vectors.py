"""The vectors of a segment's articles (`engines/vectors.py`), by which articles are compared.

vectors.sizes    u8 n: how many stems the vector of each article has
vectors.low      u16: the low 16 bits of each code, ascending (as whole codes) within an article
vectors.high     u8: the high 4 bits of the code << 4 | the count, 1 to 15
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from searchkit.engines.vectors import CODE_BITS, HIGHEST_COUNT, MOST_STEMS, Vectors, places
from searchkit.engines.whoosh.invert import Ints, Postings, heads
from searchkit.engines.whoosh.pages import PageWriter
from searchkit.engines.whoosh.segment import SegmentFile
from searchkit.ranking import TITLE_WEIGHT

_COUNT_BITS = 4
_CODE_AND_COUNT = CODE_BITS + _COUNT_BITS
_CHUNK = 1 << 20
"""Stems unpacked at a time."""


@dataclass(frozen=True)
class PackedVectors:
    """The three sections, as they are in the file."""

    sizes: npt.NDArray[np.uint8]
    low: npt.NDArray[np.uint16]
    high: npt.NDArray[np.uint8]

    def taken(self, kept: npt.NDArray[np.bool_]) -> PackedVectors:
        """Those of some articles."""
        wanted = np.repeat(kept, self.sizes)
        return PackedVectors(self.sizes[kept], self.low[wanted], self.high[wanted])

    @staticmethod
    def joined(several: Iterable[PackedVectors]) -> PackedVectors:
        """End to end."""
        every = list(several)
        return PackedVectors(
            np.concatenate([np.zeros(0, np.uint8), *(each.sizes for each in every)]),
            np.concatenate([np.zeros(0, np.uint16), *(each.low for each in every)]),
            np.concatenate([np.zeros(0, np.uint8), *(each.high for each in every)]),
        )


class SegmentVectors:
    """The vectors of a segment, unpacked only where they are looked at. Raises IndexDamagedError."""

    def __init__(self, segment: SegmentFile, deleted: Collection[int] = ()) -> None:
        self._packed = read_vectors(segment)
        self.kept = np.ones(len(segment), bool)
        """Which articles are not deleted."""
        self.kept[list(deleted)] = False
        self._starts = np.append(0, np.cumsum(self._packed.sizes, dtype=np.int64))

    def picked(self, docs: Sequence[int] | Ints) -> Vectors:
        """Those of some articles, in that order."""
        starts, at = places(self._starts, docs)
        return Vectors(starts, *_unpacked(self._packed.low[at], self._packed.high[at]))

    def chunks(self) -> Iterator[tuple[int, Vectors]]:
        """The vectors of all articles, some at a time, each lot with the number of its first article."""
        first = 0
        while first < len(self._packed.sizes):
            last = max(
                first + 1, int(np.searchsorted(self._starts, self._starts[first] + _CHUNK, "right")) - 1
            )
            start, end = self._starts[first], self._starts[last]
            unpacked = _unpacked(self._packed.low[start:end], self._packed.high[start:end])
            yield first, Vectors(self._starts[first : last + 1] - start, *unpacked)
            first = last

    def frequencies(self) -> Ints:
        """In how many vectors each code is, those of deleted articles left out."""
        found = np.zeros(1 << CODE_BITS, np.int64)
        for first, vectors in self.chunks():
            kept = np.repeat(self.kept[first : first + len(vectors)], np.diff(vectors.starts))
            found += np.bincount(vectors.codes[kept], minlength=1 << CODE_BITS)
        return found


def _unpacked(low: npt.NDArray[np.uint16], high: npt.NDArray[np.uint8]) -> tuple[Ints, Ints]:
    codes = low | (high >> _COUNT_BITS).astype(np.int64) << 16
    return codes, (high & HIGHEST_COUNT).astype(np.int64)


def make_vectors(title: Postings, body: Postings, codes: Ints, articles: int) -> PackedVectors:
    """The vectors of a batch from its postings: what `vector` gives for each of its articles.

    `codes` are those of the stems of all words of the vocabulary, by their numbers.
    """
    counted = np.append(_counted(title, codes, TITLE_WEIGHT), _counted(body, codes, 1))
    owners, counts = _together(counted)
    most = _most(owners >> CODE_BITS, counts, articles)
    owners, counts = owners[most], counts[most]
    return PackedVectors(
        np.bincount(owners >> CODE_BITS, minlength=articles).astype(np.uint8),
        (owners & 0xFFFF).astype(np.uint16),
        (owners >> 12 & 0xF0 | counts).astype(np.uint8),
    )


def _counted(postings: Postings, codes: Ints, weight: int) -> Ints:
    """Article, code and count of every posting side by side in one number, below 0 for words that tell nothing."""
    if postings.counts is None or postings.numbers is None:
        raise ValueError("a keyword field has no counts")
    codes = codes[postings.numbers].astype(np.int64)
    every = postings.docs << _CODE_AND_COUNT | np.minimum(postings.counts * weight, HIGHEST_COUNT)
    every |= np.repeat(codes << _COUNT_BITS, np.diff(postings.starts))
    return every


def _together(counted: Ints) -> tuple[Ints, Ints]:
    """Article and code side by side, ascending, each once; and the counts of each added up. Uses `counted` up."""
    counted.sort()
    counted = counted[np.searchsorted(counted, 0) :]
    owners = counted >> _COUNT_BITS
    firsts = heads(owners)
    sums = np.add.reduceat(counted & HIGHEST_COUNT, firsts) if len(firsts) else firsts
    return owners[firsts], np.minimum(sums, HIGHEST_COUNT)


def _most(docs: Ints, counts: Ints, articles: int) -> Ints:
    """Which are the stems that each article says most, the first ones of those it says as often."""
    said = np.bincount(docs << _COUNT_BITS | counts, minlength=articles << _COUNT_BITS)
    said = said.reshape(articles, 1 << _COUNT_BITS)  # how many stems an article says how often
    at_least = said[:, ::-1].cumsum(1)[:, ::-1]
    lowest = np.maximum((at_least >= MOST_STEMS).sum(1) - 1, 0)
    room = (MOST_STEMS - at_least + said)[np.arange(articles), lowest]
    limits = lowest.take(docs)
    last = np.flatnonzero(counts == limits)
    place = np.arange(len(last)) - np.searchsorted(docs[last], docs[last])
    kept = counts > limits
    kept[last[place < room[docs[last]]]] = True
    return np.flatnonzero(kept)


def write_vectors(out: PageWriter, vectors: PackedVectors) -> None:
    """All three sections."""
    out.add("vectors.sizes", vectors.sizes.tobytes())
    out.add("vectors.low", vectors.low.astype("<u2").tobytes(), "H")
    out.add("vectors.high", vectors.high.tobytes())


def read_vectors(segment: SegmentFile) -> PackedVectors:
    """Those of all articles, deleted ones too. Raises IndexDamagedError."""
    sections = [segment.section(f"vectors.{name}") for name in ("sizes", "low", "high")]
    if any(len(s) and s.typecode != t for s, t in zip(sections, "BHB", strict=True)):
        raise segment.damaged("has vectors of another type")
    sizes, low, high = (np.asarray(section.all()) for section in sections)
    if len(sizes) != len(segment) or not int(sizes.sum(dtype=np.int64)) == len(low) == len(high):
        raise segment.damaged("has vectors of other articles")
    return PackedVectors(sizes, low, high)


def vectors_fit(segment: SegmentFile) -> bool:
    """Whether every vector is one that `make_vectors` could have made. Raises as `read_vectors`."""
    packed = read_vectors(segment)
    for _, vectors in SegmentVectors(segment).chunks():
        rises = np.diff(vectors.owners << CODE_BITS | vectors.codes) > 0
        if not (rises.all() and (vectors.counts > 0).all()):
            return False
    return bool((packed.sizes <= MOST_STEMS).all())
