"""`searchkit search`."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer

from searchkit.cli.options.listing import Listing
from searchkit.cli.options.output import Output
from searchkit.cli.options.selection import Selection
from searchkit.cli.options.spread import spread
from searchkit.errors import UsageError

EXAMPLES = """\
  searchkit search '"state of war" bolton' --since 2018
  searchkit search -a "John Bolton" -a "James Bolton" --sort newest
  searchkit search --jsonl -n 100 'iran (talks OR deal) -iraq'
  searchkit search iran --format '{date:10}  {title:50.50}  {id}'
  searchkit search --queries list.txt --csv
  searchkit help query                     all that a query can say
"""


@spread
def search(
    selection: Selection,
    output: Output,
    listing: Listing,
    query: Annotated[list[str] | None, typer.Argument(metavar="[QUERY]...")] = None,
    queries: Annotated[
        Path | None,
        typer.Option(
            "--queries", metavar="FILE", help="Every query of FILE, one a line (-: standard input)."
        ),
    ] = None,
    timeline: Annotated[
        bool, typer.Option("--timeline", help="Above the articles, all that were found over time.")
    ] = False,
) -> int:
    """Find articles: ranked, with the sentences that match.

    A query with quotes, brackets or a star goes into single quotes, one that starts with a hyphen after --.
    If no article has all the words, those with most of them are the answer. Nothing found is exit code 1, and
    comes with the reasons.

    With --queries every record says which query it is of; empty lines and those with # at their start are none.
    A query that cannot be read is named with its line, the others are answered, and the exit code is 2.
    """
    if queries:
        if query:
            raise UsageError("The queries stand in the file of --queries: none can be given beside it.")
        if timeline:
            raise UsageError("--timeline is of one query: it does not go with --queries.")
        from searchkit.cli.runs.batch import search_all

        return search_all(queries, selection, output, listing)
    from searchkit.cli.last_search import LastSearch, remember
    from searchkit.cli.printers import choose
    from searchkit.cli.session import open_index

    form = listing.form(output)
    text = selection.text(query, "search")
    settings = listing.settings(output, selection)
    console = output.console(settings, form)
    with open_index(settings, console, build=True) as opened:
        results = listing.search(opened, selection, text, settings)
        if settings.history and opened.known:
            last = LastSearch(text, not selection.no_aliases, not selection.no_variants)
            remember(last, opened.known.index, os.environ)
        answer = listing.answer(results, opened, settings, form)
        if timeline:
            from searchkit.archive.looking.around import overview
            from searchkit.cli.answers.timeline import with_sparkline

            answer = with_sparkline(answer, *overview(opened, results))
        choose(form, listing.end)(selection.explained(answer, opened, text, settings), console)
    return 0 if listing.found(results) else 1
