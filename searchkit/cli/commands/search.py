"""`searchkit search`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from searchkit.cli.output import Output
from searchkit.cli.selection import Selection
from searchkit.cli.spread import spread
from searchkit.errors import UsageError
from searchkit.settings import Sort

EXAMPLES = """\
  searchkit search '"state of war" bolton' --since 2018
  searchkit search -a "John Bolton" -a "James Bolton" --sort newest
  searchkit search --jsonl -n 100 'iran (talks OR deal) -iraq'

  word             its stem, case and accents aside      sanctions
  "exact phrase"   these words in this order             '"state of war"'
  OR NOT -x ( )    words are joined by AND               'iran -iraq'
  prefix*  word~   begins with; nearly                   'sanction* hezbolah~'
  "a b"~5          near each other                       '"putin assad"~5'
  field:x          title author name source topic lang   author:bolton
  date:x           or since: until: before: on:          date:2018-08..2019-01
"""


@spread
def search(
    selection: Selection,
    output: Output,
    query: Annotated[list[str] | None, typer.Argument(metavar="[QUERY]...")] = None,
    limit: Annotated[
        int | None, typer.Option("-n", "--limit", min=1, metavar="N", help="Articles on a page (10).")
    ] = None,
    page: Annotated[int, typer.Option("--page", min=1, metavar="N", help="Which page.")] = 1,
    sort: Annotated[Sort | None, typer.Option("--sort", help="The order.")] = None,
    snippets: Annotated[
        int | None, typer.Option("--snippets", min=0, metavar="N", help="Sentences an article (3).")
    ] = None,
    files: Annotated[bool, typer.Option("-l", "--files", help="Only the paths of the articles.")] = False,
    ids: Annotated[bool, typer.Option("--ids", help="Only the ids of the articles.")] = False,
    null: Annotated[
        bool, typer.Option("-0", "--null", help="End paths or ids with NUL, for xargs -0.")
    ] = False,
    count: Annotated[bool, typer.Option("-c", "--count", help="Only how many articles there are.")] = False,
) -> int:
    """Find articles: ranked, with the sentences that match.

    A query with quotes, brackets or a star goes into single quotes, one that starts with a hyphen after --.
    If no article has all the words, those with most of them are the answer. Nothing found is exit code 1, and
    comes with the reasons.
    """
    from searchkit.cli.printers import choose
    from searchkit.cli.session import open_index

    form = output.form({"files": files, "ids": ids, "count": count})
    if null and form not in ("files", "ids"):
        raise UsageError("-0 ends paths or ids: it goes with -l or --ids.")
    text = selection.text(query, "search")
    settings = output.settings(limit=limit, sort=sort, snippets=snippets, match=selection.match())
    console = output.console(settings, form)

    from searchkit.cli.answers.results import Page, results_answer

    with open_index(settings, console, build=True) as opened:
        results = selection.search(
            opened,
            text,
            settings,
            limit=settings.limit,
            offset=(page - 1) * settings.limit,
            sort=settings.sort,
        )
        roots = map(Path, opened.info()["built_from"]) if form == "files" else ()
        shown = Page(page, settings.limit, settings.sort, settings.snippets, tuple(roots))
        answer = selection.explained(results_answer(results, shown), opened, text, settings)
        choose(form, "\0" if null else "\n")(answer, console)
    found = results.total if form == "count" else len(results.hits)
    return 0 if found else 1
