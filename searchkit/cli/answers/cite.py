"""Citations, as text or as the file a program reads them from."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any

from searchkit.archive.cite import Citation, Reference, Style, document
from searchkit.cli.printers import Answer
from searchkit.cli.terminal.layout import Layout, Line, span
from searchkit.cli.terminal.sanitise import escape_json

_HANGING = 4  # columns, as lists of works cited have it
_IN_TEXT = {"chicago": "note     ", "apa": "in text  "}


def cite_answer(references: Sequence[Reference], citations: Sequence[Citation], style: Style) -> Answer:
    """The answer of `cite`."""
    records = (_record(*pair, style) for pair in zip(references, citations, strict=True))
    view = partial(_prose_view if style in _IN_TEXT else _file_view, citations, style)
    return Answer("citations", {"style": style}, records, len(citations), view)


def _record(reference: Reference, citation: Citation, style: Style) -> dict[str, Any]:
    return {
        "id": reference.id,
        "paragraph": None if reference.paragraph is None else reference.paragraph + 1,
        "citation": json.loads(citation.entry) if style == "csl-json" else citation.entry,
        "in_text": citation.in_text,
    }


def _prose_view(citations: Sequence[Citation], style: Style, layout: Layout) -> Iterator[Line]:
    for number, citation in enumerate(citations):
        if number:
            yield []
        yield from _wrapped("", citation.entry, layout, _HANGING)
        if citation.in_text:
            label = _IN_TEXT[style] if layout.width else ""
            indent = _HANGING if layout.width else 0
            yield from _wrapped(label, citation.in_text, layout, indent + len(label), indent)


def _wrapped(label: str, text: str, layout: Layout, hanging: int, indent: int = 0) -> Iterator[Line]:
    """The text, a web address at its end on a line of its own, so that it is not broken."""
    head, _, address = text.rpartition(" ")
    if not layout.width or not address.startswith(("http://", "https://")):
        head, address = text, ""
    yield from layout.wrap([span(label, "dim"), span(head)], indent=indent, hanging=hanging)
    if address:
        yield [span(" " * hanging + address)]


def _file_view(citations: Sequence[Citation], style: Style, _layout: Layout) -> Iterator[Line]:
    """Lines are never broken, so that what is copied can be read by a program."""
    text = document(citations, style)
    for line in (escape_json(text) if style == "csl-json" else text).split("\n"):
        yield [span(line)]
