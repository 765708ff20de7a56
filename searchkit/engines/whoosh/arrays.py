"""Operations on postings with numpy, for a running program and for large scans."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence

import numpy as np

from searchkit.engines.whoosh import best as ranked
from searchkit.engines.whoosh import gather, phrases, plain
from searchkit.engines.whoosh.gather import (
    NO_COUNTS,
    NO_DOCS,
    Counted,
    Docs,
    Ints,
    added_up,
    ascend,
    distinct,
    found_in,
    joined,
    kept,
    live,
    totals,
    wide,
)
from searchkit.engines.whoosh.pages import Section
from searchkit.engines.whoosh.postings import Hits, View
from searchkit.engines.whoosh.segment import NO_DATE, Field

adjacent = phrases.adjacent
best = ranked.best
both = gather.both
postings = gather.postings


def _ints(section: Section, start: int, end: int) -> Ints:
    return np.asarray(section.slice(start, end)).astype(np.int64)


def union(view: View, field: Field, terms: Sequence[int]) -> Counted:
    """See Operations."""
    docs, counts = postings(view, field, terms)
    if len(terms) < 2:
        return docs, counts.astype(np.int64)
    return added_up(view, [(docs, counts)])


def near(view: View, field: Field, words: Sequence[int], slop: int) -> Counted:
    """See Operations. The windows of the articles that have all words are found one by one."""
    docs: Docs | None = None
    for word in words:
        here = np.asarray(field.docs.slice(*field.postings(word)))
        docs = here if docs is None else both(docs, here)
    if docs is None or not len(docs):
        return NO_DOCS, NO_COUNTS
    found, counts = plain.near(view, field, words, slop)
    return np.array(found, np.int64), np.array(counts, np.int64)


def hits(view: View, title: Counted, body: Counted) -> Hits:
    """See Operations. The postings stay as they are: they are added up for the articles that are scored."""
    docs = body[0]
    if len(docs) and ascend(docs) and found_in(docs, title[0])[1].all():
        return Hits(docs, title, body)
    return Hits(distinct(view, [title[0], docs]), title, body)


def together(view: View, several: Sequence[Hits]) -> Hits:
    """See Operations."""
    docs = distinct(view, [each.docs for each in several])
    return Hits(docs, joined([each.title for each in several]), joined([each.body for each in several]))


def occurrences(found: Hits) -> int:
    """See Operations."""
    return int(found.title[1].sum()) + int(found.body[1].sum())


def frequency(found: Hits, doc: int) -> tuple[int, int]:
    """See Operations."""
    title, body = (int(counts[docs == doc].sum()) for docs, counts in (found.title, found.body))
    return title, body


def at_least(view: View, found: Hits, count: int) -> Docs:
    """See Operations."""
    if not len(found):
        return NO_DOCS
    times = totals(view, found.docs, found.title) + totals(view, found.docs, found.body)
    docs: Docs = found.docs[times >= count]
    return docs


def everything(view: View) -> Docs:
    """See Operations."""
    return np.flatnonzero(kept(view)) if view.deleted else np.arange(len(view))


def dated(view: View, first: int, last: int) -> Docs:
    """See Operations."""
    start, end = np.asarray(view.segment.first_day.all()), np.asarray(view.segment.last_day.all())
    found = np.flatnonzero((start != NO_DATE) & (start <= last) & (end >= first))
    return live(view, found, found)[0]


def without(left: Docs, right: Docs) -> Docs:
    """See Operations."""
    return left[~found_in(right, left)[1]] if len(left) and len(right) else left


def folded(found: Sequence[Docs], ranks: Sequence[array[int]], story_of: array[int]) -> list[Docs]:
    """See Operations."""
    if not len(story_of):
        return list(found)
    every = [np.frombuffer(rank, np.int32)[wide(docs)] for docs, rank in zip(found, ranks, strict=True)]
    here = np.concatenate([rank[rank >= 0] for rank in every])
    here.sort()
    stories = np.frombuffer(story_of, np.int32)[here]
    later = here[1:][stories[1:] == stories[:-1]]
    if not len(later):
        return list(found)
    kept = np.ones(len(story_of) + 1, bool)  # the last for those of rank -1
    kept[later] = False
    return [docs[kept[rank]] for docs, rank in zip(found, every, strict=True)]


def of_many(view: View, lists: Sequence[Docs], minimum: int) -> Docs:
    """See Operations."""
    if minimum <= 0:
        return everything(view)
    if minimum == 1:
        return distinct(view, lists)
    times = np.zeros(len(view), np.int32)
    for docs in lists:
        times[wide(docs)] += 1
    return np.flatnonzero(times >= minimum)


def facet_counts(view: View, field: Field, docs: Ints) -> dict[int, int]:
    """See Operations."""
    if not len(field.terms):
        return {}
    wanted = np.zeros(len(view), np.int64)
    wanted[docs] = 1
    starts = _ints(field.starts, 0, len(field.starts))
    before = np.append(0, np.cumsum(wanted[_ints(field.docs, 0, len(field.docs))]))
    counts = before[starts[1:]] - before[starts[:-1]]
    used = np.flatnonzero(counts)
    return dict(zip(used.tolist(), counts[used].tolist(), strict=True))


def pairs(view: View, field: Field, docs: Ints) -> Iterator[tuple[int, int]]:
    """See Operations."""
    if not len(field.terms):
        return iter(())
    wanted = np.zeros(len(view), bool)
    wanted[docs] = True
    where = _ints(field.docs, 0, len(field.docs))
    found = np.flatnonzero(wanted[where])
    ordinals = np.searchsorted(_ints(field.starts, 0, len(field.starts)), found, "right") - 1
    return zip(ordinals.tolist(), where[found].tolist(), strict=True)


def years(view: View, docs: Ints) -> dict[int, int]:
    """See Operations."""
    return plain.years(view, docs.tolist())
