"""What passes between a command and a printer."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, Protocol, TypeAlias

from searchkit.cli.terminal.console import Console
from searchkit.cli.terminal.layout import Layout, Line
from searchkit.errors import UsageError

if TYPE_CHECKING:
    from searchkit.cli.printers.template import Template

SCHEMA = 1
"""The number of the JSON forms; goes up when a field changes its meaning or goes away."""

FormName: TypeAlias = Literal["terminal", "json", "jsonl", "csv", "tsv", "md", "files", "ids", "count"]
Form: TypeAlias = "FormName | Template"
"""How an answer is printed; a template is a form of the user's own."""

Record = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Answer:
    """What a command has to say, in a form that every printer understands.

    `head` tells of the whole; `records` are the items, each in its JSON form, made while they are printed.
    `key` is what JSON calls the list of them; empty for an answer that is one thing and has only a head.
    `view` lays it out for a person; it stands between `heading` and `footer`, which only people are told.
    `notes` are what anyone should know of it: what was dropped, relaxed or left out.
    """

    key: str
    head: Record
    records: Iterable[Record]
    total: int
    view: Callable[[Layout], Iterator[Line]]
    heading: str = ""
    notes: Sequence[str] = ()
    footer: str = ""


class Printer(Protocol):
    """Writes an answer to the output of a console."""

    def __call__(self, answer: Answer, console: Console) -> None:
        """Print all of it."""
        ...


def choose(form: Form, end: str = "\n") -> Printer:
    """The printer of a form; `end` ends each line of the forms that list files or ids, and of a template."""
    match form:
        case "json":
            from searchkit.cli.printers.json import print_json

            return print_json
        case "jsonl":
            from searchkit.cli.printers.json import print_jsonl

            return print_jsonl
        case "csv" | "tsv":
            from searchkit.cli.printers.table import print_csv, print_tsv

            return print_csv if form == "csv" else print_tsv
        case "md":
            from searchkit.cli.printers.markdown import print_markdown

            return print_markdown
        case "files" | "ids" | "count":
            from searchkit.cli.printers.lines import FieldPrinter, print_count

            return print_count if form == "count" else FieldPrinter("path" if form == "files" else "id", end)
        case "terminal":
            from searchkit.cli.printers.terminal import print_terminal

            return print_terminal
        case _:
            from searchkit.cli.printers.template import TemplatePrinter

            return TemplatePrinter(form, end)


def only_form(asked: Mapping[FormName, bool], template: str | None = None) -> Form:
    """The one output form asked for. Raises UsageError for more than one, or a template that cannot be read."""
    chosen = [form for form, wanted in asked.items() if wanted]
    options = [f"--{form}" for form in chosen] + ([] if template is None else ["--format"])
    if len(options) > 1:
        raise UsageError(f"{' and '.join(options)} are different output forms.", "Give one of them.")
    if template is not None:
        from searchkit.cli.printers.template import read_template

        return read_template(template)
    return chosen[0] if chosen else "terminal"
