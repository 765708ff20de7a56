"""How a query was read, and why an article has its rank."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from searchkit.archive.answer import Index, SearchResults
from searchkit.archive.smoothing import (
    Smoothed,
    how_smoothed,
    in_field,
    is_long,
    known_terms,
    search_smoothed,
)
from searchkit.engines.base import ScorePart, TermStats
from searchkit.query import (
    And,
    FieldMatch,
    Folded,
    Fuzzy,
    Prefix,
    Selection,
    Wildcard,
    Word,
    show,
    terms,
    unfolded,
)

_RANKS = 1_000
"""Ranks that are told; further down nobody counts."""


@dataclass(frozen=True, slots=True)
class Read:
    """A term of the query as it was read, how many articles have it, and the words it stands for, if any."""

    text: str
    articles: int
    stands_for: tuple[TermStats, ...] = ()


@dataclass(frozen=True, slots=True)
class Reason:
    """Why an article has its score: the parts add up to it. `rank` is 0 for one that is far down.

    `matched` of the `known` terms (those that any article has) stand in it, which leaves it `share` of what
    its parts would be with all of them; `freshness` is the share it keeps for its age. If the score was smoothed,
    the parts add up to `smoothed.own`. `copy_of` is the copy that stands for it in the answer, if one does.
    """

    article: str
    matches: bool
    copy_of: str
    rank: int
    score: float
    parts: tuple[ScorePart, ...]
    matched: int
    known: int
    share: float
    freshness: float
    smoothed: Smoothed | None = None


def read_terms(index: Index, results: SearchResults) -> tuple[Read, ...]:
    """The terms of the query that was answered, each once, in its order."""
    found: dict[str, Read] = {}
    for field, term in terms(results.query):
        tree = in_field(field, term)
        if show(tree) not in found:
            stands_for = (
                tuple(index.engine.words_like(term, field))
                if isinstance(term, Prefix | Wildcard | Fuzzy)
                else ()
            )
            found[show(tree)] = Read(show(tree), index.engine.count(tree), stands_for)
    return tuple(found.values())


def reason(index: Index, results: SearchResults, article_id: str, *, expand: bool = False) -> Reason:
    """Why an article has its rank; `expand` as in `Index.search`. Raises NotFoundError, which names ids like it."""
    from searchkit import ranking

    engine, tree = index.engine, results.query
    key = index.key(article_id)
    parts = engine.score_parts(tree, key)
    known = known_terms(engine, tree)
    matched = sum(not part.exact for part in parts)
    smoothing = expand and is_long(engine, tree)
    smoothed = how_smoothed(engine, tree, key) if smoothing else None
    return Reason(
        article_id,
        _matches(index, tree, article_id),
        _standing(index, tree, key),
        next(_ranks(index, tree, article_id, smoothing), 0),
        smoothed.score if smoothed else sum(part.value for part in parts),
        parts,
        matched,
        known,
        ranking.coverage(matched, known) if known else 1.0,
        engine.freshness(key),
        smoothed,
    )


def _matches(index: Index, tree: Selection, article_id: str) -> bool:
    return index.engine.count(And((unfolded(tree), FieldMatch("id", Word(article_id))))) > 0


def _standing(index: Index, tree: Selection, key: int) -> str:
    """The id of the copy that stands for an article in an answer; empty if it stands for itself."""
    if not isinstance(tree, Folded):
        return ""
    story = index.engine.story(key)
    earlier = (index.engine.article(other).id for other in story[: story.index(key)])
    return next((other for other in earlier if _matches(index, tree, other)), "")


def _ranks(index: Index, tree: Selection, article_id: str, smoothing: bool) -> Iterator[int]:
    if smoothing:
        matches = search_smoothed(index.engine, tree, limit=_RANKS, offset=0).matches
    else:
        matches = index.engine.search(tree, limit=_RANKS).matches
    return (rank for rank, match in enumerate(matches, 1) if match.id == article_id)
