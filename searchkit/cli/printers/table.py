"""Records as the rows of a table: CSV (RFC 4180) and TSV.

What a spreadsheet would take for a formula gets an apostrophe before it, so that it is shown and not run (OWASP,
"CSV Injection").
"""

from __future__ import annotations

import csv
import json
from collections.abc import Mapping, Sequence
from typing import Any

from searchkit.cli.printers.base import Answer
from searchkit.cli.terminal.console import Console
from searchkit.cli.terminal.sanitise import clean, escape_json

_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
_SAID_BY = ("name", "text", "printed")
"""What a record inside a record is called by in one cell."""


def print_csv(answer: Answer, console: Console) -> None:
    """A line of the names of all columns, then a line a record; nothing if there is none."""
    columns, rows = table(answer)
    writer = csv.writer(console.out, lineterminator="\n")
    writer.writerows([columns] if rows else [])
    writer.writerows([_inert(value) for value in row] for row in rows)
    console.notes(answer.notes)


def print_tsv(answer: Answer, console: Console) -> None:
    """As CSV, values parted by tabs, which none of them has, and never quoted."""
    columns, rows = table(answer)
    for row in (columns, *([_inert(value) for value in row] for row in rows)) if rows else ():
        console.out.write("\t".join(row) + "\n")
    console.notes(answer.notes)


def table(answer: Answer) -> tuple[list[str], list[list[Any]]]:
    """The names of the columns, and the rows; an answer without records is one row."""
    records = list(answer.records) if answer.key else [answer.head]
    columns = list(dict.fromkeys(key for record in records for key in record))
    return columns, [[record.get(column) for column in columns] for record in records]


def cell(value: object) -> str:
    """A value on one line: a list by its parts, a record by its name or text."""
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case str():
            return clean(value)
        case {"id": str(article), "paragraph": paragraph}:
            return clean(article) if paragraph is None else f"{clean(article)}#p{paragraph}"
        case Mapping():
            said = next((value[key] for key in _SAID_BY if key in value), None)
            return cell(said) if isinstance(said, str) else escape_json(json.dumps(value, ensure_ascii=False))
        case Sequence():
            return "; ".join(map(cell, value))
        case _:
            return str(value)


def _inert(value: object) -> str:
    text = cell(value)
    is_number = isinstance(value, int | float)
    return f"'{text}" if text.lstrip().startswith(_FORMULA) and not is_number else text
