"""Words side by side, with numpy, one word after the other, the rarest first.

Of the commonest words the positions of all articles are one long row, article after article; the places of the one
are marked, and those of the other stay that have a mark where it should be, a stretch of the row at a time: to search
each of them in a sorted list takes twice as long.
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
        """Some of them, by their numbers."""
        counts = np.bincount(self.ends.searchsorted(places, "right"), minlength=len(self.docs))
        left = counts > 0
        counts = counts[left]
        return _Places(self.docs[left], counts, counts.cumsum(), self.positions[places])


def adjacent(view: View, field: Field, slots: Sequence[Sequence[int]]) -> Counted:
    """See Operations."""
    offsets = sorted(range(len(slots)), key=lambda at: sum(_size(field, term) for term in slots[at]))
    found = [_places(view, field, term) for term in slots[offsets[0]]]
    for before, offset in pairwise(offsets):
        following = [_places(view, field, term) for term in slots[offset]]
        found = _beside(view, found, following, offset - before)
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


def _beside(view: View, left: Sequence[_Places], right: Sequence[_Places], shift: int) -> list[_Places]:
    """The places of the right words that have one of the left words `shift` positions before them."""
    articles = distinct(view, [each.docs for each in left])
    if len(articles) <= _MOST * max(len(each.docs) for each in right):
        right = [chosen for each in right if len((chosen := each.among(articles)).docs)]
    if sum(len(each.positions) for each in (*left, *right)) < _MANY:
        keys = np.concatenate([each.keys() for each in left]) + shift
        keys.sort()
        found = [each.at(_standing(keys, each.keys())) for each in right]
    else:
        found = _beside_in_row(view, left, right, shift)
    return [each for each in found if len(each.docs)]


def _standing(keys: Ints, others: Ints) -> Ints:
    """Where in `others` those stand that are among the keys; both are sorted."""
    if len(keys) < len(others):
        at, here = found_in(others, keys)
        return at[here]
    return found_in(keys, others)[1].nonzero()[0]


def _beside_in_row(
    view: View, left: Sequence[_Places], right: Sequence[_Places], shift: int
) -> list[_Places]:
    articles = distinct(view, [each.docs for each in (*left, *right)])
    stretches, laid = _laid_out(view, articles, [*left, *right], abs(shift))
    marks = np.zeros(max(end - start for start, end in stretches) + abs(shift), bool)
    kept: list[list[npt.NDArray[np.bool_]]] = [[] for _ in right]
    for number, (start, _) in enumerate(stretches):
        marked = [word.stretch(number, start) for word in laid[: len(left)]]
        for places in marked:
            marks[places] = True
        for here, word in zip(kept, laid[len(left) :], strict=True):
            here.append(marks[word.stretch(number, start + shift)])
        for places in marked:
            marks[places] = False
    return [each.at(np.concatenate(here).nonzero()[0]) for each, here in zip(right, kept, strict=True)]


class _Laid(NamedTuple):
    """A word's places in the row: where the positions of each article begin, and its articles before each stretch."""

    places: _Places
    bases: Ints
    cuts: list[int]

    def stretch(self, number: int, start: int) -> Ints:
        """Its places in one stretch, counted from `start` on."""
        low, high = self.cuts[number], self.cuts[number + 1]
        first, last = (self.places.ends[at - 1] if at else 0 for at in (low, high))
        found: Ints = np.repeat(self.bases[low:high] - start, self.places.counts[low:high])
        found += self.places.positions[first:last]
        return found


def _laid_out(
    view: View, articles: Docs, words: Sequence[_Places], room: int
) -> tuple[list[tuple[int, int]], list[_Laid]]:
    """The places of some words in a row with room between articles; where its stretches start and end."""
    owners = [found_in(articles, each.docs)[0] for each in words]
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
