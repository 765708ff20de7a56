"""What a check of the index found."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

from searchkit.archive import CheckReport
from searchkit.cli.answers.wording import counted, duration, size
from searchkit.cli.printers import Answer
from searchkit.cli.terminal.layout import Layout, Line, span

CURE = "Build the index again: searchkit rebuild"


def checked_answer(report: CheckReport) -> Answer:
    """The answer of `check`."""
    return Answer("", _head(report), (), report.articles, partial(_view, report))


def _view(report: CheckReport, layout: Layout) -> Iterator[Line]:
    for problem in report.problems:
        yield from layout.wrap([span(f"{problem}.")], hanging=2)
    if report.problems:
        yield from layout.wrap([span(CURE)])
        return
    said = (
        f"The index is sound: {counted(report.articles, 'article')} in {counted(report.segments, 'segment')}",
        f"{counted(report.files, 'file')}, {size(report.bytes)}",
        f"{counted(report.compared, 'article')} compared with what is found by them",
        duration(report.seconds),
    )
    yield from layout.wrap([span(" · ".join(said))])


def _head(report: CheckReport) -> dict[str, Any]:
    return {
        "sound": report.sound,
        "problems": [f"{problem}." for problem in report.problems],
        "cure": "" if report.sound else CURE,
        "generation": report.generation,
        "files": report.files,
        "bytes": report.bytes,
        "segments": report.segments,
        "articles": report.articles,
        "compared": report.compared,
        "seconds": round(report.seconds, 3),
        "index": str(report.index),
    }
