"""Articles that are, or would be, removed from the index."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from searchkit.cli.answers.wording import counted, printed_date
from searchkit.cli.printers import Answer
from searchkit.cli.terminal.layout import Layout, Line, span

if TYPE_CHECKING:
    from searchkit.article import Article

_MOST = 20  # articles listed; JSON has them all


def removed_answer(articles: Sequence[Article], *, done: bool) -> Answer:
    """The answer of `rm`; unless `done`, it is what would be removed."""
    total = len(articles)
    told = f"{counted(total, 'article')} {'removed' if done else 'would be removed'}"
    return Answer(
        "articles",
        {"total": total, "removed": done},
        map(_record, articles),
        total,
        partial(_view, articles),
        heading=told if total else "No articles.",
    )


def _record(article: Article) -> dict[str, Any]:
    return {
        "id": article.id,
        "title": article.title,
        "published": article.published.iso if article.published else None,
        "path": article.path,
    }


def _view(articles: Sequence[Article], layout: Layout) -> Iterator[Line]:
    for article in articles[:_MOST]:
        left = [span(f"{article.id}  "), span(article.title or "(no title)", "title")]
        yield from layout.ends(left, span(printed_date(article.published), "dim"), hanging=2)
    if len(articles) > _MOST:
        yield from layout.wrap([span(f"and {counted(len(articles) - _MOST, 'article')} more", "dim")])
