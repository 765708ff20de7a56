"""The terms of one field of several segments -> one dictionary.

Batches made by one process have the numbers of their terms in its vocabulary (`F.numbers`), so that each of these is
read once, and not once for every batch that has it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import numpy as np

from searchkit.engines.whoosh.dictionary import Dictionary
from searchkit.engines.whoosh.invert import Ints
from searchkit.engines.whoosh.segment import SegmentFile


class FieldTerms:
    """The terms of a field of one segment. The memory of the pages they are on is given back at once."""

    def __init__(self, segment: SegmentFile, name: str) -> None:
        self._segment = segment
        self._field = segment.field(name)
        self._numbers = segment.section(f"{name}.numbers")
        self.vocabulary = segment.vocabulary if len(self._numbers) else ""
        """What the numbers are of, empty if they are this field's own."""

    def numbers(self) -> Ints:
        """The number of each term, in the order of the terms."""
        numbers = np.array(self._numbers.all()) if self.vocabulary else np.arange(len(self._field.terms))
        self._segment.release()
        return numbers

    def texts(self, which: Ints) -> list[bytes]:
        """Some of the terms."""
        texts = _cut(self._field.terms, which)
        self._segment.release()
        return texts

    def stems(self) -> list[bytes]:
        """The stem of each term, in the order of the terms; nothing if the segment does not have them."""
        forms, starts = np.array(self._field.forms.all()), np.array(self._field.stem_starts.all())
        if len(forms) != len(self._field.terms):
            return []
        stems = _cut(self._field.stems, np.arange(len(self._field.stems)))
        self._segment.release()
        stem_of = np.zeros(len(forms), np.int64)
        stem_of[forms] = np.repeat(np.arange(len(stems)), np.diff(starts))
        return list(map(stems.__getitem__, stem_of.tolist()))


def _cut(terms: Dictionary, which: Ints) -> list[bytes]:
    text, offsets = bytes(terms.text.all()), np.asarray(terms.offsets.all())
    starts, ends = offsets[which].tolist(), offsets[which + 1].tolist()
    return list(map(text.__getitem__, map(slice, starts, ends)))


def together(fields: Sequence[FieldTerms]) -> tuple[list[bytes], list[Ints]]:
    """All terms in order, each once; and for each field where its terms are among them (i32, ascending)."""
    alike: dict[str | int, list[FieldTerms]] = {}
    for at, each in enumerate(fields):
        alike.setdefault(each.vocabulary or at, []).append(each)
    sizes = {key: _size(group) for key, group in alike.items()}
    found: set[bytes] = set()
    for key, group in alike.items():
        for _, texts in _distinct(group, sizes[key]):
            found.update(texts)
    terms = sorted(found)
    del found
    places = dict(zip(terms, range(len(terms)), strict=True))
    where = {}
    # Read again: to keep what all of them have takes more memory than the rest.
    for key, group in alike.items():
        places_of = where[key] = np.zeros(sizes[key], np.int32)
        for numbers, texts in _distinct(group, sizes[key]):
            places_of[numbers] = np.fromiter(map(places.__getitem__, texts), np.int32, len(texts))
    return terms, [where[each.vocabulary or at][each.numbers()] for at, each in enumerate(fields)]


def known_stems(fields: Sequence[FieldTerms], places: Sequence[Ints], terms: int) -> list[bytes | None]:
    """The stems of so many terms, from the fields that have some of them at these places; None where none has it."""
    stems: list[bytes | None] = [None] * terms
    for each, where in zip(fields, places, strict=True):
        for at, stem in zip(where.tolist(), each.stems(), strict=False):
            stems[at] = stem
    return stems


def _size(group: Iterable[FieldTerms]) -> int:
    """One more than the highest number (1 without any)."""
    return 1 + max(int(each.numbers().max(initial=0)) for each in group)


def _distinct(group: Sequence[FieldTerms], size: int) -> Iterator[tuple[Ints, list[bytes]]]:
    """The numbers, below `size`, and texts of terms that fields number alike, each once."""
    unseen = np.ones(size, bool)
    for each in group:
        numbers = each.numbers()
        which = np.flatnonzero(unseen[numbers])
        unseen[numbers[which]] = False
        yield numbers[which], each.texts(which)
