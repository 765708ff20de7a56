"""Articles over time: bars, bars parted by the values of a field, and a sparkline for the head of a search."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from searchkit.archive.looking.around import Strand
from searchkit.article import DateSpan
from searchkit.cli.answers.bars import WIDTH, Row, Scale, bar, bars, sparkline
from searchkit.cli.answers.wording import articles_found, counted, printed_date
from searchkit.cli.printers import Answer
from searchkit.cli.terminal.layout import Layout, Line, Style, span
from searchkit.textwidth import display_width, truncate

if TYPE_CHECKING:
    from searchkit.archive import SearchResults
    from searchkit.archive.looking.around import Timeline
    from searchkit.archive.looking.periods import By, Period

_MOST_EMPTY = 2  # periods without articles that are drawn one by one
_WIDEST_VALUE = 24
_WIDEST_CELL = 12
_GAP = 2  # columns between two periods
OTHERS = "other"


def timeline_answer(results: SearchResults, timeline: Timeline, by: By) -> Answer:
    """The answer of `timeline`."""
    notes = (*results.notes, *_not_shown(timeline, by))
    head = {"query": results.text, "total": results.total, "folded": results.folded, "notes": list(notes)}
    return Answer(
        "periods",
        {**head, "by": by, "undated": timeline.undated, "vague": timeline.vague},
        [_record(period) for period in timeline.periods],
        results.total,
        partial(_view, timeline.periods, by),
        heading=articles_found(results.total, results.folded),
        notes=notes,
    )


def split_answer(
    results: SearchResults, timeline: Timeline, by: By, field: str, strands: Sequence[Strand]
) -> Answer:
    """The answer of `timeline --split`: a record for each period and value; null: the articles with none of them."""
    answer = timeline_answer(results, timeline, by)
    records = [
        {**_record(period), "value": strand.value or None, "articles": strand.articles[number]}
        for number, period in enumerate(timeline.periods)
        for strand in strands
    ]
    values = [{"value": strand.value or None, "articles": strand.total} for strand in strands]
    view = partial(_split_view, timeline.periods, by, strands)
    return replace(answer, head={**answer.head, "split": field, "values": values}, records=records, view=view)


def with_sparkline(answer: Answer, timeline: Timeline, by: By) -> Answer:
    """The answer to a search, a sparkline of all that was found above the articles."""
    if not timeline.periods:
        return answer
    told = {"by": by, "undated": timeline.undated, "vague": timeline.vague}
    head = {**answer.head, "timeline": {**told, "periods": [_record(period) for period in timeline.periods]}}

    def view(layout: Layout) -> Iterator[Line]:
        yield [span(_spark(timeline, by, layout))]
        yield []
        yield from answer.view(layout)

    return replace(answer, head=head, view=view)


def _spark(timeline: Timeline, by: By, layout: Layout) -> str:
    """`  2015 ▁▂▁█▄▁ 2020   peak 2018, 14`."""
    periods = timeline.periods
    peak = max(periods, key=lambda period: period.articles)
    first, last = _label(periods[0], by), _label(periods[-1], by)
    told = f"   peak {_label(peak, by)}, {peak.articles:,}"
    counts: list[int] = []
    for period, empty in _with_gaps(periods, by):
        counts += [0] * empty + [period.articles]
    room = max(8, (layout.width or WIDTH) - len(first) - len(last) - len(told) - 4)
    ends = f" {last}" if len(periods) > 1 else ""
    return truncate(f"  {first} {sparkline(counts, room)}{ends}{told}", layout.width or WIDTH)


def _not_shown(timeline: Timeline, by: By) -> Iterator[str]:
    for count, what in (
        (timeline.undated, "no date"),
        (timeline.vague, f"a date that does not say which {by}"),
    ):
        if count:
            yield f"{counted(count, 'article')} {'has' if count == 1 else 'have'} {what}"


def _record(period: Period) -> dict[str, Any]:
    return {"first": period.first.isoformat(), "last": period.last.isoformat(), "articles": period.articles}


def _label(period: Period, by: By) -> str:
    return printed_date(DateSpan(period.first, period.first if by == "week" else period.last))


def _view(periods: Sequence[Period], by: By, layout: Layout) -> Iterator[Line]:
    scale = Scale.of([Row(_label(period, by), period.articles) for period in periods], layout)
    for period, empty in _with_gaps(periods, by):
        if empty > _MOST_EMPTY:
            yield [span(f"  … {counted(empty, by)} without articles", "dim")]
        else:
            yield from ([span("  ·", "dim")] for _ in range(empty))
        yield from bars([Row(_label(period, by), period.articles)], scale)


def _with_gaps(periods: Sequence[Period], by: By) -> Iterator[tuple[Period, int]]:
    """The periods, each with the number of those without articles before it."""
    from searchkit.archive.looking.periods import empty_between

    before = None
    for period in periods:
        yield period, empty_between(before, period, by) if before else 0
        before = period


def _split_view(
    periods: Sequence[Period], by: By, strands: Sequence[Strand], layout: Layout
) -> Iterator[Line]:
    """A row a value, a column of bars a period; as many columns side by side as there is room for."""
    rows = [
        *strands,
        Strand("all", tuple(period.articles for period in periods), sum(p.articles for p in periods)),
    ]
    width = layout.width or WIDTH
    names = [truncate(span(row.value or OTHERS).text, min(_WIDEST_VALUE, width // 3)) for row in rows]
    heads = ["…" * bool(empty) + _label(period, by) for period, empty in _with_gaps(periods, by)]
    labels, totals = max(map(display_width, names)), len(f"{max(row.total for row in rows):,}")
    room = width - labels - totals - 2 - _GAP
    cell = max(max(map(len, heads), default=1), min(_WIDEST_CELL, room // max(1, len(periods)) - _GAP))
    side_by_side = max(1, room // (cell + _GAP))
    largest = max((count for strand in strands for count in strand.articles), default=1)
    for start in range(0, len(periods), side_by_side):
        band = slice(start, start + side_by_side)
        if start:
            yield []
        yield [span(_row("", heads[band], labels, cell), "dim")]
        for name, row in zip(names, rows, strict=True):
            drawn = [f"{n:,}" if row is rows[-1] else bar(n, largest, cell) for n in row.articles[band]]
            total = f"{row.total:>{totals},}" if band.stop >= len(periods) else ""
            style: Style = "dim" if row is rows[-1] else ""
            yield [span(_row(name, drawn, labels, cell), style), span(total, style)]


def _row(name: str, cells: Sequence[str], labels: int, cell: int) -> str:
    padded = name + " " * (labels - display_width(name))
    return f"  {padded}  " + "".join(f"{each:<{cell + _GAP}}" for each in cells)
