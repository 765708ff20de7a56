"""Which of the articles found have which value of a field, and when they were published, by their keys."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from searchkit.archive.answer import Index, SearchResults
from searchkit.article import Article
from searchkit.engines.fields import facet_values


def holders(index: Index, results: SearchResults, field: str) -> dict[str, set[int]]:
    """The values of a field, each with the keys of the articles found that have it. Every one of them is read."""
    found: dict[str, set[int]] = defaultdict(set)
    for key, article in _read(index, results):
        for value in facet_values(article, field):
            found[value].add(key)
    return dict(found)


def dates(index: Index, results: SearchResults) -> dict[int, tuple[date, date]]:
    """The keys of the articles found that have a date, with its first and last day. Every one of them is read."""
    published = {key: article.published for key, article in _read(index, results)}
    return {key: (span.first, span.last) for key, span in published.items() if span}


def _read(index: Index, results: SearchResults) -> Iterator[tuple[int, Article]]:
    for match in index.engine.search(results.query, limit=results.total, sort="oldest").matches:
        yield match.key, index.engine.article(match.key)
