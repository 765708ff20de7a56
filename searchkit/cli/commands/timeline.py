"""`searchkit timeline`."""

from __future__ import annotations

from typing import Annotated, Literal, TypeAlias

import typer

from searchkit.cli.output import Output
from searchkit.cli.selection import Selection
from searchkit.cli.spread import spread

EXAMPLES = """\
  searchkit timeline sanctions
  searchkit timeline '"nuclear deal"' --by month --since 2018 --until 2019
  searchkit timeline iran --csv > iran.csv
"""

By: TypeAlias = Literal["year", "month", "week"]


@spread
def timeline(
    selection: Selection,
    output: Output,
    query: Annotated[list[str] | None, typer.Argument(metavar="[QUERY]...")] = None,
    by: Annotated[By, typer.Option("--by", help="A bar a year, month or week.")] = "year",
) -> int:
    """Draw how many articles match QUERY over time.

    Articles without a date, or whose date does not say which month or week, are counted in a note.
    Nothing found is exit code 1.
    """
    from searchkit.cli.printers import choose
    from searchkit.cli.session import open_index

    form = output.form()
    text = selection.text(query, "timeline")
    settings = output.settings(match=selection.match())
    console = output.console(settings, form)

    from searchkit.archive import around
    from searchkit.cli.answers.around import timeline_answer

    with open_index(settings, console, build=True) as opened:
        results = selection.search(opened, text, settings, limit=0)
        answer = timeline_answer(results, around.timeline(opened, results, by), by)
        choose(form)(selection.explained(answer, opened, text, settings, "timeline"), console)
    return 0 if results.total else 1
