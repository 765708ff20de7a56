"""The vectors of a segment's articles (`engines/vectors.py`), by which articles are compared.

vectors.sizes    u8 n: how many stems the vector of each article has
vectors.low      u16: the low 16 bits of each code, ascending (as whole codes) within an article
vectors.high     u8: the high 4 bits of the code << 4 | the count, 1 to 15
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from searchkit.engines.vectors import CODE_BITS, HIGHEST_COUNT, MOST_STEMS, Vectors, code, places
from searchkit.engines.whoosh.invert import Ints, Postings
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


def make_vectors(title: Postings, body: Postings, articles: int) -> PackedVectors:
    """The vectors of a batch from its postings: what `vector` gives for each of its articles."""
    counted = _most(_together(np.concatenate([_counted(title, TITLE_WEIGHT), _counted(body, 1)])))
    return PackedVectors(
        np.bincount(counted >> _CODE_AND_COUNT, minlength=articles).astype(np.uint8),
        (counted >> _COUNT_BITS & 0xFFFF).astype(np.uint16),
        (counted >> 16 & 0xF0 | counted & HIGHEST_COUNT).astype(np.uint8),
    )


def _counted(postings: Postings, weight: int) -> Ints:
    """Article, code and count, side by side in one number, of every posting of a word that tells something."""
    codes = np.fromiter(map(_code, postings.terms), np.int64, len(postings.terms))
    codes = np.repeat(codes << _COUNT_BITS, np.diff(postings.starts))
    telling = np.flatnonzero(codes >= 0)
    counts = np.minimum(_counts(postings)[telling] * weight, HIGHEST_COUNT)
    return postings.docs[telling].astype(np.int64) << _CODE_AND_COUNT | codes[telling] | counts


@lru_cache(maxsize=200_000)
def _code(term: bytes) -> int:
    return code(term.decode("utf-8", "surrogatepass"))


def _counts(postings: Postings) -> Ints:
    if postings.counts is None:
        raise ValueError("a keyword field has no counts")
    return postings.counts


def _together(counted: Ints) -> Ints:
    """The counts of one code in one article added up; sorted by article and code."""
    counted = np.sort(counted)
    same = counted >> _COUNT_BITS
    heads = _heads(same)
    sums = np.add.reduceat(counted & HIGHEST_COUNT, heads) if len(heads) else heads
    return same[heads] << _COUNT_BITS | np.minimum(sums, HIGHEST_COUNT)


def _most(counted: Ints) -> Ints:
    """Of every article the stems it says most, in the same order."""
    docs, codes = counted >> _CODE_AND_COUNT, counted >> _COUNT_BITS & ((1 << CODE_BITS) - 1)
    ranked = (docs << _COUNT_BITS | HIGHEST_COUNT - (counted & HIGHEST_COUNT)) << CODE_BITS | codes
    ranked.sort()
    heads = _heads(docs)
    place = np.arange(len(docs)) - np.repeat(heads, np.diff(heads, append=len(docs)))
    most = ranked[place < MOST_STEMS]
    docs, codes = most >> _CODE_AND_COUNT, most & ((1 << CODE_BITS) - 1)
    counts = HIGHEST_COUNT - (most >> CODE_BITS & HIGHEST_COUNT)
    return np.sort((docs << CODE_BITS | codes) << _COUNT_BITS | counts)


def _heads(values: Ints) -> Ints:
    """Where each run of equal values starts."""
    return np.flatnonzero(np.append(True, values[1:] != values[:-1])) if len(values) else values


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
