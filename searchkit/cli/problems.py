"""An error, said on stderr: what is wrong, where, and what to do next."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Set
from typing import Any

import typer

from searchkit.cli.terminal.console import columns, wants_colour
from searchkit.cli.terminal.layout import Layout, Line, Span, span
from searchkit.errors import QuerySyntaxError, SearchkitError, StorageError

Problem = SearchkitError | typer.TyperException

_OTHER_NAMES = {
    **dict.fromkeys(("--after", "--from", "--start"), "--since"),
    **dict.fromkeys(("--before", "--to", "--end"), "--until"),
    **dict.fromkeys(("--max", "--top", "--size"), "--limit"),
}
"""What other programs call our options."""


def report(problem: Problem | OSError, *, traceback: bool = False) -> int:
    """Print an error, after its traceback if that is wanted, and give its exit code."""
    if traceback:
        sys.excepthook(type(problem), problem, problem.__traceback__)
    error = _of_the_system(problem) if isinstance(problem, OSError) else problem
    layout = Layout(columns(sys.stderr, os.environ), wants_colour(sys.stderr, "auto", os.environ))
    sys.stdout.flush()  # so that both streams on one terminal keep their order
    for line in _lines(error):
        sys.stderr.writelines(layout.paint(part) + "\n" for part in layout.wrap(line))
    return error.exit_code


def _of_the_system(error: OSError) -> StorageError:
    return StorageError(f"{error.filename or 'The output'}: {error.strerror or error}.")


def _lines(error: Problem) -> Iterator[Line]:
    if isinstance(error, QuerySyntaxError):
        from searchkit.query import caret_lines

        yield [Span("Query error: ", "error"), span(error.message)]
        yield from ([span(f"    {line}")] for line in caret_lines(error))
        hint = error.hint
    elif isinstance(error, SearchkitError):
        yield [Span("searchkit: ", "error"), span(error.message)]
        hint = error.hint
    else:
        yield [Span("searchkit: ", "error"), span(_message(error))]
        hint = _usage_hint(error)
    if hint:
        yield [span(hint)]


def _message(error: typer.TyperException) -> str:
    """What Typer says, as one sentence on one line."""
    message = " ".join(error.format_message().split()).split(" (Possible options:")[0]
    return message if message.endswith((".", "?")) else f"{message}."


def _usage_hint(error: Any) -> str:
    """The nearest option, or where to read on. Each kind of Typer's errors has other attributes."""
    context = getattr(error, "ctx", None)
    if context and hasattr(error, "option_name"):
        options = {name for option in context.command.params for name in option.opts}
        if near := _nearest(error.option_name, options):
            return f"Did you mean {near}?"
        if context.info_name == "search":
            return "Words to leave out go after two hyphens: searchkit search -- iran -iraq"
    return f"See {context.command_path} --help." if context else ""


def _nearest(name: str, options: Set[str]) -> str:
    """The option that is written most like a name, here or in other programs; empty if none is like it."""
    from difflib import get_close_matches  # not needed where nothing is wrong

    others = [other for other, meant in _OTHER_NAMES.items() if meant in options]
    near = get_close_matches(name, [*sorted(options), *others], 1)
    return _OTHER_NAMES.get(near[0], near[0]) if near else ""
