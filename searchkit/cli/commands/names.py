"""`searchkit names`."""

from __future__ import annotations

from typing import Annotated, Literal, TypeAlias

import typer

from searchkit.cli.options import ColorWhen, IndexDir, Json, Jsonl, NoPager, Quiet

EXAMPLES = """\
  searchkit names 'sanctions since:2018'
  searchkit names iran --kind org -n 10
  searchkit names --with Hezbollah
"""

Kind: TypeAlias = Literal["person", "org", "place"]


def names(
    query: Annotated[list[str] | None, typer.Argument(metavar="[QUERY]...")] = None,
    beside: Annotated[
        str,
        typer.Option("--with", metavar="NAME", help="Names that share sentences or paragraphs with NAME."),
    ] = "",
    kind: Annotated[
        Kind | None, typer.Option("--kind", help="Only people, organisations or places: person, org, place.")
    ] = None,
    limit: Annotated[int, typer.Option("-n", "--limit", min=1, metavar="N", help="Names at most (20).")] = 20,
    as_json: Json = False,
    as_jsonl: Jsonl = False,
    index: IndexDir = None,
    color: ColorWhen = None,
    no_pager: NoPager = False,
    quiet: Quiet = False,
) -> int:
    """List the names in the articles that match QUERY, or in all, with the number of articles each stands in.

    A name is counted in its fullest form in each article. Nothing found is exit code 1.
    """
    from searchkit.cli.console import open_console
    from searchkit.cli.printers import choose, only_form
    from searchkit.cli.session import open_index, settings_for

    form = only_form({"json": as_json, "jsonl": as_jsonl})
    settings = settings_for({"index": index, "color": color})
    console = open_console(settings, quiet=quiet, paged=form == "terminal" and not no_pager)

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
