"""Words side by side, with numpy: of the places of the rarest word those that have each other word where it belongs.

Of the commonest words the positions of all articles are one long row, article after article; the places of the other
word are marked, and those of the rarest stay that have a mark where it should be, a stretch of the row at a time: to
search each of them in a sorted list takes twice as long.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from searchkit.engines.whoosh.gather import (
    NO_COUNTS,
    NO_DOCS,
    Counted,
    Counts,
    Docs,
    Ints,
    added_up,
    counted,
    distinct,
    found_in,
    live,
    wide,
)
from searchkit.engines.whoosh.postings import View
from searchkit.engines.whoosh.segment import Field

_STRETCH = 1 << 20
"""Positions looked at together: their marks stay in a processor's cache."""

_MANY = 100_000
"""Positions from which on a row is faster than a search of each in a sorted list."""

_MOST = 0.5
"""Of the articles of a word: to pick out more of them than that costs more than to look at all."""

_LONGEST = 1 << 31
"""Positions that no article has."""


class _Places(NamedTuple):
    """Where a word stands: in which articles, how often in each, up to where its positions go, the positions."""

    docs: Docs
    counts: Counts
    ends: Ints
    positions: npt.NDArray[np.unsignedinteger]

    def among(self, docs: Docs) -> _Places:
        """Those in some articles."""
        here = found_in(docs, self.docs)[1]
        counts = self.counts[here]
        ends = counts.cumsum(dtype=np.int64)
        at = np.arange(ends[-1] if len(ends) else 0) + np.repeat(self.ends[here] - ends, counts)
        return _Places(self.docs[here], counts, ends, self.positions[at])

    def keys(self) -> Ints:
        """Article and position side by side in one number."""
        found: Ints = np.repeat(wide(self.docs) << 32, self.counts)
        found += self.positions
        return found

    def at(self, places: Ints) -> _Places:
        """Some of them, by their numbers, ascending."""
        if len(places) > len(self.ends):
            before = places.searchsorted(self.ends)
            counts = np.diff(before, prepend=0)
        else:
            counts = np.bincount(self.ends.searchsorted(places, "right"), minlength=len(self.docs))
        left = counts > 0
        counts = counts[left]
        return _Places(self.docs[left], counts, counts.cumsum(), self.positions[places])


def adjacent(view: View, field: Field, slots: Sequence[Sequence[int]]) -> Counted:
    """See Operations."""
    rarest, *others = sorted(range(len(slots)), key=lambda at: sum(_size(field, term) for term in slots[at]))
    found = [_places(view, field, term) for term in slots[rarest]]
    for other in others:
        found = _beside(view, found, [_places(view, field, term) for term in slots[other]], other - rarest)
        if not found:
            return NO_DOCS, NO_COUNTS
    if len(found) == 1:
        return live(view, found[0].docs, found[0].counts)
    return live(view, *added_up(view, [(each.docs, each.counts) for each in found]))


def _size(field: Field, term: int) -> int:
    start, end = field.place(term)
    return end - start


def _places(view: View, field: Field, term: int) -> _Places:
    docs, counts = counted(field, *field.postings(term))
    positions = np.asarray(field.positions.slice(*field.place(term)))
    ends = counts.cumsum(dtype=np.int64)
    if ends[-1] != len(positions):  # before memory is set aside for a count that nothing bears out
        raise view.segment.damaged("counts more occurrences than it has positions")
    return _Places(docs, counts, ends, positions)


def _beside(view: View, found: Sequence[_Places], others: Sequence[_Places], shift: int) -> list[_Places]:
    """The places found that have one of the other words `shift` positions after them."""
    articles = distinct(view, [each.docs for each in found])
    if len(articles) <= _MOST * max(len(each.docs) for each in others):
        others = [chosen for each in others if len((chosen := each.among(articles)).docs)]
    if not others:
        return []
    if sum(len(each.positions) for each in (*found, *others)) < _MANY:
        keys = np.concatenate([each.keys() for each in others]) - shift
        if len(others) > 1:
            keys.sort()
        left = [each.at(_standing(keys, each.keys())) for each in found]
    else:
        left = _beside_in_row(view, found, others, shift)
    return [each for each in left if len(each.docs)]


def _standing(keys: Ints, others: Ints) -> Ints:
    """Where in `others` those stand that are among the keys; both are sorted, and not empty."""
    if len(keys) < len(others):
        at, here = found_in(others, keys)
        return at[here]
    return found_in(keys, others)[1].nonzero()[0]


def _beside_in_row(
    view: View, found: Sequence[_Places], others: Sequence[_Places], shift: int
) -> list[_Places]:
    articles = distinct(view, [each.docs for each in (*found, *others)])
    stretches, laid = _laid_out(view, articles, [*found, *others], abs(shift))
    marks = np.zeros(max(end - start for start, end in stretches) + abs(shift), bool)
    kept: list[list[Ints]] = [[] for _ in found]
    for number, (start, _) in enumerate(stretches):
        for word in laid[len(found) :]:
            marks[word.stretch(number, start)] = True
        for here, word in zip(kept, laid[: len(found)], strict=True):
            marked = marks[word.stretch(number, start - shift)].nonzero()[0]
            here.append(marked + word.first(number))
        marks[:] = False
    return [each.at(np.concatenate(here)) for each, here in zip(found, kept, strict=True)]


class _Laid(NamedTuple):
    """A word's places in the row: where the positions of each article begin, and its articles before each stretch."""

    places: _Places
    bases: Ints
    cuts: list[int]

    def first(self, number: int) -> int:
        """How many of its places are before a stretch."""
        at = self.cuts[number]
        return int(self.places.ends[at - 1]) if at else 0

    def stretch(self, number: int, start: int) -> Ints:
        """Its places in one stretch, counted from `start` on."""
        low, high = self.cuts[number], self.cuts[number + 1]
        first, last = self.first(number), self.first(number + 1)
        found: Ints = np.repeat(self.bases[low:high] - start, self.places.counts[low:high])
        found += self.places.positions[first:last]
        return found


def _laid_out(
    view: View, articles: Docs, words: Sequence[_Places], room: int
) -> tuple[list[tuple[int, int]], list[_Laid]]:
    """The places of some words in a row with room between articles; where its stretches start and end."""
    number = np.zeros(len(view), np.int64)
    number[wide(articles)] = np.arange(len(articles))
    owners = [number[wide(each.docs)] for each in words]
    last = np.zeros(len(articles), np.int64)
    for each, mine in zip(words, owners, strict=True):
        last[mine] = np.maximum(last[mine], each.positions[each.ends - 1])
    if last.max() >= _LONGEST:
        raise view.segment.damaged("has positions that no article has")
    ends = np.cumsum(last + 1 + room)
    cuts = np.append(ends.searchsorted(np.arange(0, ends[-1], _STRETCH)), len(ends))
    bounds = np.append(0, ends)[cuts].tolist()
    bases = ends - last - 1
    laid = [
        _Laid(each, bases[mine], mine.searchsorted(cuts).tolist())
        for each, mine in zip(words, owners, strict=True)
    ]
    return list(pairwise(bounds)), laid
