"""Search results."""

from __future__ import annotations

import shlex
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from searchkit.cli.answers.wording import are, articles_found, author_names, counted, duration, printed_date
from searchkit.cli.printers import Answer
from searchkit.cli.session import shown_path
from searchkit.cli.terminal.layout import Layout, Line, span

if TYPE_CHECKING:
    from searchkit.archive import Hit, SearchResults
    from searchkit.snippets import Snippet


@dataclass(frozen=True, slots=True)
class Page:
    """Which part of the results is shown, in which order, with how many sentences each.

    `roots` are what the index was built from: with them, paths are such that they can be opened from here.
    """

    number: int = 1
    limit: int = 10
    sort: str = "relevance"
    snippets: int = 3
    roots: tuple[Path, ...] = ()


def results_answer(results: SearchResults, page: Page) -> Answer:
    """The answer to a search."""
    head = {
        "query": results.text,
        "total": results.total,
        "folded": results.folded,
        "page": page.number,
        "sort": page.sort,
        "seconds": round(results.seconds, 6),
        "notes": list(results.notes),
    }
    records = (_record(results, hit, page) for hit in results.hits)
    return Answer(
        "hits",
        head,
        records,
        results.total,
        partial(_view, results, page),
        heading=_heading(results, page),
        notes=results.notes,
        footer=_footer(results, page),
    )


def _record(results: SearchResults, hit: Hit, page: Page) -> dict[str, Any]:
    return {
        "rank": hit.rank,
        "score": round(hit.score, 6),
        **hit.article.to_json(text=False, names=False),
        "path": openable(hit.article.path, page.roots),
        "copies": list(hit.copies),
        "snippets": [
            {
                "field": s.field,
                "paragraph": s.paragraph + 1,
                "text": s.text,
                "marks": [list(m) for m in s.marks],
            }
            for s in _snippets(results, hit, page)
        ],
    }


def openable(path: str, roots: Sequence[Path]) -> str:
    """The file of an article, as it can be said from here; as stored if it is there no more."""
    if not roots:
        return path
    from searchkit.archive.originals import find_original

    found = find_original(path, roots)
    return shown_path(found) if found else path


def _snippets(results: SearchResults, hit: Hit, page: Page) -> tuple[Snippet, ...]:
    from searchkit.query import unfolded
    from searchkit.snippets import make  # not needed to list ids or to count

    return make(hit.article, unfolded(results.query), count=page.snippets)


def _heading(results: SearchResults, page: Page) -> str:
    found = articles_found(results.total, results.folded)
    if not results.total:
        return found
    if not results.hits:
        return f"{found}, but no page {page.number}: there {are(-(-results.total // page.limit), 'page')}."
    order = {"relevance": "by relevance", "newest": "newest first", "oldest": "oldest first"}
    return " · ".join((found, order.get(page.sort, f"by {page.sort}"), duration(results.seconds)))


def _footer(results: SearchResults, page: Page) -> str:
    if not results.hits:
        return ""
    before = (page.number - 1) * page.limit
    last = before + len(results.hits)
    read = f"read: searchkit show {shlex.quote(results.hits[0].id)}"
    if last >= results.total:
        return read
    return f"{before + 1:,}–{last:,} of {results.total:,} · more: --page {page.number + 1} · {read}"


def _view(results: SearchResults, page: Page, layout: Layout) -> Iterator[Line]:
    rank_width = len(str(results.hits[-1].rank)) if results.hits else 1
    for number, hit in enumerate(results.hits):
        if number:
            yield []
        yield from _hit(results, hit, page, layout, rank_width)


def _hit(results: SearchResults, hit: Hit, page: Page, layout: Layout, rank_width: int) -> Iterator[Line]:
    article = hit.article
    snippets = _snippets(results, hit, page)
    title_marks = next((s.marks for s in snippets if s.field == "title"), ())
    bodies = [s for s in snippets if s.field == "body"]
    indent = rank_width + 4
    rank = span(f"{hit.rank:>{rank_width + 2}}  ", "dim")
    title = layout.marked(article.title or "(no title)", title_marks, "title")
    yield from layout.ends([rank, *title], span(printed_date(article.published)), hanging=indent)
    paragraphs = ", ".join(dict.fromkeys(str(s.paragraph + 1) for s in bodies))
    where = f"{article.id} ¶{paragraphs}" if paragraphs else article.id
    meta = " · ".join(part for part in (author_names(article), article.source, where) if part)
    if hit.copies:
        copies = span(f"+{counted(len(hit.copies), 'copy')}", "dim")
        yield from layout.ends([span(" " * indent), span(meta, "dim")], copies, hanging=indent)
    else:
        yield from layout.wrap([span(meta, "dim")], indent=indent)
    for snippet in bodies:
        yield from layout.wrap(layout.marked(snippet.text, snippet.marks), indent=indent)
