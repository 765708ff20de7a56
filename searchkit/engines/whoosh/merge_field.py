"""One field of several segments -> one field, a range of terms at a time, so that memory stays bounded."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import numpy as np

from searchkit.engines.whoosh.counts import Counts
from searchkit.engines.whoosh.fields import RUN_FIELDS, TEXT_FIELDS
from searchkit.engines.whoosh.invert import Ints
from searchkit.engines.whoosh.merge_terms import FieldTerms, together
from searchkit.engines.whoosh.pages import PageWriter, Section, Type
from searchkit.engines.whoosh.segment import SegmentFile
from searchkit.engines.whoosh.write import (
    DTYPES,
    LargeCounts,
    doc_width,
    packed,
    write_stems,
    write_terms,
)

_RANGE = 1_000_000
"""Positions (or postings) merged at a time; a range takes about 60 bytes for each."""
_IN_MEMORY = 1 << 24
"""Bytes of a section kept in memory until it can be written."""


def merge_field(
    out: PageWriter, name: str, sources: Sequence[tuple[SegmentFile, Ints]], articles: int, folder: Path
) -> None:
    """Write a field of all sources.

    Args:
        out: where to.
        name: the field.
        sources: segments, each with the new number of every article, -1 for those left out.
        articles: how many there are in the result.
        folder: for what does not fit into memory.
    """
    joined = together([FieldTerms(segment, name) for segment, _ in sources])
    terms = joined.terms
    inputs = [
        _Input(segment, name, numbers, terms_here)
        for (segment, numbers), terms_here in zip(sources, joined.places, strict=True)
    ]
    positional = name in RUN_FIELDS
    docs_width = doc_width(articles)
    positions_width = _widest(each.field.positions for each in inputs)
    postings, places = np.zeros(len(terms), np.int64), np.zeros(len(terms), np.int64)
    large = LargeCounts()
    with _section_file(folder) as docs, _section_file(folder) as counts, _section_file(folder) as positions:
        for first, last in _term_ranges(inputs, len(terms)):
            part = _together([each.load(first, last) for each in inputs])
            postings[first:last] = np.bincount(part.terms - first, part.postings, last - first)
            docs.write(packed(part.docs, docs_width))
            if positional:
                places[first:last] = np.bincount(part.terms - first, part.places, last - first)
                counts.write(large.kept_apart(part.counts))
                positions.write(packed(part.positions, positions_width))
        used = np.flatnonzero(postings)
        write_terms(out, name, terms.picked(used))
        out.add(f"{name}.starts", packed(_bounds(postings[used]), "I"), "I")
        _copy(out, f"{name}.docs", docs_width, docs)
        if positional:
            _copy(out, f"{name}.counts", "B", counts)
            large.write(out, name)
            out.add(f"{name}.places", packed(_bounds(places[used]), "I"), "I")
            _copy(out, f"{name}.positions", positions_width, positions)
    if name in TEXT_FIELDS:
        write_stems(out, name, joined.stems().picked(used))


@dataclass(frozen=True)
class _Part:
    """Some terms, by their numbers in the result, how many postings and positions each has, and these end to end."""

    terms: Ints
    postings: Ints
    places: Ints
    docs: Ints
    counts: Ints
    positions: Ints


class _Input:
    """One field of one segment, with its terms numbered as in the result.

    Whatever is read of it, the memory of the pages it is on is given back at once.
    """

    def __init__(self, segment: SegmentFile, name: str, numbers: Ints, new_terms: Ints) -> None:
        self._segment = segment
        self.field = segment.field(name)
        # As they are in the file: a large merge has many inputs, and their numbers are most of its memory.
        self.starts = np.asarray(self.field.starts.all())
        self.places = np.asarray(self.field.places.all())
        self.new_terms = new_terms
        self._numbers = numbers
        self._whole = bool((numbers >= 0).all())

    def sizes(self) -> Ints:
        """How many positions each of its terms has, or postings in a field without positions."""
        bounds = self.places if len(self.places) else self.starts
        sizes = np.diff(bounds)
        self._segment.release()
        return sizes

    def load(self, first: int, last: int) -> _Part:
        """What the segment has of the terms `first:last`, articles under their new numbers."""
        low, high = self.new_terms.searchsorted(np.array([first, last], np.int32))
        starts, places = (each[low : high + 1].astype(np.int64) for each in (self.starts, self.places))
        if low == high:
            starts = places = np.zeros(1, np.int64)
        docs = self._numbers[_numbers(self.field.docs, starts)]
        counts = _numbers(self.field.counts, starts) if len(self.places) else docs[:0]
        positions = _numbers(self.field.positions, places) if len(self.places) else docs[:0]
        if not self._whole:
            kept = docs >= 0
            if len(self.places):
                positions = positions[np.repeat(kept, counts)]
                places = _bounds(counts * kept)[starts - starts[0]]
                counts = counts[kept]
            starts = _bounds(kept.view(np.uint8))[starts - starts[0]]
            docs = docs[kept]
        self._segment.release()
        return _Part(self.new_terms[low:high], np.diff(starts), np.diff(places), docs, counts, positions)


def _numbers(section: Section | Counts, bounds: Ints) -> Ints:
    """What is in a section from the first of some bounds to the last, of the section's own type."""
    return np.array(section.slice(int(bounds[0]), int(bounds[-1])))


def _bounds(sizes: Ints) -> Ints:
    """Where runs of these sizes start, end to end, and where the last one ends."""
    return np.append(0, np.cumsum(sizes, dtype=np.int64))


def _term_ranges(inputs: Sequence[_Input], terms: int) -> Iterator[tuple[int, int]]:
    """Runs of terms with about `_RANGE` positions each, never less than one term."""
    sizes = np.zeros(terms, np.int64)
    for each in inputs:
        sizes[each.new_terms] += each.sizes()
    before = _bounds(sizes)
    first = 0
    while first < terms:
        last = max(first + 1, int(np.searchsorted(before, before[first] + _RANGE, "right")) - 1)
        yield first, min(last, terms)
        first = min(last, terms)


def _together(parts: Sequence[_Part]) -> _Part:
    """The parts of all segments as one, term by term."""
    terms, postings, places, docs, counts, positions = (
        np.concatenate([getattr(part, name) for part in parts]) for name in _Part.__dataclass_fields__
    )
    order = np.argsort(terms, kind="stable")
    at = _moved(postings, order)
    if len(places):
        counts, positions = counts[at], positions[_moved(places, order)]
        places = places[order]
    return _Part(terms[order], postings[order], places, docs[at], counts, positions)


def _moved(sizes: Ints, order: Ints) -> Ints:
    """Where everything comes from when runs of these sizes are put into another order."""
    starts, taken = (np.cumsum(sizes) - sizes)[order], sizes[order]
    ends = np.cumsum(taken)
    return np.repeat(starts - (ends - taken), taken) + np.arange(taken.sum())


def _widest(sections: Iterator[Section]) -> Type:
    return max((s.typecode for s in sections if len(s)), key=lambda t: DTYPES[t].itemsize, default="B")


def _section_file(folder: Path) -> IO[bytes]:
    return tempfile.SpooledTemporaryFile(_IN_MEMORY, dir=os.fspath(folder))


def _copy(out: PageWriter, name: str, typecode: Type, file: IO[bytes]) -> None:
    out.start(name, typecode)
    file.seek(0)
    while data := file.read(1 << 20):
        out.append(data)
