"""What was read from files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from typing import Any

from searchkit.article import Article
from searchkit.cli.answers.article import evidence_view, meta_view, text_view, why
from searchkit.cli.printers import Answer
from searchkit.cli.terminal.layout import Layout, Line
from searchkit.ingest import Skipped

Item = Article | Skipped


def extracted_answer(items: Iterable[Item], *, reasons: bool) -> Answer:
    """The articles of files, read while they are printed; with `reasons`, where each value came from.

    A file that gave no article is a record of its own, with `path` and `error`.
    """
    records = (_record(item, reasons) for item in items)
    return Answer("articles", {}, records, -1, partial(_view, items, reasons))


def _record(item: Item, reasons: bool) -> dict[str, Any]:
    if isinstance(item, Skipped):
        return {"path": item.path, "error": item.reason}
    return {**item.to_json(), **({"why": why(item)} if reasons else {})}


def _view(items: Iterable[Item], reasons: bool, layout: Layout) -> Iterator[Line]:
    parted = False
    for item in items:
        if isinstance(item, Skipped):
            continue
        if parted:
            yield from layout.rule()
        parted = True
        yield from meta_view(item, layout)
        if reasons:
            yield []
            yield from evidence_view(item, layout)
        yield from text_view(item, range(len(item.paragraphs)), layout)
