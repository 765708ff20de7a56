"""Segments -> one finished segment: deleted articles left out, ids made unique, stems added."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from searchkit.copies import Sketches
from searchkit.engines.whoosh.fields import KEYWORD_FIELDS, RUN_FIELDS, TEXT_FIELDS
from searchkit.engines.whoosh.invert import Ints, Postings
from searchkit.engines.whoosh.merge_field import merge_field
from searchkit.engines.whoosh.pages import PageWriter, Type
from searchkit.engines.whoosh.segment import SegmentFile
from searchkit.engines.whoosh.sketches import read_sketches, write_sketches
from searchkit.engines.whoosh.stored import decompress, split_frame
from searchkit.engines.whoosh.terms import Terms
from searchkit.engines.whoosh.vectors import PackedVectors, read_vectors, write_vectors
from searchkit.engines.whoosh.write import (
    StoredWriter,
    concatenated,
    write_columns,
    write_ids,
)
from searchkit.ranking import TITLE_WEIGHT


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
        numbered = [(source.segment, new) for source, new in zip(sources, numbers, strict=True)]
        for name in (*RUN_FIELDS, *KEYWORD_FIELDS):
            if name != "id":
                merge_field(out, name, numbered, articles, path.parent)
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
        write_sketches(out, Sketches.joined(map(_sketches, sources, numbers)))
        write_vectors(out, PackedVectors.joined(map(_vectors, sources, numbers)))
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


def _column(source: Source, name: str, numbers: Ints) -> Ints:
    return np.asarray(source.segment.section(name).all())[numbers >= 0]


def _digests(source: Source) -> bytes:
    whole = bytes(source.segment.section("digests").all())
    if not source.deleted:
        return whole
    docs = (doc for doc in range(len(source.segment)) if doc not in source.deleted)
    return b"".join(whole[16 * doc : 16 * doc + 16] for doc in docs)


def _sketches(source: Source, numbers: Ints) -> Sketches:
    return read_sketches(source.segment).taken(numbers >= 0)


def _vectors(source: Source, numbers: Ints) -> PackedVectors:
    return read_vectors(source.segment).taken(numbers >= 0)


def _write_ids(out: PageWriter, sources: Sequence[Source], articles: int) -> None:
    ids: list[str] = []
    for source in sources:
        ids += (
            source.renamed.get(doc) or article_id
            for doc, article_id in enumerate(source.segment.ids())
            if doc not in source.deleted
        )
    docs = np.array(sorted(range(articles), key=ids.__getitem__), np.int64)
    terms = [ids[doc].encode("utf-8", "surrogatepass") for doc in docs.tolist()]
    write_ids(out, Postings(Terms.of(terms), np.arange(articles + 1), docs), articles)


def _merge_stored(out: PageWriter, sources: Sequence[Source]) -> None:
    stored = StoredWriter()
    out.start("stored")
    for source in sources:
        _add_stored(stored, source)
        stored.drain(out)
        source.segment.release()
    stored.finish(out)


def _add_stored(stored: StoredWriter, source: Source) -> None:
    firsts = source.segment.section("blocks.first").all().tolist()
    starts = source.segment.section("blocks.start").all().tolist()
    frames = source.segment.section("stored")
    if not source.deleted:
        stored.add_frames(frames.all(), firsts, starts)
        return
    for number in range(len(firsts) - 1):
        frame = frames.slice(starts[number], starts[number + 1])
        docs = range(firsts[number], firsts[number + 1])
        if source.deleted.isdisjoint(docs):
            stored.add_frames(frame, [0, len(docs)], [0, len(frame)])
            continue
        for doc, packed_article in zip(docs, split_frame(decompress(frame)), strict=True):
            if doc not in source.deleted:
                stored.add(packed_article)
