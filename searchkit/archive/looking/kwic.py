"""Key words in context: every place where a query stands in the articles found."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Literal

from searchkit.analysis import words
from searchkit.archive.answer import Index, SearchResults
from searchkit.article import Article
from searchkit.engines.base import Sort
from searchkit.query import unfolded
from searchkit.snippets.concordance import Place, places

Order = Literal["relevance", "date", "left", "right"]

MOST_READ = 5_000
"""Articles that are read: the first of those found, in the order asked for."""

_CONTEXT = 200  # code points beside a place that are put in order


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A place in an article."""

    article: Article
    place: Place


@dataclass(frozen=True, slots=True)
class Concordance:
    """Occurrences, from `read` of the articles found."""

    occurrences: tuple[Occurrence, ...]
    read: int


def kwic(index: Index, results: SearchResults, order: Order, limit: int) -> Concordance:
    """The first `limit` occurrences, ordered by their articles or by the words to the left or right of them.

    By the left, the nearest word counts first. What stands side by side in order does so in every run.
    """
    sort: Sort = "oldest" if order == "date" else "relevance"
    ranking = index.engine.search(results.query, limit=MOST_READ, sort=sort)
    read: dict[str, None] = {}

    def found() -> Iterator[Occurrence]:
        for match in ranking.matches:
            article = index.engine.article(match.key)
            read[article.id] = None
            for place in places(article, unfolded(results.query)):
                yield Occurrence(article, place)

    if order in ("left", "right"):
        context = _left if order == "left" else _right
        occurrences = tuple(sorted(found(), key=lambda each: context(each.place))[:limit])
    else:
        occurrences = tuple(islice(found(), limit))
    return Concordance(occurrences, len(read))


def _left(place: Place) -> list[str]:
    return words(place.text[max(0, place.start - _CONTEXT) : place.start])[::-1]


def _right(place: Place) -> list[str]:
    return words(place.text[place.end : place.end + _CONTEXT])
