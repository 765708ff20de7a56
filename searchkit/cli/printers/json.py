"""JSON, as one document or one record a line."""

from __future__ import annotations

import json
from typing import Any

from searchkit.cli.printers.base import SCHEMA, Answer
from searchkit.cli.terminal.console import Console
from searchkit.cli.terminal.sanitise import escape_json


def print_json(answer: Answer, console: Console) -> None:
    """One document: the schema number, what there is to say of the whole, the records."""
    document: dict[str, Any] = {"schema": SCHEMA, **answer.head}
    if answer.key:
        document[answer.key] = list(answer.records)
    console.out.write(escape_json(json.dumps(document, ensure_ascii=False, indent=2)) + "\n")
    console.notes(answer.notes)


def print_jsonl(answer: Answer, console: Console) -> None:
    """One record a line, each with the schema number."""
    for record in answer.records if answer.key else (answer.head,):
        line = json.dumps({"schema": SCHEMA, **record}, ensure_ascii=False, separators=(",", ":"))
        console.out.write(escape_json(line) + "\n")
    console.notes(answer.notes)
