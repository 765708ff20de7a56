"""Records as a Markdown table (GitHub Flavored Markdown, "Tables")."""

from __future__ import annotations

import re

from searchkit.cli.printers.base import Answer
from searchkit.cli.printers.table import cell, table
from searchkit.cli.terminal.console import Console

_SPECIAL = re.compile(r"[\\`*_{}\[\]<>&|#~!$]")


def print_markdown(answer: Answer, console: Console) -> None:
    """A table of all columns in which any record has something; an answer of one thing as rows of its facts."""
    columns, rows = table(answer)
    if not answer.key:
        columns, rows = ["field", "value"], [list(pair) for pair in zip(columns, rows[0], strict=True)]
    told = [[_escaped(cell(value)) for value in row] for row in rows]
    filled = [at for at in range(len(columns)) if any(row[at] for row in told)]
    if told:
        lines = [[_escaped(columns[at]) for at in filled], ["---"] * len(filled)]
        for line in (*lines, *([row[at] for at in filled] for row in told)):
            console.out.write(f"| {' | '.join(line)} |\n")
    console.notes(answer.notes)


def _escaped(text: str) -> str:
    return _SPECIAL.sub(r"\\\g<0>", text)
