"""Articles like another, and the words that make them so."""

from __future__ import annotations

import shlex
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from searchkit.cli.answers.results import openable
from searchkit.cli.answers.wording import author_names, counted, duration, printed_date
from searchkit.cli.printers import Answer
from searchkit.cli.terminal.layout import Layout, Line, span

if TYPE_CHECKING:
    from searchkit.archive.looking.similar import SimilarHit, SimilarResults


def similar_answer(results: SimilarResults, roots: Sequence[Path] = ()) -> Answer:
    """The answer of `similar`; `roots` are what the index was built from, to say paths that can be opened."""
    head = {
        "id": results.article.id,
        "title": results.article.title,
        "total": results.total,
        "seconds": round(results.seconds, 6),
    }
    return Answer(
        "hits",
        head,
        (_record(hit, roots) for hit in results.hits),
        results.total,
        partial(_view, results),
        heading=_heading(results),
        footer=f"read: searchkit show {shlex.quote(results.hits[0].article.id)}" if results.hits else "",
    )


def _record(hit: SimilarHit, roots: Sequence[Path]) -> dict[str, Any]:
    return {
        "rank": hit.rank,
        "score": round(hit.score, 6),
        **hit.article.to_json(text=False, names=False),
        "path": openable(hit.article.path, roots),
        "words": list(hit.words),
    }


def _heading(results: SimilarResults) -> str:
    title = results.article.title or results.article.id
    if not results.hits:
        return f"No other article has a telling word of: {title}"
    return f"{counted(len(results.hits), 'article')} most like: {title} · {duration(results.seconds)}"


def _view(results: SimilarResults, layout: Layout) -> Iterator[Line]:
    width = len(str(results.hits[-1].rank)) if results.hits else 1
    for number, hit in enumerate(results.hits):
        if number:
            yield []
        yield from _hit(hit, layout, width)


def _hit(hit: SimilarHit, layout: Layout, width: int) -> Iterator[Line]:
    article = hit.article
    indent = width + 4
    rank = span(f"{hit.rank:>{width + 2}}  ", "dim")
    title = span(article.title or "(no title)", "title")
    yield from layout.ends([rank, title], span(printed_date(article.published)), hanging=indent)
    meta = " · ".join(part for part in (author_names(article), article.source, article.id) if part)
    alike = span(f"{100 * hit.score:.0f} % alike", "dim")
    yield from layout.ends([span(" " * indent), span(meta, "dim")], alike, hanging=indent)
    yield from layout.wrap([span(f"alike in: {', '.join(hit.words)}")], indent=indent)
