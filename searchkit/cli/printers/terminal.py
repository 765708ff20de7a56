"""For people: the view of an answer, through a pager where it is long."""

from __future__ import annotations

from collections.abc import Iterator

from searchkit.cli.printers.base import Answer
from searchkit.cli.terminal.console import Console
from searchkit.cli.terminal.layout import Layout, Line, span


def print_terminal(answer: Answer, console: Console) -> None:
    """Lay the answer out for where it goes. On a terminal, what is to be told of it comes along."""
    if not console.on_terminal or not answer.total:
        console.notes((answer.heading, *answer.notes))
        lines = answer.view(console.layout)
    elif console.quiet:
        lines = answer.view(console.layout)
    else:
        lines = _framed(answer, console.layout)
    if console.pager and answer.total:
        from searchkit.cli.terminal.pager import paged

        with paged(console.pager, console.out) as out:
            out.writelines(console.layout.paint(line) + "\n" for line in lines)
    else:
        console.out.writelines(console.layout.paint(line) + "\n" for line in lines)


def _framed(answer: Answer, layout: Layout) -> Iterator[Line]:
    told = [text for text in (answer.heading, *answer.notes) if text]
    if told:
        yield []
        for text in told:
            yield from layout.wrap([span(text, "dim")], indent=2)
        yield []
    yield from answer.view(layout)
    if answer.footer:
        yield []
        yield from layout.wrap([span(answer.footer, "dim")], indent=2)
    if told:
        yield []
