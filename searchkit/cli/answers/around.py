"""Facets and timelines: counts with bars."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from searchkit.article import DateSpan
from searchkit.cli.answers.wording import counted, printed_date
from searchkit.cli.layout import Layout, Line, span
from searchkit.cli.printers import Answer
from searchkit.textwidth import display_width, truncate

if TYPE_CHECKING:
    from searchkit.archive import SearchResults
    from searchkit.archive.around import By, Facet, Period, Timeline

_WIDTH = 80  # columns, where none are given
_WIDEST_LABEL = 40
_WIDEST_BAR = 40
_EIGHTHS = " ▏▎▍▌▋▊▉"
_MOST_EMPTY = 2  # periods without articles that are drawn one by one

Row = tuple[str, int]


def facets_answer(results: SearchResults, facets: Sequence[Facet], limit: int) -> Answer:
    """The answer of `facets`: of each field the `limit` most frequent values."""
    undated = [
        results.total - sum(count for _, count in f.values) for f in facets if f.field == "year" and f.values
    ]
    notes = (*results.notes, *(_lacking(count, "no date") for count in undated if count))
    records = [
        {"field": facet.field, "value": value, "articles": count}
        for facet in facets
        for value, count in facet.values[:limit]
    ]
    head = {**_head(results, notes), "values": {facet.field: len(facet.values) for facet in facets}}
    return Answer(
        "facets",
        head,
        records,
        results.total,
        partial(_facets_view, facets, limit),
        heading=_heading(results),
        notes=notes,
        footer=_more(facets, limit),
    )


def timeline_answer(results: SearchResults, timeline: Timeline, by: By) -> Answer:
    """The answer of `timeline`."""
    notes = (
        *results.notes,
        *([_lacking(timeline.undated, "no date")] if timeline.undated else []),
        *([_lacking(timeline.vague, f"a date that does not say which {by}")] if timeline.vague else []),
    )
    head = {**_head(results, notes), "by": by, "undated": timeline.undated, "vague": timeline.vague}
    return Answer(
        "periods",
        head,
        [_period_record(period) for period in timeline.periods],
        results.total,
        partial(_timeline_view, timeline.periods, by),
        heading=_heading(results),
        notes=notes,
    )


def _head(results: SearchResults, notes: Sequence[str]) -> dict[str, Any]:
    return {"query": results.text, "total": results.total, "notes": list(notes)}


def _heading(results: SearchResults) -> str:
    return counted(results.total, "article") if results.total else "No articles."


def _lacking(count: int, what: str) -> str:
    return f"{counted(count, 'article')} {'has' if count == 1 else 'have'} {what}"


def _more(facets: Sequence[Facet], limit: int) -> str:
    most = max((len(facet.values) for facet in facets), default=0)
    return f"the first {limit:,} values of each · more: -n {most}" if most > limit else ""


def _period_record(period: Period) -> dict[str, Any]:
    return {"first": period.first.isoformat(), "last": period.last.isoformat(), "articles": period.articles}


def _facets_view(facets: Sequence[Facet], limit: int, layout: Layout) -> Iterator[Line]:
    shown = [(facet, facet.values[:limit]) for facet in facets if facet.values]
    columns = _columns([row for _, rows in shown for row in rows], layout)
    for number, (facet, rows) in enumerate(shown):
        if number:
            yield []
        left = len(facet.values) - len(rows)
        yield [span(facet.field, "title"), span(f"  {left:,} more" if left else "", "dim")]
        yield from _bars(rows, columns)


def _timeline_view(periods: Sequence[Period], by: By, layout: Layout) -> Iterator[Line]:
    from searchkit.archive.around import empty_between

    rows = [(_label(period, by), period.articles) for period in periods]
    columns = _columns(rows, layout)
    before = None
    for period, row in zip(periods, rows, strict=True):
        empty = empty_between(before, period, by) if before else 0
        if empty > _MOST_EMPTY:
            yield [span(f"  … {counted(empty, by)} without articles", "dim")]
        else:
            yield from ([span("  ·", "dim")] for _ in range(empty))
        yield from _bars([row], columns)
        before = period


def _label(period: Period, by: By) -> str:
    return printed_date(DateSpan(period.first, period.first if by == "week" else period.last))


def _columns(rows: Sequence[Row], layout: Layout) -> tuple[int, int, int, int]:
    """Columns for the labels, the counts and the bars, and the count of the longest bar."""
    labels = min(max((display_width(span(label).text) for label, _ in rows), default=0), _WIDEST_LABEL)
    largest = max((count for _, count in rows), default=1)
    counts = len(f"{largest:,}")
    width = layout.width or _WIDTH
    labels = min(labels, max(8, width - counts - 6 - 8))
    return labels, counts, max(1, min(_WIDEST_BAR, width - labels - counts - 6)), largest


def _bars(rows: Sequence[Row], columns: tuple[int, int, int, int]) -> Iterator[Line]:
    labels, counts, bars, largest = columns
    for label, count in rows:
        name = truncate(span(label).text, labels)
        padding = " " * (labels - display_width(name))
        yield [span(f"  {name}{padding}  {count:>{counts},}  "), span(_bar(count, largest, bars), "dim")]


def _bar(count: int, largest: int, width: int) -> str:
    """A bar of blocks, `width` columns for the largest count; at least an eighth of one."""
    eighths = max(1, round(8 * width * count / largest))
    return "█" * (eighths // 8) + _EIGHTHS[eighths % 8].strip()
