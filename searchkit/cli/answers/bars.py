"""Counts drawn with block characters: a bar a line, a bar a column, a sparkline."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from searchkit.cli.terminal.layout import Layout, Line, span
from searchkit.textwidth import display_width, truncate

WIDTH = 80
"""Columns, where none are given."""

_WIDEST_LABEL = 40
_WIDEST_BAR = 40
_EIGHTHS = " ▏▎▍▌▋▊▉"
_LEVELS = "▁▂▃▄▅▆▇█"


@dataclass(frozen=True, slots=True)
class Row:
    """A label, what is said of it in passing, and a count."""

    label: str
    count: int
    aside: str = ""


@dataclass(frozen=True, slots=True)
class Scale:
    """Columns for the labels, the counts and the bars, and the count of the longest bar."""

    labels: int
    counts: int
    bars: int
    largest: int

    @classmethod
    def of(cls, rows: Sequence[Row], layout: Layout) -> Scale:
        """The scale on which all these rows fit the layout."""
        labels = min(max((display_width(_label(row)) for row in rows), default=0), _WIDEST_LABEL)
        largest = max((row.count for row in rows), default=1)
        counts = len(f"{largest:,}")
        width = layout.width or WIDTH
        labels = min(labels, max(8, width - counts - 6 - 8))
        return cls(labels, counts, max(1, min(_WIDEST_BAR, width - labels - counts - 6)), largest)


def bars(rows: Sequence[Row], scale: Scale) -> Iterator[Line]:
    """A line a row: label, count, bar."""
    for row in rows:
        aside = f" ({row.aside})" if row.aside else ""
        name = truncate(span(row.label).text, max(1, scale.labels - len(aside)))
        aside = truncate(aside, scale.labels - display_width(name))
        padding = " " * (scale.labels - display_width(name + aside))
        yield [
            span(f"  {name}"),
            span(aside, "dim"),
            span(f"{padding}  {row.count:>{scale.counts},}  "),
            span(bar(row.count, scale.largest, scale.bars), "dim"),
        ]


def _label(row: Row) -> str:
    return span(row.label).text + (f" ({row.aside})" if row.aside else "")


def bar(count: int, largest: int, width: int) -> str:
    """A bar of blocks, `width` columns for the largest count; at least an eighth of one, none for 0."""
    eighths = max(1, round(8 * width * count / largest)) if count else 0
    return "█" * (eighths // 8) + _EIGHTHS[eighths % 8].strip()


def sparkline(counts: Sequence[int], room: int) -> str:
    """One block a count, on the base line for 0; neighbours are added up where there are more than `room`."""
    each = -(-len(counts) // max(1, room))
    sums = [sum(counts[at : at + each]) for at in range(0, len(counts), each)]
    largest = max(sums, default=0)
    return "".join(_LEVELS[-(-7 * count // largest) if count else 0] for count in sums)
