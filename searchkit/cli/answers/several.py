"""The answers to several searches as one, each record with the search it belongs to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from searchkit.cli.answers.wording import counted
from searchkit.cli.printers import Answer, Form, Printer, choose
from searchkit.cli.terminal.layout import Layout, Line, Span, span


@dataclass(frozen=True, slots=True)
class Part:
    """One search: what it is called, its answer, and what a person is told of it (else how many articles)."""

    label: str
    answer: Answer
    told: str = ""


def several_answer(
    parts: Sequence[Part], field: str, form: Form, head: Mapping[str, Any] | None = None
) -> Answer:
    """One answer made of many, in the records that a form prints; `field` is where a record has its search.

    JSON gets a record a search with its hits inside, a count a record a search, anything else a record a hit.
    `head` is what JSON says before them.
    """
    records: Iterator[dict[str, Any]]
    if form == "json":
        records = (_document(part, field) for part in parts)
    elif form == "count":
        records = ({field: p.label, "articles": p.answer.total} for p in parts)
    else:
        records = ({field: p.label, **record} for p in parts for record in p.answer.records)
    return Answer(
        "searches" if form == "json" else "hits",
        head or {},
        records,
        sum(part.answer.total for part in parts),
        partial(_view, parts),
        notes=[f"{part.label}: {note.strip()}" for part in parts for note in part.answer.notes],
    )


def _document(part: Part, field: str) -> dict[str, Any]:
    """A search and its hits; where `field` takes the name, the query as read is `read`."""
    head = dict(part.answer.head)
    read = {"read": head.pop(field)} if field in head else {}
    return {field: part.label, **read, **head, part.answer.key: list(part.answer.records)}


def choose_for_several(form: Form, field: str, end: str) -> Printer:
    """The printer of a form, for `several_answer`: forms that are lines say first which search each is of."""
    if form in ("files", "ids", "count"):
        from searchkit.cli.printers.lines import FieldPrinter

        value = {"files": "path", "ids": "id", "count": "articles"}[form]
        return FieldPrinter(value, end, before=field)
    return choose(form, end)


def _view(parts: Sequence[Part], layout: Layout) -> Iterator[Line]:
    for number, part in enumerate(parts):
        if number:
            yield []
        told = part.told or counted(part.answer.total, "article")
        line = [Span("── ", "dim"), span(part.label, "title"), span(f"  {told}", "dim")]
        yield from layout.wrap(line, hanging=3)
        if part.answer.total:
            yield []
            yield from part.answer.view(layout)
