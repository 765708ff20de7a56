"""`searchkit rm`."""

from __future__ import annotations

from typing import Annotated

import typer

from searchkit.cli.options.selection import Selection
from searchkit.cli.options.shared import ColorWhen, IndexDir, Json, Quiet, Wait
from searchkit.cli.options.spread import spread
from searchkit.errors import UsageError

EXAMPLES = """\
  searchkit rm defense_pact
  searchkit rm --query 'source:newswire weather' --dry-run
  searchkit rm --query horoscope --until 2015 --yes
  searchkit rm --undo defense_pact
"""


@spread
def rm(
    selection: Selection,
    ids: Annotated[list[str] | None, typer.Argument(metavar="[ID]...")] = None,
    query: Annotated[
        str | None,
        typer.Option("--query", metavar="QUERY", help="All articles that match, with the filters."),
    ] = None,
    undo: Annotated[
        bool, typer.Option("--undo", help="Have the articles of the IDs back at the next update.")
    ] = False,
    dry_run: Annotated[bool, typer.Option("-n", "--dry-run", help="Only say what would be removed.")] = False,
    yes: Annotated[bool, typer.Option("-y", "--yes", help="Do not ask.")] = False,
    no_input: Annotated[
        bool, typer.Option("--no-input", help="Never ask: without --yes it is an error.")
    ] = False,
    index: IndexDir = None,
    wait: Wait = None,
    as_json: Json = False,
    color: ColorWhen = None,
    quiet: Quiet = False,
) -> int:
    """Remove articles from the index, so that no update or rebuild brings them back.

    Their ids go into removed.txt beside the index folder, a file of yours; delete a line, or say --undo, and the
    next update has the article back. The files of the articles stay where they are.

    A query removes what has all its words, copies too; --any is for any of them.
    """
    from searchkit.cli.runs import removing
    from searchkit.cli.session import open_index, settings_for
    from searchkit.cli.terminal.console import open_console

    chosen = list(ids or ())
    if undo and (not chosen or query is not None or dry_run):
        raise UsageError(
            "--undo takes ids and nothing else.", "For example: searchkit rm --undo defense_pact"
        )
    if bool(chosen) == (query is not None):
        raise UsageError("rm takes ids, or --query.", "For example: searchkit rm defense_pact")
    if chosen and selection != Selection():
        raise UsageError("Filters go with --query, not with ids.")
    # A query that nothing fits wholly is never made easier here.
    settings = settings_for(
        {"index": index, "wait": wait, "color": color, "match": selection.match() or "all"}
    )
    console = open_console(settings, quiet=quiet, paged=False)
    if undo:
        return removing.undo(chosen, settings, console)
    with open_index(settings, console) as opened:
        if query is None:
            articles = removing.of_ids(opened, chosen)
        else:
            articles = removing.of_query(opened, query, selection, settings, console)
    asked = removing.Asked(dry_run, yes, no_input, as_json)
    return removing.remove(articles, asked, settings, console)
