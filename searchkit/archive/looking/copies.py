"""An article and its copies."""

from __future__ import annotations

from dataclasses import dataclass

from searchkit.archive.answer import Index
from searchkit.article import Article


@dataclass(frozen=True, slots=True)
class Copy:
    """An article, and how much of the shorter of the two texts, it and the one asked for, both have: 0 to 1."""

    article: Article
    shared: float


def copies(index: Index, article_id: str) -> tuple[Copy, ...]:
    """The story of an article, itself included, in the order of their dates; the first stands for all.

    Raises NotFoundError, which names ids like it.
    """
    from searchkit.copies import read, shared

    key = index.key(article_id)
    asked = index.engine.article(key)
    text = read(asked)
    articles = (index.engine.article(each) for each in index.engine.story(key))
    return tuple(
        Copy(each, 1.0 if each.text == asked.text else shared(text, read(each))[0]) for each in articles
    )
