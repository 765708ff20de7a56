"""One value a line, for other programs."""

from __future__ import annotations

from dataclasses import dataclass

from searchkit.cli.printers.base import Answer, Record
from searchkit.cli.terminal.console import Console
from searchkit.cli.terminal.sanitise import clean


@dataclass(frozen=True, slots=True)
class FieldPrinter:
    """Prints one field of every record, each followed by `end`; a line that repeats comes once.

    `before` is a field that stands before it, with a tab between.
    """

    field: str
    end: str = "\n"
    before: str = ""

    def __call__(self, answer: Answer, console: Console) -> None:
        """Print the field of all records."""
        for line in dict.fromkeys(map(self._line, answer.records)):
            console.out.write(line + self.end)
        console.notes(answer.notes)

    def _line(self, record: Record) -> str:
        value = clean(str(record[self.field]))
        return f"{clean(str(record[self.before]))}\t{value}" if self.before else value


def print_count(answer: Answer, console: Console) -> None:
    """How many there are in all."""
    console.out.write(f"{answer.total}\n")
    console.notes(answer.notes)
