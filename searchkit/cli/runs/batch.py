"""`search --queries FILE`: many queries, one a line."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from searchkit.errors import QuerySyntaxError, UsageError

if TYPE_CHECKING:
    from searchkit.cli.options.listing import Listing
    from searchkit.cli.options.output import Output
    from searchkit.cli.options.selection import Selection
    from searchkit.cli.terminal.console import Console


def search_all(file: Path, selection: Selection, output: Output, listing: Listing) -> int:
    """Answer every query of a file. One that cannot be read is named with its line, and the rest goes on.

    Returns the exit code: 2 if any query could not be read, else 1 if none found anything.
    """
    from searchkit.cli.answers.several import Part, choose_for_several, several_answer
    from searchkit.cli.session import open_index

    form = listing.form(output)
    settings = listing.settings(output, selection)
    console = output.console(settings, form)
    queries = list(_queries(file))
    parts: list[Part] = []
    failed: list[dict[str, object]] = []
    found = False
    with open_index(settings, console, build=True) as opened:
        for number, text in queries:
            try:
                results = listing.search(opened, selection, text, settings)
            except QuerySyntaxError as error:
                failed.append({"line": number, "query": text, "error": error.message})
                _report(error, f"line {number}", console)
                continue
            answer = listing.answer(results, opened, settings, form)
            parts.append(Part(text, selection.explained(answer, opened, text, settings)))
            found = found or listing.found(results)
        answers = several_answer(parts, "query", form, {"failed": failed})
        choose_for_several(form, "query", listing.end)(answers, console)
    return 2 if failed else 0 if found else 1


def _queries(file: Path) -> Iterator[tuple[int, str]]:
    """The lines of a file that are queries, with their numbers; `#` begins a comment line. Raises UsageError."""
    try:
        lines = _bytes(file).decode("utf-8-sig").splitlines()
    except OSError as error:
        raise UsageError(f"{file} cannot be read: {error.strerror}.") from None
    except UnicodeDecodeError:
        raise UsageError(f"{file} is not UTF-8.", "Save it as UTF-8 text.") from None
    found = [(number, line.strip()) for number, line in enumerate(lines, 1)]
    yield from ((number, line) for number, line in found if line and not line.startswith("#"))


def _bytes(file: Path) -> bytes:
    if str(file) != "-":
        return file.read_bytes()
    return sys.stdin.buffer.read() if sys.stdin else b""  # it may be closed


def _report(error: QuerySyntaxError, where: str, console: Console) -> None:
    from searchkit.cli.problems import report

    console.out.flush()
    message = f"{where}: {error.message}"
    report(QuerySyntaxError(message, error.query, error.position, error.length, error.hint))
