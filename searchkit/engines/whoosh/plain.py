"""Operations on postings in plain Python: no import, no set-up, for queries over few postings."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from heapq import nsmallest
from itertools import pairwise

from searchkit import ranking
from searchkit.engines.base import Sort
from searchkit.engines.whoosh.pages import Section
from searchkit.engines.whoosh.postings import Hits, View, Weights
from searchkit.engines.whoosh.segment import NO_DATE, Field
from searchkit.query.occurrences import windows

Docs = list[int]
Counted = tuple[list[int], list[int]]
_FEW = 200
"""Articles up to which looking up one after the other costs less than checking a whole column."""


def _live(view: View, counts: dict[int, int]) -> Counted:
    docs = sorted(counts.keys() - view.deleted if view.deleted else counts)
    return docs, [counts[doc] for doc in docs]


def union(view: View, field: Field, terms: Sequence[int]) -> Counted:
    """See Operations."""
    if len(terms) == 1 and not view.deleted:
        start, end = field.postings(terms[0])
        docs = field.docs.slice(start, end).tolist()
        return docs, field.counts.slice(start, end).tolist() if len(field.counts) else [1] * len(docs)
    total: dict[int, int] = {}
    # The longest list first: it is taken over as it is, and the others are added to it one by one.
    for start, end in sorted(map(field.postings, terms), key=lambda bounds: bounds[0] - bounds[1]):
        counts: Iterable[int] = field.counts.slice(start, end) if len(field.counts) else [1] * (end - start)
        pairs = zip(field.docs.slice(start, end), counts, strict=True)
        if not total:
            total = dict(pairs)
            continue
        for doc, count in pairs:
            total[doc] = total.get(doc, 0) + count
    return _live(view, total)


def _positions(field: Field, terms: Sequence[int], wanted: set[int] | None) -> dict[int, set[int]]:
    """Article -> positions of any of the terms, in the wanted articles."""
    found: dict[int, set[int]] = {}
    for term in terms:
        start, end = field.postings(term)
        positions = field.positions.slice(*field.place(term))
        at = 0
        for doc, count in zip(field.docs.slice(start, end), field.counts.slice(start, end), strict=True):
            if wanted is None or doc in wanted:
                found.setdefault(doc, set()).update(positions[at : at + count])
            at += count
    return found


def adjacent(view: View, field: Field, slots: Sequence[Sequence[int]]) -> Counted:
    """See Operations."""
    rarest_first = sorted(range(len(slots)), key=lambda i: _frequency(field, slots[i]))
    starts: dict[int, set[int]] | None = None
    for offset in rarest_first:
        wanted = None if starts is None else set(starts)
        here = _positions(field, slots[offset], wanted)
        moved = {doc: {p - offset for p in places} for doc, places in here.items()}
        if starts is None:
            starts = moved
        else:
            starts = {doc: both for doc, places in moved.items() if (both := starts[doc] & places)}
    return _live(view, {doc: len(places) for doc, places in (starts or {}).items()})


def _frequency(field: Field, terms: Sequence[int]) -> int:
    return sum(end - start for start, end in map(field.postings, terms))


def near(view: View, field: Field, words: Sequence[int], slop: int) -> Counted:
    """See Operations."""
    places = [_positions(field, [word], None) for word in words]
    common = set.intersection(*(set(each) for each in places))
    wanted = {str(number): None for number in range(len(words))}
    counts = {}
    for doc in common:
        text = sorted((position, str(number)) for number, each in enumerate(places) for position in each[doc])
        counts[doc] = len(windows(wanted, text, slop))
    return _live(view, {doc: count for doc, count in counts.items() if count})


postings = union


def hits(view: View, title: Counted, body: Counted) -> Hits:  # noqa: ARG001  one signature for both
    """See Operations."""
    docs, counts = list(body[0]), list(body[1])
    titles = [0] * len(docs)
    for doc, count in zip(*title, strict=True):
        at = bisect_left(docs, doc)
        if at == len(docs) or docs[at] != doc:  # only the title has the term
            docs.insert(at, doc)
            counts.insert(at, 0)
            titles.insert(at, 0)
        titles[at] = count
    return Hits(docs, titles, counts)


def together(view: View, several: Sequence[Hits]) -> Hits:  # noqa: ARG001  one signature for both
    """See Operations."""
    title, body = Counter[int](), Counter[int]()
    for each in several:
        title.update(dict(zip(each.docs, each.title, strict=True)))
        body.update(dict(zip(each.docs, each.body, strict=True)))
    docs = sorted(title.keys() | body.keys())
    return Hits(docs, [title[doc] for doc in docs], [body[doc] for doc in docs])


def occurrences(found: Hits) -> int:
    """See Operations."""
    return int(sum(found.title) + sum(found.body))


def frequency(found: Hits, doc: int) -> tuple[int, int]:
    """See Operations."""
    at = bisect_left(found.docs, doc)
    return int(found.title[at]), int(found.body[at])


def at_least(view: View, found: Hits, count: int) -> Docs:  # noqa: ARG001  one signature for both
    """See Operations."""
    return [d for d, t, b in zip(found.docs, found.title, found.body, strict=True) if t + b >= count]


def everything(view: View) -> Docs:
    """See Operations."""
    return [doc for doc in range(len(view)) if doc not in view.deleted]


def dated(view: View, first: int, last: int) -> Docs:
    """See Operations."""
    spans = zip(view.segment.first_day.all(), view.segment.last_day.all(), strict=True)
    return [
        doc
        for doc, (start, end) in enumerate(spans)
        if start != NO_DATE and start <= last and end >= first and doc not in view.deleted
    ]


def both(left: Docs, right: Docs) -> Docs:
    """See Operations."""
    return sorted(set(left).intersection(right))


def without(left: Docs, right: Docs) -> Docs:
    """See Operations."""
    unwanted = set(right)
    return [doc for doc in left if doc not in unwanted]


def folded(found: Sequence[Docs], ranks: Sequence[array[int]], story_of: array[int]) -> list[Docs]:
    """See Operations."""
    here = sorted(
        rank[doc] for docs, rank in zip(found, ranks, strict=True) for doc in docs if rank[doc] >= 0
    )
    later = {rank for before, rank in pairwise(here) if story_of[before] == story_of[rank]}
    if not later:
        return list(found)
    return [[doc for doc in docs if rank[doc] not in later] for docs, rank in zip(found, ranks, strict=True)]


def of_many(view: View, lists: Sequence[Docs], minimum: int) -> Docs:
    """See Operations."""
    if minimum <= 0:
        return everything(view)
    times = Counter(doc for docs in lists for doc in docs)
    return sorted(doc for doc, count in times.items() if count >= minimum)


def _score(view: View, docs: Docs, weights: Weights) -> list[float]:
    weight, length_norm = weights.formula.title, weights.formula.length_norm
    title_words, body_words = _column(view.segment.title_words, docs), _column(view.segment.body_words, docs)
    norms = [
        length_norm(body + weight * title, weights.average)
        for title, body in zip(title_words, body_words, strict=True)
    ]
    stems, matched = _added(docs, norms, weights.terms, weight)
    exact, _ = _added(docs, norms, weights.exact, weight)
    shares = [0.0, *(ranking.coverage(count, weights.known) for count in range(1, weights.known + 1))]
    parts = zip(stems, exact, matched, strict=True)
    scores = [(stem + weights.formula.exact * form) * shares[count] for stem, form, count in parts]
    return (
        [score * weights.fresh[doc] for score, doc in zip(scores, docs, strict=True)]
        if weights.fresh
        else scores
    )


def _added(
    docs: Docs, norms: list[float], terms: Sequence[tuple[Hits, float]], weight: float
) -> tuple[list[float], list[int]]:
    """What the terms add up to in each article, and how many of them it has."""
    saturation = ranking.saturation
    total, matched = [0.0] * len(docs), [0] * len(docs)
    place = {doc: number for number, doc in enumerate(docs)}
    for found, factor in terms:
        for at, title, body in zip(map(place.get, found.docs), found.title, found.body, strict=True):
            if at is not None:
                total[at] += factor * saturation(body + weight * title, norms[at])
                matched[at] += 1
    return total, matched


def _column(column: Section, docs: Docs) -> list[int]:
    """The numbers of some articles in a column, which is checked whole only for many."""
    if len(docs) <= _FEW:
        return [column[doc] for doc in docs]
    every = column.all()
    return [every[doc] for doc in docs]


def best(view: View, docs: Docs, weights: Weights, sort: Sort, limit: int) -> list[tuple[int, float]]:
    """See Operations."""
    if sort == "relevance":
        scores = dict(zip(docs, _score(view, docs, weights), strict=True))
        if limit < len(docs):
            lowest = sorted(scores.values(), reverse=True)[limit - 1]
            docs = [doc for doc in docs if scores[doc] >= lowest]
    days = dict(zip(docs, _column(view.segment.first_day, docs), strict=True))
    ids = dict(zip(docs, _column(view.segment.id_ordinals, docs), strict=True))
    match sort:
        case "relevance":
            found = nsmallest(limit, docs, key=lambda doc: (-scores[doc], -days[doc], ids[doc]))
            return [(doc, scores[doc]) for doc in found]
        case "newest":
            found = nsmallest(limit, docs, key=lambda doc: (-days[doc], ids[doc]))
        case "oldest":
            found = nsmallest(limit, docs, key=lambda doc: (days[doc] or 1 << 30, -days[doc], ids[doc]))
        case _:
            ranks = text_ranks(view, sort)
            found = nsmallest(limit, docs, key=lambda doc: (ranks[doc], -days[doc], ids[doc]))
    return list(zip(found, _score(view, found, weights), strict=True))


def text_ranks(view: View, sort: Sort) -> list[int]:
    """The place of every article when sorted by a text; articles without one come last."""
    values = view.segment.field(f"{sort}_sort")
    ranks = [0] * len(view)
    empty = values.terms.find("")
    for ordinal in range(len(values.terms)):
        start, end = values.postings(ordinal)
        for doc in values.docs.slice(start, end):
            ranks[doc] = len(values.terms) if ordinal == empty else ordinal
    return ranks


def facet_counts(view: View, field: Field, docs: Docs) -> dict[int, int]:  # noqa: ARG001  one signature for both
    """See Operations."""
    wanted = set(docs)
    starts = field.starts.all()
    where = field.docs.all()
    counts = {}
    for ordinal in range(len(field.terms)):
        count = sum(doc in wanted for doc in where[starts[ordinal] : starts[ordinal + 1]])
        if count:
            counts[ordinal] = count
    return counts


def pairs(view: View, field: Field, docs: Docs) -> Iterator[tuple[int, int]]:  # noqa: ARG001  one signature for both
    """See Operations."""
    wanted = set(docs)
    starts = field.starts.all()
    where = field.docs.all()
    for ordinal in range(len(field.terms)):
        for doc in where[starts[ordinal] : starts[ordinal + 1]]:
            if doc in wanted:
                yield ordinal, doc


def years(view: View, docs: Docs) -> dict[int, int]:
    """See Operations."""
    days = view.segment.first_day.all()
    return dict(Counter(date.fromordinal(days[doc]).year for doc in docs if days[doc] != NO_DATE))
