"""Operations on postings with numpy, for a running program and for large scans.

Positions of all articles are compared at once, as article << 32 | position.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import numpy.typing as npt

from searchkit import ranking
from searchkit.engines.base import Sort
from searchkit.engines.whoosh import plain
from searchkit.engines.whoosh.pages import Section
from searchkit.engines.whoosh.postings import Hits, View, Weights
from searchkit.engines.whoosh.segment import NO_DATE, Field
from searchkit.ranking import Formula

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
Counted = tuple[Ints, Ints]
_EMPTY = np.zeros(0, np.int64)


def _ints(section: Section, start: int, end: int) -> Ints:
    return np.asarray(section.slice(start, end)).astype(np.int64)


def _live(view: View, docs: Ints, counts: Ints) -> Counted:
    if not view.deleted or not len(docs):
        return docs, counts
    kept = view.remember("live", lambda: _kept(view))[docs]
    return docs[kept], counts[kept]


def _kept(view: View) -> npt.NDArray[np.bool_]:
    kept = np.ones(len(view), bool)
    kept[list(view.deleted)] = False
    return kept


def union(view: View, field: Field, terms: Sequence[int]) -> Counted:
    """See Operations."""
    if not len(terms):
        return _EMPTY, _EMPTY
    if len(terms) == 1:
        return _live(view, *_counted(field, terms[0]))
    total = np.zeros(len(view), np.int64)
    for term in terms:
        docs, counts = _counted(field, term)
        total[docs] += counts  # an article has one posting of a term
    found = total.nonzero()[0]
    return _live(view, found, total[found])


def _counted(field: Field, term: int) -> Counted:
    start, end = field.postings(term)
    docs = _ints(field.docs, start, end)
    return docs, _ints(field.counts, start, end) if len(field.counts) else np.ones(len(docs), np.int64)


def _keys(view: View, field: Field, terms: Sequence[int], among: npt.NDArray[np.bool_] | None) -> Ints:
    """Every place where any of the terms stands, in some articles or all, sorted."""
    several = [_term_keys(view, field, term, among) for term in terms]
    if len(several) == 1:
        return several[0]
    keys: Ints = np.concatenate(several) if several else _EMPTY
    keys.sort()
    return keys


def _term_keys(view: View, field: Field, term: int, among: npt.NDArray[np.bool_] | None) -> Ints:
    docs, counts = _counted(field, term)
    positions = np.asarray(field.positions.slice(*field.place(term)))
    if counts.sum() != len(positions):  # before memory is set aside for a count that nothing bears out
        raise view.segment.damaged("counts more occurrences than it has positions")
    if among is not None:
        wanted = among[docs]
        positions = positions[np.repeat(wanted, counts)]
        docs, counts = docs[wanted], counts[wanted]
    keys: Ints = np.repeat(docs << 32, counts)
    keys += positions
    return keys


def adjacent(view: View, field: Field, slots: Sequence[Sequence[int]]) -> Counted:
    """See Operations."""
    starts: Ints = _EMPTY
    among: npt.NDArray[np.bool_] | None = None
    for offset in sorted(range(len(slots)), key=lambda number: _places(field, slots[number])):
        moved = _keys(view, field, slots[offset], among) - offset
        starts = moved if among is None else _common(starts, moved)
        if not len(starts):
            return _EMPTY, _EMPTY
        among = np.zeros(len(view), bool)
        among[starts >> 32] = True
    return _live(view, *_per_article(starts))


def _places(field: Field, terms: Sequence[int]) -> int:
    """How many places any of the terms stands in."""
    return sum(end - start for start, end in map(field.place, terms))


def _common(few: Ints, many: Ints) -> Ints:
    """Numbers in both of two sorted arrays."""
    if len(few) * 16 < len(many):
        at = np.searchsorted(many, few)
        at[at == len(many)] = 0
        found: Ints = few[many[at] == few]
        return found
    merged = np.concatenate([few, many])
    merged.sort(kind="stable")  # merges the two runs
    twice: Ints = merged[:-1][merged[1:] == merged[:-1]]
    return twice


def _per_article(keys: Ints) -> Counted:
    docs = keys >> 32
    heads = np.flatnonzero(np.append(True, docs[1:] != docs[:-1])) if len(docs) else _EMPTY
    return docs[heads], np.diff(heads, append=len(docs))


def near(view: View, field: Field, words: Sequence[int], slop: int) -> Counted:
    """See Operations. The windows of the articles that have all words are found one by one."""
    docs: Ints | None = None
    for word in words:
        here = _ints(field.docs, *field.postings(word))
        docs = here if docs is None else np.intersect1d(docs, here, assume_unique=True)
    if docs is None or not len(docs):
        return _EMPTY, _EMPTY
    found, counts = plain.near(view, field, words, slop)
    return np.array(found, np.int64), np.array(counts, np.int64)


def hits(title: Counted, body: Counted) -> Hits:
    """See Operations."""
    docs, counts = body
    if not len(title[0]):
        return Hits(docs, np.zeros(len(docs), np.int64), counts)
    if not len(docs):
        return Hits(title[0], title[1], np.zeros(len(title[0]), np.int64))
    at = np.searchsorted(docs, title[0])
    at[at == len(docs)] = 0
    known = docs[at] == title[0]
    if known.all():
        in_title = np.zeros(len(docs), np.int64)
        in_title[at] = title[1]
        return Hits(docs, in_title, counts)
    every = np.concatenate([docs, title[0][~known]])
    every.sort(kind="stable")
    in_title, in_body = np.zeros(len(every), np.int64), np.zeros(len(every), np.int64)
    in_title[np.searchsorted(every, title[0])] = title[1]
    in_body[np.searchsorted(every, docs)] = counts
    return Hits(every, in_title, in_body)


def together(several: Sequence[Hits]) -> Hits:
    """See Operations."""
    docs = np.unique(np.concatenate([each.docs for each in several])) if several else _EMPTY
    title, body = np.zeros(len(docs), np.int64), np.zeros(len(docs), np.int64)
    for each in several:
        at = np.searchsorted(docs, each.docs)
        title[at] += each.title
        body[at] += each.body
    return Hits(docs, title, body)


def occurrences(found: Hits) -> int:
    """See Operations."""
    return int(found.title.sum()) + int(found.body.sum())


def at_least(found: Hits, count: int) -> Ints:
    """See Operations."""
    docs: Ints = found.docs[found.title + found.body >= count]
    return docs


def everything(view: View) -> Ints:
    """See Operations."""
    return _live(view, np.arange(len(view)), _EMPTY)[0] if not view.deleted else np.flatnonzero(_kept(view))


def dated(view: View, first: int, last: int) -> Ints:
    """See Operations."""
    start, end = np.asarray(view.segment.first_day.all()), np.asarray(view.segment.last_day.all())
    found = np.flatnonzero((start != NO_DATE) & (start <= last) & (end >= first))
    return _live(view, found, found)[0]


def both(left: Ints, right: Ints) -> Ints:
    """See Operations."""
    if len(left) > len(right):
        left, right = right, left
    return _common(left, right) if len(left) else left


def without(left: Ints, right: Ints) -> Ints:
    """See Operations."""
    if not len(left) or not len(right):
        return left
    at = np.searchsorted(right, left)
    at[at == len(right)] = 0
    found: Ints = left[right[at] != left]
    return found


def marked(docs: Ints, marks: bytes) -> list[int]:
    """See Operations."""
    found: list[int] = docs[np.frombuffer(marks, np.uint8)[docs] > 0].tolist()
    return found


def less(docs: Ints, few: Sequence[int]) -> Ints:
    """See Operations."""
    return without(docs, np.array(few, np.int64))


def of_many(view: View, lists: Sequence[Ints], minimum: int) -> Ints:
    """See Operations."""
    if minimum <= 0:
        return everything(view)
    times = np.zeros(len(view), np.int32)
    for docs in lists:
        times[docs] += 1
    return np.flatnonzero(times >= minimum)


def score(view: View, docs: Ints, weights: Weights) -> Floats:
    """See Operations."""
    norms = view.remember(("norms", weights.average), lambda: _norms(view, weights))
    stems, exact, matched = np.zeros(len(docs)), np.zeros(len(docs)), np.zeros(len(docs), np.int64)
    for found, factor in weights.terms:
        added = _aligned(view, found, factor * _saturation(view, found, norms, weights.formula), docs)
        stems += added
        matched += added > 0
    for found, factor in weights.exact:
        exact += _aligned(view, found, factor * _saturation(view, found, norms, weights.formula), docs)
    shares = [0.0, *(ranking.coverage(count, weights.known) for count in range(1, weights.known + 1))]
    scores: Floats = (stems + weights.formula.exact * exact) * np.array(shares)[matched]
    if not weights.fresh:
        return scores
    aged: Floats = scores * view.remember("fresh", lambda: np.array(weights.fresh))[docs]
    return aged


def _norms(view: View, weights: Weights) -> Floats:
    title, body = (
        np.asarray(s.all()).astype(np.int64) for s in (view.segment.title_words, view.segment.body_words)
    )
    length = weights.formula.weighted(body.astype(np.float64), title.astype(np.float64))
    return weights.formula.length_norm(length, weights.average)


def _saturation(view: View, found: Hits, norms: Floats, formula: Formula) -> Floats:
    def compute() -> Floats:
        tf = formula.weighted(found.body.astype(np.float64), found.title.astype(np.float64))
        return ranking.saturation(tf, norms[found.docs])

    values: Floats = view.remember(("saturation", found), compute)
    return values


def _aligned(view: View, found: Hits, values: Floats, docs: Ints) -> Floats:
    """The values of the articles `docs`, 0 for those without hits."""
    if found.docs is docs:
        return values
    if len(docs) * 16 < len(found.docs):
        at = np.searchsorted(found.docs, docs)
        at[at == len(found.docs)] = 0
        return np.where(found.docs[at] == docs, values[at], 0.0)
    spread = np.zeros(len(view))
    spread[found.docs] = values
    return spread[docs]


def best(view: View, docs: Ints, scores: Floats, sort: Sort, limit: int) -> list[tuple[int, float]]:
    """See Operations."""
    if sort == "relevance" and limit < len(docs):
        lowest = np.partition(scores, len(scores) - limit)[len(scores) - limit]
        enough = scores >= lowest
        docs, scores = docs[enough], scores[enough]
    days = np.asarray(view.segment.first_day.all())[docs].astype(np.int64)
    ids = np.asarray(view.segment.id_ordinals.all())[docs]
    match sort:
        case "relevance":
            first: list[npt.NDArray[np.generic]] = [-scores]
        case "newest":
            first = []
        case "oldest":
            first = [np.where(days == NO_DATE, 1 << 30, days)]
        case _:
            first = [
                view.remember(("ranks", sort), lambda: np.array(plain.text_ranks(view, sort), np.int64))[docs]
            ]
    order = np.lexsort((ids, -days, *first))[:limit]
    return list(zip(docs[order].tolist(), scores[order].tolist(), strict=True))


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
