"""Options that several commands share."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, TypeAlias

import typer

from searchkit.errors import UsageError
from searchkit.settings import Color

IndexDir: TypeAlias = Annotated[
    str | None, typer.Option("--index", metavar="DIR", help="The index folder (else the nearest archive's).")
]
Quiet: TypeAlias = Annotated[bool, typer.Option("-q", "--quiet", help="No notes, only answers and errors.")]
ColorWhen: TypeAlias = Annotated[
    Color | None, typer.Option("--color", help="When to use colour; auto: on a terminal.")
]
NoPager: TypeAlias = Annotated[bool, typer.Option("--no-pager", help="Never page long answers.")]
Json: TypeAlias = Annotated[bool, typer.Option("--json", help="One JSON document.")]
Jsonl: TypeAlias = Annotated[bool, typer.Option("--jsonl", help="One JSON object a line.")]
NoNames: TypeAlias = Annotated[bool, typer.Option("--no-names", help="Do not look for names in the text.")]
Workers: TypeAlias = Annotated[
    int | None,
    typer.Option("--workers", min=0, metavar="N", help="Processes that read (0: one a processor)."),
]
FieldMap: TypeAlias = Annotated[
    list[str] | None,
    typer.Option(
        "--map", metavar="FIELD=NAME", help="In exports, FIELD of an article stands in NAME. Repeatable."
    ),
]
Source: TypeAlias = Annotated[
    str, typer.Option("--source", metavar="NAME", help="The source of articles that name none.")
]
Wait: TypeAlias = Annotated[
    float | None,
    typer.Option("--wait", min=0, metavar="SECONDS", help="How long to wait for another writer."),
]
Expand: TypeAlias = Annotated[
    bool | None,
    typer.Option(
        "--expand/--no-expand", help="Rank long queries (4 known words or more) by articles alike, too."
    ),
]


def field_map(pairs: Sequence[str] | None) -> dict[str, str]:
    """`title=headline` -> {"title": "headline"}. Raises UsageError."""
    found = {}
    for pair in pairs or ():
        field, equals, name = pair.partition("=")
        if not (field and equals and name):
            raise UsageError(f"--map {pair!r} is not FIELD=NAME.", "For example: --map title=headline")
        found[field] = name
    return found
