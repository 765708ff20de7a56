"""Every place where a query stands in an article, one by one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from searchkit.article import Article
from searchkit.query.nodes import Query, terms
from searchkit.snippets.marks import apart, find, sought


@dataclass(frozen=True, slots=True)
class Place:
    """One mark: `start:end` in code points of `text`, a whole paragraph, counted from 0, or the title, -1."""

    paragraph: int
    text: str
    start: int
    end: int


def places(article: Article, tree: Query) -> Iterator[Place]:
    """All marks of an article in reading order, the same as a search shows."""
    said = list(terms(tree))
    in_title = sought(term for _, term in said)
    in_text = sought(term for field, term in said if field == "")
    for number, text in enumerate((article.title, *article.paragraphs), -1):
        wanted = in_title if number < 0 else in_text
        for mark in apart(find(wanted, text)) if wanted else ():
            yield Place(number, text, mark.start, mark.end)
