"""`searchkit facets`."""

from __future__ import annotations

from typing import Annotated

import typer

from searchkit.cli.options.output import Output
from searchkit.cli.options.selection import Selection
from searchkit.cli.options.spread import spread
from searchkit.errors import UsageError

EXAMPLES = """\
  searchkit facets sanctions               who wrote of it, where and when
  searchkit facets iran --of person,org --since 2018
  searchkit facets '*' --of author --filter bolton
  searchkit facets '*' --of source -n 100 --csv
"""


@spread
def facets(
    selection: Selection,
    output: Output,
    query: Annotated[list[str] | None, typer.Argument(metavar="[QUERY]...")] = None,
    of: Annotated[
        str,
        typer.Option("--of", metavar="FIELD,...", help="Fields to count (author,source,name,topic,year)."),
    ] = "author,source,name,topic,year",
    sought: Annotated[
        str, typer.Option("--filter", metavar="TEXT", help="Only values that have TEXT in them.")
    ] = "",
    limit: Annotated[
        int, typer.Option("-n", "--limit", min=1, metavar="N", help="Values of a field at most (10).")
    ] = 10,
) -> int:
    """Count the values of fields in the articles that match QUERY: in how many of them each stands.

    Fields: author, source, name (or person, org, place), topic, lang, year. All printings of an author are one
    value, and so are all forms of a name; --no-aliases counts them apart. Nothing found is exit code 1.
    """
    from searchkit.cli.printers import choose
    from searchkit.cli.session import open_index

    form = output.form()
    text = selection.text(query, "facets")
    settings = output.settings(match=selection.match())
    console = output.console(settings, form)

    from searchkit.archive.looking import around
    from searchkit.cli.answers.around import facets_answer

    fields = _fields(of)
    with open_index(settings, console, build=True) as opened:
        results = selection.search(opened, text, settings, limit=0)
        found = around.facets(opened, results, fields, aliases=not selection.no_aliases)
        answer = facets_answer(results, found, limit, sought)
        choose(form)(selection.explained(answer, opened, text, settings, "facets"), console)
    return 0 if answer.records else 1


def _fields(given: str) -> list[str]:
    from searchkit.engines.fields import FACETS

    fields = list(dict.fromkeys(field.strip() for field in given.split(",")))
    for field in fields:
        if field not in FACETS:
            from difflib import get_close_matches

            near = get_close_matches(field, FACETS, n=1)
            hint = f"Did you mean {near[0]}?" if near else ""
            raise UsageError(f"--of takes {', '.join(FACETS)}, not {field!r}.", hint)
    return fields
