"""`searchkit names`."""

from __future__ import annotations

from typing import Annotated, Literal, TypeAlias

import typer

from searchkit.cli.output import Output
from searchkit.cli.spread import spread

EXAMPLES = """\
  searchkit names 'sanctions since:2018'
  searchkit names iran --kind org -n 10
  searchkit names --with Hezbollah
"""

Kind: TypeAlias = Literal["person", "org", "place"]


@spread
def names(
    output: Output,
    query: Annotated[list[str] | None, typer.Argument(metavar="[QUERY]...")] = None,
    beside: Annotated[
        str,
        typer.Option("--with", metavar="NAME", help="Names that share sentences or paragraphs with NAME."),
    ] = "",
    kind: Annotated[
        Kind | None, typer.Option("--kind", help="Only people, organisations or places: person, org, place.")
    ] = None,
    limit: Annotated[int, typer.Option("-n", "--limit", min=1, metavar="N", help="Names at most (20).")] = 20,
) -> int:
    """List the names in the articles that match QUERY, or in all, with the number of articles each stands in.

    A name is counted in its fullest form in each article. Nothing found is exit code 1.
    """
    from searchkit.cli.printers import choose
    from searchkit.cli.session import open_index

    form = output.form()
    settings = output.settings()
    console = output.console(settings, form)

    from searchkit.archive.mentions import KINDS, count_names, names_beside
    from searchkit.cli.answers.names import counts_answer, together_answer

    text = " ".join(query or []).strip() or "*"
    kinds = (kind,) if kind else tuple(KINDS)
    with open_index(settings, console, build=True) as opened:
        if beside:
            answer = together_answer(names_beside(opened, beside, text, kinds), beside, limit)
        else:
            answer = counts_answer(count_names(opened, text, kinds), limit)
    choose(form)(answer, console)
    return 0 if answer.total else 1
