"""What an index holds, and how it was built."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

from searchkit.cli.answers.wording import size
from searchkit.cli.layout import Layout, Line, span
from searchkit.cli.printers import Answer
from searchkit.settings import Archive

_LABEL = 14  # columns


def status_answer(info: Mapping[str, Any], archive: Archive) -> Answer:
    """The answer of `status`; `info` is what the index says of itself."""
    head = {
        "index": str(archive.index),
        "corpus": str(archive.corpus) if archive.corpus else None,
        **{key: value for key, value in info.items() if key != "index"},
    }
    return Answer("", head, (), int(info.get("articles", 0)), partial(_view, head))


def _view(head: Mapping[str, Any], layout: Layout) -> Iterator[Line]:
    for key, value in head.items():
        if value not in (None, "", [], {}):
            label = span(f"{key.replace('_', ' '):<{_LABEL}}", "dim")
            yield from layout.wrap([label, span(_said(key, value))], hanging=_LABEL)


def _said(key: str, value: object) -> str:
    match value:
        case bool():
            return "yes" if value else "no"
        case int() if key.endswith("bytes"):
            return size(value)
        case int():
            return f"{value:,}"
        case float():
            return f"{value:.1f}"
        case Mapping():
            return ", ".join(f"{name} {_said(str(name), part)}" for name, part in value.items())
        case list() | tuple():
            return ", ".join(_said(key, part) for part in value)
        case _:
            return str(value)
