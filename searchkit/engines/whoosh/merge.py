"""Segments -> one finished segment: deleted articles left out, ids made unique, stems added.

Terms are merged a range at a time, so that memory does not grow with the archive.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

import numpy as np

from searchkit.engines.whoosh.invert import Ints, KeywordField
from searchkit.engines.whoosh.pages import PageWriter, Section, Type
from searchkit.engines.whoosh.schema import KEYWORD_FIELDS, RUN_FIELDS, TEXT_FIELDS
from searchkit.engines.whoosh.segment import SegmentFile
from searchkit.engines.whoosh.stored import decompress, split_frame
from searchkit.engines.whoosh.write import (
    DTYPES,
    StoredWriter,
    concatenated,
    doc_width,
    packed,
    write_columns,
    write_postings,
    write_stems,
    write_terms,
)
from searchkit.ranking import TITLE_WEIGHT

_NONE = np.zeros(0, np.int32)
_RANGE = 1_000_000
"""Positions (or postings) merged at a time; a range takes about 100 bytes for each."""


@dataclass(frozen=True)
class Source:
    """A segment to merge: which of its articles are gone, and new ids of some."""

    segment: SegmentFile
    deleted: frozenset[int] = frozenset()
    renamed: Mapping[int, str] = field(default_factory=dict)

    @property
    def kept(self) -> int:
        """How many articles stay."""
        return len(self.segment) - len(self.deleted)


def merge(sources: Sequence[Source], path: Path) -> int:
    """Write one segment with all kept articles, in order; returns how many they are."""
    articles = sum(source.kept for source in sources)
    numbers = list(_new_numbers(sources))
    with path.open("wb") as file:
        out = PageWriter(file)
        for name in RUN_FIELDS:
            _merge_field(out, name, sources, numbers, articles, path.parent)
        for name in KEYWORD_FIELDS:
            if name != "id":
                _merge_field(out, name, sources, numbers, articles, path.parent)
        _write_ids(out, sources, articles)
        lengths = {
            name: concatenated(_column(s, f"words.{name}", n) for s, n in zip(sources, numbers, strict=True))
            for name in TEXT_FIELDS
        }
        columns: dict[str, tuple[Type, Ints]] = {
            f"words.{name}": ("I", values) for name, values in lengths.items()
        }
        for name in ("date.first", "date.last"):
            columns[name] = (
                "i",
                concatenated(_column(s, name, n) for s, n in zip(sources, numbers, strict=True)),
            )
        write_columns(out, columns, b"".join(map(_digests, sources)))
        _merge_stored(out, sources)
        words = int(lengths["body"].sum()) + TITLE_WEIGHT * int(lengths["title"].sum())
        out.close(articles=articles, words=words)
    return articles


def _new_numbers(sources: Sequence[Source]) -> Iterator[Ints]:
    """For every source, its articles' new numbers; -1 for deleted ones."""
    base = 0
    for source in sources:
        kept = np.ones(len(source.segment), bool)
        kept[list(source.deleted)] = False
        yield np.where(kept, base + np.cumsum(kept) - 1, -1).astype(np.int32)
        base += source.kept


def as_array(section: Section, start: int, end: int) -> Ints:
    """A part of a section, of the section's own type."""
    return np.asarray(section.slice(start, end))


def _column(source: Source, name: str, numbers: Ints) -> Ints:
    section = source.segment.section(name)
    return as_array(section, 0, len(section))[numbers >= 0]


def _digests(source: Source) -> bytes:
    whole = bytes(source.segment.section("digests").all())
    if not source.deleted:
        return whole
    docs = (doc for doc in range(len(source.segment)) if doc not in source.deleted)
    return b"".join(whole[16 * doc : 16 * doc + 16] for doc in docs)


class _Input:
    """One field of one source, with its terms numbered as in the result."""

    def __init__(self, source: Source, name: str, numbers: Ints) -> None:
        self.field = source.segment.field(name)
        self.terms = list(self.field.terms.texts())
        self.numbers = numbers
        self.whole = not source.deleted
        self.starts = as_array(self.field.starts, 0, len(self.field.starts)).astype(np.int64)
        self.places = as_array(self.field.places, 0, len(self.field.places)).astype(np.int64)
        self.new_terms: Ints = _NONE

    def number_terms(self, numbers: Mapping[str, int]) -> None:
        self.new_terms = np.fromiter(map(numbers.__getitem__, self.terms), np.int32, len(self.terms))

    def load(self, first: int, last: int) -> tuple[Ints, Ints, Ints, Ints]:
        """New term, new article and count of the postings of new terms `first:last`, and their positions."""
        low, high = np.searchsorted(self.new_terms, [first, last])
        if low == high:
            return (_NONE,) * 4
        start, end = int(self.starts[low]), int(self.starts[high])
        terms = np.repeat(self.new_terms[low:high], np.diff(self.starts[low : high + 1]))
        docs = self.numbers[as_array(self.field.docs, start, end)]
        if not len(self.places):
            kept = docs >= 0
            return terms[kept], docs[kept], np.zeros(int(kept.sum()), np.int32), _NONE
        counts = as_array(self.field.counts, start, end)
        positions = as_array(self.field.positions, int(self.places[low]), int(self.places[high]))
        if self.whole:
            return terms, docs, counts, positions
        kept = docs >= 0
        return terms[kept], docs[kept], counts[kept], positions[np.repeat(kept, counts)]


