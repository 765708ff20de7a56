"""The terms of one field of several segments -> one dictionary.

Batches made by one process have the numbers of their terms in its vocabulary (`F.numbers`), so that each of these is
read once, and not once for every batch that has it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from searchkit.engines.whoosh.dictionary import Dictionary
from searchkit.engines.whoosh.invert import Ints
from searchkit.engines.whoosh.segment import SegmentFile
from searchkit.engines.whoosh.structure import divides, ints
from searchkit.engines.whoosh.terms import Terms, ranked


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

    def terms(self, which: Ints) -> Terms:
        """Some of the terms."""
        return self._read(self._field.terms).picked(which)

    def stems(self, which: Ints) -> Terms:
        """The stems of some of the terms."""
        return self._read(self._field.stems).picked(which if self.vocabulary else self._stem_of[which])

    @cached_property
    def _stem_of(self) -> Ints:
        """Which stem each term has; batches have them in the order of the terms."""
        forms, starts = (ints(section) for section in (self._field.forms, self._field.stem_starts))
        if not divides(starts, len(self._field.stems), len(forms)):
            raise self._segment.damaged("has word forms out of range")
        stem_of = np.zeros(len(self._field.terms), np.int64)
        stem_of[forms] = np.repeat(np.arange(len(self._field.stems)), np.diff(starts))
        return stem_of

    def _read(self, terms: Dictionary) -> Terms:
        text = np.array(terms.text.all(), np.uint8)
        offsets = np.array(terms.offsets.all(), np.int64) if len(terms) else np.zeros(1, np.int64)
        self._segment.release()
        if not divides(offsets, len(terms), len(text)):
            raise self._segment.damaged("has terms out of range")  # before memory is set aside for them
        return Terms(text, offsets)


@dataclass(frozen=True)
class _Picked:
    """Terms that are read of a field: their numbers in it, and in the vocabulary."""

    field: FieldTerms
    which: Ints
    numbers: Ints


@dataclass(frozen=True)
class Together:
    """All terms of several fields.

    `terms` are in order, each once; `places` for each field where its terms are among them (i32, ascending).
    """

    terms: Terms
    places: Sequence[Ints]
    _picked: Sequence[_Picked]
    _chosen: Ints
    """Which of the picked terms, end to end, each term is."""

    def stems(self) -> Terms:
        """The stem of every term."""
        return Terms.joined([each.field.stems(each.which) for each in self._picked]).picked(self._chosen)


def together(fields: Sequence[FieldTerms]) -> Together:
    """The terms of some fields, joined."""
    alike: dict[str | int, list[FieldTerms]] = {}
    for at, each in enumerate(fields):
        alike.setdefault(each.vocabulary or at, []).append(each)
    lots = [(key, some) for key, group in alike.items() for some in _distinct(group)]
    picked = [some for _, some in lots]
    terms = Terms.joined([each.field.terms(each.which) for each in picked])
    ranks, chosen = ranked(terms)
    where = {key: np.zeros(_size(group), np.int32) for key, group in alike.items()}
    bounds = np.cumsum([len(each.which) for each in picked])[:-1]
    for (key, some), place in zip(lots, np.split(ranks, bounds), strict=True):
        where[key][some.numbers] = place
    places = [where[each.vocabulary or at][each.numbers()] for at, each in enumerate(fields)]
    return Together(terms.picked(chosen), places, picked, chosen)


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
