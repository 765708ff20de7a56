"""`searchkit timeline`."""

from __future__ import annotations

from typing import Annotated, Literal, TypeAlias

import typer

from searchkit.cli.options.output import Output
from searchkit.cli.options.selection import Selection
from searchkit.cli.options.spread import spread

EXAMPLES = """\
  searchkit timeline sanctions
  searchkit timeline '"nuclear deal"' --by month --since 2018 --until 2019
  searchkit timeline iran --split source
  searchkit timeline iran --csv > iran.csv
"""

By: TypeAlias = Literal["year", "month", "week"]
Split: TypeAlias = Literal["author", "source", "name", "person", "org", "place", "topic", "lang"]


@spread
def timeline(
    selection: Selection,
    output: Output,
    query: Annotated[list[str] | None, typer.Argument(metavar="[QUERY]...")] = None,
    by: Annotated[By, typer.Option("--by", help="A bar a year, month or week.")] = "year",
    split: Annotated[
        Split | None,
        typer.Option("--split", help="A row of bars for each of the commonest values of a field."),
    ] = None,
    limit: Annotated[
        int, typer.Option("-n", "--limit", min=1, metavar="N", help="Values at most, with --split (5).")
    ] = 5,
) -> int:
    """Draw how many articles match QUERY over time.

    Articles without a date, or whose date does not say which month or week, are counted in a note. With --split
    an article with two of the values is in both rows, and "other" are those with none. Nothing found is exit
    code 1.
    """
    from searchkit.cli.printers import choose
    from searchkit.cli.session import open_index

    form = output.form()
    text = selection.text(query, "timeline")
    settings = output.settings(match=selection.match())
    console = output.console(settings, form)

    from searchkit.archive.looking import around
    from searchkit.cli.answers.timeline import split_answer, timeline_answer

    with open_index(settings, console, build=True) as opened:
        results = selection.search(opened, text, settings, limit=0)
        found = around.timeline(opened, results, by)
        if split:
            aliases = not selection.no_aliases
            strands = around.strands(opened, results, found.periods, by, split, limit, aliases=aliases)
            answer = split_answer(results, found, by, split, strands)
        else:
            answer = timeline_answer(results, found, by)
        choose(form)(selection.explained(answer, opened, text, settings, "timeline"), console)
    return 0 if results.total else 1
