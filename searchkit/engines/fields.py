"""What an article has in each field, and the orders articles can be listed in: the same for every engine."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from searchkit.analysis import words
from searchkit.article import Article
from searchkit.engines.base import Sort

WORD_FIELDS = ("author", "person", "org", "place", "source", "topic", "lang")
"""Fields searched by their words, unstemmed; `name` is person, org and place together."""

FACETS = ("author", "source", "topic", "lang", "person", "org", "place", "name", "year")

_KINDS = {"person": "person", "org": "organisation", "place": "place"}


def field_texts(article: Article, field: str) -> list[str]:
    """The texts of a word field, each once; a phrase never matches across two of them."""
    texts: Iterable[str]
    match field:
        case "author":
            texts = (text for author in article.authors for text in (author.name, author.printed))
        case "source":
            texts = (article.source,)
        case "topic":
            texts = article.topics
        case "lang":
            texts = (article.language,)
        case "person" | "org" | "place":
            named = (n for n in article.names if n.kind == _KINDS[field])
            texts = (text for n in named for text in (n.canonical, n.text))
        case "name":
            texts = (text for kind in _KINDS for text in field_texts(article, kind))
        case _:
            raise ValueError(f"{field!r} is not a field of words: {', '.join(WORD_FIELDS)}")
    return list(dict.fromkeys(text for text in texts if text))


def facet_values(article: Article, field: str) -> list[str]:
    """The distinct values an article has in a facet field, in order of first appearance."""
    values: Iterable[str]
    match field:
        case "author":
            values = (author.name for author in article.authors)
        case "year":
            values = (article.published.iso[:4],) if article.published else ()
        case "person" | "org" | "place":
            values = (n.full for n in article.names if n.kind == _KINDS[field])
        case "name":
            values = (n.full for n in article.names)
        case _:
            values = field_texts(article, field)
    return list(dict.fromkeys(value for value in values if value))


def newest_first(article: Article) -> tuple[int, str]:
    """Sorts newest first, undated last, then by id: how every order breaks its ties."""
    return (-article.published.first.toordinal() if article.published else 0, article.id)


def sort_key(article: Article, sort: Sort) -> tuple[Any, ...]:
    """Sorts articles in one of the orders other than relevance; those without a value come last."""
    match sort:
        case "newest":
            value: Any = ""
        case "oldest":
            value = article.published.first if article.published else date.max
        case "author":
            value = sortable(article.authors[0].name if article.authors else "")
        case "title":
            value = sortable(article.title)
        case _:
            raise ValueError(f"{sort!r} is not an order of articles by themselves")
    return (value, newest_first(article))


def sortable(text: str) -> tuple[bool, str]:
    """A text as it is put in order: by its folded words, empty last."""
    folded = " ".join(words(text))
    return (not folded, folded)
