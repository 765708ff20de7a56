"""The terms of one field of several segments -> one dictionary.

Batches made by one process have the numbers of their terms in its vocabulary (`F.numbers`), so that each of these is
read once, and not once for every batch that has it. Terms are put in order by their first 16 bytes, as two integers;
only longer ones that begin alike are cut out and compared, and of all others those that stay.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from searchkit.engines.whoosh.dictionary import Dictionary
from searchkit.engines.whoosh.invert import Ints
from searchkit.engines.whoosh.segment import SegmentFile

_LOAD = 8  # bytes read as one integer
_KEYED = 2 * _LOAD
_HEADS = np.array([((1 << 8 * size) - 1) << 8 * (_LOAD - size) for size in range(_LOAD + 1)], np.uint64)


@dataclass(frozen=True)
class _Keys:
    """What terms begin with: their first and their next 8 bytes, zeros after the end; and sizes, at most 17."""

    first: Ints
    second: Ints
    sizes: Ints

    @staticmethod
    def joined(several: Sequence[_Keys]) -> _Keys:
        """Those of several lots of terms, end to end."""
        names = _Keys.__dataclass_fields__
        return _Keys(*(np.concatenate([getattr(each, name) for each in several]) for name in names))

    def order(self) -> Ints:
        """The terms in order, but for longer ones that begin alike."""
        return np.lexsort((self.sizes, self.second, self.first))

    def alike(self, order: Ints) -> Ints:
        """In that order, whether each term begins like the one before it, and is as long or both are longer."""
        found = np.zeros(len(order), bool)
        found[1:] = True
        for key in (self.first, self.second, self.sizes):
            ordered = key[order]
            found[1:] &= ordered[1:] == ordered[:-1]
        return found


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

    def keys(self, which: Ints) -> _Keys:
        """What some of the terms begin with."""
        text = bytes(self._field.terms.text.all()) + bytes(_KEYED)
        offsets = np.asarray(self._field.terms.offsets.all()).astype(np.int64)
        starts, sizes = offsets[which], np.maximum(offsets[which + 1] - offsets[which], 0)
        loads = np.ndarray(len(text) - _LOAD + 1, ">u8", text, strides=(1,))
        first = loads[starts] & _HEADS.take(sizes, mode="clip")
        second = loads[starts + _LOAD] & _HEADS.take(sizes - _LOAD, mode="clip")
        self._segment.release()
        return _Keys(first, second, np.minimum(sizes, _KEYED + 1).astype(np.uint8))

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


@dataclass(frozen=True)
class _Picked:
    """Terms that are read of a field: their numbers in it, and in the vocabulary."""

    field: FieldTerms
    which: Ints
    numbers: Ints


def together(fields: Sequence[FieldTerms]) -> tuple[list[bytes], list[Ints]]:
    """All terms in order, each once; and for each field where its terms are among them (i32, ascending)."""
    alike: dict[str | int, list[FieldTerms]] = {}
    for at, each in enumerate(fields):
        alike.setdefault(each.vocabulary or at, []).append(each)
    picked = [(key, some) for key, group in alike.items() for some in _distinct(group)]
    terms, places = _merged([some for _, some in picked])
    where = {key: np.zeros(_size(group), np.int32) for key, group in alike.items()}
    for (key, some), place in zip(picked, places, strict=True):
        where[key][some.numbers] = place
    return terms, [where[each.vocabulary or at][each.numbers()] for at, each in enumerate(fields)]


def _merged(picked: Sequence[_Picked]) -> tuple[list[bytes], list[Ints]]:
    """All picked terms in order, each once; and for each lot where its terms are among them (i32)."""
    keys = _Keys.joined([each.field.keys(each.which) for each in picked])
    bounds = np.cumsum([0, *(len(each.which) for each in picked)])
    order = keys.order()
    same = keys.alike(order)
    alike = np.flatnonzero((keys.sizes[order] > _KEYED) & (same | np.append(same[1:], np.False_)))
    if len(alike):
        texts = _texts(picked, bounds, order[alike])
        by_text = sorted(range(len(texts)), key=texts.__getitem__)
        order[alike] = order[alike][by_text]
        same[alike] = [False, *(texts[a] == texts[b] for a, b in pairwise(by_text))]
    places = np.empty(len(order), np.int32)
    places[order] = np.cumsum(~same) - 1
    return _texts(picked, bounds, order[~same]), np.split(places, bounds[1:-1])


def _texts(picked: Sequence[_Picked], bounds: Ints, which: Ints) -> list[bytes]:
    """Some of the picked terms, by their numbers when all lots stand end to end."""
    found = np.empty(len(which), object)
    owners = np.searchsorted(bounds, which, "right") - 1
    for number, each in enumerate(picked):
        here = owners == number
        found[here] = each.field.texts(each.which[which[here] - bounds[number]])
    texts: list[bytes] = found.tolist()
    return texts


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


def _distinct(group: Sequence[FieldTerms]) -> Iterator[_Picked]:
    """The terms of fields that number them alike, each once."""
    unseen = np.ones(_size(group), bool)
    for each in group:
        numbers = each.numbers()
        which = np.flatnonzero(unseen[numbers])
        unseen[numbers[which]] = False
        yield _Picked(each, which, numbers[which])
