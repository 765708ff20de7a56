"""An article of a hit, which often nobody reads: who asks for ids should not wait for texts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from typing import Any

from searchkit.article import Article

_FIELDS = tuple(field.name for field in fields(Article))


class UnreadArticle(Article):
    """An article that is read as soon as more than its id is asked; equal to the one it is read from."""

    __slots__ = ("_read",)
    _read: Callable[[], Article]

    @staticmethod
    def of(article_id: str, read: Callable[[], Article]) -> UnreadArticle:
        """The article of that id, which `read` gives."""
        article = UnreadArticle.__new__(UnreadArticle)
        object.__setattr__(article, "id", article_id)
        object.__setattr__(article, "_read", read)
        return article

    def __getattr__(self, name: str) -> Any:
        """Asked for a field that is not filled yet."""
        if name not in _FIELDS:
            raise AttributeError(f"an article has no {name}")
        article = self._read()
        for field in _FIELDS:
            object.__setattr__(self, field, getattr(article, field))
        return getattr(article, name)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Article):
            return NotImplemented
        return all(getattr(self, field) == getattr(other, field) for field in _FIELDS)

    __hash__ = Article.__hash__
