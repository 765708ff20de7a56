"""Postings as arrays: what `arrays` and `best` are made of.

Nothing is added up before it must be, and what is remembered stays as narrow as the segment has it: to set
memory aside costs more than to count again.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from searchkit.engines.whoosh.postings import View
from searchkit.engines.whoosh.segment import Field

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
Docs = npt.NDArray[np.integer]
"""Article numbers, ascending, as narrow as the segment has them, or wider."""
Counts = npt.NDArray[np.integer]
Counted = tuple[Docs, Counts]
NO_DOCS = np.zeros(0, np.uint16)
NO_COUNTS = np.zeros(0, np.uint8)
_SPARSE = 16
"""Lists with fewer than one in so many of a segment's articles are not spread out over all of them."""


def wide(docs: Docs) -> Ints:
    """Article numbers to index by: numpy takes three times as long with narrow ones."""
    return docs.astype(np.int64, copy=False)


def live(view: View, docs: Docs, counts: Counts) -> Counted:
    """Postings without those of deleted articles."""
    if not view.deleted or not len(docs):
        return docs, counts
    here = kept(view)[docs]
    return docs[here], counts[here]


def kept(view: View) -> npt.NDArray[np.bool_]:
    """Of every article of the segment, whether it is not deleted."""

    def mark() -> npt.NDArray[np.bool_]:
        marks = np.ones(len(view), bool)
        marks[list(view.deleted)] = False
        return marks

    marks: npt.NDArray[np.bool_] = view.remember("live", mark)
    return marks


def postings(view: View, field: Field, terms: Sequence[int]) -> Counted:
    """See Operations."""
    if not len(terms):
        return NO_DOCS, NO_COUNTS
    if isinstance(terms, range):  # they stand side by side
        several = [counted(field, field.postings(terms[0])[0], field.postings(terms[-1])[1])]
    else:
        several = [counted(field, *field.postings(term)) for term in terms]
    if len(several) == 1:
        return live(view, *several[0])
    return live(view, *joined(several))


def counted(field: Field, start: int, end: int) -> Counted:
    """The postings `start:end` of a field, deleted articles included."""
    docs = np.asarray(field.docs.slice(start, end))
    if not len(field.counts):
        return docs, np.ones(len(docs), np.uint8)
    return docs, np.asarray(field.counts.slice(start, end))


def ascend(docs: Docs) -> bool:
    """Whether articles are in order, each once."""
    return bool((docs[1:] > docs[:-1]).all())


def distinct(view: View, lists: Sequence[Docs]) -> Docs:
    """The articles in any of some lists."""
    lists = [docs for docs in lists if len(docs)]
    if len(lists) == 1 and ascend(lists[0]):
        return lists[0]
    if not lists or sum(map(len, lists)) * _SPARSE < len(view):
        return np.unique(np.concatenate([NO_DOCS, *lists]))
    here = np.zeros(len(view), bool)
    for docs in lists:
        here[wide(docs)] = True
    return here.nonzero()[0].astype(np.uint16 if len(view) <= 1 << 16 else np.uint32)


def totals(view: View, docs: Docs, found: Counted) -> Floats:
    """For each of some articles, which are not empty and ascend, how often a term stands there."""
    where, counts = found
    if len(where) * _SPARSE < len(view):
        at, here = found_in(docs, where)
        return np.bincount(at[here], counts[here], len(docs)).astype(np.float64, copy=False)
    return np.bincount(where, counts, len(view))[wide(docs)].astype(np.float64, copy=False)


def added_up(view: View, several: Sequence[Counted]) -> Counted:
    """Postings of several terms as one list, in order, each article once."""
    docs = distinct(view, [each for each, _ in several])
    if not len(docs):
        return NO_DOCS, NO_COUNTS
    return docs, totals(view, docs, joined(several)).astype(np.int64)


def found_in(many: Docs, few: Docs) -> tuple[Ints, npt.NDArray[np.bool_]]:
    """Where in a sorted array, which is not empty, each of some numbers stands, and whether it does."""
    at = many.searchsorted(few)
    at[at == len(many)] = 0
    return at, many[at] == few


def joined(several: Sequence[Counted]) -> Counted:
    """Postings one list after the other."""
    docs, counts = zip(*several, strict=True)
    return np.concatenate(docs), np.concatenate(counts)


def both(left: Docs, right: Docs) -> Docs:
    """See Operations."""
    few, many = sorted((left, right), key=len)
    if not len(few):
        return few
    if len(few) * 16 < len(many):
        found: Docs = few[found_in(many, few)[1]]
        return found
    merged = np.concatenate([few, many])
    merged.sort(kind="stable")  # merges the two runs
    twice: Docs = merged[:-1][merged[1:] == merged[:-1]]
    return twice
