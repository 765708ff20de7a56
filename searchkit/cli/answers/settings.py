"""Every setting with its value and its origin."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import fields
from functools import partial
from typing import Any

from searchkit.cli.printers import Answer
from searchkit.cli.terminal.layout import Layout, Line, span
from searchkit.settings import Settings
from searchkit.textwidth import display_width

Record = dict[str, Any]


def settings_answer(settings: Settings) -> Answer:
    """The answer of `config`: all that `Settings` holds."""
    records = [
        {"name": each.name, "value": getattr(settings, each.name), "origin": settings.origin(each.name)}
        for each in fields(settings)
        if each.name != "origins"
    ]
    return Answer("settings", {}, records, len(records), partial(_view, records))


def _view(records: Sequence[Record], layout: Layout) -> Iterator[Line]:
    names = max(display_width(record["name"]) for record in records) + 2
    values = max(display_width(_said(record["value"])) for record in records) + 2
    for record in records:
        value = _said(record["value"])
        padding = " " * (values - display_width(value))
        parts = [
            span(f"{record['name']:<{names}}"),
            span(value, "title"),
            span(padding + record["origin"], "dim"),
        ]
        yield from layout.wrap(parts, hanging=names)


def _said(value: object) -> str:
    """A value as it is written in a file; a dash for what is not set."""
    return "–" if value in (None, "") else json.dumps(value, ensure_ascii=False, default=str)
