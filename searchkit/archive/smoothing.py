"""`--expand`: the best articles of a long query put in order anew, with a look at which are like each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from searchkit import ranking
from searchkit.engines.base import Engine, Match, Ranking
from searchkit.query import FieldMatch, Query, Selection, Term
from searchkit.query.scoring import scoring

if TYPE_CHECKING:
    from searchkit.engines.likeness import Smoothing


@dataclass(frozen=True, slots=True)
class Neighbour:
    """An article much like another: its own score, and how alike they are (0 to 1)."""

    id: str
    score: float
    likeness: float


@dataclass(frozen=True, slots=True)
class Smoothed:
    """How the score of an article came about: `own`, and what its neighbours have, the most alike first."""

    score: float
    own: float
    neighbours: tuple[Neighbour, ...]

    @property
    def mean(self) -> float:
        """The mean score of the neighbours, each counting by its likeness."""
        total = sum(n.likeness for n in self.neighbours)
        return sum(n.score * n.likeness for n in self.neighbours) / total if total else self.own


def known_terms(engine: Engine, tree: Selection) -> int:
    """How many of the terms that score stand in any article."""
    return sum(engine.count(in_field(each.field, each.term)) > 0 for each in scoring(tree).terms)


def in_field(field: str, term: Term) -> Query:
    """The term as a query of its own."""
    return FieldMatch(field, term) if field else term


def is_long(engine: Engine, tree: Selection) -> bool:
    """Whether a query has enough known terms to be smoothed."""
    return known_terms(engine, tree) >= ranking.LONG_QUERY


def search_smoothed(engine: Engine, tree: Selection, *, limit: int, offset: int) -> Ranking:
    """As `Engine.search` by relevance, the best articles with smoothed scores.

    A smoothed score is a mean of scores of these articles, so that the others stay behind them.
    """
    found = engine.search(tree, limit=max(ranking.SMOOTHED, offset + limit))
    best = _smoothed(engine, found.matches[: ranking.SMOOTHED])
    matches = (*best, *found.matches[ranking.SMOOTHED :])
    return found._replace(matches=matches[offset : offset + limit])


def _smoothed(engine: Engine, best: Sequence[Match]) -> list[Match]:
    scores = _smoothing(engine, best).scores.tolist()
    again = [match._replace(score=score) for match, score in zip(best, scores, strict=True)]
    return sorted(again, key=lambda match: -match.score)


def _smoothing(engine: Engine, best: Sequence[Match]) -> Smoothing:
    from searchkit.engines.likeness import smooth

    return smooth([m.score for m in best], engine.vectors([m.key for m in best]), engine.rarities())


def how_smoothed(engine: Engine, tree: Selection, key: int) -> Smoothed | None:
    """How the score of an article came about; None if it is not among those that are smoothed."""
    best = engine.search(tree, limit=ranking.SMOOTHED).matches
    place = next((n for n, match in enumerate(best) if match.key == key), -1)
    if place < 0:
        return None
    found = _smoothing(engine, best)
    near = zip(best, found.likeness[place].tolist(), strict=True)
    neighbours = [Neighbour(match.id, match.score, likeness) for match, likeness in near if likeness]
    neighbours.sort(key=lambda n: -n.likeness)
    return Smoothed(float(found.scores[place]), best[place].score, tuple(neighbours))
