"""`searchkit cooccur`."""

from __future__ import annotations

import shlex
from dataclasses import replace
from typing import Annotated, Literal, TypeAlias

import typer

from searchkit.cli.options.output import Output
from searchkit.cli.options.selection import Selection
from searchkit.cli.options.spread import spread

EXAMPLES = """\
  searchkit cooccur Hezbollah
  searchkit cooccur IRGC --with person --within paragraph
  searchkit cooccur Iran sanctions --since 2018 --csv
"""

Kind: TypeAlias = Literal["person", "org", "place"]
Within: TypeAlias = Literal["sentence", "paragraph", "article"]


@spread
def cooccur(
    selection: Selection,
    output: Output,
    of: Annotated[str, typer.Argument(metavar="NAME")],
    query: Annotated[list[str] | None, typer.Argument(metavar="[QUERY]...")] = None,
    kind: Annotated[
        Kind | None, typer.Option("--with", help="Only people, organisations or places: person, org, place.")
    ] = None,
    within: Annotated[
        Within, typer.Option("--within", help="What they share: a sentence, a paragraph or an article.")
    ] = "sentence",
    limit: Annotated[int, typer.Option("-n", "--limit", min=1, metavar="N", help="Names at most (20).")] = 20,
    count: Annotated[bool, typer.Option("-c", "--count", help="Only how many names there are.")] = False,
) -> int:
    """List the names that stand together with NAME, in the articles that match QUERY or in all.

    A NAME of several words goes into quotes; all its forms are meant, and those of another name are counted as
    one (--no-aliases: as written). With --name NAME, either name is meant. Nothing found is exit code 1.
    """
    return list_company(selection, output, of, query, kind, within, limit, count=count)


def list_company(
    selection: Selection,
    output: Output,
    of: str,
    query: list[str] | None,
    kind: Kind | None,
    within: Within,
    limit: int,
    *,
    count: bool,
) -> int:
    """What `cooccur NAME` does, and `names --with NAME`; returns the exit code."""
    from searchkit.cli.printers import choose
    from searchkit.cli.session import open_index

    form = output.form({"count": count})
    meant = (of, *(selection.name or ()))
    wider = replace(selection, name=list(meant))
    text = " ".join(query or ()).strip() or "*"
    settings = output.settings(match=selection.match())
    console = output.console(settings, form)

    from searchkit.archive.looking.cooccur import KINDS
    from searchkit.archive.looking.cooccur import cooccur as find
    from searchkit.cli.answers.cooccur import cooccur_answer

    kinds = (kind,) if kind else tuple(KINDS)
    expanded = {"aliases": not selection.no_aliases, "variants": not selection.no_variants}
    with open_index(settings, console, build=True) as opened:
        results = wider.search(opened, text, settings, limit=0)
        together = find(opened, results, meant, kinds, within, **expanded)
        answer = cooccur_answer(results, together, meant, within, limit)
        if not results.total:
            answer = wider.explained(answer, opened, text, settings, f"cooccur {shlex.quote(of)}")
        choose(form)(answer, console)
    return 0 if answer.total else 1
