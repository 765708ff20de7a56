"""Values of a field that fit what is being typed: for completion, so without all that a search needs."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from heapq import merge
from itertools import groupby, islice
from pathlib import Path

from searchkit.engines.whoosh.contents import SegmentEntry
from searchkit.engines.whoosh.opening import open_generation
from searchkit.engines.whoosh.segment import SegmentFile

ID = "id"


def values(index: Path, field: str, typed: str, most: int) -> list[str]:
    """The first `most` values, in order, of a facet field or of `id` in which a word starts with `typed`.

    The case of ASCII letters makes no difference; an id fits from its start only.

    Raises NoIndexError, IndexVersionError, IndexDamagedError.
    """
    _, segments = open_generation(index)
    name = field if field == ID else f"{field}_value"
    found = merge(*(_fitting(*each, name, typed) for each in segments))
    return [value for value, _ in islice(groupby(found), most)]


def _fitting(entry: SegmentEntry, segment: SegmentFile, name: str, typed: str) -> Iterator[str]:
    field = segment.field(name)
    for ordinal in _ordinals(segment, name, typed):
        first, last = field.postings(ordinal)
        if not entry.deleted.issuperset(field.docs.slice(first, last)):
            yield field.terms.text_at(ordinal)


def _ordinals(segment: SegmentFile, name: str, typed: str) -> Iterator[int]:
    """Numbers of the fitting terms, in order. All terms are looked through as one text: there may be many."""
    terms = segment.field(name).terms
    if name == ID or not typed:
        yield from terms.prefixed(typed)
        return
    text = bytes(segment.section(f"{name}.terms").all()).lower()
    starts = terms.offsets.all()
    wanted = typed.encode("utf-8", "surrogatepass").lower()
    at = text.find(wanted)
    while at >= 0:
        ordinal = bisect_right(starts, at) - 1
        whole = at + len(wanted) <= starts[ordinal + 1]
        if whole and (at == starts[ordinal] or not _is_letter(text[at - 1])):
            yield ordinal
            at = text.find(wanted, starts[ordinal + 1])
        else:
            at = text.find(wanted, at + 1)


def _is_letter(byte: int) -> bool:
    return byte >= 0x80 or chr(byte).isalnum()
