"""How a query was read, and why an article has its rank."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from searchkit.archive.answer import Index, SearchResults
from searchkit.engines.base import ScorePart, TermStats
from searchkit.query import And, FieldMatch, Fuzzy, Prefix, Query, Term, Wildcard, Word, show, terms
from searchkit.query.scoring import scoring

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
    its parts would be with all of them.
    """

    article: str
    matches: bool
    rank: int
    score: float
    parts: tuple[ScorePart, ...]
    matched: int
    known: int
    share: float


def read_terms(index: Index, results: SearchResults) -> tuple[Read, ...]:
    """The terms of the query that was answered, each once, in its order."""
    found: dict[str, Read] = {}
    for field, term in terms(results.query):
        tree = _in_field(field, term)
        if show(tree) not in found:
            stands_for = (
                tuple(index.engine.words_like(term, field))
                if isinstance(term, Prefix | Wildcard | Fuzzy)
                else ()
            )
            found[show(tree)] = Read(show(tree), index.engine.count(tree), stands_for)
    return tuple(found.values())


def reason(index: Index, results: SearchResults, article_id: str) -> Reason:
    """Why an article has its rank. Raises NotFoundError, which names ids like it."""
    from searchkit import ranking

    article = index.article(article_id)
    key = index.engine.key(article.id)
    assert key is not None  # noqa: S101  it was just found
    parts = index.engine.score_parts(results.query, key)
    this = FieldMatch("id", Word(article.id))
    known = sum(
        index.engine.count(_in_field(each.field, each.term)) > 0 for each in scoring(results.query).terms
    )
    matched = sum(not part.exact for part in parts)
    return Reason(
        article.id,
        index.engine.count(And((results.query, this))) > 0,
        next(_ranks(index, results.query, article.id), 0),
        sum(part.value for part in parts),
        parts,
        matched,
        known,
        ranking.coverage(matched, known) if known else 1.0,
    )


def _in_field(field: str, term: Term) -> Query:
    return FieldMatch(field, term) if field else term


def _ranks(index: Index, tree: Query, article_id: str) -> Iterator[int]:
    matches = index.engine.search(tree, limit=_RANKS).matches
    return (rank for rank, match in enumerate(matches, 1) if match.id == article_id)
