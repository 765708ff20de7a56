"""Operations on postings in plain Python: no import, no set-up, for queries over few postings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from heapq import nsmallest

from searchkit import ranking
from searchkit.engines.base import Sort
from searchkit.engines.whoosh.postings import Hits, View, Weights
from searchkit.engines.whoosh.segment import NO_DATE, Field
from searchkit.query.occurrences import windows

Docs = list[int]
Counted = tuple[list[int], list[int]]


def _live(view: View, counts: dict[int, int]) -> Counted:
    docs = sorted(doc for doc in counts if doc not in view.deleted)
    return docs, [counts[doc] for doc in docs]


def union(view: View, field: Field, terms: Sequence[int]) -> Counted:
    """See Operations."""
    if len(terms) == 1 and not view.deleted:
        start, end = field.postings(terms[0])
        docs = field.docs.slice(start, end).tolist()
        return docs, field.counts.slice(start, end).tolist() if len(field.counts) else [1] * len(docs)
    total: dict[int, int] = {}
    for term in terms:
        start, end = field.postings(term)
        counts: Iterable[int] = field.counts.slice(start, end) if len(field.counts) else [1] * (end - start)
        for doc, count in zip(field.docs.slice(start, end), counts, strict=True):
            total[doc] = total.get(doc, 0) + count
    return _live(view, total)


def _positions(field: Field, terms: Sequence[int], wanted: set[int] | None) -> dict[int, set[int]]:
    """Article -> positions of any of the terms, in the wanted articles."""
    found: dict[int, set[int]] = {}
    for term in terms:
        start, end = field.postings(term)
        place, _ = field.place(term)
        for doc, count in zip(field.docs.slice(start, end), field.counts.slice(start, end), strict=True):
            if wanted is None or doc in wanted:
                found.setdefault(doc, set()).update(field.positions.slice(place, place + count))
            place += count
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


def hits(title: Counted, body: Counted) -> Hits:
    """See Operations."""
    in_title, in_body = dict(zip(*title, strict=True)), dict(zip(*body, strict=True))
    docs = sorted(in_title.keys() | in_body.keys())
    return Hits(docs, [in_title.get(doc, 0) for doc in docs], [in_body.get(doc, 0) for doc in docs])


def together(several: Sequence[Hits]) -> Hits:
    """See Operations."""
    title, body = Counter[int](), Counter[int]()
    for each in several:
        title.update(dict(zip(each.docs, each.title, strict=True)))
        body.update(dict(zip(each.docs, each.body, strict=True)))
    docs = sorted(title.keys() | body.keys())
    return Hits(docs, [title[doc] for doc in docs], [body[doc] for doc in docs])


def occurrences(found: Hits) -> int:
    """See Operations."""
    return sum(found.title) + sum(found.body)


def at_least(found: Hits, count: int) -> Docs:
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
    wanted = set(right)
    return [doc for doc in left if doc in wanted]


def without(left: Docs, right: Docs) -> Docs:
    """See Operations."""
    unwanted = set(right)
    return [doc for doc in left if doc not in unwanted]


def of_many(view: View, lists: Sequence[Docs], minimum: int) -> Docs:
    """See Operations."""
    if minimum <= 0:
        return everything(view)
    times = Counter(doc for docs in lists for doc in docs)
    return sorted(doc for doc, count in times.items() if count >= minimum)


def score(view: View, docs: Docs, weights: Weights) -> list[float]:
    """See Operations."""
    title_words, body_words = view.segment.title_words.all(), view.segment.body_words.all()
    norms = {
        doc: ranking.length_norm(body_words[doc] + ranking.TITLE_WEIGHT * title_words[doc], weights.average)
        for doc in docs
    }
    stems, exact, matched = dict.fromkeys(docs, 0.0), dict.fromkeys(docs, 0.0), dict.fromkeys(docs, 0)
    for found, factor in weights.terms:
        for doc, title, body in zip(found.docs, found.title, found.body, strict=True):
            if doc in norms:
                stems[doc] += factor * ranking.saturation(body + ranking.TITLE_WEIGHT * title, norms[doc])
                matched[doc] += 1
    for found, factor in weights.exact:
        for doc, title, body in zip(found.docs, found.title, found.body, strict=True):
            if doc in norms:
                exact[doc] += factor * ranking.saturation(body + ranking.TITLE_WEIGHT * title, norms[doc])
    shares = [0.0, *(ranking.coverage(count, weights.known) for count in range(1, weights.known + 1))]
    return [(stems[doc] + ranking.EXACT_WEIGHT * exact[doc]) * shares[matched[doc]] for doc in docs]


def best(view: View, docs: Docs, scores: Sequence[float], sort: Sort, limit: int) -> list[tuple[int, float]]:
    """See Operations."""
    first_day, ids = view.segment.first_day.all(), view.segment.id_ordinals.all()

    def newest(doc: int) -> tuple[int, int]:
        return (-first_day[doc], ids[doc])

    pairs = list(zip(docs, scores, strict=True))
    match sort:
        case "relevance":
            return nsmallest(limit, pairs, key=lambda pair: (-pair[1], newest(pair[0])))
        case "newest":
            return nsmallest(limit, pairs, key=lambda pair: newest(pair[0]))
        case "oldest":
            return nsmallest(limit, pairs, key=lambda pair: (first_day[pair[0]] or 1 << 30, newest(pair[0])))
        case _:
            ranks = text_ranks(view, sort)
            return nsmallest(limit, pairs, key=lambda pair: (ranks[pair[0]], newest(pair[0])))


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


def years(view: View, docs: Docs) -> dict[int, int]:
    """See Operations."""
    days = view.segment.first_day.all()
    return dict(Counter(date.fromordinal(days[doc]).year for doc in docs if days[doc] != NO_DATE))
