"""`searchkit kwic`."""

from __future__ import annotations

from typing import Annotated, Literal, TypeAlias

import typer

from searchkit.cli.options.output import Output
from searchkit.cli.options.selection import Selection
from searchkit.cli.options.spread import spread

EXAMPLES = """\
  searchkit kwic '"state of war"'
  searchkit kwic sanction -w 30 --sort right
  searchkit kwic iran --since 2018 --sort date --csv
"""

Order: TypeAlias = Literal["relevance", "date", "left", "right"]


@spread
def kwic(
    selection: Selection,
    output: Output,
    query: Annotated[list[str] | None, typer.Argument(metavar="[QUERY]...")] = None,
    width: Annotated[
        int, typer.Option("-w", "--width", min=1, metavar="N", help="Columns of text on either side (40).")
    ] = 40,
    sort: Annotated[
        Order, typer.Option("--sort", help="By articles, or by the words on the left or right.")
    ] = "relevance",
    limit: Annotated[
        int, typer.Option("-n", "--limit", min=1, metavar="N", help="Lines at most (100).")
    ] = 100,
) -> int:
    """Show every match with the words on its left and right, one below the other (a concordance).

    There are as many lines as marks in the articles. Nothing found is exit code 1.
    """
    from searchkit.cli.printers import choose
    from searchkit.cli.session import open_index

    form = output.form()
    text = selection.text(query, "kwic")
    settings = output.settings(match=selection.match())
    console = output.console(settings, form)

    from searchkit.archive.looking.kwic import kwic as find
    from searchkit.cli.answers.kwic import kwic_answer

    with open_index(settings, console, build=True) as opened:
        results = selection.search(opened, text, settings, limit=0)
        found = find(opened, results, sort, limit)
        answer = kwic_answer(results, found, width)
        choose(form)(selection.explained(answer, opened, text, settings, "kwic"), console)
    return 0 if found.occurrences else 1
