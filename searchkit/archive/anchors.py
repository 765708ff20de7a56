"""`deal#p3`: an article of an index, or one paragraph of it."""

from __future__ import annotations

import re

from searchkit.archive.answer import Index
from searchkit.article import Article
from searchkit.errors import NotFoundError

_ANCHOR = re.compile(r"(.+)#p([0-9]{1,9})", re.DOTALL)


def anchored(index: Index, anchor: str) -> tuple[Article, int | None]:
    """The article of an anchor and the paragraph it names, counted from 0; None for the whole article.

    An id may itself look like an anchor; then it is the id. Raises NotFoundError.
    """
    try:
        return index.article(anchor), None
    except NotFoundError:
        place = _ANCHOR.fullmatch(anchor)
        if place is None:
            raise
    article = index.article(place[1])
    number = int(place[2])
    if not 1 <= number <= len(article.paragraphs):
        raise NotFoundError(
            f"{article.id} has no paragraph {number}.", f"It has {len(article.paragraphs)}, from #p1 on."
        )
    return article, number - 1


def anchor_of(article_id: str, paragraph: int | None) -> str:
    """The anchor of a paragraph (from 0), or of a whole article."""
    return article_id if paragraph is None else f"{article_id}#p{paragraph + 1}"
