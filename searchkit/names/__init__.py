"""Names: people, organisations and places of an article; aliases; who is the same author.

`recognise` finds the names of one article. `aliases`, `authors` and `variants` learn from a whole archive.
The gazetteer and the weights are read when the first article is recognised, never for a search.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from searchkit.article import Article, Name

__all__ = ["named", "recognise"]


def recognise(paragraphs: Sequence[str], title: str = "") -> tuple[Name, ...]:
    """The people, organisations and places an article names, in order of place, none overlapping another.

    Args:
        paragraphs: the article's text; offsets count code points within each.
        title: its title, which helps to judge the names but gives none itself.
    """
    from searchkit.names.recogniser import recognise as recognise_

    return recognise_(paragraphs, title)


def named(article: Article) -> Article:
    """The article with the names that are recognised in it."""
    return replace(article, names=recognise(article.paragraphs, article.title))