def _merge_field(
    out: PageWriter,
    name: str,
    sources: Sequence[Source],
    numbers: Sequence[Ints],
    articles: int,
    folder: Path,
) -> None:
    inputs = [_Input(s, name, n) for s, n in zip(sources, numbers, strict=True)]
    terms = sorted(set().union(*(i.terms for i in inputs)))
    order = {term: number for number, term in enumerate(terms)}
    for each in inputs:
        each.number_terms(order)
    positional = name in RUN_FIELDS
    widths = {
        "docs": doc_width(articles),
        "counts": _widest(i.field.counts for i in inputs),
        "positions": _widest(i.field.positions for i in inputs),
    }
    sizes, place_sizes = np.zeros(len(terms), np.int64), np.zeros(len(terms), np.int64)
    with (
        tempfile.TemporaryFile(dir=folder) as docs_file,
        tempfile.TemporaryFile(dir=folder) as counts_file,
        tempfile.TemporaryFile(dir=folder) as places_file,
    ):
        for first, last in _term_ranges(inputs, len(terms)):
            term, docs, counts, positions = _merge_range([i.load(first, last) for i in inputs])
            sizes[first:last] = np.bincount(term - first, minlength=last - first)
            docs_file.write(packed(docs, widths["docs"]))
            if positional:
                place_sizes[first:last] = np.bincount(term - first, counts, last - first)
                counts_file.write(packed(counts, widths["counts"]))
                places_file.write(packed(positions, widths["positions"]))
        used = np.flatnonzero(sizes)
        encoded = [terms[i].encode("utf-8", "surrogatepass") for i in used.tolist()]
        write_terms(out, name, encoded)
        out.add(f"{name}.starts", packed(np.append(0, np.cumsum(sizes[used])), "I"), "I")
        _copy(out, f"{name}.docs", widths["docs"], docs_file)
        if positional:
            _copy(out, f"{name}.counts", widths["counts"], counts_file)
            out.add(f"{name}.places", packed(np.append(0, np.cumsum(place_sizes[used])), "I"), "I")
            _copy(out, f"{name}.positions", widths["positions"], places_file)
    if name in TEXT_FIELDS:
        write_stems(out, name, encoded)


def _widest(sections: Iterator[Section]) -> Type:
    return max((s.typecode for s in sections if len(s)), key=lambda t: DTYPES[t].itemsize, default="B")


def _term_ranges(inputs: Sequence[_Input], terms: int) -> Iterator[tuple[int, int]]:
    """Runs of terms with about `_RANGE` positions each, never less than one term."""
    sizes = np.zeros(terms, np.int64)
    for each in inputs:
        bounds = each.places if len(each.places) else each.starts
        if len(bounds):
            sizes[each.new_terms] += np.diff(bounds)
    before = np.append(0, np.cumsum(sizes))
    first = 0
    while first < terms:
        last = max(first + 1, int(np.searchsorted(before, before[first] + _RANGE, "right")) - 1)
        yield first, min(last, terms)
        first = min(last, terms)


def _merge_range(loaded: Sequence[tuple[Ints, Ints, Ints, Ints]]) -> tuple[Ints, Ints, Ints, Ints]:
    terms, docs, counts, positions = (concatenated(part) for part in zip(*loaded, strict=True))
    order = np.argsort(terms, kind="stable")
    taken = counts[order]
    if not len(positions):
        return terms[order], docs[order], taken, positions
    # The positions of posting i of the result start `shift[i]` further on in `positions`.
    ends = np.cumsum(taken, dtype=np.int64)
    starts = np.cumsum(counts, dtype=np.int64) - counts
    shift = starts[order] - (ends - taken)
    return terms[order], docs[order], taken, positions[np.repeat(shift, taken) + np.arange(int(ends[-1]))]


def _copy(out: PageWriter, name: str, typecode: Type, file: IO[bytes]) -> None:
    out.start(name, typecode)
    file.seek(0)
    while data := file.read(1 << 20):
        out.append(data)


def _write_ids(out: PageWriter, sources: Sequence[Source], articles: int) -> None:
    ids = KeywordField()
    doc = 0
    for source in sources:
        texts = list(source.segment.field("id").terms.texts())
        for old, ordinal in enumerate(_id_ordinals(source.segment)):
            if old not in source.deleted:
                ids.add(doc, (source.renamed.get(old) or texts[ordinal],))
                doc += 1
    postings = ids.invert()
    write_postings(out, "id", postings, articles)
    ordinals = np.zeros(articles, np.int64)
    ordinals[postings.docs] = np.arange(articles)
    out.add("id.ordinal", packed(ordinals, "I"), "I")


def _id_ordinals(segment: SegmentFile) -> list[int]:
    ids = segment.field("id")
    ordinals = [0] * len(segment)
    for ordinal in range(len(ids.terms)):
        for doc in ids.docs.slice(*ids.postings(ordinal)):
            ordinals[doc] = ordinal
    return ordinals


def _merge_stored(out: PageWriter, sources: Sequence[Source]) -> None:
    stored = StoredWriter()
    for source in sources:
        firsts = source.segment.section("blocks.first").all().tolist()
        starts = source.segment.section("blocks.start").all().tolist()
        frames = source.segment.section("stored")
        for number in range(len(firsts) - 1):
            frame = frames.slice(starts[number], starts[number + 1])
            docs = range(firsts[number], firsts[number + 1])
            if source.deleted.isdisjoint(docs):
                stored.add_frame(bytes(frame), len(docs))
                continue
            for doc, packed_article in zip(docs, split_frame(decompress(frame)), strict=True):
                if doc not in source.deleted:
                    stored.add(packed_article)
    stored.write(out)
