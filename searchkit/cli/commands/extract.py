"""`searchkit extract`."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from searchkit.cli.options.output import Forms
from searchkit.cli.options.shared import (
    ColorWhen,
    FieldMap,
    NoNames,
    NoPager,
    Quiet,
    Source,
    Workers,
    field_map,
)
from searchkit.cli.options.spread import spread
from searchkit.errors import UsageError

if TYPE_CHECKING:
    from searchkit.cli.runs.reading import Item
    from searchkit.cli.terminal.console import Console


EXAMPLES = """\
  searchkit extract page.html --why
  searchkit extract clips --format '{date}  {title}  {authors}'
  find . -name '*.html' | searchkit extract --jsonl --files-from -
"""


@spread
def extract(
    forms: Forms,
    paths: Annotated[list[Path] | None, typer.Argument(metavar="[PATH]...")] = None,
    files_from: Annotated[
        Path | None,
        typer.Option(
            "--files-from", metavar="FILE", help="Read paths from FILE (-: from standard input), one a line."
        ),
    ] = None,
    reasons: Annotated[bool, typer.Option("--why", help="Where each value came from.")] = False,
    fields: FieldMap = None,
    source: Source = "",
    no_names: NoNames = False,
    workers: Workers = None,
    color: ColorWhen = None,
    no_pager: NoPager = False,
    quiet: Quiet = False,
) -> int:
    """Show what is read from the files at and below PATHs, without an index.

    With --jsonl there is one object an article, in the order of the paths; a file that gives none is an
    object with its path and the error (exit code 5).
    """
    from searchkit.cli.answers.extracted import extracted_answer
    from searchkit.cli.printers import choose
    from searchkit.cli.runs.reading import read_paths
    from searchkit.cli.session import settings_for
    from searchkit.cli.terminal.console import open_console
    from searchkit.ingest import ReadOptions, Skipped

    form = forms.form()
    wanted = [*(paths or ()), *_listed(files_from)]
    if not wanted and files_from is None:
        raise UsageError("Which files shall I read?", "For example: searchkit extract page.html")
    settings = settings_for({"names": False if no_names else None, "workers": workers, "color": color})
    console = open_console(settings, quiet=quiet, paged=form == "terminal" and not no_pager)
    options = ReadOptions(field_map(fields), source)
    skipped: list[str] = []
    items = read_paths(wanted, options, names=settings.names, workers=settings.workers)
    told = _told(items, skipped, console)
    if not isinstance(form, str):  # lines of the user's own are about articles only
        told = (item for item in told if not isinstance(item, Skipped))
    choose(form)(extracted_answer(told, reasons=reasons), console)
    return 5 if skipped else 0


def _listed(file: Path | None) -> Iterator[Path]:
    """The paths a file lists, one a line, or ended by NUL if there is any."""
    if file is None:
        return
    try:
        data = sys.stdin.buffer.read() if str(file) == "-" else file.read_bytes()
    except OSError as error:
        raise UsageError(f"{file} cannot be read: {error.strerror}.") from None
    end = b"\0" if b"\0" in data else b"\n"
    yield from (Path(os.fsdecode(line.rstrip(b"\r"))) for line in data.split(end) if line.strip())


def _told(items: Iterable[Item], skipped: list[str], console: Console) -> Iterator[Item]:
    """The same items; each that is no article is named on stderr, and noted in `skipped`."""
    from searchkit.ingest import Skipped

    for item in items:
        if isinstance(item, Skipped):
            skipped.append(item.path)
            console.warn(f"skipped {item.path}: {item.reason}")
        yield item
