"""The best of some articles, with numpy."""

from __future__ import annotations

from collections.abc import Sequence
from operator import itemgetter

import numpy as np
import numpy.typing as npt

from searchkit import ranking
from searchkit.engines.base import Sort
from searchkit.engines.whoosh import plain
from searchkit.engines.whoosh.gather import Docs, Floats, both, found_in, totals, wide
from searchkit.engines.whoosh.postings import Hits, View, Weights
from searchkit.engines.whoosh.segment import NO_DATE
from searchkit.ranking import Formula


def best(view: View, docs: Docs, weights: Weights, sort: Sort, limit: int) -> list[tuple[int, float]]:
    """See Operations."""
    if sort == "relevance":
        docs, scores = _scored(view, docs, weights, limit)
        if limit < len(docs):
            enough = scores >= _lowest(scores, limit)
            docs, scores = docs[enough], scores[enough]
    docs = wide(docs)
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
    if sort == "relevance":
        return list(zip(docs[order].tolist(), scores[order].tolist(), strict=True))
    chosen = np.sort(docs[order])
    scored = dict(zip(chosen.tolist(), _score(view, chosen, weights).tolist(), strict=True))
    return [(doc, scored[doc]) for doc in docs[order].tolist()]


def _lowest(scores: Floats, limit: int) -> float:
    """The lowest of the `limit` best scores."""
    return float(np.partition(scores, len(scores) - limit)[len(scores) - limit])


def _scored(view: View, docs: Docs, weights: Weights, limit: int) -> tuple[Docs, Floats]:
    """The articles among which the `limit` best are, with their scores.

    Without its heaviest term an article may be out of the question whatever it has of the others (MaxScore:
    Turtle & Flood 1995).
    """
    heaviest, _ = max(weights.terms, key=itemgetter(1), default=(None, 0.0))
    if heaviest and len(heaviest) * 4 < len(docs):
        contenders = both(docs, heaviest.docs)
        if len(contenders) >= limit:
            scores = _score(view, contenders, weights)
            if _lowest(scores, limit) > _most_without(heaviest, weights):
                return contenders, scores
    return docs, _score(view, docs, weights)


def _most_without(heaviest: Hits, weights: Weights) -> float:
    """What no article without any hit of a term can score more than."""
    rest = sum(factor for found, factor in weights.terms if found is not heaviest)
    exact = sum(factor for found, factor in weights.exact if not _is_within(found.docs, heaviest.docs))
    share = ranking.coverage(weights.known - 1, weights.known)
    return ranking.SATURATED * (rest + weights.formula.exact * exact) * share * (1 + 1e-9)


def _is_within(few: Docs, many: Docs) -> bool:
    return len(few) <= len(many) and bool(found_in(many, few)[1].all())


def _score(view: View, docs: Docs, weights: Weights) -> Floats:
    """The scores of some articles, which are not empty and ascend."""
    formula = weights.formula
    every = view.remember(("norms", weights.average), lambda: _norms(view, weights))
    norms = every[wide(docs)]
    values = [_values(view, found, factor, norms, formula, docs) for found, factor in weights.terms]
    scores = _sum(values, docs)
    if weights.exact:
        exact = [_values(view, found, factor, norms, formula, docs) for found, factor in weights.exact]
        scores = scores + formula.exact * _sum(exact, docs)
    if len(values) != 1 or not values[0].all():
        scores = scores * _shares(values, weights.known, docs)
    if weights.fresh:
        scores = scores * view.remember("fresh", lambda: np.array(weights.fresh))[wide(docs)]
    return scores


def _sum(several: Sequence[Floats], docs: Docs) -> Floats:
    return sum(several[1:], several[0]) if several else np.zeros(len(docs))


def _shares(values: Sequence[Floats], known: int, docs: Docs) -> Floats:
    """What each article keeps for having only some of the terms."""
    matched = np.zeros(len(docs), np.int64)
    for each in values:
        matched += each > 0
    shares = [0.0, *(ranking.coverage(count, known) for count in range(1, known + 1))]
    found: Floats = np.array(shares)[matched]
    return found


def _norms(view: View, weights: Weights) -> Floats:
    title, body = (
        np.asarray(s.all()).astype(np.float64) for s in (view.segment.title_words, view.segment.body_words)
    )
    norms = weights.formula.length_norm(weights.formula.weighted(body, title), weights.average)
    return np.maximum(norms, np.finfo(np.float64).tiny)  # an article without words has nothing to divide by


def _values(view: View, found: Hits, factor: float, norms: Floats, formula: Formula, docs: Docs) -> Floats:
    """What a term adds to the score of each of some articles, 0 for those without hits."""
    tf = totals(view, docs, found.body)
    if len(found.title[0]):
        tf = formula.weighted(tf, totals(view, docs, found.title))
    return factor * ranking.saturation(tf, norms)
