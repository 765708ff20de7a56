"""One value a line, for other programs."""

from __future__ import annotations

from dataclasses import dataclass

from searchkit.cli.console import Console
from searchkit.cli.printers.base import Answer
from searchkit.cli.sanitise import clean


@dataclass(frozen=True, slots=True)
class FieldPrinter:
    """Prints one field of every record, each followed by `end`; a value that repeats comes once."""

    field: str
    end: str = "\n"

    def __call__(self, answer: Answer, console: Console) -> None:
        """Print the field of all records."""
        for value in dict.fromkeys(str(record[self.field]) for record in answer.records):
            console.out.write(clean(value) + self.end)
        console.notes(answer.notes)


def print_count(answer: Answer, console: Console) -> None:
    """How many there are in all."""
    console.out.write(f"{answer.total}\n")
    console.notes(answer.notes)
