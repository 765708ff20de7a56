"""What a rebuild or an update did."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING, Any

from searchkit.cli.answers.wording import counted, duration, size
from searchkit.cli.printers import Answer
from searchkit.cli.terminal.layout import Layout, Line, span

if TYPE_CHECKING:
    from searchkit.archive import Report

_WORTH_A_RATIO = 1_000_000  # bytes of text; less says nothing about the size of an index


def report_answer(report: Report) -> Answer:
    """The answer of `rebuild` and `update`."""
    return Answer("", _head(report), (), report.articles, partial(_view, report))


def changes(report: Report) -> list[str]:
    """`2 added`, `1 changed`, `3 removed`; what there is none of is left out."""
    counts = ((report.added, "added"), (report.changed, "changed"), (report.removed, "removed"))
    return [f"{number:,} {word}" for number, word in counts if number]


def summary(report: Report) -> str:
    """The whole in one line."""
    done = report.added + report.changed
    parts = [counted(report.articles, "article")]
    if report.unchanged or report.changed or report.removed:
        parts += changes(report) or ["nothing new"]
    if report.skipped:
        parts.append(f"{len(report.skipped):,} skipped")
    rate = f" ({done / report.seconds:,.0f}/s)" if done and report.seconds else ""
    parts.append(f"{duration(report.seconds)}{rate}")
    times = report.index_bytes / report.text_bytes if report.text_bytes >= _WORTH_A_RATIO else 0
    parts.append(f"index {size(report.index_bytes)}" + (f", {times:.1f} × the text" if times else ""))
    return " · ".join(parts)


def _view(report: Report, layout: Layout) -> Iterator[Line]:
    yield from layout.wrap([span(summary(report))])


def _head(report: Report) -> dict[str, Any]:
    return {
        "articles": report.articles,
        "added": report.added,
        "changed": report.changed,
        "removed": report.removed,
        "unchanged": report.unchanged,
        "skipped": [{"path": s.path, "reason": s.reason} for s in report.skipped],
        "notes": list(report.notes),
        "seconds": round(report.seconds, 3),
        "text_bytes": report.text_bytes,
        "index_bytes": report.index_bytes,
        "generation": report.generation,
        "index": str(report.index),
    }
