"""`searchkit names`."""

from __future__ import annotations

from typing import Annotated, Literal, TypeAlias

import typer

from searchkit.cli.options.output import Output
from searchkit.cli.options.selection import Selection
from searchkit.cli.options.spread import spread
from searchkit.errors import UsageError

EXAMPLES = """\
  searchkit names 'sanctions since:2018'
  searchkit names iran --kind org -n 10
  searchkit names --filter guard
  searchkit names --with Tehran
"""

Kind: TypeAlias = Literal["person", "org", "place"]


@spread
def names(
    selection: Selection,
    output: Output,
    query: Annotated[list[str] | None, typer.Argument(metavar="[QUERY]...")] = None,
    kind: Annotated[
        Kind | None, typer.Option("--kind", help="Only people, organisations or places: person, org, place.")
    ] = None,
    sought: Annotated[
        str, typer.Option("--filter", metavar="TEXT", help="Only names that have TEXT in them.")
    ] = "",
    beside: Annotated[
        str,
        typer.Option("--with", metavar="NAME", help="Only names that share a sentence with NAME (cooccur)."),
    ] = "",
    limit: Annotated[int, typer.Option("-n", "--limit", min=1, metavar="N", help="Names at most (20).")] = 20,
    count: Annotated[bool, typer.Option("-c", "--count", help="Only how many names there are.")] = False,
) -> int:
    """List the names in the articles that match QUERY, or in all, with the number of articles each stands in.

    All forms of a name are counted as one, under the commonest; --no-aliases counts them apart. Nothing found is
    exit code 1.
    """
    if beside:
        from searchkit.cli.commands.cooccur import list_company

        if sought:
            raise UsageError("--filter and --with exclude each other.")
        return list_company(selection, output, beside, query, kind, "sentence", limit, count=count)
    from searchkit.cli.printers import choose
    from searchkit.cli.session import open_index

    form = output.form({"count": count})
    text = " ".join(query or ()).strip() or "*"
    settings = output.settings(match=selection.match())
    console = output.console(settings, form)

    from searchkit.archive.looking import around
    from searchkit.cli.answers.around import names_answer

    kinds = (kind,) if kind else ("person", "org", "place")
    with open_index(settings, console, build=True) as opened:
        results = selection.search(opened, text, settings, limit=0)
        found = around.facets(opened, results, kinds, aliases=not selection.no_aliases)
        answer = names_answer(results, found, limit, sought)
        choose(form)(answer, console)
    return 0 if answer.total else 1
