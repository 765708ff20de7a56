"""`searchkit export`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from searchkit.cli.options.selection import Selection
from searchkit.cli.options.shared import ColorWhen, IndexDir, Json, Quiet
from searchkit.cli.options.spread import spread
from searchkit.errors import UsageError
from searchkit.settings import Sort

EXAMPLES = """\
  searchkit export '"nuclear deal" iran' --since 2015 -o deal
  searchkit replay deal                    what has changed since
"""


@spread
def export(
    selection: Selection,
    query: Annotated[list[str] | None, typer.Argument(metavar="[QUERY]...")] = None,
    folder: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="DIR", help="The folder to write, new or empty.")
    ] = None,
    sort: Annotated[Sort | None, typer.Option("--sort", help="The order.")] = None,
    index: IndexDir = None,
    as_json: Json = False,
    color: ColorWhen = None,
    quiet: Quiet = False,
) -> int:
    """Write all articles that match into a folder, with all it takes to ask again.

    There are articles.jsonl, articles.csv, each article as text in articles/, and manifest.json: the query as
    given and as read, versions, what the index was made of, and the SHA-256 of every file. The same query of the
    same articles gives the same bytes. An earlier export in the folder is replaced if nobody has touched it.
    """
    from searchkit.cli.runs.exporting import export_to
    from searchkit.cli.session import open_index, settings_for
    from searchkit.cli.terminal.console import open_console

    if folder is None:
        raise UsageError("Where shall the files go?", "For example: searchkit export sanctions -o sanctions")
    text = selection.text(query, "export -o DIR")
    settings = settings_for({"index": index, "sort": sort, "color": color, "match": selection.match()})
    console = open_console(settings, quiet=quiet, paged=False)
    with open_index(settings, console, build=True) as opened:
        return export_to(folder, opened, selection, text, settings, console, as_json=as_json)
